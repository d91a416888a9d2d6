import type { Watch } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { act, render, screen, waitFor } from '@testing-library/react';
import { useAddress } from '../src/app/use-address';
import WatchedNews from '../src/app/watched-news';
import { watchesQuery } from '../src/data/watches/watches-query';
import { draftOf, openDrafts } from '../src/state/drafts/draft-store';
import { select } from '../src/state/selection';

const said = (threadId: string | null) => ({
  ...{ messageId: 'newest', threadId, text: 'Mine, too', at: '2026-01-02T08:00:00Z' },
  author: { id: 'ewa', kind: 'x', key: '2', name: 'Ewa', handle: 'ewa' },
});
const watch = (latest: object, over: object = {}) =>
  ({
    ...{ messageId: 'watched', stormId: 'storm', threadId: 'bruno', beganAt: '2026-01-02T08:00:00Z' },
    ...{ said: 2, messageIds: ['newest', 'older'], latest, reached: [] },
    author: { id: 'bruno', kind: 'x', key: '1', name: 'Bruno', handle: 'bruno' },
    reach: { reposts: null, quotes: null, replies: null, likes: null },
    ...over,
  }) as unknown as Watch;

function Inbox() {
  useAddress('all');
  return null;
}

async function open(at: string, items: Watch[]) {
  globalThis.fetch = (() => new Promise(() => undefined)) as typeof fetch;
  openDrafts('sam');
  const root = createRootRoute({
    component: () => (
      <>
        <WatchedNews />
        <Outlet />
      </>
    ),
  });
  const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Outlet });
  const pages = [
    createRoute({ getParentRoute: () => shell, path: '/inbox/$view', component: Inbox }),
    createRoute({ getParentRoute: () => shell, path: '/board' }),
  ];
  const router = createRouter({
    routeTree: root.addChildren([shell.addChildren(pages)]),
    history: createMemoryHistory({ initialEntries: [at] }),
  });
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  client.setQueryData(watchesQuery.queryKey, { items });
  await act(async () => {
    render(
      <QueryClientProvider client={client}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>,
    );
  });
  return router;
}

beforeEach(() => {
  window.scrollTo = () => undefined;
  select(null);
});

test('news of a watched conversation opens at the newest post, which stays in the address and is answered', async () => {
  const { jest } = import.meta;
  const router = await open('/inbox/all?person=cleo', [watch(said('ewa'))]);
  const button = await screen.findByText('Open');
  jest.useFakeTimers();
  act(() => button.click());
  await waitFor(() =>
    expect(router.state.location.search).toMatchObject({ person: 'ewa', message: 'newest' }),
  );
  // The address follows the selection after a pause.
  await act(() => jest.advanceTimersByTimeAsync(500));
  jest.useRealTimers();
  expect(router.state.location.search).toMatchObject({ person: 'ewa', message: 'newest' });
  expect(draftOf('ewa', 'reply')?.answersMessageId).toBe('newest');
});

test('what the thread on the screen tells by itself is not told a second time above it', async () => {
  await open('/inbox/all?person=bruno', [
    watch(said('ewa')),
    watch(said(null), { messageId: 'b', threadId: 'b' }),
  ]);
  // Only the other one, and no count of more.
  await screen.findByText('2 new posts.');
  expect(screen.getAllByText('2 new posts.')).toHaveLength(1);
  expect(screen.queryByText(/more$/)).toBeNull();
});
