import type { Bucket } from '@filo/bus';
import type { AccountHealth } from '@filo/contracts';
import type { Logger } from '@filo/service';
import { HealthBook } from './health-book.js';

const accountId = '018f0000-0000-7000-8000-000000000001';
const log = { info: () => undefined, warn: () => undefined } as unknown as Logger;

/** A book, and what it wrote. */
const aBook = () => {
  const written: AccountHealth[] = [];
  const state = {
    put: (_: string, health: AccountHealth) => Promise.resolve(void written.push(structuredClone(health))),
    delete: () => Promise.resolve(),
  } as unknown as Bucket;
  return { written, book: new HealthBook(state, 'me', log) };
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
