import { innocentWords } from './grave/grave-words.js';
import { HashtagWords } from './hashtag-words.js';
import { splitTokens, type Token } from './split-tokens.js';
import { wordKinds, type WordKind, type WordList } from './severity-words.js';

/** The words of a list that a text uses in earnest, each once, in the order of the text. */
export type FoundWords = Record<WordKind, string[]>;

/** Most of the many end here, and hold nothing. */
interface Branch {
  next?: Map<string, Branch>;
  /** Beginnings of a last word. */
  begins?: Map<string, Said>;
  kind?: Said;
}

/** What a phrase speaks of; `none`: of nothing, whatever it begins like. */
type Said = WordKind | 'none';

/** The longest beginning that is compared, so that one endless word costs no more than a long one. */
const beginningMax = 24;
/** A phrase of any length is no word. */
const phraseMax = 8;

/** Finds the words of a list in texts; in time linear in the text, however the list grows. */
export class FindWords {
  #root: Branch | undefined;
  readonly #tags = new HashtagWords();

  constructor(private readonly list: WordList) {}

  /** What hashtags say counts as what the same words say with blanks between them. */
  run(text: string): FoundWords {
    const root = (this.#root ??= this.#learnt());
    const found: FoundWords = { harm: [], law: [], press: [], owed: [], anger: [] };
    for (const said of [text, ...this.#tags.in(text)]) this.#find(root, said, found);
    return found;
  }

  #find(root: Branch, text: string, found: FoundWords): void {
    const tokens = splitTokens(text);
    for (let at = 0; at < tokens.length;) {
      const match = longest(root, tokens, at);
      if (match && match.kind !== 'none' && !isDenied(tokens, at)) {
        const said = tokens
          .slice(at, at + match.length)
          .map(({ word }) => word.slice(0, 40))
          .join(' ');
        if (!found[match.kind].includes(said)) found[match.kind].push(said);
      }
      at += match?.length ?? 1;
    }
  }

  /** A tenth of a second, which a process that reads no text does not spend. */
  #learnt(): Branch {
    const root: Branch = {};
    for (const kind of [...wordKinds].reverse())
      for (const entry of this.list[kind]) this.#learn(root, entry, kind);
    for (const entry of innocentWords) this.#learn(root, entry, 'none');
    return root;
  }

  /** What stands under several kinds counts as the gravest. */
  #learn(root: Branch, entry: string, kind: Said): void {
    const begins = entry.trimEnd().endsWith('*');
    const words = wordsOf(entry).slice(0, phraseMax);
    const last = words.pop();
    if (last === undefined) return;
    const isHarm = words.length === 0 && kind === 'harm';
    for (const word of words) this.#tags.learn(word, { begins: false, isHarm: false });
    this.#tags.learn(last, { begins, isHarm });
    let at = root;
    for (const word of words) at = into(at, word);
    if (begins) (at.begins ??= new Map()).set(last.slice(0, beginningMax), kind);
    else into(at, last).kind = kind;
  }
}

const longest = (
  root: Branch,
  tokens: readonly Token[],
  from: number,
): { kind: Said; length: number } | undefined => {
  let match: { kind: Said; length: number } | undefined;
  let at: Branch | undefined = root;
  for (let n = from; at && n < tokens.length && tokens[n]!.sentence === tokens[from]!.sentence; n += 1) {
    const { word } = tokens[n]!;
    const next: Branch | undefined = at.next?.get(word);
    const kind = next?.kind ?? begunBy(at, word);
    if (kind) match = { kind, length: n - from + 1 };
    at = next;
  }
  return match;
};

const plain = /^[a-z0-9]+(?: [a-z0-9]+)*\*?$/;

/** Nearly every entry is written as it is compared, and there are thousands. */
const wordsOf = (entry: string): string[] =>
  plain.test(entry) ? entry.replace('*', '').split(' ') : splitTokens(entry).map(({ word }) => word);

const into = (at: Branch, word: string): Branch => {
  const known = at.next?.get(word);
  if (known) return known;
  const next: Branch = {};
  (at.next ??= new Map()).set(word, next);
  return next;
};

const begunBy = ({ begins }: Branch, word: string): Said | undefined => {
  if (!begins) return undefined;
  for (let length = Math.min(word.length, beginningMax); length >= 2; length -= 1) {
    const kind = begins.get(word.slice(0, length));
    if (kind) return kind;
  }
  return undefined;
};

const spaced = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const denying = spaced(
  'not no never nobody none nothing without neither nor cannot cant dont doesnt didnt isnt wasnt arent werent wont hasnt havent non mai senza nessuno nessuna nessun niente nulla neppure nemmeno',
);
/** What may stand between a denial and what it denies. */
const between = spaced(
  'a an the any at all be been being is was are were got get getting one it really actually even ever so too very need needed e era erano c stato stata stati state ci si mi vi un una uno il la lo gli i le alcun alcuna davvero molto piu ho hai ha abbiamo avete hanno essere di been',
);
const betweenMax = 5;

/**
 * Nobody was hurt; the battery did not explode; non è pericoloso. "I can't believe it exploded" denies nothing, nor does what stands before
 * a comma: "No, it exploded". A question denies nothing: who asks "isn't it dangerous?" fears that it is.
 */
const isDenied = (tokens: readonly Token[], at: number): boolean => {
  const { clause, asked } = tokens[at]!;
  if (asked) return false;
  for (let n = at - 1; n >= Math.max(0, at - betweenMax); n -= 1) {
    const { word, clause: there } = tokens[n]!;
    if (there !== clause) return false;
    if (denying.has(word) || (word === 't' && tokens[n - 1]?.word.endsWith('n') === true)) return true;
    if (!between.has(word)) return false;
  }
  return false;
};
