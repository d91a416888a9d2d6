import type { DeliveryState } from '@filo/contracts/http';
import { DomainError } from '../http/domain-error.js';

export interface HeldDelivery {
  state: DeliveryState;
  attempt: number;
  /** An attempt ended without our knowing whether it arrived, or a part of it was posted. */
  mayStand: boolean;
  /** It was written to be held. */
  held: boolean;
  /** The account that it leaves from is paused. */
  paused: boolean;
}

export interface WhoHoldsBack {
  isAuthor: boolean;
  /** An agent wrote it as an answer: whoever may answer there may stop it once it waits for its network or its account, which can take days. */
  isAnswer: boolean;
}

/** Its network lets it wait, or its account, for nobody knows how long. */
const isPutOff = ({ attempt, paused }: HeldDelivery): boolean => attempt > 1 || paused;

/** It waits, and nothing of it stands there. */
const waits = (delivery: HeldDelivery): boolean =>
  delivery.state === 'queued' && isPutOff(delivery) && !delivery.mayStand;

/**
 * Whether nothing of a message has left (`all`), or some of an answer has while it waits for others (`waiting`): what waits can be stopped then, and what left stays said. Throws with the
 * reason why it cannot be held back.
 */
export const judgeHoldBack = (
  { isAuthor, isAnswer }: WhoHoldsBack,
  deliveries: readonly HeldDelivery[],
): 'all' | 'waiting' => {
  if (!isAuthor && !(deliveries.some(isPutOff) && isAnswer))
    throw refused('not-held', 'Nothing was held back: only who wrote an answer can hold it back.');
  const whole = whyNotWhole(deliveries);
  if (!whole) return 'all';
  if (isAnswer && deliveries.some(waits)) return 'waiting';
  throw whole;
};

const whyNotWhole = (deliveries: readonly HeldDelivery[]): DomainError | undefined => {
  if (deliveries.length === 0 || !deliveries.every((one) => one.held || isPutOff(one)))
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
