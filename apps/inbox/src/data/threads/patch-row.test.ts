import type { ThreadRow } from '@filo/contracts/http';
import { patchRow, rowsOf, type ThreadListData } from './patch-row';

const me = 'agent-1';
const row = (id: string, at: number, part: Partial<ThreadRow> = {}): ThreadRow => ({
  id,
  version: 1,
  person: { id, name: id, photo: null },
  state: 'open',
  subject: null,
  preview: '',
  previewDirection: 'inbound',
  channels: ['email'],
  lastAt: new Date(at).toISOString(),
  waitingSince: new Date(at).toISOString(),
  unread: false,
  assignee: null,
  openTopics: 1,
  undelivered: false,
  grave: false,
  assigneeIds: [],
  snoozed: null,
  promise: null,
  team: null,
  teamIds: [],
  tagIds: [],
  ...part,
});
const list = (pages: ThreadRow[][], next: string | null = null): ThreadListData => ({
  pages: pages.map((items, index) => ({ items, next: index < pages.length - 1 ? `after ${index}` : next })),
  pageParams: pages.map((_, index) => (index ? `after ${index - 1}` : undefined)),
});
const ids = (data: ThreadListData) => rowsOf(data).map((one) => one.id);

const loaded = list(
  [
    [row('ann', 900), row('ben', 800)],
    [row('cas', 700), row('dee', 600)],
  ],
  'after 1',
);

test('a newer word moves its person to the top, once', () => {
  const next = patchRow(loaded, row('cas', 1000, { version: 2 }), { view: 'all', agentId: me });
  expect(ids(next)).toEqual(['cas', 'ann', 'ben', 'dee']);
});

test('an event older than the row is ignored', () => {
  const fresh = patchRow(loaded, row('ann', 1000, { version: 5, preview: 'new' }), {
    view: 'all',
    agentId: me,
  });
  const late = patchRow(fresh, row('ann', 900, { version: 4, preview: 'old' }), { view: 'all', agentId: me });
  expect(late).toBe(fresh);
});

test('a change that moves no version still arrives, such as reading or assigning', () => {
  const next = patchRow(loaded, row('ben', 800, { unread: true }), { view: 'all', agentId: me });
  expect(ids(next)).toEqual(ids(loaded));
  expect(rowsOf(next)[1]?.unread).toBe(true);
});

test('pages that do not hold the row keep their identity, so that nothing else is drawn again', () => {
  const next = patchRow(loaded, row('ben', 800, { unread: true }), { view: 'all', agentId: me });
  expect(next.pages[1]).toBe(loaded.pages[1]);
  expect(next.pages[0]?.items[0]).toBe(loaded.pages[0]?.items[0]);
});

test('a row leaves a view that it no longer belongs to, and enters the one that it does', () => {
  const closed = row('ann', 900, { state: 'closed', waitingSince: null });
  expect(ids(patchRow(loaded, closed, { view: 'unassigned', agentId: me }))).toEqual(['ben', 'cas', 'dee']);
  expect(ids(patchRow(list([[]]), closed, { view: 'closed', agentId: me }))).toEqual(['ann']);
});

test('a row behind the loaded part waits for its page', () => {
  const old = row('eve', 100);
  expect(patchRow(loaded, old, { view: 'all', agentId: me })).toBe(loaded);
  expect(ids(patchRow(list([[row('ann', 900)]]), old, { view: 'all', agentId: me }))).toEqual(['ann', 'eve']);
});

test('of a team stands what is open and the team’s, by whose turn it is', () => {
  const of = { view: 'all', filter: { team: 'swaps' }, agentId: me } as const;
  const held = { teamIds: ['swaps'] };
  const team = list([[row('old', 100, held), row('new', 900, held)]]);
  expect(ids(patchRow(team, row('mid', 500, held), of))).toEqual(['old', 'mid', 'new']);
  expect(ids(patchRow(team, row('old', 100), of))).toEqual(['new']);
});

test('the waiting view puts the longest wait first', () => {
  const waiting = list([[row('old', 100), row('new', 900)]]);
  expect(ids(patchRow(waiting, row('mid', 500), { view: 'waiting', agentId: me }))).toEqual([
    'old',
    'mid',
    'new',
  ]);
});

test('a row fetched twice between two pages is shown once', () => {
  expect(ids(list([[row('ann', 900)], [row('ann', 900), row('ben', 800)]]))).toEqual(['ann', 'ben']);
});

test.each([
  [{ channel: 'email,x' }, {}],
  [{ tag: 'a,b' }, { tagIds: ['b', 'c', 'a'] }],
  [{ agent: 'agent-2' }, { assigneeIds: ['agent-2'] }],
  [{ waiting: 24 }, { waitingSince: new Date(Date.now() - 86_400_000).toISOString() }],
  [{ promise: 'late' }, { promise: { dueAt: new Date(0).toISOString(), count: 1 } }],
] as const)('a row comes into a list narrowed to %j and leaves it again', (filter, part) => {
  const narrowed = { view: 'all', filter, agentId: me } as const;
  const other = row('eve', 950, {
    channels: ['mastodon'],
    waitingSince: new Date().toISOString(),
    version: 3,
  });
  const mine = { ...other, channels: ['email'], version: 2, ...(part as Partial<ThreadRow>) };
  const there = patchRow(list([[]]), mine, narrowed);
  expect(ids(there)).toEqual(['eve']);
  expect(ids(patchRow(there, other, narrowed))).toEqual([]);
});

test('a list can stand by its oldest word', () => {
  const oldest = list([[row('dee', 600), row('ann', 900)]]);
  const next = patchRow(oldest, row('cas', 700), {
    view: 'waiting',
    filter: { sort: 'oldest' },
    agentId: me,
  });
  expect(ids(next)).toEqual(['dee', 'cas', 'ann']);
});
