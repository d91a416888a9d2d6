import { asRead, detailsIn, foldedDetail } from './find-details.js';
import { linksIn, numbersOfLinks } from './links-in.js';

const numbersOf = (text: string): string[] =>
  asRead(text).flatMap((one) => (one === undefined ? [] : numbersOfLinks(linksIn(one))));

/**
 * Numbers in the links of a public reply, of which those are private that stand in a private message: the order that a page shows, the
 * parcel that is followed there. All others are articles and pages. Holds nothing but what the reply says.
 */
export class KnownLinkNumbers {
  /** By how it is compared. */
  readonly #asked: ReadonlyMap<string, string>;
  readonly #told = new Set<string>();
  readonly #open = new Set<string>();

  constructor(reply: string) {
    this.#asked = new Map(numbersOf(reply).map((one) => [foldedDetail(one), one]));
  }

  get held(): number {
    return this.#told.size + this.#open.size;
  }

  /** Whatever of it stands in a text that everybody can read. */
  open(text: string): void {
    this.#keep(text, this.#open);
  }

  /** Whatever of it stands in a private text. */
  tell(text: string): void {
    this.#keep(text, this.#told);
  }

  #keep(text: string, into: Set<string>): void {
    if (this.#asked.size === 0) return;
    const said = [...detailsIn(text, []).map((one) => one.text), ...numbersOf(text).filter(isLong)];
    for (const one of said.map(foldedDetail)) if (this.#asked.has(one)) into.add(one);
  }

  found(): string[] {
    return [...this.#asked].flatMap(([folded, text]) =>
      this.#told.has(folded) && !this.#open.has(folded) ? [text] : [],
    );
  }
}

/** In a link nothing says what a short number is. */
const isLong = (one: string): boolean => one.replace(/\D/g, '').length >= 5;
