import type { Notice, SessionView } from '@filo/contracts/http';
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
import NoticeNoise from '../src/app/notice-noise';
import NoticesPage from '../src/app/notices-page';
import { applyLiveEvent } from '../src/data/live/apply-live-event';
import NoticeChoicesCard from '../src/features/account/notice-choices-card';
import { Composer } from '../src/features/composer/composer';
import { ThreadPane } from '../src/features/thread/thread-pane';
import { listenForKeys } from '../src/keys/listen-for-keys';
import { useAnnouncement } from '../src/state/announcer';
import { draftOf, openDrafts } from '../src/state/drafts/draft-store';
import { select } from '../src/state/selection';
import { undoLast, useToasts } from '../src/state/toasts';
import { axeFaults } from './axe-faults';
import { FixtureApi } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

const { jest } = import.meta;
const noop = () => undefined;

function start() {
  const api = new FixtureApi(makeWorld(4));
  const { fetch, asked } = fixtureFetch(api);
  globalThis.fetch = fetch;
  const { me } = api.world;
  const [thread] = api.world.threads.values();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  const session: SessionView = { agent: me, organisation: { name: 'Filo & Co.' } };
  client.setQueryData(['session'], session);
  openDrafts(me.id);
  api.listen((event) => act(() => applyLiveEvent(client, me.id, event)));
  const notice = (id: string, over: Partial<Notice> = {}): Notice => ({
    ...{ id, kind: 'assigned', what: null, count: 1, threadId: thread!.id, personName: thread!.name },
    ...{
      messageId: null,
      text: null,
      by: { id: 'p', name: 'Priya' },
      dueAt: null,
      read: false,
      webhook: null,
    },
    ...{ at: '2026-01-02T08:00:00.000Z', ...over },
  });
  const tell = (...notices: Notice[]) => {
    api.world.notices = [...notices, ...(api.world.notices ?? [])];
    api.emit({ kind: 'notices' });
  };
  return { api, asked, client, thread: thread!, notice, tell };
}

async function openPage(client: QueryClient, page: () => React.ReactNode) {
  const root = createRootRoute();
  const paths = ['/inbox/$view', '/oks', '/account', '/admin/webhooks'] as const;
  const pages = paths.map((path) => createRoute({ getParentRoute: () => root, path, component: () => null }));
  const here = createRoute({ getParentRoute: () => root, path: '/notices', component: page });
  const router = createRouter({
    routeTree: root.addChildren([here, ...pages]),
    history: createMemoryHistory({ initialEntries: ['/notices'] }),
  });
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
  window.scrollTo = noop;
  select(null);
  useToasts.setState({ toasts: [] });
});

test('the list says what happened, leads to it and marks it read; all are read at once, and that is undone', async () => {
  const { api, client, thread, notice } = start();
  api.world.notices = [
    notice('a', { kind: 'mentioned', messageId: 'm1', text: '@Sam, look' }),
    notice('b', { kind: 'news', what: 'note', count: 3 }),
    notice('c', { kind: 'failed', by: null, read: true }),
  ];
  const router = await openPage(client, NoticesPage);
  const user = userEvent.setup({ delay: null });
  const first = await screen.findByRole('article', {
    name: `Priya mentioned you in the thread of ${thread.name}`,
  });
  expect(within(first).getByText('unread')).toBeTruthy();
  expect(screen.getByText('3 news')).toBeTruthy();
  expect(await axeFaults()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Mark all as read' }));
  await waitFor(() => expect(screen.queryByText('unread')).toBeNull());
  act(() => void undoLast());
  await waitFor(() => expect(screen.getAllByText('unread')).toHaveLength(2));
  await user.click(within(first).getByText('@Sam, look'));
  await waitFor(() => expect(router.state.location.search).toEqual({ person: thread.id, message: 'm1' }));
  await waitFor(() => expect(api.world.notices!.find(({ id }) => id === 'a')!.read).toBe(true));
});

test('a webhook that was stopped is told, in no thread, and leads to its page', async () => {
  const { api, client, notice } = start();
  const stopped = { kind: 'webhook', threadId: null, personName: '', by: null } as const;
  api.world.notices = [
    notice('a', { ...stopped, what: 'failing', webhook: { id: 'w', name: 'Shop' } }),
    notice('b', { ...stopped, what: 'gone', webhook: { id: 'x', name: 'Stock' } }),
  ];
  const router = await openPage(client, NoticesPage);
  const user = userEvent.setup({ delay: null });
  await screen.findByText(/^The webhook Stock was switched off/);
  expect(await axeFaults()).toEqual([]);
  await user.click(screen.getByText('The webhook Shop was paused: nothing arrived for three days'));
  await waitFor(() => expect(router.state.location.pathname).toBe('/admin/webhooks'));
});

test('an empty list says what will stand there', async () => {
  const { client } = start();
  await openPage(client, NoticesPage);
  await screen.findByText('Nothing for you yet');
});

const openThread = ({ client, thread }: ReturnType<typeof start>) => {
  const stop = listenForKeys();
  render(
    <QueryClientProvider client={client}>
      <ThreadPane
        threadId={thread.id}
        topicId={null}
        onTopic={noop}
        onPerson={noop}
        composer={<Composer key={thread.id} threadId={thread.id} topicId={null} />}
      />
    </QueryClientProvider>,
  );
  return { stop, user: userEvent.setup({ delay: null }) };
};

test('s follows a thread and no more, which the toast undoes; what was told of the thread on the screen is read', async () => {
  const world = start();
  world.api.world.notices = [world.notice('here'), world.notice('elsewhere', { threadId: 'other' })];
  const { stop, user } = openThread(world);
  const button = await screen.findByRole<HTMLButtonElement>('button', { name: 'Follow this thread' });
  await waitFor(() => expect(world.api.world.notices!.map(({ read }) => read)).toEqual([true, false]));
  await waitFor(() => expect(button.disabled).toBe(false));
  await user.keyboard('s');
  await screen.findByRole('button', { name: /^You follow this thread/ });
  act(() => void undoLast());
  await screen.findByRole('button', { name: 'Follow this thread' });
  stop();
});

test('@ in a note finds a colleague, says who will not be told, and names whom it still holds; a reply has no such list', async () => {
  const world = start();
  const { agents, me } = world.api.world;
  const team = { id: 'team', name: 'Returns', colour: null, version: 1, members: [me], accounts: [] };
  world.api.world.teams = [team as never];
  world.api.world.agents = [me, { ...agents[1]!, id: 'ewa', name: 'Ewa Nowak' }, agents[1]!];
  const priya = agents[1]!.name;
  const { stop, user } = openThread(world);
  const { id } = world.thread;
  const reply = await screen.findByRole('textbox', { name: /^Reply by email to / });
  await user.type(reply, 'a @');
  expect(screen.queryByRole('listbox')).toBeNull();
  await user.keyboard('{Escape}n');
  const field = await screen.findByRole('textbox', { name: 'Text of the note, for your team only' });
  await user.click(field);
  await user.keyboard('Ask @');
  const list = await screen.findByRole('listbox', { name: 'Whom this note names' });
  expect(
    within(list)
      .getAllByRole('option')
      .map(({ textContent }) => textContent),
  ).toEqual(['Ewa Nowak', `${priya}cannot read this thread`, 'Returns1 person']);
  expect(await axeFaults()).toEqual([]);
  await user.keyboard('{ArrowDown}{Enter}');
  expect(draftOf(id, 'note')?.text).toBe(`Ask @${priya} `);
  await screen.findByText(new RegExp(`^${priya} cannot read this thread and will not be told`));
  await user.keyboard('@nowa{Enter}');
  await screen.findByText('Ewa Nowak will be told');
  await user.click(screen.getByRole('button', { name: `Do not mention ${priya}` }));
  expect(draftOf(id, 'note')).toMatchObject({ text: `Ask ${priya} @Ewa Nowak ` });
  // Escape closes the list alone.
  await user.click(field);
  await user.keyboard('@{Escape}');
  await waitFor(() => expect(screen.queryByRole('listbox')).toBeNull());
  expect(document.activeElement).toBe(field);
  await user.keyboard('{Backspace}{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(world.thread.messages.at(-1)).toMatchObject({ mentions: [{ id: 'ewa', said: 'Ewa Nowak' }] }),
  );
  await screen.findByTitle('Ewa Nowak was told of this note');
  stop();
});

test('what is new is spoken once, shown on the desktop and heard as it was chosen, by one tab, and not in quiet hours', async () => {
  const { api, client, notice, tell } = start();
  const shown: string[] = [];
  const heard = jest.fn();
  const node = { connect: () => node, frequency: {}, start: heard, stop: noop } as never;
  const gain = { gain: { setValueAtTime: noop, exponentialRampToValueAtTime: noop }, connect: () => node };
  Object.assign(globalThis, {
    Notification: class {
      static permission = 'granted';
      addEventListener = noop;
      close = noop;
      constructor(title: string) {
        shown.push(title);
      }
    },
    AudioContext: class {
      state = 'running';
      currentTime = 0;
      resume = () => Promise.resolve();
      createOscillator = () => ({ ...(node as object), connect: () => gain });
      createGain = () => gain;
    },
  });
  const lead = (name: string, _: object, run: () => Promise<void>) => run();
  Object.defineProperty(navigator, 'locks', { configurable: true, value: { request: lead } });
  api.world.notices = [notice('before')];
  await openPage(client, NoticeNoise);
  await waitFor(() => expect(client.getQueryData(['own-settings'])).toBeDefined());
  await waitFor(() => expect(client.getQueryData(['notices'])).toBeDefined());
  expect(shown).toEqual([]);
  const name = notice('x').personName;
  tell(notice('one'));
  await waitFor(() => expect(shown).toEqual([`Priya assigned ${name} to you`]));
  await waitFor(() => expect(heard).toHaveBeenCalledTimes(2));
  expect(useAnnouncement.getState().text).toBe(`Priya assigned ${name} to you`);
  // News of a followed thread is listed alone.
  tell(notice('two', { kind: 'news', what: 'message', by: null }));
  await waitFor(() =>
    expect(client.getQueryData<{ pages: object[] }>(['notices'])!.pages[0]).toMatchObject({ unread: 3 }),
  );
  expect([shown.length, heard.mock.calls.length]).toEqual([1, 2]);
  const settings = client.getQueryData<{ noticeChoices: object }>(['own-settings'])!;
  const quiet = { from: '00:00', until: '00:00' };
  const noticeChoices = { ...settings.noticeChoices, quiet };
  act(() => void client.setQueryData(['own-settings'], { ...settings, noticeChoices }));
  tell(notice('three'));
  await waitFor(() =>
    expect(client.getQueryData<{ pages: object[] }>(['notices'])!.pages[0]).toMatchObject({ unread: 4 }),
  );
  expect([shown.length, heard.mock.calls.length]).toEqual([1, 2]);
});

test('each kind is chosen by itself, what is not listed is neither shown nor heard, and quiet hours follow the time zone', async () => {
  const { client } = start();
  const asked: unknown[] = [];
  const { fetch } = globalThis;
  globalThis.fetch = (url, init) => {
    if (init?.method === 'PUT') asked.push(JSON.parse(init.body as string));
    return fetch(url, init);
  };
  render(
    <QueryClientProvider client={client}>
      <NoticeChoicesCard timeZone="Europe/Rome" />
    </QueryClientProvider>,
  );
  const user = userEvent.setup({ delay: null });
  await user.click(await screen.findByRole('checkbox', { name: 'A note mentions me: List' }));
  expect(asked.at(-1)).toMatchObject({ noticeChoices: { mentioned: { list: false } } });
  const sound = screen.getByRole<HTMLInputElement>('checkbox', { name: 'A note mentions me: Sound' });
  await waitFor(() => expect([sound.checked, sound.disabled]).toEqual([false, true]));
  await user.click(screen.getByRole('checkbox', { name: /^Quiet hours.*Europe\/Rome/ }));
  await screen.findByLabelText('From');
  expect(asked.at(-1)).toMatchObject({ noticeChoices: { quiet: { from: '20:00', until: '08:00' } } });
  expect(await axeFaults()).toEqual([]);
});
