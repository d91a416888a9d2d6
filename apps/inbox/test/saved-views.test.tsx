import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { applyLiveEvent } from '../src/data/live/apply-live-event';
import type { ListFilter } from '../src/data/threads/list-filter';
import { viewsQuery } from '../src/data/views';
import { placeBeside } from '../src/features/views/use-view-actions';
import ViewTools from '../src/features/views/view-tools';
import { runCommand } from '../src/keys/active-commands';
import { listenForKeys } from '../src/keys/listen-for-keys';
import { undoLast, useToasts } from '../src/state/toasts';
import { axeFaults } from './axe-faults';
import { FixtureApi } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

const open = (role = 'admin', filter: ListFilter = { waiting: 24 }) => {
  const world = makeWorld();
  const api = new FixtureApi(world);
  globalThis.fetch = fixtureFetch(api).fetch;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(['session'], { agent: { ...world.me, role } });
  const stop = api.listen((event) => applyLiveEvent(client, world.me.id, event));
  function Tools() {
    const [saved, setSaved] = useState<string | null>(null);
    return <ViewTools view="all" filter={filter} savedId={saved ?? undefined} onSaved={setSaved} />;
  }
  render(
    <QueryClientProvider client={client}>
      <Tools />
    </QueryClientProvider>,
  );
  return { world, client, stop, user: userEvent.setup({ delay: null }) };
};
const says = (text: string) => waitFor(() => expect(useToasts.getState().toasts.at(-1)?.text).toBe(text));

it('filters are kept as a view by a key, renamed and deleted, and both are undone', async () => {
  const stop = listenForKeys();
  const { world, user } = open();
  await user.keyboard('{Shift>}V{/Shift}');
  await screen.findByRole('dialog', { name: 'Save as a view' });
  await user.type(screen.getByLabelText('Name'), ' Too long ');
  await user.selectOptions(screen.getByLabelText('Who sees it'), 'Everybody');
  expect(await axeFaults()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await says('The view Too long is saved');
  expect(world.views).toMatchObject([
    { name: 'Too long', scope: 'all', view: 'all', filter: { waiting: 24 } },
  ]);
  await user.click(await screen.findByRole('button', { name: 'More for the view Too long' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Rename this view' }));
  const field = await screen.findByLabelText('Name');
  await user.clear(field);
  await user.type(field, 'Overdue{Enter}');
  await says('The view is called Overdue now');
  expect(await axeFaults()).toEqual([]);
  undoLast();
  await screen.findByRole('button', { name: 'More for the view Too long' });
  act(() => void runCommand('view.remove'));
  await says('The view Too long is deleted');
  expect(world.views[0]!.removed).toBe(true);
  undoLast();
  await waitFor(() => expect(world.views[0]!.removed).toBe(false));
  stop();
});

it('what somebody else did to a view meanwhile is not undone with it; their change is seen at once', async () => {
  const { world, client, user } = open();
  await user.click(screen.getByRole('button', { name: 'Save as a view' }));
  await user.type(await screen.findByLabelText('Name'), 'Mine{Enter}');
  await screen.findByRole('button', { name: 'More for the view Mine' });
  await act(async () => {
    Object.assign(world.views[0]!, { name: 'Ours', filter: { waiting: 4 }, version: 2 });
    applyLiveEvent(client, world.me.id, { kind: 'views' });
    await client.refetchQueries(viewsQuery);
  });
  await screen.findByRole('button', { name: 'More for the view Ours' });
  await user.click(screen.getByRole('button', { name: 'Update Ours' }));
  await says('Ours lists this now');
  expect(world.views[0]).toMatchObject({ filter: { waiting: 24 }, version: 3 });
  Object.assign(world.views[0]!, { version: 4 });
  undoLast();
  await says('Somebody else changed this view meanwhile.');
});

it('who may not change a view is offered to keep a copy alone', async () => {
  const { world, client, user } = open('agent');
  await user.click(screen.getByRole('button', { name: 'Save as a view' }));
  await user.type(await screen.findByLabelText('Name'), 'Mine');
  await screen.findByLabelText('Name');
  expect(screen.queryByRole('option', { name: 'Everybody' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByRole('button', { name: 'More for the view Mine' });
  Object.assign(world.views[0]!, { mayChange: false, filter: {} });
  await act(() => client.refetchQueries(viewsQuery));
  await screen.findByRole('button', { name: 'Save as a view' });
  expect(screen.queryByRole('button', { name: /More for/ })).toBeNull();
});

it('a view moves among those of its kind', () => {
  const view = (id: string, place: number, scope = 'own') => ({ id, place, scope, teamId: null }) as never;
  const items = [view('a', 1), view('b', 2), view('c', 4), view('x', 3, 'all')] as never[];
  expect(placeBeside(items, view('c', 4), -1)).toBe(1.5);
  expect(placeBeside(items, view('b', 2), -1)).toBe(0);
  expect(placeBeside(items, view('b', 2), 1)).toBe(5);
  expect(placeBeside(items, view('c', 4), 1)).toBeUndefined();
  expect(placeBeside(items, view('x', 3, 'all'), -1)).toBeUndefined();
});
