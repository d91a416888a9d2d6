import { asTyped } from '@filo/text-limits';

const wide = /[\p{Nd}\p{No}\uff01-\uff5e№]+/gu;
const digit = /\p{Nd}/u;
const unseen = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * A text with the signs that a keyboard has: digits of whatever script or width, blanks and dashes of print, and what is drawn round or
 * above a digit.
 */
export const plainSigns = (printed: string): string =>
  asTyped(printed)
    .replaceAll(/[^\S\n\ufeff]|\u2800/gu, ' ')
    .replaceAll(/(?<=\p{Nd})[\p{M}\u20e3]+/gu, '')
    .replaceAll(wide, (signs) => Array.from(signs.normalize('NFKC'), plainDigit).join(''))
    .replaceAll(/(?<=[a-z\d-])[\u3002\uff61](?=[a-z\d])/giu, '.');

/** Digits of each script stand ten in a row, the nought first. */
const plainDigit = (sign: string): string => {
  if (!digit.test(sign) || /\d/.test(sign)) return sign;
  const code = sign.codePointAt(0)!;
  let before = 0;
  while (digit.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
};

/** Without signs that nobody sees: one within a word or a number hides nothing of it. */
export const withoutUnseen = (text: string): string => text.replaceAll(unseen, '');

/** As it is read in an address bar, and an address as it is written for whom programs shall not find it. */
export const decoded = (text: string): string =>
  text
    .replaceAll(/(?:%[\da-f]{2}){1,200}/giu, asWritten)
    .replaceAll(/ ?[([{] ?(?:at|chiocciola|@) ?[)\]}] ?/giu, '@')
    .replaceAll(/ ?[([{] ?(?:dot|punto|\.) ?[)\]}] ?/giu, '.');

const asWritten = (encoded: string): string => {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
};
