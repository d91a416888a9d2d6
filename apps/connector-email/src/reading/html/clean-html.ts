import { allowedElements, droppedElements, voidElements } from './allow-list.js';
import { cleanAttributes, escapeText } from './clean-attributes.js';
import { readHtml } from './html-tokens.js';

const openMax = 200;

export interface CleanHtml {
  html: string;
  /** The mail was longer than `charactersMax`; what is here is its beginning, properly closed. */
  cut: boolean;
}

/**
 * Writes the allowed part of an HTML mail anew: allowed tags with allowed attributes and escaped text, every opened
 * element closed. Nothing of the input is copied unescaped, and the result must not be changed afterwards. Takes time
 * proportional to the input, whatever the input.
 */
export const cleanHtml = (html: string, charactersMax: number): CleanHtml => {
  const page = new CleanPage(charactersMax);
  readHtml(html, page);
  return page.finish();
};

class CleanPage {
  readonly #out: string[] = [];
  readonly #open: string[] = [];
  #length = 0;
  #cut = false;
  #dropping: { name: string; depth: number } | undefined;

  constructor(readonly charactersMax: number) {}

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    if (this.#dropping?.name === 'head' && name === 'body') this.#dropping = undefined;
    if (this.#dropping) {
      if (name === this.#dropping.name) this.#dropping.depth += 1;
      return;
    }
    if (droppedElements.has(name)) {
      // These have no content: nothing may wait for their end.
      if (name !== 'embed') this.#dropping = { name, depth: 1 };
      return;
    }
    if (!allowedElements.has(name) || this.#open.length >= openMax) return;
    const closing = voidElements.has(name) ? 0 : name.length + 3;
    const written = this.#write(`<${name}${cleanAttributes(name, attributes)}>`, closing);
    if (written && closing > 0) this.#open.push(name);
  }

  close(name: string): void {
    if (this.#dropping) {
      const ended = name === this.#dropping.name && (this.#dropping.depth -= 1) === 0;
      // An unclosed head or frame must not swallow the mail.
      if (ended || name === 'html' || name === 'body' || name === 'head') this.#dropping = undefined;
      return;
    }
    const at = this.#open.lastIndexOf(name);
    if (at < 0) return;
    for (const open of this.#open.splice(at).reverse()) this.#out.push(`</${open}>`);
  }

  text(text: string): void {
    if (this.#dropping || this.#cut || this.#write(escapeText(text))) return;
    // An escaped character takes at most six.
    const room = Math.floor((this.charactersMax - this.#length) / 6);
    const end = text.slice(0, room).replace(/[\uD800-\uDBFF]$/, '');
    this.#length += end.length * 6;
    this.#out.push(escapeText(end));
  }

  finish(): CleanHtml {
    for (const open of this.#open.splice(0).reverse()) this.#out.push(`</${open}>`);
    return { html: this.#out.join(''), cut: this.#cut };
  }

  /** `closing`: room kept for the end tag. */
  #write(piece: string, closing = 0): boolean {
    if (this.#cut || this.#length + piece.length + closing > this.charactersMax) {
      this.#cut = true;
      return false;
    }
    this.#length += piece.length + closing;
    this.#out.push(piece);
    return true;
  }
}
