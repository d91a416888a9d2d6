import type { Send } from '@filo/contracts';
import { withName } from '@filo/text-limits';
import type { Person } from './person-of.js';

export const textsOf = ({ parts, text }: Pick<Send, 'parts' | 'text'>): readonly string[] => parts ?? [text];

/** By it the instance knows a second attempt. */
export const keyOf = ({ messageId }: Send, part: number): string =>
  part === 0 ? messageId : `${messageId}-${part}`;

/** What is posted: whoever is answered is told of it only when the words name them. */
export const wordsOf = (message: Pick<Send, 'parts' | 'text'>, person: Person | undefined): string[] =>
  textsOf(message).map((text) => withName(text.trim(), person?.acct, person?.handle));

/** The words without the name that {@link wordsOf} put before them. */
export const bare = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .trim()
    .replace(/^@\S+\s+/u, '')
    .trim();
