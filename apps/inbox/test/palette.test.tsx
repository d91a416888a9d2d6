import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { openOverlay } from '../src/app/overlay-state';
import { Overlays } from '../src/app/overlays';
import { useCommand } from '../src/keys/active-commands';
import { listenForKeys } from '../src/keys/listen-for-keys';
import { FixtureApi } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

/** A page on which a thread is open, and above it what opens above every page. */
async function openPage() {
  const ran: string[] = [];
  function Page() {
    useCommand('thread.merge', () => void ran.push('merge'));
    useCommand('thread.mark', () => void ran.push('mark'));
    return <Overlays />;
  }
  const api = new FixtureApi(makeWorld(4));
  globalThis.fetch = fixtureFetch(api).fetch;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  client.setQueryData(['session'], { agent: api.world.me, organisation: { name: 'Filo & Co.' } });
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
  return { ran, stop, user: userEvent.setup({ delay: null }) };
}

test('what is typed before the palette has come for the first time stands in it, and gives no command', async () => {
  const { ran, stop, user } = await openPage();
  // Held in one breath: nothing is loaded between these keys.
  await user.keyboard('{Control>}k{/Control}mx{Backspace}');
  expect(screen.queryByRole('dialog')).toBeNull();
  const field = await screen.findByRole('searchbox', { name: 'Commands and people' });
  expect(field).toHaveProperty('value', 'm');
  await user.keyboard('e');
  expect(field).toHaveProperty('value', 'me');
  expect(ran).toEqual([]);
  await user.keyboard('{Escape}{Escape}');
  await user.keyboard('m');
  expect(ran).toEqual(['merge']);
  stop();
});

test('asked for once more while it is open, the palette goes on taking what is typed', async () => {
  const { ran, stop, user } = await openPage();
  await user.keyboard('{Control>}kk{/Control}');
  const field = await screen.findByRole('searchbox', { name: 'Commands and people' });
  await user.keyboard('{Control>}k{/Control}');
  await user.keyboard('me');
  expect(field).toHaveProperty('value', 'me');
  await user.keyboard('{Escape}{Escape}');
  await user.keyboard('m');
  expect(ran).toEqual(['merge']);
  stop();
});

test('keys are held for no palette that something else has come instead of, and for none whose page is gone', async () => {
  const { ran, stop, user } = await openPage();
  act(() => openOverlay('palette'));
  act(() => openOverlay('shortcuts'));
  await screen.findByRole('dialog');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.keyboard('m');
  expect(ran).toEqual(['merge']);
  act(() => openOverlay('palette'));
  cleanup();
  const field = document.body.appendChild(document.createElement('input'));
  field.focus();
  await user.keyboard('typed elsewhere');
  expect(field.value).toBe('typed elsewhere');
  field.remove();
  stop();
});
