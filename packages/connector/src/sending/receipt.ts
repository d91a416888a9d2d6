import { PermanentError, standOf, TemporaryError, whyOf } from '@filo/bus';
import type { DeliveryReceipt, Send, Why } from '@filo/contracts';
import type { Sent } from '../channel.js';

/** A receipt as the kit publishes it; event id and version are added at the bus. */
export type Receipt = Omit<DeliveryReceipt, 'v' | 'eventId' | 'type'>;

/** `before`: core had not said go. `after`: it had. `cut`: somebody else had it and is gone. */
type When = 'before' | 'after' | 'cut';

const firstRetryMs = 30_000;
const maxRetryMs = 3_600_000;

export const receiptOfSent = (sent: Sent, message: Send, now = new Date()): Receipt => ({
  ...headOf(message, now),
  state: 'accepted',
  externalId: sent.externalId?.slice(0, 500),
  externalIds: sent.externalIds?.map((id) => id.slice(0, 500)),
  ...(sent.permalinks && { permalinks: [...sent.permalinks] }),
  detail: sent.detail?.slice(0, 2_000),
  captured: sent.captured,
});

/**
 * A permanent error failed, whenever it came: the other side said no, or nothing was begun. A temporary one is deferred:
 * the other side, or the way to it, said not now. Anything else is a bug or a cut line: after `go` nobody knows, before it
 * nothing was sent.
 */
export const receiptOfError = (
  error: unknown,
  message: Send,
  { when, now = new Date() }: { when: When; now?: Date },
): Receipt => {
  const why = whyOf(error);
  const stand = standOf(error).map((id) => id.slice(0, 500));
  const head = {
    ...{ ...headOf(message, now), detail: wordsOf(error) },
    ...(why.length > 0 && { why }),
    ...(stand.length > 0 && { externalIds: stand }),
  };
  if (when === 'cut') {
    return {
      ...head,
      state: 'unknown',
      code: 'cut',
      why: [{ code: 'cut' }],
      detail: 'An earlier try had begun to hand it over when its process ended',
    };
  }
  if (error instanceof PermanentError) return { ...head, state: 'failed', code: error.code.slice(0, 64) };
  if (when === 'after' && !(error instanceof TemporaryError))
    return { why: [notToldOf(head.detail)], ...head, state: 'unknown', code: 'cut' };
  const askedMs = error instanceof TemporaryError ? error.options.retryAfterMs : undefined;
  return { ...head, state: 'deferred', code: 'deferred', retryAt: retryAt(message.attempt, askedMs, now) };
};

const notToldOf = (said: string): Why => ({ code: 'not-told', with: { said: said.slice(0, 500) } });

const headOf = (message: Send, now: Date) => ({
  channel: message.channel,
  accountId: message.accountId,
  deliveryId: message.deliveryId,
  attempt: message.attempt,
  at: now.toISOString(),
});

/** Who asks to come again at once and refuses all the same gets a little longer each time: attempts are counted. */
const leastMs = (attempt: number): number => Math.min(60_000, 500 * 2 ** Math.min(attempt - 1, 20));

const retryAt = (attempt: number, askedMs: number | undefined, now: Date): string => {
  const ownMs = Math.min(maxRetryMs, firstRetryMs * 2 ** Math.min(attempt - 1, 20));
  const afterMs = askedMs === undefined ? ownMs : Math.max(askedMs, leastMs(attempt));
  return new Date(now.getTime() + afterMs).toISOString();
};

const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 2_000);
