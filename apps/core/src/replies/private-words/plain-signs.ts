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
    .replaceAll(ringed, (sign) => String((sign.codePointAt(0)! - ringedFrom(sign) + 1) % 10))
    .replaceAll(ringedNought, '0')
    .replaceAll(wide, (signs) => Array.from(signs.normalize('NFKC'), plainDigit).join(''))
    .replaceAll(/(?<=[a-z\d-])[\u3002\uff61](?=[a-z\d])/giu, '.');

/** Digits in a ring or a disc that no table of Unicode takes out of it, each run from one to nine. */
const ringed = /[\u24f5-\u24fd\u2776-\u277e\u2780-\u2788\u278a-\u2792]/gu;
const ringedNought = /[\u24ff\u{1f10b}\u{1f10c}]/gu;
const ringedFrom = (sign: string): number =>
  [0x278a, 0x2780, 0x2776, 0x24f5].find((first) => sign.codePointAt(0)! >= first)!;

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

const label = String.raw`[\p{L}\p{N}-]{1,63}`;
const ringOf = (words: string) => String.raw` ?[([{] ?(?:${words}) ?[)\]}] ?`;
const dotSaid = String.raw`(?:${ringOf(String.raw`dot|punto|\.`)}| {1,3}(?:dot|punto) {1,3})`;
const atSaid = String.raw`(?:${ringOf('at|chiocciola|@')}| {1,3}(?:at|chiocciola) {1,3}| {0,3}@ {0,3})`;
/** Its dots are words, too: “look at shop.example” is a place. */
const spelled = new RegExp(
  String.raw`(?<=[\p{L}\p{N}])${atSaid}(${label}(?:${dotSaid}${label}){1,4})(?![\p{L}\p{N}])`,
  'giu',
);
const dots = new RegExp(dotSaid, 'giu');
/** Of what ends like a domain: no price (“2 @ 19.99”), and no mention, which has no blank after its sign. */
const parted = new RegExp(
  String.raw`(?<=[\p{L}\p{N}])(?: {0,3}@ {1,3}| {1,3}chiocciola {1,3})(?=(?:${label}\.){1,4}\p{L}{2})`,
  'giu',
);

/** As it is read in an address bar, and an address as it is written for whom programs shall not find it. */
export const decoded = (text: string): string =>
  text
    .replaceAll(/(?:%[\da-f]{2}){1,200}/giu, asWritten)
    .replaceAll(spelled, (said, domain: string) =>
      /\p{L}{2}$/u.test(domain) ? `@${domain.replaceAll(dots, '.')}` : said,
    )
    .replaceAll(/ ?[([{] ?(?:at|chiocciola|@) ?[)\]}] ?/giu, '@')
    .replaceAll(/ ?[([{] ?(?:dot|punto|\.) ?[)\]}] ?/giu, '.')
    .replaceAll(parted, '@');

const asWritten = (encoded: string): string => {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
};
