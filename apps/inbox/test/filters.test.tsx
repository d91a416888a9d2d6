import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { type ListFilter, readFilter } from '../src/data/threads/list-filter';
import FilterBar from '../src/features/filters/filter-bar';
import FilterDialog from '../src/features/filters/filter-dialog';
import FilterKeys from '../src/features/filters/filter-keys';
import { isActive } from '../src/keys/active-commands';
import { listenForKeys } from '../src/keys/listen-for-keys';
import { axeFaults } from './axe-faults';
import { FixtureApi } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

const asked: [ListFilter, boolean][] = [];
function Filters({ initial }: { initial: ListFilter }) {
  const [filter, setFilter] = useState(initial);
  const [isOpen, setOpen] = useState(true);
  const change = (next: ListFilter, again = false) => {
    asked.push([next, again]);
    setFilter(next);
  };
  return (
    <>
      <FilterBar filter={filter} onFilter={change} />
      {isOpen ? <FilterDialog filter={filter} onFilter={change} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
const open = (initial: ListFilter) => {
  asked.length = 0;
  const world = makeWorld();
  world.tags = ['Refund', 'Press'].map((name) => ({
    ...{ id: name.toLowerCase(), name, colour: null, archived: false, version: 1 },
  }));
  globalThis.fetch = fixtureFetch(new FixtureApi(world)).fetch;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(['session'], { agent: world.me });
  render(
    <QueryClientProvider client={client}>
      <Filters initial={initial} />
    </QueryClientProvider>,
  );
  return userEvent.setup({ delay: null });
};

it('a list is narrowed by a part of a name, step by step, and is one step back from all of them', async () => {
  const user = open({});
  const field = await screen.findByRole('searchbox', { name: /Find a channel/ });
  await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Refund' }));
  await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Press' }));
  expect(await axeFaults()).toEqual([]);
  await user.type(field, 'waiting');
  await waitFor(() => expect(screen.queryByText('Email')).toBeNull());
  await user.click(await screen.findByRole('menuitemradio', { name: '3 days' }));
  expect(asked).toEqual([
    [{ tag: 'refund' }, false],
    [{ tag: 'press,refund' }, true],
    [{ tag: 'press,refund', waiting: 72 }, true],
  ]);
  await user.click(screen.getByRole('menuitemradio', { name: '3 days' }));
  expect(asked.at(-1)![0]).toEqual({ tag: 'press,refund' });
});

it('each part stands above the list and is dropped by a press; whom nobody knows is said to be gone', async () => {
  const user = open({ tag: 'press,gone', channel: 'email', promise: 'late', sort: 'oldest' });
  await user.click(screen.getByRole('button', { name: 'Done' }));
  const names = async () =>
    (await screen.findAllByRole('button', { name: /^Drop the filter/ })).map((one) =>
      one.getAttribute('aria-label')!.replace('Drop the filter ', ''),
    );
  await screen.findByRole('button', { name: 'Drop the filter Tag: Press' });
  expect(await names()).toEqual([
    ...[
      'Channel: Email',
      'Tag: Press',
      'Tag: not there any more',
      'Promise: Late',
      'Order: Oldest word first',
    ],
  ]);
  expect(await axeFaults()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Drop the filter Tag: Press' }));
  expect(asked.at(-1)![0]).toEqual({ tag: 'gone', channel: 'email', promise: 'late', sort: 'oldest' });
  await user.click(screen.getByRole('button', { name: 'Drop all' }));
  expect(asked.at(-1)![0]).toEqual({});
});

it('an address says a filter in words that make sense alone', () => {
  const said = { tag: 'a,b', agent: 'x', waiting: 24, promise: 'late', sort: 'newest', person: 'p' };
  const { person: _, ...filter } = said;
  expect(readFilter(said)).toEqual(filter);
  expect(readFilter({ tag: 'a,,b', channel: 7, waiting: 'soon', promise: 'kept', sort: 'name' })).toEqual({});
});

it('the digits narrow the list by the first filters that the dialog lists, and drop them again', async () => {
  const stop = listenForKeys();
  asked.length = 0;
  const world = makeWorld();
  globalThis.fetch = fixtureFetch(new FixtureApi(world)).fetch;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(['session'], { agent: world.me });
  function Keys() {
    const [filter, setFilter] = useState<ListFilter>({});
    const change = (next: ListFilter) => {
      asked.push([next, false]);
      setFilter(next);
    };
    return <FilterKeys filter={filter} onFilter={change} />;
  }
  render(
    <QueryClientProvider client={client}>
      <Keys />
    </QueryClientProvider>,
  );
  const user = userEvent.setup({ delay: null });
  await waitFor(() => expect(isActive('filter.9')).toBe(true));
  await user.keyboard('121');
  expect(asked.map(([filter]) => filter)).toEqual([
    { channel: 'email' },
    { channel: 'email,webform' },
    { channel: 'webform' },
  ]);
  stop();
});
