import type { DeliveryReceipt } from '@filo/contracts';
import type { DeliveryState } from '@filo/contracts/http';

export interface DeliveryFacts {
  state: DeliveryState;
  attempt: number;
  /** An earlier attempt ended without our knowing whether it arrived. */
  doubtful: boolean;
}

export interface AfterReceipt {
  delivery: DeliveryFacts;
  /** The same message goes out again, with the same Message-ID, not before this instant. */
  resendAt: Date | undefined;
}

/** A server may ask to wait this often before we give up; once more so where somebody sent it again by hand. */
const deferredAttemptsMax = 20;
const deferredDefaultMs = 5 * 60_000;
/** What was cut may still be under way, and what has arrived is filed or shown there a little later: looked for before that, it would go out twice. */
const doubtMs = 60_000;

/** What a receipt makes of a delivery; undefined when it says nothing new. */
export const afterReceipt = (
  delivery: DeliveryFacts,
  receipt: Pick<DeliveryReceipt, 'state' | 'attempt' | 'at' | 'retryAt'>,
): AfterReceipt | undefined => {
  const underWay = ['queued', 'sending', 'unknown'].includes(delivery.state);
  const to = (state: DeliveryState): AfterReceipt => ({
    delivery: { ...delivery, state },
    resendAt: undefined,
  });
  // What may stand there after an earlier attempt has not failed, whatever became of this one.
  const notSent = () => to(delivery.doubtful ? 'unknown' : 'failed');
  const again = (at: Date, doubtful: boolean): AfterReceipt => ({
    delivery: { state: 'queued', attempt: delivery.attempt + 1, doubtful },
    resendAt: at,
  });
  if (receipt.state === 'accepted') return underWay || delivery.state === 'failed' ? to('sent') : undefined;
  if (!underWay || receipt.attempt !== delivery.attempt) return undefined;
  switch (receipt.state) {
    case 'failed':
      return notSent();
    case 'unknown':
      // It is looked for and sent once more with the same Message-ID, never a third time.
      return delivery.doubtful ? to('unknown') : again(new Date(Date.parse(receipt.at) + doubtMs), true);
    case 'deferred': {
      if (delivery.attempt % deferredAttemptsMax === 0) return notSent();
      return again(
        new Date(receipt.retryAt ?? Date.parse(receipt.at) + deferredDefaultMs),
        delivery.doubtful,
      );
    }
  }
};
