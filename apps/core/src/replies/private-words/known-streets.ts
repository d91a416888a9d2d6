import { asRead } from './find-details.js';
import type { FindStreets } from './find-streets.js';
import { wordLine } from './words-of.js';

/** A word of a name beside a number: an address only where a private message says that it is one. */
const pairs = [
  /(?<![\p{L}\p{N}@#/-])\p{Lu}[\p{L}'’-]{2,30},? \d{1,4}[a-zA-Z]?(?![\p{L}\p{N}]|[.,:]\d)/gu,
  /(?<![\p{L}\p{N}@#/:.,-])\d{1,4}[a-zA-Z]?,? \p{Lu}[\p{L}'’-]{2,30}(?![\p{L}\p{N}])/gu,
];
/** What says that an address stands here: its name, or a postcode beside a town. */
const says =
  /\b(?:address|indirizzo|postcode|zip code|CAP|lives? at|abit[oaie]|abitiamo|residen\w*|(?:ship|deliver|send)\w*(?: it)? to|(?:sped|consegn|recapit)\w*(?: a| in)?)\b|\b\d{5} \p{Lu}|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/u;

/**
 * The postal addresses of a public reply, of which some are private: what is written as an address is, unless it was said in public; what only may
 * be one is where the person told it in private. Holds nothing but what the reply says.
 */
export class KnownStreets {
  /** By how it is looked up in another text. */
  readonly #asked = new Map<string, { text: string; sure: boolean; lone: boolean }>();
  readonly #told = new Set<string>();
  readonly #open = new Set<string>();

  constructor(reply: string, streets: FindStreets) {
    const texts = asRead(reply).filter((text) => text !== undefined);
    const whole = texts.flatMap((text) => streets.run(text));
    for (const { text, sure } of whole.toSorted((a, b) => Number(a.sure) - Number(b.sure)))
      this.#asked.set(wordLine(text), { text, sure, lone: false });
    for (const text of texts.flatMap((one) => pairs.flatMap((pair) => one.match(pair) ?? [])))
      if (!whole.some((street) => street.text.includes(text)))
        this.#asked.set(wordLine(text), { text, sure: false, lone: true });
  }

  get held(): number {
    return this.#told.size + this.#open.size;
  }

  /** Whatever of it stands in a text that everybody can read. */
  open(text: string): void {
    if (this.#asked.size === 0) return;
    const said = wordLine(text);
    for (const line of this.#asked.keys()) if (said.includes(line)) this.#open.add(line);
  }

  /** Whatever of it stands in a private text. */
  tell(text: string): void {
    const waiting = [...this.#asked].filter(([line, { sure }]) => !sure && !this.#told.has(line));
    if (waiting.length === 0) return;
    const said = wordLine(text);
    const there = waiting.filter(([line]) => said.includes(line));
    if (there.length === 0) return;
    const lines = text.split('\n');
    const near = (line: string) =>
      lines.some(
        (one, at) =>
          wordLine(one).includes(line) && says.test(lines.slice(Math.max(0, at - 1), at + 2).join('\n')),
      );
    for (const [line, { lone }] of there) if (!lone || near(line)) this.#told.add(line);
  }

  found(): string[] {
    return [...this.#asked].flatMap(([line, { text, sure }]) =>
      (sure || this.#told.has(line)) && !this.#open.has(line) ? [text] : [],
    );
  }
}
