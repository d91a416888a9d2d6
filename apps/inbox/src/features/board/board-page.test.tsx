import type { BoardCard, BoardColumn, BoardPage as Page, StormVoice, Watch } from '@filo/contracts/http';
import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { runCommand } from '../../keys/active-commands';
import { boardQuery } from '../../data/board/board-query';
import { watchesQuery } from '../../data/watches/watches-query';
import { useAnnouncement } from '../../state/announcer';
import { undoLast, useToasts } from '../../state/toasts';
import BoardPage from './board-page';
import { useUnfoldedCards } from './unfolded-cards';

const card = (id: string, column: BoardColumn): BoardCard => ({
  ...{
    id,
    column,
    messageId: `message-${id}`,
    threadId: `thread-${id}`,
    topicId: `topic-${id}`,
    assignee: null,
    owner: null,
  },
  ...{ channel: 'bluesky', text: `What ${id} said`, postedAt: '2026-01-02T08:00:00Z', permalink: null },
  author: { id, kind: 'bluesky', key: id, name: id, handle: null } as BoardCard['author'],
  ...{
    reach: null,
    heard: 'mention',
    foundBy: [],
    undelivered: null,
    asksOk: null,
    stormReach: {},
    rising: null,
    knownBy: null,
    photo: null,
    correction: null,
    corrections: [],
    notAboutUs: null,
    watch: null,
    contentWarning: null,
    voices: 1,
    posts: 1,
    open: 1,
    upTo: id,
    lastAt: '2026-01-02T08:00:00Z',
  },
  severity: { level: column === 'handled' ? 'watch' : column, score: 1, reasons: [], version: '1' },
});

let client: QueryClient;
let asked: string[];
let bodies: unknown[];
/** What the server says of the board, and, where it closes a card, what it says then. */
let cards: BoardCard[];

const watched = (id: string, over: Partial<Watch> = {}): Watch => ({
  ...{ messageId: `message-${id}`, stormId: id, threadId: `thread-${id}`, beganAt: '2026-01-02T08:00:00Z' },
  ...{ author: card(id, 'watch').author, said: 0, messageIds: [], latest: null, reached: [] },
  ...{ reach: { reposts: 8, quotes: null, replies: null, likes: null }, ...over },
});
const answerOf = (body: object) =>
  ({
    ok: true,
    headers: new Headers({ etag: '"change"' }),
    status: 200,
    text: () => Promise.resolve(JSON.stringify(body)),
  }) as Response;

let opened: (string | null)[][];
const voices: StormVoice[] = ['bea', 'cleo'].map((name) => ({
  ...{ messageId: `message-${name}`, threadId: `thread-${name}`, author: card(name, 'watch').author },
  ...{ channel: 'x', text: `${name} says it, too`, postedAt: '2026-01-02T08:00:00Z', waits: name === 'bea' },
  contentWarning: name === 'bea' ? 'broken glass' : null,
  permalink: `https://x.example/${name}`,
  assignee: name === 'bea' ? { id: 'kim', name: 'Kim' } : null,
}));
/** Only found, and on a further page. */
const dora: StormVoice = { ...voices[0]!, messageId: 'message-dora', threadId: null, text: 'dora, too' };
dora.author = card('dora', 'watch').author;

const page = (volume: Page['volume'] = { lastHour: 0, usualHour: 0, storm: false, hours: [] }): Page => ({
  ...{ cards, more: [], lastAt: null, volume },
});
const refresh = (next: BoardCard[]): void => {
  cards = next;
  void act(() => client.setQueryData<Page>(boardQuery().queryKey, page()));
};
/** What the agent chose for themselves, as it was sent. */
let settings: object[];
const showStorm = (lastHour: number): void => {
  const storm = page({ lastHour, usualHour: 0, storm: true, hours: [] });
  void act(() => client.setQueryData<Page>(boardQuery().queryKey, storm));
};
const reads: string[] = [];
const focused = (): string | undefined => (document.activeElement as HTMLElement | null)?.dataset['card'];
const press = (command: Parameters<typeof runCommand>[0]): void => act(() => void runCommand(command));

// What was read is on the screen at once.
notifyManager.setScheduler((callback) => callback());

beforeEach(() => {
  asked = [];
  bodies = [];
  settings = [];
  useToasts.setState({ toasts: [] });
  useUnfoldedCards.setState({ ids: [] });
  Element.prototype.scrollIntoView = () => undefined;
  globalThis.fetch = ((path: string, init?: RequestInit) => {
    if (init?.method === 'POST' || init?.method === 'DELETE') {
      asked.push(path);
      bodies.push(init.body ? JSON.parse(init.body as string) : undefined);
    }
    reads.push(path);
    if (init?.method === 'PUT') settings.push(JSON.parse(init.body as string) as object);
    if (path.endsWith('/own-settings'))
      return Promise.resolve(
        answerOf(Object.assign({ undoSeconds: 10, stormMute: null }, ...settings) as object),
      );
    if (path.endsWith('/voices')) return Promise.resolve(answerOf({ items: voices, next: 'more' }));
    if (path.endsWith('/voices?cursor=more'))
      return Promise.resolve(answerOf({ items: [voices[1], dora], next: null }));
    if (path.includes('/watches'))
      return Promise.resolve(answerOf(init?.method === 'POST' ? watched('ada') : { items: [] }));
    const id = /board\/(.+)\/close/.exec(path)?.[1];
    if (id) cards = cards.map((one) => (one.id === id ? card(id, 'handled') : one));
    const answer = id
      ? { closed: 1, refused: 0, kept: 0, topics: [], settled: [], setAside: [], card: card(id, 'handled') }
      : page();
    return Promise.resolve(answerOf(answer));
  }) as typeof fetch;
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  const nothing = () => undefined;
  cards = [card('ada', 'act-now'), card('bea', 'act-now'), card('cleo', 'today')];
  client.setQueryData<Page>(boardQuery().queryKey, page());
  client.setQueryData(watchesQuery.queryKey, { items: [] });
  opened = [];
  const open = ({ threadId, messageId }: BoardCard) => void opened.push([threadId, messageId]);
  const reply = ({ threadId, messageId, heard }: BoardCard) =>
    void opened.push(['reply', threadId, messageId, heard]);
  const acts = { open, reply, invite: nothing, claim: nothing };
  render(<BoardPage acts={acts} onWatched={nothing} />, {
    wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
  });
});

test('a card that a refresh moves to another column keeps the focus there, and it is said', () => {
  press('list.next');
  expect(focused()).toBe('ada');
  refresh([card('bea', 'act-now'), card('ada', 'today'), card('cleo', 'today')]);
  expect(focused()).toBe('ada');
  expect(useAnnouncement.getState().text).toContain('ada stays chosen and stands in “Today”');
  press('list.next');
  expect(focused()).toBe('cleo');
});

test('no other card is acted on when a refresh takes the chosen one away, until the agent moves', async () => {
  press('list.next');
  refresh([card('bea', 'act-now'), card('cleo', 'today')]);
  expect(focused()).toBeUndefined();
  press('thread.close');
  press('board.handled');
  expect(asked).toEqual([]);
  expect(useToasts.getState().toasts[0]?.text).toContain('What ada said has left the board');
  // Also when it comes back, or others come.
  refresh([card('ada', 'act-now'), card('bea', 'act-now'), card('cleo', 'today')]);
  press('thread.close');
  expect(asked).toEqual([]);
  press('list.next');
  press('thread.close');
  await waitFor(() => expect(asked).toEqual([expect.stringContaining('/close')]));
});

test('a content warning is a chip, and the words stand below it', () => {
  refresh([{ ...card('ada', 'act-now'), contentWarning: 'broken glass', text: 'It was full of it' }]);
  const badge = screen.getByText(/content warning/);
  expect(badge.textContent).toBe('content warning: broken glass');
  expect(badge.className).not.toMatch(/gap/);
  screen.getByText('It was full of it');
  refresh([card('ada', 'act-now')]);
  expect(screen.queryByText(/content warning/)).toBeNull();
});

test('a card shows a face from our own server, one figure of reach with its parts, and where that goes', () => {
  const ada = card('ada', 'act-now');
  refresh([
    { ...ada, photo: 'p1', rising: 12, stormReach: { followers: 9_150, reposts: 31, likes: 40 } },
    { ...card('bea', 'today'), threadId: null, photo: 'p2', rising: 0, stormReach: { likes: 1 } },
    { ...card('cleo', 'watch'), posts: 3, rising: 0, stormReach: { followers: 200 } },
  ]);
  const faces = [...document.querySelectorAll('article img')].map((face) => face.getAttribute('src'));
  expect(faces).toEqual(['/api/v1/people/thread-ada/photo?v=p1', '/api/v1/identities/bea/photo?v=p2']);
  const said = [...document.querySelectorAll('article summary.tabular')].map((one) => one.textContent);
  expect(said).toEqual([
    'Reach: about 9,200 people rising: 12 more reposts',
    'Reach: 1 person steady',
    'Reach: about 200 people ',
  ]);
  screen.getByText('Followers of its author and whoever reacted: 9,150 followers, 31 reposts, 40 likes');
  screen.getByText('Followers of the authors of 3 posts and whoever reacted: 200 followers');
});

test('while nothing waits it says so, and when anybody last said something', () => {
  cards = [card('ada', 'handled')];
  const lastAt = new Date(Date.now() - 3 * 3_600_000 - 60_000).toISOString();
  void act(() => client.setQueryData<Page>(boardQuery().queryKey, { ...page(), lastAt }));
  screen.getByText('Quiet. Last mention 3 h ago');
  void act(() => client.setQueryData<Page>(boardQuery().queryKey, { ...page(), cards: [], lastAt }));
  screen.getByText('Quiet. Last mention 3 h ago');
  refresh([card('ada', 'watch')]);
  expect(screen.queryByText(/^Quiet/)).toBeNull();
});

test('a customer is said to be one since the year of their first private word, where that is kept', () => {
  const theirs = card('ada', 'act-now');
  theirs.severity.reasons = [{ factor: 'known', points: 10, value: null, words: [] }];
  refresh([{ ...theirs, customerSince: '2022-03-04T10:00:00.000Z' }]);
  expect(screen.getByText('customer since 2022').title).toBe('Writes to us in private too');
  refresh([{ ...theirs, customerSince: null }]);
  screen.getByText('Writes to us in private too');
  expect(screen.queryByText(/customer since/)).toBeNull();
  const knownBy = { id: 'sam', name: 'Sam' };
  refresh([{ ...theirs, customerSince: '2022-03-04T10:00:00.000Z', knownBy }]);
  screen.getByText('customer since 2022, Sam knows them');
});

test('keys walk from where the card stands now, whatever came in above it', () => {
  press('list.next');
  press('list.next');
  expect(focused()).toBe('bea');
  refresh([card('dora', 'act-now'), card('elio', 'act-now'), ...cards]);
  expect(focused()).toBe('bea');
  press('list.previous');
  expect(focused()).toBe('ada');
});

test('what is not about us is said with a reason by one key, and taken back by undo', async () => {
  press('list.next');
  press('board.not-about-us');
  const said: unknown[] = [];
  const away = { ...card('ada', 'handled'), notAboutUs: { reason: 'Another Lumo', agent: null, at: '' } };
  globalThis.fetch = ((path: string, init?: RequestInit) => {
    if (path.includes('/watches')) return Promise.resolve(answerOf({ items: [] }));
    if (init?.method === 'POST') said.push(JSON.parse(init.body as string));
    const body = init?.method === 'POST' ? (said.length === 1 ? away : card('ada', 'act-now')) : page();
    return Promise.resolve({
      ok: true,
      headers: new Headers({ etag: '"change"' }),
      status: 200,
      text: () => Promise.resolve(JSON.stringify(body)),
    });
  }) as typeof fetch;
  screen.getByRole('dialog', { name: 'Not about us: why?' });
  act(() => screen.getByText('Another company of that name').click());
  await waitFor(() =>
    expect(said).toEqual([{ level: null, reason: 'Another company of that name', notAboutUs: true }]),
  );
  await waitFor(() => expect(useToasts.getState().toasts[0]?.text).toBe('ada: Put away: it is not about us'));
  act(() => void undoLast());
  await waitFor(() => expect(said[1]).toEqual({ level: null, reason: 'Taken back' }));
});

test('what the agent closes makes room for the next card', async () => {
  press('list.next');
  press('thread.close');
  await waitFor(() => expect(screen.getByRole('region', { name: /^Handled/ }).textContent).toContain('ada'));
  await waitFor(() => expect(focused()).toBe('bea'));
  expect(asked).toEqual([expect.stringContaining('/board/ada/close')]);
});

test('one key watches what is said around a card, undo ends it, and the key ends it too', async () => {
  press('list.next');
  press('thread.watch');
  await waitFor(() => expect(asked).toEqual(['/api/v1/watches']));
  expect(bodies).toEqual([{ messageId: 'message-ada' }]);
  await waitFor(() => expect(useToasts.getState().toasts).toHaveLength(1));
  act(() => void undoLast());
  await waitFor(() => expect(asked[1]).toBe('/api/v1/watches/message-ada'));
  refresh([{ ...card('ada', 'act-now'), watch: watched('ada') }, card('bea', 'act-now')]);
  screen.getByText('Watched by you');
  press('thread.watch');
  await waitFor(() => expect(asked[2]).toBe('/api/v1/watches/message-ada'));
});

test('what is new around a watched card stands on it, and closing the card says that it was seen', async () => {
  const reached = [{ figure: 'reposts' as const, from: 8, to: 34 }];
  const latest = {
    messageId: 'm',
    threadId: null,
    author: card('bea', 'watch').author,
    text: 'Me too',
    at: '',
  };
  const watch = watched('ada', { said: 2, messageIds: ['m', 'n'], latest, reached });
  refresh([{ ...card('ada', 'act-now'), open: 0, watch }]);
  screen.getByText('2 new posts.');
  screen.getByText('34 reposts, 8 when you looked last');
  press('list.next');
  press('thread.close');
  await waitFor(() => expect(asked).toHaveLength(2));
  expect(asked[0]).toBe('/api/v1/watches/message-ada/seen');
  expect(bodies[0]).toEqual({ messageIds: ['m', 'n'], reach: watch.reach });
});

test('a card says that our answer was not delivered', () => {
  refresh([{ ...card('ada', 'act-now'), undelivered: 'refused' }]);
  expect(screen.getByText('Our answer was not delivered')).toBeTruthy();
});

test('a storm lists its voices when it is asked to, and each leads to its own thread', async () => {
  refresh([{ ...card('ada', 'act-now'), voices: 3, posts: 3 }]);
  const shows = screen.getByRole('button', { name: 'Show all 3 posts' });
  expect(shows.getAttribute('aria-expanded')).toBe('false');
  act(() => shows.click());
  await screen.findByText('cleo says it, too');
  const list = screen.getByRole('list', { name: 'Who says it' });
  expect(list.querySelectorAll('li')).toHaveLength(2);
  expect(list.textContent).toContain('seen to');
  expect(screen.getByText(/content warning/).textContent).toBe('content warning: broken glass');
  act(() => screen.getByRole('button', { name: 'Open the thread of cleo' }).click());
  expect(opened).toEqual([['thread-cleo', 'message-cleo']]);
  act(() => screen.getByRole('button', { name: 'Answer cleo' }).click());
  expect(opened.at(-1)).toEqual(['reply', 'thread-cleo', 'message-cleo', 'mention']);
  expect(screen.getAllByRole('link', { name: /^See/ })[0]?.getAttribute('href')).toBe(
    'https://x.example/bea',
  );
  act(() => screen.getByRole('button', { name: 'Show more' }).click());
  await screen.findByText('dora, too');
  expect(list.querySelectorAll('li')).toHaveLength(3);
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  act(() => screen.getByRole('button', { name: 'Answer dora' }).click());
  expect(opened.at(-1)).toEqual(['reply', null, 'message-dora', 'listening']);
});

test('many posts of one person are no storm of voices, and what is not grave is no red one', () => {
  const angry = { factor: 'anger' as const, points: 18, value: null, words: ['scam'] };
  const severity = { level: 'watch' as const, score: 18, reasons: [angry], version: '4' };
  refresh([
    { ...card('ada', 'watch'), voices: 1, posts: 3 },
    { ...card('bea', 'watch'), voices: 2, posts: 2 },
    { ...card('cleo', 'watch'), voices: 4, posts: 4, severity },
  ]);
  screen.getByText('3 posts of one person');
  expect(screen.getByText('2 voices say the same').className).not.toContain('danger');
  expect(screen.getByText('Storm of 4 voices').className).toContain('danger');
});

test('the banner of a storm shows all its cards alone, leads to what most people say, and shows all again', async () => {
  const lastAt = new Date().toISOString();
  cards = [
    ...[card('ada', 'act-now'), { ...card('cleo', 'today'), lastAt }],
    ...[
      { ...card('bea', 'watch'), voices: 13, posts: 14, lastAt },
      { ...card('dan', 'handled'), lastAt },
    ],
  ];
  showStorm(21);
  expect(screen.getByRole('status').textContent).not.toContain('?');
  const shown = () => screen.getAllByRole('article').map(({ dataset }) => dataset['card']);
  expect(shown()).toEqual(['ada', 'cleo', 'bea', 'dan']);
  act(() => screen.getByRole('button', { name: 'Show the 2 cards of this storm' }).click());
  expect(shown()).toEqual(['cleo', 'bea']);
  expect(focused()).toBe('bea');
  expect(document.activeElement!.hasAttribute('data-focus-visible')).toBe(true);
  await screen.findByText('cleo says it, too');
  act(() => (document.activeElement as HTMLElement).blur());
  expect(document.querySelector('[data-card][data-focus-visible]')).toBeNull();
});

test('the banner is put away for today by key, comes back by undo, and when the storm has trebled', async () => {
  cards = [{ ...card('bea', 'watch'), lastAt: new Date().toISOString() }];
  showStorm(21);
  const banner = () => screen.queryByText('A storm: much is said in public at once');
  expect(banner()).not.toBeNull();
  press('board.mute-storm');
  await waitFor(() => expect(banner()).toBeNull());
  const [{ stormMute }] = settings as [{ stormMute: { until: string; lastHour: number } }];
  expect(stormMute.lastHour).toBe(21);
  expect(new Date(stormMute.until).getHours()).toBe(0);
  expect(Date.parse(stormMute.until) - Date.now()).toBeLessThanOrEqual(25 * 3_600_000);
  showStorm(62);
  expect(banner()).toBeNull();
  showStorm(63);
  expect(banner()).not.toBeNull();
  showStorm(30);
  act(() => void undoLast());
  await waitFor(() => expect(banner()).not.toBeNull());
  // No word of the undo time: it may have been changed at another computer.
  expect(settings).toEqual([{ stormMute }, { stormMute: null }]);
});

test('the banner goes when nothing of the last hour waits, and compares with no usual hour where there was none', () => {
  const show = (usualHour: number, over: Partial<BoardCard>): void => {
    cards = [card('ada', 'act-now'), { ...card('bea', 'watch'), voices: 13, posts: 14, ...over }];
    const storm = page({ lastHour: 21, usualHour, storm: true, hours: [] });
    void act(() => client.setQueryData<Page>(boardQuery().queryKey, storm));
  };
  const lastAt = new Date().toISOString();
  show(0, { lastAt });
  expect(screen.getByRole('status').textContent).toBe(
    'A storm: much is said in public at once21 public posts to us in the last hour.',
  );
  show(2, { lastAt });
  expect(screen.getByRole('status').textContent).toContain(
    '21 public posts to us in the last hour, 2 in a usual one.',
  );
  // What ada said waits, but is older.
  show(0, { lastAt, column: 'handled' });
  expect(screen.queryByRole('status')).toBeNull();
  screen.getByText('21 public posts to us in the last hour');
});

it('a column that holds more shows them when it is asked, until the most that a column may show', async () => {
  const many = (more: Page['more']) => ({ ...page(), more });
  void act(() => client.setQueryData<Page>(boardQuery().queryKey, many(['act-now'])));
  const column = screen.getByRole('region', { name: /^Act now/ });
  expect(within(column).getByRole('heading', { level: 2 }).textContent).toMatch(/\d\+$/);
  expect(screen.getAllByRole('button', { name: 'Show more' })).toHaveLength(1);
  reads.length = 0;
  await userEvent.click(within(column).getByRole('button', { name: 'Show more' }));
  await waitFor(() => expect(reads).toContain('/api/v1/board?watched=false&act-now=100'));
  void act(() =>
    client.setQueryData<Page>(boardQuery(undefined, false, { 'act-now': 100 }).queryKey, many(['act-now'])),
  );
  for (const size of [150, 200, 250, 300, 350, 400, 450, 500]) {
    await userEvent.click(within(column).getByRole('button', { name: 'Show more' }));
    const { queryKey } = boardQuery(undefined, false, { 'act-now': size });
    await waitFor(() => expect(client.getQueryData(queryKey)).toBeDefined());
    void act(() => client.setQueryData<Page>(queryKey, many(['act-now'])));
  }
  expect(within(column).queryByRole('button', { name: 'Show more' })).toBeNull();
  expect(within(column).getByText(/^Only the first 500 are listed/)).toBeDefined();
});

it('where more is left the focus goes to the first that came as well, and a wish that failed leaves nothing behind', async () => {
  const many = (size: number): void => {
    const { queryKey } = boardQuery(undefined, false, size > 50 ? { 'act-now': size } : {});
    void act(() => client.setQueryData<Page>(queryKey, { ...page(), more: ['act-now'] }));
  };
  many(50);
  const answers = globalThis.fetch;
  globalThis.fetch = (() => Promise.reject(new TypeError('no line'))) as typeof fetch;
  const button = screen.getByText('Show more');
  await userEvent.click(button);
  await waitFor(() => expect(useToasts.getState().toasts).toHaveLength(1));
  expect(document.activeElement).toBe(button);
  // A card that comes by itself takes no focus for it.
  cards = [...cards.slice(0, 2), card('dora', 'act-now'), ...cards.slice(2)];
  many(50);
  await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(4));
  expect(document.activeElement).toBe(button);
  globalThis.fetch = answers;
  cards = [...cards.slice(0, 3), card('emmy', 'act-now'), ...cards.slice(3)];
  many(100);
  await userEvent.click(button);
  await waitFor(() => expect(focused()).toBe('emmy'));
  screen.getByText('Show more');
});

it('what comes with more of a column is no news; where no more is left the focus goes to the first that came', async () => {
  void act(() => client.setQueryData<Page>(boardQuery().queryKey, { ...page(), more: ['act-now'] }));
  await waitFor(() => expect(useAnnouncement.getState().text).toBe(''));
  cards = [...cards.slice(0, 2), card('dora', 'act-now'), card('emmy', 'act-now'), ...cards.slice(2)];
  const button = screen.getByRole('button', { name: 'Show more' });
  button.focus();
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(5));
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  await waitFor(() => expect(focused()).toBe('dora'));
  expect(useAnnouncement.getState().text).toBe('');
});

/** jsdom carries nothing along. */
const drag = (name: 'dragstart' | 'dragover' | 'drop', node: Element | null): boolean => {
  const dataTransfer = { setData: () => undefined, setDragImage: () => undefined };
  const event = new Event(name, { bubbles: true, cancelable: true });
  return fireEvent(node!, Object.assign(event, { dataTransfer }));
};
const headOf = (id: string) => document.querySelector(`[data-card=${id}] header`);
const column = (name: string) => document.querySelector(`[data-column=${name}]`);

test('a card that is dragged asks for the reason as its key does, and closes where it was handled', async () => {
  drag('dragstart', headOf('ada'));
  expect(focused()).toBe('ada');
  expect(drag('dragover', column('act-now'))).toBe(true);
  expect(drag('dragover', column('today'))).toBe(false);
  drag('drop', column('today'));
  await userEvent.click(await screen.findByText('Cancel'));
  drag('dragstart', headOf('ada'));
  drag('drop', column('handled'));
  await waitFor(() => expect(asked).toEqual(['/api/v1/board/ada/close']));
});

test('a card that others take away while it is dragged is let go nowhere', () => {
  drag('dragstart', headOf('ada'));
  refresh([card('bea', 'act-now'), card('cleo', 'today')]);
  expect(drag('dragover', column('today'))).toBe(true);
  drag('drop', column('handled'));
  expect(asked).toEqual([]);
});
