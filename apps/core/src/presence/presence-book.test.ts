import { PresenceBook, presenceEndsMs, type Beat } from './presence-book.js';

const beat = (over: Partial<Beat> = {}): Beat => ({
  threadId: 'amara',
  agent: { id: 'sam', name: 'Sam' },
  device: 'desk',
  doing: 'viewing',
  since: 1_000,
  groupIds: ['support'],
  session: 's1',
  ...over,
});
const priya = { agentId: 'priya', accountGroupIds: ['support'] };
const doings = (book: PresenceBook, reader = priya) => book.at('amara', reader).map(({ doing }) => doing);

it('ends 12 s after the last word, and only what was silent', () => {
  const book = new PresenceBook();
  book.hear(beat(), 0);
  book.hear(beat({ agent: { id: 'kim', name: 'Kim' }, device: 'lap' }), 5_000);
  expect(book.expire(presenceEndsMs - 1)).toEqual([]);
  expect(book.expire(presenceEndsMs)).toEqual(['amara']);
  expect(book.at('amara', priya).map(({ agent }) => agent.id)).toEqual(['kim']);
});

it('ends at once with a session, or with all that an agent said', () => {
  const book = new PresenceBook();
  book.hear(beat(), 0);
  book.hear(beat({ device: 'lap', session: 's2', threadId: 'jonas' }), 0);
  book.hear(beat({ device: 'script', session: null, threadId: 'mira' }), 0);
  expect(book.end('s1')).toEqual(['amara']);
  expect(book.end('kim')).toEqual([]);
  expect(book.end('sam')).toEqual(['jonas', 'mira']);
  expect(book.threads()).toEqual([]);
});

it('says of an agent with several pages the most that they do, once', () => {
  const book = new PresenceBook();
  book.hear(beat({ device: 'one', doing: 'replying' }), 0);
  book.hear(beat({ device: 'two', doing: 'viewing' }), 0);
  expect(doings(book)).toEqual(['replying']);
  book.hear(beat({ device: 'one', doing: 'gone' }), 1);
  expect(doings(book)).toEqual(['viewing']);
});

it('is at one thread with each page', () => {
  const book = new PresenceBook();
  book.hear(beat(), 0);
  expect(book.hear(beat({ threadId: 'jonas' }), 1)).toEqual(['amara', 'jonas']);
  expect(doings(book)).toEqual([]);
  // That it left the first comes late.
  expect(book.hear(beat({ doing: 'gone' }), 2)).toEqual([]);
  expect(book.threads()).toEqual(['jonas']);
});

it('tells neither oneself nor who sees the thread in other groups alone', () => {
  const book = new PresenceBook();
  book.hear(beat(), 0);
  expect(doings(book, { agentId: 'sam', accountGroupIds: ['support'] })).toEqual([]);
  expect(doings(book, { agentId: 'eve', accountGroupIds: ['legal'] })).toEqual([]);
});

it('a word that says nothing new changes nothing, and lasts longer', () => {
  const book = new PresenceBook();
  expect(book.hear(beat(), 0)).toEqual(['amara']);
  expect(book.hear(beat(), 5_000)).toEqual([]);
  expect(book.expire(presenceEndsMs + 1)).toEqual([]);
});
