/** Letters that Unicode does not take apart, as people without the key write them. */
const spelled: Readonly<Record<string, string>> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ħ: 'h', ς: 'σ',
}; // prettier-ignore

const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/** Accents and vowel points that many leave out; the marks of Indian and Japanese writing are part of the letter. */
const optionalMarks = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]/gu;

/** Longer is no word of anybody: what was encoded, or an address of a machine. */
const lettersMax = 64;

/**
 * A word as it is compared: small letters without accents. A German umlaut has two forms, `muller` and `mueller`, since
 * both stand for it.
 */
export const foldWord = (word: string): readonly string[] => {
  if (/^[\dA-Za-z]*$/.test(word)) return [word.toLowerCase().slice(0, lettersMax)];
  const small = word.normalize('NFKC').toLowerCase();
  const folded = bare(small);
  if (!/[äöü]/u.test(small)) return [folded];
  return [...new Set([folded, bare(small.replace(/[äöü]/gu, (letter) => umlauts[letter]!))])];
};

const bare = (small: string): string =>
  [
    ...small
      .replace(/[ßæœøđðþłıħς]/gu, (letter) => spelled[letter]!)
      .normalize('NFKD')
      .replace(optionalMarks, '')
      .normalize('NFC')
      // What compatibility forms fall apart into is no letter always: ½, or an accent that stood alone.
      .replace(/[^\p{L}\p{M}\p{N}]/gu, ''),
  ]
    .slice(0, lettersMax)
    .join('');
