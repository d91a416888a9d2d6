import { PermanentError, TemporaryError } from '@filo/bus';
import { send } from '@filo/contracts';
import { aSend } from '@filo/testing';
import { receiptOfError, receiptOfSent } from './receipt.js';

const message = send.parse(aSend());
const now = new Date('2026-11-22T10:00:00Z');
const cutLine = new Error('socket hang up');

it.each([
  [new PermanentError('no-such-user', '550 no such user'), 'before', 'failed', 'no-such-user'],
  [new PermanentError('refused', '554 refused'), 'after', 'failed', 'refused'],
  [new TemporaryError('421 later'), 'before', 'deferred', 'deferred'],
  [new TemporaryError('451 greylisted'), 'after', 'deferred', 'deferred'],
  [cutLine, 'before', 'deferred', 'deferred'],
  [cutLine, 'after', 'unknown', 'cut'],
  [new TemporaryError('whatever'), 'cut', 'unknown', 'cut'],
] as const)('%s %s go becomes %s', (error, when, state, code) => {
  expect(receiptOfError(error, message, { when, now })).toMatchObject({
    state,
    code,
    deliveryId: message.deliveryId,
  });
});

it('says to readers of every language that nobody knows how it ended', () => {
  expect(receiptOfError(cutLine, message, { when: 'after', now }).why).toEqual([
    { code: 'not-told', with: { said: 'socket hang up' } },
  ]);
});

it('asks core to try again when the other side said, else later with every attempt', () => {
  const asked = receiptOfError(new TemporaryError('later', { retryAfterMs: 90_000 }), message, {
    when: 'after',
    now,
  });
  expect(asked.retryAt).toBe('2026-11-22T10:01:30.000Z');
  const third = receiptOfError(cutLine, { ...message, attempt: 3 }, { when: 'before', now });
  expect(third.retryAt).toBe('2026-11-22T10:02:00.000Z');
});

it('names what stands there although it went no further', () => {
  const stand = ['part-1', 'part-2'];
  const named = (error: Error) => receiptOfError(error, message, { when: 'after', now });
  expect(named(new TemporaryError('later', { stand }))).toMatchObject({
    state: 'deferred',
    externalIds: stand,
  });
  expect(named(new PermanentError('refused', 'no', { stand }))).toMatchObject({
    state: 'failed',
    externalIds: stand,
  });
  expect(named(new TemporaryError('later'))).not.toHaveProperty('externalIds');
});

it('uses up no attempts in seconds where the other side says at once and means it not', () => {
  const atOnce = new TemporaryError('now', { retryAfterMs: 0 });
  const after = (attempt: number) =>
    Date.parse(receiptOfError(atOnce, { ...message, attempt }, { when: 'before', now }).retryAt!) -
    now.getTime();
  expect([1, 2, 5, 19].map(after)).toEqual([500, 1_000, 8_000, 60_000]);
});

it('carries the other side’s id and words', () => {
  expect(receiptOfSent({ externalId: 'p1', detail: '250 ok' }, message, now)).toMatchObject({
    state: 'accepted',
    externalId: 'p1',
    detail: '250 ok',
  });
});
