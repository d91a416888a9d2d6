import type { BoardCard, BoardColumn, BoardPage as Page } from '@filo/contracts/http';
import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, waitFor } from '@testing-library/react';
import { runCommand } from '../../keys/active-commands';
import { boardQuery } from '../../data/board/board-query';
import { watchesQuery } from '../../data/watches/watches-query';
import { useAnnouncement } from '../../state/announcer';
import BoardPage from './board-page';

const card = (id: string, column: BoardColumn): BoardCard =>
  ({
    ...{ id, column, messageId: `message-${id}`, threadId: `thread-${id}`, topicId: `topic-${id}` },
    ...{ channel: 'bluesky', text: `What ${id} said`, postedAt: '2026-01-02T08:00:00Z', permalink: null },
    author: { id, kind: 'bluesky', key: id, name: id, handle: null } as BoardCard['author'],
    ...{ assignee: null, owner: null, reach: null, heard: 'mention', foundBy: [], undelivered: null },
    ...{ asksOk: null, stormReach: {}, rising: null, knownBy: null, photo: null, correction: null },
    ...{ corrections: [], notAboutUs: null, watch: null, contentWarning: null, voices: 1, posts: 1, open: 1 },
    ...{ upTo: id, lastAt: '2026-01-02T08:00:00Z' },
    severity: { level: 'today', score: 1, reasons: [], version: '1' },
  }) satisfies BoardCard;
const page = (cards: BoardCard[]): Page => ({
  ...{ cards, more: [], lastAt: null, volume: { lastHour: 0, usualHour: 0, storm: false, hours: [] } },
});

// What was read is on the screen at once.
notifyManager.setScheduler((callback) => callback());
let client: QueryClient;
let answer: Page;
const has = (cards: BoardCard[]): void => {
  answer = page(cards);
  void act(() => client.setQueryData<Page>(boardQuery().queryKey, answer));
};
const nothing = () => undefined;
const acts = { open: nothing, reply: nothing, invite: nothing, claim: nothing };
const show = (source?: string) => {
  const { unmount } = render(<BoardPage acts={acts} onWatched={nothing} {...(source && { source })} />, {
    wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
  });
  return unmount;
};
const focused = () => (document.activeElement as HTMLElement).dataset;
const press = (command: Parameters<typeof runCommand>[0]): void => act(() => void runCommand(command));

beforeEach(() => {
  Element.prototype.scrollIntoView = nothing;
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  const body = (path: string) => (path.includes('/board') ? answer : { undoSeconds: 10, stormMute: null });
  globalThis.fetch = ((path: string) =>
    Promise.resolve({
      ...{ ok: true, status: 200, headers: new Headers() },
      text: () => Promise.resolve(JSON.stringify(body(path))),
    } as Response)) as typeof fetch;
  client.setQueryData(watchesQuery.queryKey, { items: [] });
  has([card('ada', 'act-now'), card('bea', 'act-now'), card('cleo', 'today')]);
});

/** Walks to the second card and opens it; the board goes. */
const leaveFromBea = (): void => {
  const away = show();
  press('list.next');
  press('list.next');
  expect(focused()['card']).toBe('bea');
  press('thread.open');
  away();
  expect(document.activeElement).toBe(document.body);
};

test('whoever comes back from a thread stands on the card from which they opened it', () => {
  leaveFromBea();
  show();
  expect(focused()['card']).toBe('bea');
  press('list.next');
  expect(focused()['card']).toBe('bea');
});

test('so they do where it was opened by its button, and where the board has to be read first', async () => {
  const away = show();
  fireEvent.click(document.querySelectorAll('[data-card=cleo] button')[0]!);
  const open = [...document.querySelectorAll<HTMLElement>('[data-card=cleo] button')].find(
    ({ textContent }) => /open/i.test(textContent),
  );
  fireEvent.click(open!);
  away();
  client.removeQueries({ queryKey: ['board'] });
  show();
  await waitFor(() => expect(focused()['card']).toBe('cleo'));
});

test('a card that has moved meanwhile has the focus where it stands now; for one that is gone its column has it, and it is said', async () => {
  leaveFromBea();
  has([card('ada', 'act-now'), card('bea', 'watch')]);
  const away = show();
  expect(focused()['card']).toBe('bea');
  press('thread.open');
  away();
  has([card('ada', 'act-now'), card('cleo', 'watch')]);
  show();
  expect(focused()['column']).toBe('watch');
  await waitFor(() => expect(useAnnouncement.getState().text).toContain('What bea said has left the board'));
});

test('a board that was left otherwise, or another one, gives the focus to no card, nor is it taken from elsewhere', () => {
  const away = show();
  press('list.next');
  away();
  show()();
  expect(focused()['card']).toBeUndefined();
  leaveFromBea();
  has([card('ada', 'act-now'), card('bea', 'act-now')]);
  client.setQueryData<Page>(boardQuery('by-account').queryKey, answer);
  show('by-account')();
  expect(focused()['card']).toBeUndefined();
  leaveFromBea();
  const field = document.body.appendChild(document.createElement('input'));
  field.focus();
  show();
  expect(document.activeElement).toBe(field);
  field.remove();
});
