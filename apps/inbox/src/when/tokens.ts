export interface Token {
  text: string;
  /** Where it stands in what was typed. */
  from: number;
  to: number;
}

const pattern =
  /\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}(?:[/.](?:\d{4}|\d{2}))?|\d{1,2}[:h]\d{2}|\d+|[a-z]+|[^\s\w]/g;

/** Small letters without accents, each where it stood: a letter and its accent are one character. */
const plain = (text: string): string => [...text].map((letter) => fold(letter)).join('');

const fold = (letter: string): string => {
  const folded = letter.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return folded.length === letter.length ? folded : letter;
};

/** Words, numbers, dates, times and signs of a text, in their order. Apostrophes are left out: `un'ora` is two words. */
export const tokensOf = (text: string): Token[] =>
  [...plain(text).matchAll(pattern)].flatMap(({ 0: found, index }) =>
    found === "'" || found === '’' ? [] : { text: found, from: index, to: index + found.length },
  );

/** Reads tokens one after the other; what does not fit is given back. */
export class Reader {
  at: number;

  constructor(
    private readonly tokens: readonly Token[],
    start = 0,
  ) {
    this.at = start;
  }

  get text(): string {
    return this.tokens[this.at]?.text ?? '';
  }

  peek(ahead: number): string {
    return this.tokens[this.at + ahead]?.text ?? '';
  }

  get ended(): boolean {
    return this.at >= this.tokens.length;
  }

  /** Takes a word that the table knows. */
  take(table: ReadonlyMap<string, number>): number | undefined {
    const value = table.get(this.text);
    if (value !== undefined) this.at++;
    return value;
  }

  skip(words: ReadonlySet<string>): boolean {
    if (!words.has(this.text)) return false;
    this.at++;
    return true;
  }

  /** What `read` answers; where that is nothing, the reader stands where it stood. */
  attempt<Value>(read: () => Value | undefined): Value | undefined {
    const before = this.at;
    const value = read();
    if (value === undefined) this.at = before;
    return value;
  }
}
