import type { PrivateWords } from '@filo/contracts/http';
import { detailsIn, foldedDetail, numbersIn } from './find-details.js';
import { passagesAmong, runsOf } from './find-runs.js';
import { FindStreets } from './find-streets.js';
import { KnownLinkNumbers } from './known-link-numbers.js';
import { KnownStreets } from './known-streets.js';
import type { ReplyLine } from './lines-of-reply.js';
import { withoutUnseen } from './plain-signs.js';
import { quotedIn } from './quoted-in.js';
import { wordLine } from './words-of.js';

/** A text of the thread, and whether everybody can read it. */
export interface SaidBefore {
  text: string;
  /** Of a private mail of ours what is new in it, where a mail program quoted without a mark. */
  own?: string | null;
  audience: 'private' | 'public';
  direction: 'inbound' | 'outbound';
}

interface Known {
  /** Runs of words that they wrote to us in private. */
  theirs: Set<string>;
  /** What may be said: words of ours, and whatever was said in public. */
  open: Set<string>;
  /** Single numbers and addresses of public words. */
  openWords: Set<string>;
  /** Quoted lines of the reply that stand in a private message, and those that stand in a public one. */
  quotes: Set<string>;
  openQuotes: Set<string>;
  ours: ReadonlySet<string>;
}

/**
 * What of a public reply is private: passages of six words and more of what the person wrote to us in private, lines and words in quotation marks that stand in any
 * private message, and addresses, phone and order numbers, whoever said them (in a link those of a shape that says so, others that stand in a private message); of postal addresses those that are written as such, and those that
 * stand in a private message. What was said in public by anybody in this thread is not private,
 * nor are our own addresses. Texts are given one after the other, each is read once, and nothing of them is held but what the reply says too.
 */
export class FindPrivateWords {
  readonly #known: Known;
  /** Lines behind a mark, and what stands in quotation marks. */
  readonly #quoted: readonly string[];
  readonly #text: string;
  /** What the reply says, in the shape in which texts are compared. */
  readonly #runs: ReadonlySet<string>;
  readonly #details: PrivateWords['found'];
  readonly #streets: KnownStreets;
  readonly #linked: KnownLinkNumbers;

  constructor(
    lines: readonly ReplyLine[],
    private readonly rules: {
      ours: readonly string[];
      orders: readonly RegExp[];
      streets?: FindStreets | undefined;
    },
  ) {
    const text = lines.map((line) => line.text).join('\n');
    this.#text = withoutUnseen(text);
    const behindMarks = lines
      .map((line) => ({ ...line, text: withoutUnseen(line.text) }))
      .filter((line) => line.quoted)
      .map((line) => line.text);
    this.#quoted = [...new Set([...behindMarks, ...quotedIn(this.#text)])].filter(
      (quote) => quote.length >= quoteLengthMin && wordLine(quote).trim() !== '',
    );
    this.#runs = new Set(runsOf(this.#text));
    this.#details = detailsIn(text, rules.orders);
    this.#streets = new KnownStreets(text, rules.streets ?? new FindStreets());
    this.#linked = new KnownLinkNumbers(text);
    this.#known = {
      theirs: new Set(),
      open: new Set(),
      openWords: new Set(),
      quotes: new Set(),
      openQuotes: new Set(),
      ours: new Set(rules.ours.map(foldedDetail)),
    };
  }

  add({ text, own, audience, direction }: SaidBefore): void {
    const { theirs, open, openWords } = this.#known;
    this.#findQuotes(text, audience);
    if (audience === 'public') this.#linked.open(text);
    else this.#linked.tell(text);
    if (audience === 'public') this.#streets.open(text);
    else if (direction === 'inbound') this.#streets.tell(text);
    if (audience === 'public') {
      this.#keepRuns(text, open);
      if (this.#details.length > 0) this.#keepDetails(text, openWords);
    } else if (direction === 'outbound') this.#keepRuns(ownWords(own ?? text), open);
    else this.#keepRuns(text, theirs);
  }

  /** Strings that are held of all texts; never more than the reply has. */
  get held(): number {
    const { theirs, open, openWords, quotes, openQuotes } = this.#known;
    return [theirs, open, openWords, quotes, openQuotes].reduce(
      (sum, { size }) => sum + size,
      this.#streets.held + this.#linked.held,
    );
  }

  #keepRuns(text: string, into: Set<string>): void {
    if (this.#runs.size === 0) return;
    for (const run of runsOf(withoutUnseen(text))) if (this.#runs.has(run)) into.add(run);
  }

  #keepDetails(text: string, into: Set<string>): void {
    const details = detailsIn(text, this.rules.orders).map((detail) => detail.text);
    const said = new Set([...details, ...numbersIn(text)].map(foldedDetail));
    for (const { text: detail } of this.#details)
      if (said.has(foldedDetail(detail))) into.add(foldedDetail(detail));
  }

  #findQuotes(text: string, audience: SaidBefore['audience']): void {
    if (this.#quoted.length === 0) return;
    const { quotes, openQuotes } = this.#known;
    const said = wordLine(withoutUnseen(text));
    for (const line of this.#quoted)
      if (said.includes(wordLine(line))) (audience === 'public' ? openQuotes : quotes).add(line);
  }

  found(): PrivateWords['found'] {
    const { theirs, open, openWords, quotes, openQuotes, ours } = this.#known;
    const secret = new Set([...theirs].filter((run) => !open.has(run)));
    const passages = [
      ...this.#quoted.filter((line) => quotes.has(line) && !openQuotes.has(line)),
      ...passagesAmong(this.#text, secret),
    ];
    const details = [
      ...this.#details.filter(({ text }) => !openWords.has(foldedDetail(text))),
      ...this.#streets.found().map((street) => ({ kind: 'street' as const, text: street })),
      ...this.#linked.found().map((number) => ({ kind: 'number' as const, text: number })),
    ].filter(({ text }) => !ours.has(foldedDetail(text)));
    const all = [...passages.map((passage) => ({ kind: 'quote' as const, text: passage })), ...details];
    return [...new Map(all.map((one) => [one.text, { ...one, text: one.text.slice(0, 2_000) }])).values()];
  }
}

/** Shorter quotes are greetings. */
const quoteLengthMin = 8;

/** Of a mail of ours what we wrote, not what it quotes. */
const ownWords = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^\s*>/.test(line))
    .join('\n');
