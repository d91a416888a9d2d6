import type { ReplyCreate } from '@filo/contracts/http';
import { blanksIn } from '@filo/text-limits';
import { DomainError } from '../http/domain-error.js';

/** Throws `blanks-left` for an answer in which a blank of a script was not filled in, unless the agent says that it is meant. */
export const refuseBlanks = ({ text, contentWarning = '', alts = {}, asWritten }: ReplyCreate): void => {
  if (asWritten === true) return;
  const words = [text, contentWarning, ...Object.values(alts)].join('\n');
  const blanks = [...new Set(blanksIn(words).map(({ name }) => name))];
  if (blanks.length === 0) return;
  throw new DomainError(
    'blanks-left',
    `Nothing was sent: ${blanks.map((blank) => `{{${blank}}}`).join(', ')} stands in the answer and is not filled in. Fill it in, or send it again with \`asWritten\` where the braces are meant.`,
    { blanks },
  );
};
