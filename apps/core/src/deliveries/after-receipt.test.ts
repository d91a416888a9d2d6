import { afterReceipt, type DeliveryFacts } from './after-receipt.js';

const at = '2026-01-05T09:00:00.000Z';
const sending: DeliveryFacts = { state: 'sending', attempt: 1, doubtful: false };
const receipt = (state: 'accepted' | 'unknown' | 'failed' | 'deferred', attempt = 1, retryAt?: string) => ({
  state,
  attempt,
  at,
  retryAt,
});

it.each([
  ['accepted is sent', sending, receipt('accepted'), { state: 'sent', attempt: 1 }],
  [
    'accepted counts even for an attempt that is over',
    { ...sending, attempt: 2 },
    receipt('accepted'),
    { state: 'sent', attempt: 2 },
  ],
  ['failed is failed', sending, receipt('failed'), { state: 'failed', attempt: 1 }],
  [
    'a first unknown is tried once more',
    sending,
    receipt('unknown'),
    { state: 'queued', attempt: 2, doubtful: true },
  ],
  [
    'a second unknown stays unknown',
    { ...sending, attempt: 2, doubtful: true },
    receipt('unknown', 2),
    { state: 'unknown', attempt: 2 },
  ],
  [
    'deferred is another attempt',
    sending,
    receipt('deferred'),
    { state: 'queued', attempt: 2, doubtful: false },
  ],
  [
    'deferred too often is failed',
    { ...sending, attempt: 20 },
    receipt('deferred', 20),
    { state: 'failed', attempt: 20 },
  ],
  [
    'failed after an attempt of which nobody knows is unknown',
    { ...sending, attempt: 2, doubtful: true },
    receipt('failed', 2),
    { state: 'unknown', attempt: 2 },
  ],
  [
    'deferred too often after such an attempt is unknown',
    { ...sending, attempt: 20, doubtful: true },
    receipt('deferred', 20),
    { state: 'unknown', attempt: 20 },
  ],
] as const)('%s', (_, delivery, got, next) => {
  expect(afterReceipt(delivery, got)?.delivery).toMatchObject(next);
});

it.each([
  ['of an older attempt', { ...sending, attempt: 2 }, receipt('failed')],
  ['of what is sent already', { ...sending, state: 'sent' as const }, receipt('failed')],
  ['of what bounced', { ...sending, state: 'bounced' as const }, receipt('accepted')],
  ['of what was cancelled', { ...sending, state: 'cancelled' as const }, receipt('deferred')],
])('a receipt %s changes nothing', (_, delivery, got) => {
  expect(afterReceipt(delivery, got)).toBeUndefined();
});

it('waits as long as the other side asks', () => {
  expect(afterReceipt(sending, receipt('deferred', 1, '2026-01-05T10:00:00Z'))?.resendAt).toEqual(
    new Date('2026-01-05T10:00:00Z'),
  );
});

it('looks and tries again a minute after an attempt of which nobody knows, which may still be under way', () => {
  expect(afterReceipt(sending, receipt('unknown'))?.resendAt).toEqual(new Date('2026-01-05T09:01:00.000Z'));
});
