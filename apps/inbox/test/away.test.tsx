import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MeMenu } from '../src/app/me-menu';
import { Overlays } from '../src/app/overlays';
import { listenForKeys } from '../src/keys/listen-for-keys';
import { undoLast, useToasts } from '../src/state/toasts';
import { axeFaults } from './axe-faults';
import { FixtureApi } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

test('an agent says by keys alone that they are away, the menu shows it, and a toast takes it back', async () => {
  const api = new FixtureApi(makeWorld(2));
  const { fetch, asked } = fixtureFetch(api);
  globalThis.fetch = fetch;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  client.setQueryData(['session'], { agent: api.world.me, organisation: { name: 'Filo & Co.' } });
  const Page = () => (
    <>
      <Overlays />
      <MeMenu wide />
    </>
  );
  const router = createRouter({
    routeTree: createRootRoute({ component: Page }),
    history: createMemoryHistory(),
  });
  const stop = listenForKeys();
  window.scrollTo = () => undefined;
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  await act(() => router.load());
  const user = userEvent.setup({ delay: null });
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('searchbox', { name: 'Commands and people' }), 'away');
  await user.keyboard('{Enter}');
  const name = `Your menu, ${api.world.me.name} Away`;
  await user.click(await screen.findByRole('button', { name }));
  expect(await axeFaults()).toEqual([]);
  await user.click(await screen.findByRole('menuitem', { name: 'I am back' }));
  await waitFor(() => expect(screen.queryByRole('button', { name })).toBeNull());
  expect(useToasts.getState().toasts.at(-1)?.text).toBe('You are back: new topics can be given to you');
  undoLast();
  expect(await screen.findByRole('button', { name })).toBeTruthy();
  expect(asked.filter((one) => one.startsWith('PUT'))).toHaveLength(3);
  stop();
});
