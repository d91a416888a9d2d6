import { wellFormed } from '../mime/well-formed.js';

/** Text that every store can hold: no U+0000, no halves of surrogate pairs, at most `max` UTF-16 units. */
export const tidy = (text: string, max: number): string =>
  wellFormed(text.slice(0, max).replaceAll('\u0000', ''));

/** One line of shown text. */
export const tidyLine = (text: string, max: number): string =>
  tidy(text.replace(/[\s\u0001-\u001f\u007f]+/g, ' ').trim(), max);
