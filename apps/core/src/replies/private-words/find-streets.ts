import { builtInStreets, isMedium, isParticle, type StreetWords } from './street-words.js';

/** A postal address as it stands in a text. */
export interface Street {
  text: string;
  /** It is written as addresses are, with capitals: nobody has to have told it. */
  sure: boolean;
}

const name = String.raw`\p{L}[\p{L}.'’-]{0,30}`;
const house = String.raw`\d{1,4}(?: ?[-/] ?\d{1,3})?(?:[/-]?[a-z])?(?![\p{L}\p{N}])`;
const called = String.raw`(?:(?:n(?:um)?r?[.°]?|n[or]\.|numero|civico|no\.) ?)?`;
/** What is counted, dated or priced is no number of a house. */
const counts = String.raw`(?! ?(?:[%€$£°]|[:.,/]\d|euro?\b|eur\b|usd\b|x\b|k?g\b|[ck]?mm?\b|km\b|pm\b|am\b|h\b|ore\b|or[ae]\b|minut|giorn|settiman|mes[ei]\b|ann[oi]\b|volt[ae]\b|hours?\b|days?\b|weeks?\b|months?\b|years?\b|times?\b|minutes?\b|people\b|person|pezz|piec|stars?\b|stelle\b|percent|per cento|genn|febb|marzo|aprile|magg|giugn|lugli|agost|sett|ottob|novem|dicem|janu|febr|march|april|may\b|june|july|augu|septem|octob|decem))`;

const either = (words: readonly string[]): string =>
  words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[\\^$.*+()[\]{}|/]/gu, '\\$&'))
    .join('|');

/**
 * Finds postal addresses: a word for a street beside a name and a number, in the order of English or Italian. In linear time: every repetition is
 * bounded.
 */
export class FindStreets {
  readonly #shapes: { shape: RegExp; isSure(parts: Parts): boolean }[];

  constructor(words: StreetWords = builtInStreets) {
    const [before, after, ends] = [words.before, words.after, words.end].map(either);
    const other = String.raw`(?!(?:${before})\.?(?![\p{L}\p{N}]))${name}`;
    const number = String.raw`(?:\d{1,2}(?= \p{L}{4}))`;
    const start = String.raw`(?<![\p{L}\p{N}@#/'’.-]|['’.])`;
    this.#shapes = [
      shaped(
        String.raw`(?<![\p{L}\p{N}@#/-])(?<street>${before})\.? (?<names>(?:(?:${other}|${number}) ?){1,5}?),? ?${called}${house}${counts}`,
        isWritten,
      ),
      shaped(
        String.raw`${start}(?<number>\d{1,5}[a-z]?(?:-\d{1,4}[a-z]?)?),? (?<names>(?:${other} ){1,4}?)(?<street>${after})(?![\p{L}\p{N}'’-])`,
        isSigned,
      ),
      shaped(
        String.raw`(?<![\p{L}\p{N}@#/-])(?<names>\p{L}[\p{L}-]{1,40}(?:${ends})),? ?${house}${counts}`,
        isWritten,
        words.end,
      ),
      shaped(
        String.raw`(?<![\p{L}\p{N}@#/])(?:p\.? ?o\.? box|casella postale|c\.p\.) ?${called}\d{1,6}(?![\p{L}\p{N}])`,
        () => true,
      ),
    ].flat();
  }

  run(text: string): Street[] {
    return this.#shapes.flatMap(({ shape, isSure }) =>
      Array.from(text.matchAll(shape), ({ 0: said, index, groups = {} }) => ({
        text: said.trim(),
        sure: isSure({ ...groups, before: text.slice(Math.max(0, index - 12), index) }),
      })),
    );
  }
}

interface Parts {
  street?: string;
  names?: string;
  number?: string;
  /** What stands before the match. */
  before: string;
}

const shaped = (source: string, isSure: (parts: Parts) => boolean, needed?: readonly string[]) =>
  needed?.length === 0 ? [] : [{ shape: new RegExp(source, 'giu'), isSure }];

const capital = /^(?:\p{Ll}{1,6}['’])?\p{Lu}/u;
const namesOf = ({ names = '' }: Parts): string[] => names.trim().split(' ');

/** "Via Roma 12" and "via dei Mille 3", not "via mail 2" or "via UPS 2". */
const isWritten = (parts: Parts): boolean => {
  const names = namesOf(parts);
  const shouted = parts.street !== undefined && parts.street === parts.street.toUpperCase();
  return (
    names.every((one) => capital.test(one) || /^\d/.test(one) || isParticle(one)) &&
    capital.test(names.at(-1)!) &&
    !isMedium(names[0]!) &&
    (shouted || names.some((one) => one.length < 2 || one.length > 4 || one !== one.toUpperCase()))
  );
};

/** "12 Baker Street", not "2 Google Drive folders", nor the year in "In 2024 Baker Street closed". */
const isSigned = (parts: Parts): boolean => {
  const { street = '', number = '', before } = parts;
  const names = namesOf(parts);
  const isYear = /^(?:19|20)\d\d$/.test(number) && /(?:in|since|from|until|by|of|dal|nel) $/i.test(before);
  return (
    capital.test(street) &&
    names.every((one) => capital.test(one) || isParticle(one)) &&
    capital.test(names[0]!) &&
    !isMedium(names.at(-1)!) &&
    !isYear
  );
};
