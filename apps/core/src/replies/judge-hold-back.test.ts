import { judgeHoldBack, type HeldDelivery } from './judge-hold-back.js';

const held: HeldDelivery = { state: 'queued', attempt: 1, doubtful: false, held: true };
const reasonOf = (isAuthor: boolean, deliveries: readonly HeldDelivery[]): unknown => {
  try {
    judgeHoldBack(isAuthor, deliveries);
    return undefined;
  } catch (error) {
    return (error as { more: { reason?: string } }).more.reason;
  }
};

it.each<[string, boolean, HeldDelivery[], string | undefined]>([
  ['what waits for all its recipients', true, [held, held], undefined],
  ['another’s', false, [held], 'not-held'],
  ['what was written to leave at once', true, [{ ...held, held: false }], 'not-held'],
  ['a note, which goes nowhere', true, [], 'not-held'],
  ['what one recipient is being sent', true, [held, { ...held, state: 'sending' }], 'already-left'],
  ['what was sent', true, [{ ...held, state: 'sent' }], 'already-left'],
  ['what is tried again', true, [{ ...held, attempt: 2 }], 'already-left'],
  ['what may have arrived', true, [{ ...held, doubtful: true }], 'already-left'],
])('%s: held back or not', (_, isAuthor, deliveries, reason) => {
  expect(reasonOf(isAuthor, deliveries)).toBe(reason);
});
