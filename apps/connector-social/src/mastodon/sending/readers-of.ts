import { PermanentError } from '@filo/connector';
import type { Send } from '@filo/contracts';
import type { Visibility } from '../reading/post.js';
import type { Person } from './person-of.js';

/**
 * Who may read an answer: never more than read the post. What was said in private stays so, whatever the post was. Where not
 * everybody reads, a name in the words would let somebody in: only whoever is answered may be named.
 */
export const readersOf = (
  message: Pick<Send, 'audience'>,
  answered: { visibility: Visibility; person: Person | undefined },
  parts: readonly string[],
): { visibility: Visibility; allowedMentions?: string[] } => {
  const visibility = message.audience === 'private' ? 'direct' : answered.visibility;
  if (visibility === 'public' || visibility === 'unlisted') return { visibility };
  const { person } = answered;
  const others = parts.flatMap(namedIn).filter((name) => name !== person?.acct.toLowerCase());
  if (others.length > 0) {
    throw new PermanentError(
      'would-reach-others',
      `This answer is not for everybody, and naming @${others[0]} would show it to them; nothing was posted. Take the name out, or write it without @.`,
    );
  }
  return { visibility, allowedMentions: person ? [person.id] : [] };
};

const mention =
  /(?<![\p{L}\p{N}_/])@([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?(?:@[\p{L}\p{N}.:-]*[\p{L}\p{N}])?)/gu;

const namedIn = (text: string): string[] =>
  [...text.matchAll(mention)].map(([, name]) => name!.toLowerCase());
