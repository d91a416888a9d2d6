import type { MessageView } from '@filo/contracts/http';

type Marked = Pick<MessageView, 'marks' | 'text'>;

const shape = /^CW: (.*?)(?:\n\n|$)/s;
const isWarned = ({ marks }: Marked): boolean => marks.some(({ code }) => code === 'content-warning');

/** What its author put above the words, which connectors write before them; undefined: nothing. Pure. */
export const contentWarning = (message: Marked): string | undefined =>
  isWarned(message) ? shape.exec(message.text)?.[1] : undefined;

/** The words without the warning above them: a badge says that one. Pure. */
export const belowWarning = (message: Marked, words: string): string =>
  isWarned(message) ? words.replace(shape, '') : words;
