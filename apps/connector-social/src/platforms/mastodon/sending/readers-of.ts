import { PermanentError } from '@filo/connector';
import type { Send } from '@filo/contracts';
import { namesIn } from '@filo/text-limits';
import { isForEverybody, type Visibility } from '../reading/post.js';
import type { Person } from './person-of.js';

/**
 * Who may read an answer: never more than read the post. What was said in private stays so, whatever the post was; what its
 * author's followers alone may read is answered to the author, for ours are others. Where not everybody reads, a name in the words would let somebody in: only whoever is answered may be named.
 */
export const readersOf = (
  message: Pick<Send, 'audience' | 'readers'>,
  answered: { visibility: Visibility; person: Person | undefined },
  parts: readonly string[],
): { visibility: Visibility; allowedMentions?: string[] } => {
  const { visibility, person } = answered;
  const { readers = message.audience === 'private' ? undefined : visibility } = message;
  if (isForEverybody(answered) && readers !== undefined) return { visibility: readers };
  if (person === undefined) {
    throw new PermanentError(
      'nobody-to-answer',
      'Nobody knows at the instance whom this answers, and nobody else may read it; nothing was posted.',
    );
  }
  const theirs = [person.acct, person.handle].map((name) => name.toLowerCase());
  const others = parts.flatMap(namesIn).filter((name) => !theirs.includes(name));
  if (others.length > 0) {
    throw new PermanentError(
      'would-reach-others',
      `This answer is not for everybody, and naming @${others[0]} would show it to them; nothing was posted. Take the name out, or write it without @.`,
      { with: { name: others[0]! } },
    );
  }
  return { visibility: 'direct', allowedMentions: [person.id] };
};
