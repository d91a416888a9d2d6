import type { BoardCard, BoardColumn, BoardPage as Page } from '@filo/contracts/http';
import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import { runCommand } from '../../keys/active-commands';
import { boardQuery } from '../../data/board/board-query';
import { useAnnouncement } from '../../state/announcer';
import { undoLast, useToasts } from '../../state/toasts';
import BoardPage from './board-page';

const card = (id: string, column: BoardColumn): BoardCard => ({
  ...{
    id,
    column,
    messageId: `message-${id}`,
    threadId: `thread-${id}`,
    topicId: `topic-${id}`,
    assignee: null,
  },
  ...{ channel: 'bluesky', text: `What ${id} said`, postedAt: '2026-01-02T08:00:00Z', permalink: null },
  author: { id, kind: 'bluesky', key: id, name: id, handle: null } as BoardCard['author'],
  ...{
    reach: null,
    heard: 'mention',
    foundBy: [],
    asksOk: null,
    rising: null,
    correction: null,
    notAboutUs: null,
    voices: 1,
    open: 1,
    upTo: id,
    lastAt: '2026-01-02T08:00:00Z',
  },
  severity: { level: column === 'handled' ? 'watch' : column, score: 1, reasons: [], version: '1' },
});

let client: QueryClient;
let asked: string[];
/** What the server says of the board, and, where it closes a card, what it says then. */
let cards: BoardCard[];

const page = (): Page => ({
  ...{ cards, more: [], lastAt: null, volume: { lastHour: 0, usualHour: 0, storm: false } },
});
const refresh = (next: BoardCard[]): void => {
  cards = next;
  void act(() => client.setQueryData<Page>(boardQuery().queryKey, page()));
};
const focused = (): string | undefined => (document.activeElement as HTMLElement | null)?.dataset['card'];
const press = (command: Parameters<typeof runCommand>[0]): void => act(() => void runCommand(command));

// What was read is on the screen at once.
notifyManager.setScheduler((callback) => callback());

beforeEach(() => {
  asked = [];
  useToasts.setState({ toasts: [] });
  useAnnouncement.setState({ text: '' });
  Element.prototype.scrollIntoView = () => undefined;
  globalThis.fetch = ((path: string, init?: RequestInit) => {
    if (init?.method === 'POST') asked.push(path);
    const id = /board\/(.+)\/close/.exec(path)?.[1];
    if (id) cards = cards.map((one) => (one.id === id ? card(id, 'handled') : one));
    const answer = id ? { closed: 1, refused: 0, topics: [], card: card(id, 'handled') } : page();
    const text = () => Promise.resolve(JSON.stringify(answer));
    return Promise.resolve({ ok: true, status: 200, text } as Response);
  }) as typeof fetch;
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  const nothing = () => undefined;
  cards = [card('ada', 'act-now'), card('bea', 'act-now'), card('cleo', 'today')];
  client.setQueryData<Page>(boardQuery().queryKey, page());
  const acts = { open: nothing, reply: nothing, invite: nothing, claim: nothing };
  render(<BoardPage acts={acts} />, {
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
  globalThis.fetch = ((_: string, init?: RequestInit) => {
    if (init?.method === 'POST') said.push(JSON.parse(init.body as string));
    const body = init?.method === 'POST' ? (said.length === 1 ? away : card('ada', 'act-now')) : page();
    return Promise.resolve({ ok: true, status: 200, text: () => Promise.resolve(JSON.stringify(body)) });
  }) as typeof fetch;
  screen.getByRole('dialog', { name: 'Not about us: why?' });
  act(() => screen.getByText('Another company of that name').click());
  await waitFor(() =>
    expect(said).toEqual([{ level: null, reason: 'Another company of that name', notAboutUs: true }]),
  );
  await waitFor(() => expect(useToasts.getState().toasts[0]?.text).toBe('Put away: it is not about us'));
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
