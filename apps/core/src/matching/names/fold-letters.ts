/** Letters that no decomposition takes apart, and the common romanisations of Cyrillic and Greek (ICAO 9303, ELOT 743). */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ŋ: 'n',
  ə: 'a',
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'yi',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ў: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  ё: 'yo',
  ђ: 'd',
  ј: 'j',
  љ: 'lj',
  њ: 'nj',
  ћ: 'c',
  џ: 'dz',
  α: 'a',
  β: 'v',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  ζ: 'z',
  η: 'i',
  θ: 'th',
  ι: 'i',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  ν: 'n',
  ξ: 'x',
  ο: 'o',
  π: 'p',
  ρ: 'r',
  σ: 's',
  ς: 's',
  τ: 't',
  υ: 'y',
  φ: 'f',
  χ: 'ch',
  ψ: 'ps',
  ω: 'o',
};

/**
 * A name in plain Latin letters, for comparing alone: without accents, in lower case, other alphabets romanised. Never a key:
 * two addresses that look alike stay two.
 */
export const foldLetters = (text: string): string => {
  const lower = text.toLowerCase();
  if (/^[\x00-\x7f]*$/.test(lower)) return lower;
  return lower
    .normalize('NFC')
    .replace(/[\u0400-\u04ff]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[^\x00-\x7f]/g, (letter) => letters[letter] ?? (/\p{M}/u.test(letter) ? '' : letter));
};

/** Spellings of one sound made one: ue and u for ü, y and i, ph and f, doubled letters. What is left has no meaning. */
export const foldSounds = (word: string): string =>
  word
    .replace(/([aou])e/g, '$1')
    .replace(/y[eo]/g, 'e')
    .replace(/ph/g, 'f')
    .replace(/sch|sh|zh|ch/g, 's')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/kh|c|q/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/[yj]/g, 'i')
    .replace(/w/g, 'v')
    .replace(/z/g, 's')
    .replace(/h/g, '')
    .replace(/(.)\1+/g, '$1')
    .replace(/ii?a$/, 'ia');
