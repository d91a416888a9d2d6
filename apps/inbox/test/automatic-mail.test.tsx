import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import AutomaticMailPage from '../src/features/automatic/automatic-page';
import { FixtureApi } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

function openPage(set: (api: FixtureApi) => unknown = () => undefined) {
  const api = new FixtureApi(makeWorld(1));
  set(api);
  globalThis.fetch = fixtureFetch(api).fetch;
  const root = createRootRoute();
  const page = createRoute({
    getParentRoute: () => root,
    path: '/admin/automatic',
    component: AutomaticMailPage,
  });
  const inbox = createRoute({ getParentRoute: () => root, path: '/inbox/$view', component: () => 'inbox' });
  const history = createMemoryHistory({ initialEntries: ['/admin/automatic'] });
  const router = createRouter({ routeTree: root.addChildren([page, inbox]), history });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  return { api, history, user: userEvent.setup({ delay: null }) };
}

beforeEach(() => {
  // The router asks for it; jsdom only complains.
  window.scrollTo = () => undefined;
});

test('shows more on demand, and one kind alone', async () => {
  const { user } = openPage();
  await screen.findByRole('article', { name: 'Our autumn catalogue' });
  expect(screen.getAllByRole('article')).toHaveLength(2);
  await user.click(screen.getByRole('button', { name: 'Show more' }));
  await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(3));
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();

  await user.selectOptions(screen.getByLabelText('Kind'), 'bounce');
  await screen.findByRole('article', { name: /Undelivered Mail/ });
  await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(1));
  await user.selectOptions(screen.getByLabelText('Kind'), 'complaint');
  await screen.findByText('Nothing of this kind');
});

test('what a human wrote gets its thread, by keyboard alone, and the page goes there', async () => {
  const { api, history, user } = openPage();
  const card = within(await screen.findByRole('article', { name: 'Our autumn catalogue' }));
  const button = card.getByRole('button', { name: 'A human wrote this: open a thread' });
  act(() => button.focus());
  await user.keyboard('{Enter}');
  await screen.findByText('inbox');
  const thread = [...api.world.threads.values()].find((one) => one.name === 'The Shop');
  expect(history.location.pathname).toBe('/inbox/all');
  expect(history.location.search).toContain(thread?.id ?? 'no thread');
  expect(api.world.automatic).toHaveLength(2);
});

test('says what would stand here', async () => {
  openPage(({ world }) => (world.automatic = []));
  await screen.findByText(/Newsletters, bounces and automatic answers/);
});
