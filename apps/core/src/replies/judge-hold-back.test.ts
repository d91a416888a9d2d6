import { judgeHoldBack, type HeldDelivery } from './judge-hold-back.js';

const held: HeldDelivery = { state: 'queued', attempt: 1, mayStand: false, held: true, paused: false };
const putOff: HeldDelivery = { ...held, attempt: 2 };
const reasonOf = (isAuthor: boolean, deliveries: readonly HeldDelivery[]): unknown => {
  try {
    return judgeHoldBack({ isAuthor, isAnswer: true }, deliveries);
  } catch (error) {
    return (error as { more: { reason?: string } }).more.reason;
  }
};

it.each<[string, boolean, HeldDelivery[], string]>([
  ['what waits for all its recipients', true, [held, held], 'all'],
  ['another’s', false, [held], 'not-held'],
  ['what was written to leave at once', true, [{ ...held, held: false }], 'not-held'],
  ['a note, which goes nowhere', true, [], 'not-held'],
  ['what one recipient is being sent', true, [held, { ...held, state: 'sending' }], 'already-left'],
  ['what was sent', true, [{ ...held, state: 'sent' }], 'already-left'],
  ['what waits for its network', true, [putOff], 'all'],
  ['the same, written to leave at once', true, [{ ...putOff, held: false }], 'all'],
  ['the same of another', false, [{ ...putOff, held: false }], 'all'],
  ['what waits for a paused account', true, [{ ...held, held: false, paused: true }], 'all'],
  ['the same of another', false, [{ ...held, held: false, paused: true }], 'all'],
  [
    'what left before its account was paused',
    true,
    [{ ...held, held: false, paused: true, state: 'sending' }],
    'already-left',
  ],
  ['what one recipient has and another waits for', true, [putOff, { ...held, state: 'sent' }], 'waiting'],
  ['the same, sent at once', true, [putOff, { ...held, held: false, state: 'sent' }], 'waiting'],
  ['the same of another', false, [putOff, { ...held, held: false, state: 'sent' }], 'waiting'],
  ['what may stand at one and waits for another', true, [{ ...putOff, mayStand: true }, putOff], 'waiting'],
  [
    'what one has and may stand at another',
    true,
    [
      { ...putOff, mayStand: true },
      { ...held, state: 'sent' },
    ],
    'already-left',
  ],
  ['what may have arrived', true, [{ ...putOff, mayStand: true }], 'may-stand'],
  ['what is being sent once more', true, [{ ...putOff, state: 'sending', mayStand: true }], 'already-left'],
])('%s: held back or not', (_, isAuthor, deliveries, reason) => {
  expect(reasonOf(isAuthor, deliveries)).toBe(reason);
});
