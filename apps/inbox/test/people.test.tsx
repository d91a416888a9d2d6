import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { applyLiveEvent } from '../src/data/live/apply-live-event';
import { PeopleBrowser } from '../src/features/people/people-browser';
import ProfilePane from '../src/features/profile/profile-pane';
import { listenForKeys } from '../src/keys/listen-for-keys';
import { FixtureApi } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { FixtureProblem } from './fixture/fixture-problem';
import { makeWorld } from './fixture/make-world';

function Browser() {
  const [q, setQ] = useState('');
  return <PeopleBrowser q={q} onSearch={setQ} />;
}

/** All people at `/people`, with keys and live events; `/people/:id` shows a profile. */
function openPeople(path = '/people') {
  const api = new FixtureApi(makeWorld(6));
  globalThis.fetch = fixtureFetch(api).fetch;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  api.listen((event) => act(() => applyLiveEvent(client, api.world.me.id, event)));
  const root = createRootRoute();
  const people = createRoute({ getParentRoute: () => root, path: '/people', component: Browser });
  const person = createRoute({
    getParentRoute: () => root,
    path: '/people/$id',
    component: () => (
      <ProfilePane
        personId={(person.useParams() as { id: string }).id}
        topicId={null}
        onTopic={() => undefined}
      />
    ),
  });
  const history = createMemoryHistory({ initialEntries: [path] });
  const router = createRouter({ routeTree: root.addChildren([people, person]), history });
  const stop = listenForKeys();
  // The router scrolls to the top of a new page; this window cannot.
  window.scrollTo = () => undefined;
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  return { api, history, stop, user: userEvent.setup({ delay: null }) };
}
const links = () => screen.findAllByRole('link');

test('somebody is found while one types, and opened, by keys alone', async () => {
  const { user, history, stop } = openPeople();
  expect((await links()).length).toBeGreaterThan(5);
  expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  await user.keyboard('amara');
  await waitFor(async () => expect(await links()).toHaveLength(1));
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement?.textContent).toContain('Amara Okafor');
  await user.keyboard('{Enter}');
  await screen.findByRole('heading', { name: 'Amara Okafor' });
  expect(history.location.pathname).toMatch(/^\/people\/[\w-]{36}$/);
  stop();
});

test('whoever goes on into the list before it is found goes to what is found, not to what was listed before', async () => {
  const { user, api, stop } = openPeople();
  const [first] = await links();
  const name = [...api.world.threads.values()]
    .map((thread) => thread.name)
    .find((one) => !first!.textContent.includes(one))!;
  await user.keyboard(`${name}{ArrowDown}`);
  await waitFor(() => expect(document.activeElement?.textContent).toContain(name));
  await user.keyboard('{Enter}');
  await screen.findByRole('heading', { name });
  stop();
});

test('a public account stands in the list under its handle and network; its id there is but a tooltip', async () => {
  const { api, user, stop } = openPeople();
  const thread = [...api.world.threads.values()].find(({ name }) => name === 'Amara Okafor')!;
  Object.assign(thread.identities[0]!, { kind: 'bluesky', key: 'did:plc:amara', handle: 'amara.example' });
  await user.keyboard('amara');
  const handle = await screen.findByText('amara.example');
  const row = handle.closest('a')!;
  expect(row.textContent).toContain('amara.example (Bluesky)');
  expect(row.textContent).not.toContain('did:plc');
  expect(handle.title).toBe('did:plc:amara');
  stop();
});

test('j and k walk through the list and stop at its ends', async () => {
  const { user, stop } = openPeople();
  const all = await links();
  act(() => (document.activeElement as HTMLElement).blur());
  await user.keyboard('jj');
  expect(document.activeElement).toBe(all[1]);
  await user.keyboard('kkk');
  expect(document.activeElement).toBe(all[0]);
  await user.keyboard('{End}');
  expect(document.activeElement).toBe(all.at(-1));
  stop();
});

test('nobody found says what to try; a name changed elsewhere changes in the list', async () => {
  const { api, user, stop } = openPeople();
  await links();
  const [amara] = api.world.threads.values();
  const body = { facts: { name: 'Amara the Great' } };
  const query = new URLSearchParams();
  act(() => void api.answer({ method: 'PATCH', path: `/people/${amara?.id}`, query, headers: {}, body }));
  await screen.findByText('Amara the Great');
  await user.click(screen.getByRole('searchbox'));
  await user.keyboard('nobody at all');
  await screen.findByText('Nobody is called “nobody at all”');
  stop();
});

test('a profile that was split since offers the persons it belongs to now', async () => {
  const gone = '0197a000-0000-7000-8000-00000000dead';
  const { api, user, stop } = openPeople(`/people/${gone}`);
  const [one, two] = [...api.world.threads.values()];
  if (!one || !two) throw new Error('Two persons are there');
  const answer = api.answer.bind(api);
  const candidates = [one.id, two.id];
  api.answer = (request) => {
    if (!request.path.endsWith(gone)) return answer(request);
    throw new FixtureProblem(300, 'several-persons', 'This thread was split.', { candidates });
  };
  await screen.findByText('This thread was split.');
  await user.click(await screen.findByRole('link', { name: two.name }));
  await screen.findByRole('heading', { name: two.name });
  stop();
});

test('somebody is found by what a field says, and the list tells which', async () => {
  const { user, stop } = openPeople();
  await screen.findAllByRole('link');
  await user.keyboard('k-4711');
  await waitFor(() => expect(screen.getAllByRole('link')).toHaveLength(1));
  const link = screen.getByRole('link');
  expect(link.textContent).toContain('Customer number: K-4711-0O');
  await user.clear(screen.getByRole('searchbox'));
  await user.keyboard('amara@');
  await waitFor(() => expect(screen.getByRole('link').textContent).toContain('amara@example.org'));
  expect(screen.getByRole('link').textContent).not.toContain('Customer number');
  stop();
});
