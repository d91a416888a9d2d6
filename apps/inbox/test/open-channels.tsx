import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { sessionQuery } from '../src/data/session';
import ChannelsPage from '../src/features/channels/channels-page';
import { FixtureApi } from './fixture/fixture-api';
import type { FixtureRequest } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { sessionOf } from './fixture/fixture-api';
import { makeWorld } from './fixture/make-world';

/** The page of the channels at an address of its own, and what the server was sent. */
export function openChannels(search = '', set: (api: FixtureApi) => unknown = () => undefined) {
  const api = new FixtureApi(makeWorld(1));
  api.world.oauth.url = `${window.location.origin}/#consent`;
  set(api);
  const sent: FixtureRequest[] = [];
  const answer = api.answer.bind(api);
  api.answer = (request) => {
    if (request.method !== 'GET') sent.push(request);
    return answer(request);
  };
  globalThis.fetch = fixtureFetch(api).fetch;
  const root = createRootRoute();
  const page = createRoute({ getParentRoute: () => root, path: '/admin/channels', component: ChannelsPage });
  const history = createMemoryHistory({ initialEntries: [`/admin/channels${search}`] });
  const router = createRouter({ routeTree: root.addChildren([page]), history });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(sessionQuery.queryKey, sessionOf(api.world));
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  return { api, client, sent, history, user: userEvent.setup({ delay: null }) };
}

/** The card of one account. */
export const card = async (address: string) => {
  const heading = await screen.findByRole('heading', { name: address });
  return within(heading.closest('article') as HTMLElement);
};
