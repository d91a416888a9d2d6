import { splitWords } from './split-words.js';

/** What of a message is searched, and its weight in the vector, by which a search can ask for one field. */
export interface Searched {
  subject: string | null;
  author: string;
  files: readonly string[];
  text: string;
}

/** The weights of `tsvector`, each used for one field. */
export const fieldWeights = { subject: 'A', from: 'B', file: 'C', text: '' } as const;

/** Postgres keeps no more positions than these: of one word, and in a text. */
const positionsMax = 255;
const lastPosition = 16_383;
/** A vector ends at 1 MB; so many letters of UTF-8 leave room for its positions. */
const bytesMax = 400_000;
const wordsMax = 50_000;
/** Between two fields, so that no phrase reaches from one into the next. */
const gap = 100;

/**
 * The literal of a `tsvector`: every form of every word with its positions, and the marks, which no word can be. A text of
 * extraordinary length is searched by its first 50,000 words.
 */
export const makeVector = (searched: Searched, marks: readonly string[]): string => {
  const vector = new Vector();
  vector.add(searched.subject ?? '', fieldWeights.subject);
  vector.add(searched.author, fieldWeights.from);
  for (const file of searched.files) vector.add(file, fieldWeights.file);
  vector.add(searched.text, fieldWeights.text);
  return [...marks.map((mark) => `'${mark}'`), ...vector.lexemes()].join(' ');
};

class Vector {
  readonly #places = new Map<string, string[]>();
  #position = 0;
  #words = 0;
  #bytes = 0;

  add(text: string, weight: string): void {
    for (const { forms } of splitWords(text)) {
      if (++this.#words > wordsMax || this.#bytes > bytesMax) return;
      this.#position = Math.min(this.#position + 1, lastPosition);
      for (const form of forms) this.#put(form, `${this.#position}${weight}`);
    }
    this.#position += gap;
  }

  #put(form: string, place: string): void {
    const places = this.#places.get(form);
    if (!places) {
      this.#places.set(form, [place]);
      this.#bytes += Buffer.byteLength(form);
    } else if (places.length < positionsMax) places.push(place);
  }

  *lexemes(): Generator<string> {
    for (const [form, places] of this.#places) yield `'${form}':${places.join(',')}`;
  }
}
