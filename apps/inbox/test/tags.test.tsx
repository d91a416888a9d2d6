import type { TagView } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TimeOverlays } from '../src/app/time-overlays';
import { TagDialog } from '../src/features/tagging/tag-dialog';
import { PersonRow } from '../src/features/people-list/person-row';
import TagsPage from '../src/features/tags/tags-page';
import { ThreadPane } from '../src/features/thread/thread-pane';
import '../src/i18n/later-words';
import { listenForKeys } from '../src/keys/listen-for-keys';
import { undoLast, useToasts } from '../src/state/toasts';
import { axeFaults } from './axe-faults';
import { FixtureApi } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

const tag = (id: string, name: string, more: Partial<TagView> = {}): TagView => ({
  ...{ id, name, colour: null, archived: false, version: 1 },
  ...more,
});
const newClient = () => new QueryClient({ defaultOptions: { queries: { retry: false } } });
const open = (page: React.ReactNode, session: object, client = newClient()) => {
  client.setQueryData(['session'], session);
  render(<QueryClientProvider client={client}>{page}</QueryClientProvider>);
  return userEvent.setup({ delay: null });
};
const noop = () => undefined;

it('l puts several tags on a thread, found by a part of their names; the toast takes them off again', async () => {
  const world = makeWorld();
  world.tags = [
    tag('a', 'Refund', { colour: 'red' }),
    tag('b', 'Press'),
    tag('c', 'Old', { archived: true }),
  ];
  const [thread] = world.threads.values();
  const { fetch, asked } = fixtureFetch(new FixtureApi(world));
  globalThis.fetch = fetch;
  const stop = listenForKeys();
  const user = open(
    <>
      <ThreadPane threadId={thread!.id} topicId={null} onTopic={noop} onPerson={noop} composer={null} />
      <TimeOverlays />
    </>,
    { agent: world.me },
  );
  await screen.findByRole('heading', { name: thread!.name });
  await screen.findByRole('button', { name: 'Hand to a team' });
  await user.keyboard('l');
  await screen.findByRole('dialog', { name: `Tags of ${thread!.name}` });
  const field = await screen.findByRole('searchbox', { name: 'Find a tag' });
  expect(screen.queryByText('Old')).toBeNull();
  await user.type(field, 'pre');
  await waitFor(() => expect(screen.queryByText('Refund')).toBeNull());
  await user.click(screen.getByRole('menuitemcheckbox', { name: 'Press' }));
  await user.clear(field);
  await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Refund' }));
  expect(await axeFaults()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(useToasts.getState().toasts.at(-1)?.text).toBe(`${thread!.name}: Refund, Press added`),
  );
  expect(await screen.findByTitle('Press')).toBeTruthy();
  expect(thread!.tagIds).toEqual(['a', 'b']);
  undoLast();
  await waitFor(() => expect(screen.queryByTitle('Press')).toBeNull());
  expect(asked.filter((one) => one === `POST /threads/${thread!.id}/tags`)).toHaveLength(2);
  stop();
});

it('a tag that a colleague puts on under the open dialog stays on, and one that they take off stays off', async () => {
  const world = makeWorld();
  world.tags = [tag('a', 'Refund'), tag('b', 'Press'), tag('c', 'Urgent'), tag('d', 'Praise')];
  const [thread] = world.threads.values();
  thread!.tagIds = ['a', 'd'];
  globalThis.fetch = fixtureFetch(new FixtureApi(world)).fetch;
  const client = newClient();
  const user = open(<TagDialog threadId={thread!.id} onClose={noop} />, { agent: world.me }, client);
  const choose = async (name: string) => user.click(await screen.findByRole('menuitemcheckbox', { name }));
  await choose('Refund');
  thread!.tagIds = ['a', 'b'];
  await act(() => client.invalidateQueries({ queryKey: ['thread', thread!.id] }));
  await choose('Urgent');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(thread!.tagIds).toEqual(['b', 'c']));
});

it('the toast names no tag that a colleague put on at the same moment', async () => {
  const world = makeWorld();
  world.tags = [tag('a', 'Refund'), tag('b', 'Press')];
  const [thread] = world.threads.values();
  globalThis.fetch = fixtureFetch(new FixtureApi(world)).fetch;
  const both = async (toast: string) => {
    useToasts.setState({ toasts: [] });
    thread!.tagIds = [];
    const user = open(<TagDialog threadId={thread!.id} onClose={noop} />, { agent: world.me });
    for (const name of ['Refund', 'Press'])
      await user.click(await screen.findByRole('menuitemcheckbox', { name }));
    return { user, said: () => waitFor(() => expect(useToasts.getState().toasts.at(-1)?.text).toBe(toast)) };
  };
  const one = await both(`${thread!.name}: Refund added`);
  thread!.tagIds = ['b'];
  await one.user.click(screen.getByRole('button', { name: 'Save' }));
  await one.said();
  cleanup();
  const none = await both(`${thread!.name}: somebody was quicker, and the tags are so already`);
  thread!.tagIds = ['a', 'b'];
  await none.user.click(screen.getByRole('button', { name: 'Save' }));
  await none.said();
});

it('what somebody else changed of a tag meanwhile stays, and so does what was chosen here', async () => {
  const sent: unknown[] = [];
  const now = tag('a', 'Refunds', { version: 2 });
  globalThis.fetch = (_, init) => {
    if (init?.method === 'PATCH') sent.push(JSON.parse(init.body as string));
    const status = sent.length === 1 ? 409 : 200;
    const conflict = { status, code: 'conflict', reason: 'tag-changed', title: '', detail: 'x', tag: now };
    const answer =
      init?.method !== 'PATCH' ? { items: [tag('a', 'Refund')] } : status === 409 ? conflict : now;
    const text = () => Promise.resolve(JSON.stringify(answer));
    return Promise.resolve({ ok: init?.method !== 'PATCH' || status === 200, status, text } as Response);
  };
  const user = open(<TagsPage />, { agent: { id: '1', role: 'admin' } });
  await user.click(await screen.findByRole('button', { name: 'Edit: Refund' }));
  await user.click(await screen.findByRole('radio', { name: 'Amber' }));
  expect(await axeFaults()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/Somebody else changed this tag meanwhile/)).toBeTruthy();
  expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Refunds');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByLabelText('Name')).toBeNull());
  expect(sent).toEqual([
    { version: 1, colour: 'amber' },
    { version: 2, colour: 'amber' },
  ]);
});

it('a screen reader hears in the list what a person is marked with', async () => {
  const world = makeWorld();
  world.tags = [tag('a', 'Refund'), tag('b', 'Press')];
  const [thread] = world.threads.values();
  thread!.tagIds = ['a', 'b'];
  const api = new FixtureApi(world);
  globalThis.fetch = fixtureFetch(api).fetch;
  const row = api.rowOf(thread!);
  open(
    <div role="listbox" aria-label="People">
      <PersonRow row={row} id="row" selected={false} position={1} total={1} onChoose={noop} />
    </div>,
    { agent: world.me },
  );
  expect(await screen.findByRole('option', { name: /, tags Refund, Press/ })).toBeTruthy();
});
