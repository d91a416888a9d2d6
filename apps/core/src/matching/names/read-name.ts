import { foldLetters } from './fold-letters.js';
import { soundOf } from './nicknames.js';

/** A person's name made comparable. */
export interface ReadName {
  shown: string;
  /** Folded words in their order, the given name first. */
  words: readonly string[];
  given: string;
  surname: string;
  /** The same for every spelling, nickname and order of the name; undefined when it is one word alone. */
  key: string | undefined;
}

const titles = new Set(
  'mr mrs ms miss mx dr prof professor ing dott dottssa sig sigra herr frau hr fr mme mlle m sr sra don mag dipl phd md jr sen junior senior iii ii'.split(
    ' ',
  ),
);

/** Words that no human being is called by: a mailbox is speaking, or a company. */
const notAPerson = new Set(
  'support info team service services kundenservice customer office sales admin contact kontakt billing noreply no-reply newsletter shop store gmbh srl spa ltd inc llc ag sas bv webmaster help helpdesk ufficio amministrazione buchhaltung vertrieb empfang reception'.split(
    ' ',
  ),
);

/**
 * The name that somebody gives, made comparable; undefined when it is none, such as an address or "Support". Takes
 * "Surname, Given", titles, "via …" and what stands in brackets for what they are.
 */
export const readName = (name: string | null | undefined): ReadName | undefined => {
  if (!name || name.length > 100 || name.includes('@')) return undefined;
  const bare = name.replace(/[([{|].*$|\bvia\b.*$|["“”„]/giu, ' ');
  const [before, after] = bare.split(',', 2);
  const turned =
    after !== undefined && after.trim() !== '' && !titles.has(foldLetters(after).replace(/\W/g, ''));
  const words = split(turned ? `${after} ${before}` : before!).filter((word) => !titles.has(word));
  if (words.length === 0 || words.length > 6 || words.some((word) => notAPerson.has(word))) return undefined;
  const given = words[0]!;
  const surname = words.at(-1)!;
  return {
    shown: name.trim(),
    words,
    given,
    surname,
    key: words.length > 1 ? keyOf(given, surname) : undefined,
  };
};

const split = (text: string): string[] =>
  foldLetters(text)
    .replace(/['’`.]/g, (mark) => (mark === '.' ? ' ' : ''))
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');

/** In either order, since "Rossi Maria" is written as often as "Maria Rossi". */
const keyOf = (given: string, surname: string): string => [soundOf(given), soundOf(surname)].sort().join(' ');
