import type { DeliveryState } from '@filo/contracts/http';
import { DomainError } from '../http/domain-error.js';

export interface HeldDelivery {
  state: DeliveryState;
  attempt: number;
  /** An attempt ended without our knowing whether it arrived, or a part of it was posted. */
  mayStand: boolean;
  /** It was written to be held. */
  held: boolean;
}

export interface WhoHoldsBack {
  isAuthor: boolean;
  /** An agent wrote it as an answer: whoever may answer there may stop it once it waits for its network, which can take days. */
  isAnswer: boolean;
}

/** It was tried, its network lets it wait, and nothing of it stands there. */
const waits = ({ state, attempt, mayStand }: HeldDelivery): boolean =>
  state === 'queued' && attempt > 1 && !mayStand;

/**
 * Whether nothing of a message has left (`all`), or some of an answer has while it waits for others (`waiting`): what waits can be stopped then, and what left stays said. Throws with the
 * reason why it cannot be held back.
 */
export const judgeHoldBack = (
  { isAuthor, isAnswer }: WhoHoldsBack,
  deliveries: readonly HeldDelivery[],
): 'all' | 'waiting' => {
  const isPutOff = deliveries.some(({ attempt }) => attempt > 1);
  if (!isAuthor && !(isPutOff && isAnswer))
    throw refused('not-held', 'Nothing was held back: only who wrote an answer can hold it back.');
  const whole = whyNotWhole(deliveries);
  if (!whole) return 'all';
  if (isAnswer && deliveries.some(waits)) return 'waiting';
  throw whole;
};

const whyNotWhole = (deliveries: readonly HeldDelivery[]): DomainError | undefined => {
  if (deliveries.length === 0 || !deliveries.every(({ held, attempt }) => held || attempt > 1))
    return refused('not-held', 'Nothing was held back: this message was not held.');
  if (!deliveries.every(({ state }) => state === 'queued'))
    return refused('already-left', 'Nothing was held back: the message has left already.');
  if (deliveries.some(({ mayStand }) => mayStand))
    return refused(
      'may-stand',
      'Nothing was held back: an earlier attempt, or a part of it, may have arrived. What was posted can be deleted where it stands.',
    );
  return undefined;
};

const refused = (reason: 'not-held' | 'already-left' | 'may-stand', words: string): DomainError =>
  new DomainError('cannot-hold-back', words, { reason });
