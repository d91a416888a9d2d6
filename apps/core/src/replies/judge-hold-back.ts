import type { DeliveryState } from '@filo/contracts/http';
import { DomainError } from '../http/domain-error.js';

export interface HeldDelivery {
  state: DeliveryState;
  attempt: number;
  /** An attempt ended without our knowing whether it arrived. */
  doubtful: boolean;
  /** It was written to be held. */
  held: boolean;
}

/** Whether nothing of a message has left. Throws with the reason why it cannot be held back. */
export const judgeHoldBack = (isAuthor: boolean, deliveries: readonly HeldDelivery[]): void => {
  if (!isAuthor)
    throw refused('not-held', 'Nothing was held back: only who wrote an answer can hold it back.');
  if (deliveries.length === 0 || !deliveries.every(({ held }) => held))
    throw refused('not-held', 'Nothing was held back: this message was not held.');
  const waits = ({ state, attempt, doubtful }: HeldDelivery) =>
    state === 'queued' && attempt === 1 && !doubtful;
  if (!deliveries.every(waits))
    throw refused('already-left', 'Nothing was held back: the message has left already.');
};

const refused = (reason: 'not-held' | 'already-left', words: string): DomainError =>
  new DomainError('cannot-hold-back', words, { reason });
