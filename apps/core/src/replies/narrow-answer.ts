import type { AnswerReaders, ReplyCreate } from '@filo/contracts/http';
import { DomainError } from '../http/domain-error.js';
import type { AnsweredMessage } from './find-answered-message.js';

/** From the most readers to the fewest. */
const widths: readonly AnswerReaders[] = ['everybody', 'unlisted', 'author'];

/** Who reads an answer to this message where nobody chooses otherwise: whoever reads the message, and no more. */
export const readersByDefault = ({ audience, theirReaders }: AnsweredMessage): AnswerReaders =>
  audience === 'private' ? 'author' : theirReaders;

/** Whom alone an answer may be for instead. */
export const fewerReaders = (answered: AnsweredMessage): AnswerReaders[] =>
  widths.slice(widths.indexOf(readersByDefault(answered)) + 1);

/**
 * The message as it is answered with this reply: what goes to its author alone is private, whoever read the message. Refuses more
 * readers than the message had or than its writer was shown, and what its network, or the connector that serves the account, does not know.
 */
export const narrowAnswer = (
  answered: AnsweredMessage,
  {
    readers,
    contentWarning,
    language,
    writtenFor,
  }: Pick<ReplyCreate, 'readers' | 'contentWarning' | 'language' | 'writtenFor'>,
  known: readonly string[],
): AnsweredMessage => {
  const chosen = { readers, contentWarning, language };
  if (Object.entries(chosen).some(([word, choice]) => choice && !known.includes(word)))
    throw refused(
      'not-known-there',
      'the connector of its account cannot do now what was chosen beside the words.',
    );
  const byDefault = readersByDefault(answered);
  if (readers !== undefined && ![byDefault, ...fewerReaders(answered)].includes(readers))
    throw refused('wider-than-theirs', 'more would read the answer than could read the message.');
  const narrowed = (readers ?? byDefault) === 'author';
  if (writtenFor === 'private' && answered.audience === 'public' && !narrowed)
    throw refused('wider-than-meant', 'it was written to be read in private, and everybody would read it.');
  return narrowed ? { ...answered, audience: 'private' } : answered;
};

const refused = (reason: 'not-known-there' | 'wider-than-theirs' | 'wider-than-meant', words: string) =>
  new DomainError('cannot-reply', `Nothing was sent: ${words}`, { reason });
