import type { DeliveryState } from '@filo/contracts/http';
import { DomainError } from '../../http/domain-error.js';

export interface SentMessage {
  direction: string;
  audience: string;
  states: readonly DeliveryState[];
}

/** Something of it may stand there. */
export const mayStand: readonly DeliveryState[] = ['sent', 'delivered', 'unknown', 'failed'];

/** Whether a message can be deleted where it was sent; `done`: it was already. Throws with the reason why not. */
export const judgeTakeBack = ({ direction, audience, states }: SentMessage): 'ask' | 'done' => {
  if (direction !== 'outbound' || audience !== 'public') {
    throw refused(
      'only-our-public-words',
      'Nothing was deleted: only what we said in public can be taken back. A mail that was sent has been received.',
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

const refused = (reason: 'only-our-public-words' | 'on-its-way' | 'never-left', words: string) =>
  new DomainError('cannot-take-back', words, { reason });
