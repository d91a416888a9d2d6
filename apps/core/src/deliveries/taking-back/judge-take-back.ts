import type { DeliveryState } from '@filo/contracts/http';
import { DomainError } from '../../http/domain-error.js';

export interface SentMessage {
  direction: string;
  audience: string;
  /** What is said in private at its network is a post as well, which we can delete for whoever can read it. */
  privatePosts?: boolean;
  states: readonly DeliveryState[];
  /** It has not left and waits for its network, maybe for days. */
  isPutOff?: boolean;
}

/** Something of it may stand there. */
export const mayStand: readonly DeliveryState[] = ['sent', 'delivered', 'unknown', 'failed'];

/** Whether a message can be deleted where it was sent; `done`: it was already. Throws with the reason why not. */
export const judgeTakeBack = ({
  direction,
  audience,
  privatePosts = false,
  states,
  isPutOff = false,
}: SentMessage): 'ask' | 'done' => {
  if (direction !== 'outbound' || (audience !== 'public' && !privatePosts)) {
    throw refused(
      'only-our-public-words',
      'Nothing was deleted: a mail that was sent has been received, and of a direct message only our own copy could be deleted. What can be taken back is what we posted.',
    );
  }
  if (isPutOff && !states.includes('sending')) {
    throw refused(
      'not-left',
      'Nothing was deleted: the answer has not left, it waits for its network. Hold it back instead, and nothing of it leaves.',
    );
  }
  if (states.some((state) => state === 'queued' || state === 'sending')) {
    throw refused(
      'on-its-way',
      'Nothing was deleted: the answer is on its way just now. Try again in a moment, when it stands there.',
    );
  }
  if (states.some((state) => mayStand.includes(state))) return 'ask';
  if (states.includes('deleted')) return 'done';
  throw refused('never-left', 'Nothing was deleted: the answer never left.');
};

const refused = (reason: 'only-our-public-words' | 'on-its-way' | 'never-left' | 'not-left', words: string) =>
  new DomainError('cannot-take-back', words, { reason });
