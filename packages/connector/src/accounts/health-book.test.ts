import type { Bucket } from '@filo/bus';
import { mergeAccountHealth, type AccountHealth } from '@filo/contracts';
import type { Logger } from '@filo/service';
import { HealthBook } from './health-book.js';

const accountId = '018f0000-0000-7000-8000-000000000001';
const log = { info: () => undefined, warn: () => undefined } as unknown as Logger;

/** A book, and what it wrote. */
const aBook = (now?: () => Date) => {
  const written: AccountHealth[] = [];
  const kept = new Map<string, unknown>();
  const state = {
    put: (key: string, value: AccountHealth) => {
      kept.set(key, structuredClone(value));
      if (key.startsWith('health.')) written.push(structuredClone(value));
      return Promise.resolve();
    },
    get: (key: string) => Promise.resolve(kept.has(key) ? { value: kept.get(key) } : undefined),
    delete: () => Promise.resolve(),
  } as unknown as Bucket;
  return { written, state, book: new HealthBook(state, 'me', log, now) };
};

it('what a duty says is written at once, also while another says worse', async () => {
  const { written, book } = aBook();
  book.set(accountId, 'listen', { state: 'failed', reason: 'Nothing can be read.' });
  await book.settled();
  for (const reason of ['X does not tell.', 'The door is shut.', '']) {
    book.set(accountId, 'door', { state: reason === '' ? 'ok' : 'degraded', reason });
    await book.settled();
  }
  expect(written.map(({ duties }) => duties?.['door']?.reason)).toEqual([
    undefined,
    'X does not tell.',
    'The door is shut.',
    '',
  ]);
  expect(new Set(written.map(({ reason }) => reason))).toEqual(new Set(['Nothing can be read.']));
});

it('what is said again is not written again', async () => {
  const { written, book } = aBook();
  for (let n = 0; n < 5; n += 1) {
    book.set(accountId, 'listen', { state: 'ok' });
    book.set(accountId, 'send', { state: 'degraded', reason: 'Answers wait.' });
    await book.settled();
  }
  expect(written.map(({ state }) => state)).toEqual(['degraded', 'degraded']);
});

it('a first answer that goes out does not begin anew since when an account is well, and one that could not does', async () => {
  let now = '2026-01-05T12:00:00.000Z';
  const { written, book } = aBook(() => new Date(now));
  const say = async (part: string, state: 'starting' | 'ok' | 'degraded') => {
    book.set(accountId, part, { state });
    await book.settled();
    return [
      written.at(-1)?.state,
      written.at(-1)?.since,
      mergeAccountHealth(written.slice(-1)).get(accountId)?.since,
    ];
  };
  const began = '2026-01-05T12:00:00.000Z';
  await say('listen', 'starting');
  await say('listen', 'ok');
  now = '2026-01-05T13:00:00.000Z';
  expect(await say('send', 'ok')).toEqual(['ok', began, began]);
  book.clear(accountId, 'send');
  now = '2026-01-05T14:00:00.000Z';
  expect(await say('send', 'ok')).toEqual(['ok', began, began]);
  expect(await say('send', 'degraded')).toEqual(['degraded', now, now]);
  now = '2026-01-05T15:00:00.000Z';
  expect(await say('send', 'ok')).toEqual(['ok', now, now]);
});

describe('trouble began once', () => {
  const sinceOf = (written: readonly AccountHealth[]) => {
    const { state, duties, since } = written.at(-1)!;
    return [state, duties?.['listen']?.since, since];
  };
  const fails = async (book: HealthBook) => {
    book.set(accountId, 'listen', { state: 'starting' });
    book.set(accountId, 'listen', { state: 'failed', reason: 'Nothing can be read.' });
    await book.settled();
  };
  const began = '2026-01-05T12:00:00.000Z';
  let now: string;
  const clock = () => new Date(now);
  beforeEach(() => void (now = began));

  it('however often the lease is lost, and whichever replica goes on', async () => {
    const { written, state, book } = aBook(clock);
    await fails(book);
    now = '2026-01-05T13:00:00.000Z';
    for (const duty of ['listen', 'reconcile']) book.letGo(accountId, duty);
    await book.remember(accountId);
    await fails(book);
    expect(sinceOf(written)).toEqual(['failed', began, began]);
    const other = new HealthBook(state, 'other', log, clock);
    await other.remember(accountId);
    await fails(other);
    expect(sinceOf(written)).toEqual(['failed', began, began]);
  });

  it('and what was read well before it is told all through it, also by who begins anew', async () => {
    const { written, state, book } = aBook(clock);
    book.set(accountId, 'listen', { state: 'ok' });
    now = '2026-01-05T13:00:00.000Z';
    await fails(book);
    expect(written.at(-1)).toMatchObject({ state: 'failed', wellAt: began });
    const other = new HealthBook(state, 'other', log, clock);
    await other.remember(accountId);
    await fails(other);
    expect(written.at(-1)).toMatchObject({ state: 'failed', wellAt: began });
    now = '2026-01-05T14:00:00.000Z';
    other.set(accountId, 'listen', { state: 'ok' });
    await other.settled();
    expect(written.at(-1)).toMatchObject({ state: 'ok', wellAt: now });
  });

  it('and what is read well beside a mere remark counts as read well, also once nothing is read', async () => {
    const { written, book } = aBook(clock);
    const remark = { state: 'degraded', reason: 'What was deleted is looked for late.' } as const;
    book.set(accountId, 'listen', { ...remark, readWell: true });
    now = '2026-01-05T13:00:00.000Z';
    book.set(accountId, 'listen', { ...remark, readWell: true });
    now = '2026-01-05T14:00:00.000Z';
    book.set(accountId, 'listen', remark);
    await fails(book);
    expect(written.at(-1)).toMatchObject({ state: 'failed', wellAt: '2026-01-05T13:00:00.000Z' });
  });

  it('until the account is paused: what is wrong once it goes on began then', async () => {
    const { written, state, book } = aBook(clock);
    await fails(book);
    book.forget(accountId);
    await book.remember(accountId);
    book.pause(accountId);
    await book.settled();
    const later = '2026-01-05T14:00:00.000Z';
    now = later;
    const other = new HealthBook(state, 'other', log, clock);
    await other.remember(accountId);
    await fails(other);
    expect(sinceOf(written)).toEqual(['failed', later, later]);
  });

  it('until it is over: the next one begins when it begins', async () => {
    const { written, book } = aBook(clock);
    await fails(book);
    book.set(accountId, 'listen', { state: 'ok' });
    await book.settled();
    const later = '2026-01-05T14:00:00.000Z';
    now = later;
    for (const duty of ['listen', 'reconcile']) book.letGo(accountId, duty);
    await book.remember(accountId);
    await fails(book);
    expect(sinceOf(written)).toEqual(['failed', later, later]);
  });
});
