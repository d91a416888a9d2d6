import { Parser } from 'htmlparser2';
import { cutOut } from '../../../typed-text.js';

const htmlMax = 1_000_000;
/** Far deeper than posts are: with each element in another the work of the parser grows, and what is deeper loses its form. */
const depthMax = 200;
const blocks = new Set(['p', 'blockquote', 'ul', 'ol', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const hidden = new Set(['script', 'style', 'template', 'title']);

interface Link {
  href: string;
  /** What stands between its tags, the invisible parts with it. */
  words: string;
  isName: boolean;
}

/**
 * A post as plain text. Instances cut a link for the eye and hide the rest: it stands in full here. Mentions and hashtags are
 * words. Whatever a server wrote into its HTML, text is all that leaves.
 */
export const textOfHtml = (html: string): string => written(html, new Writing(shown, hidden));

/** Of a post what its author typed: no link, whatever it reads as, no name of another, and nothing quoted. */
export const typedInHtml = (html: string): string =>
  written(html, new Writing(() => cutOut, new Set([...hidden, 'blockquote'])));

const written = (html: string, writing: Writing): string => {
  const read = html.slice(0, htmlMax);
  let depth = 0;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      writing.open(name, attributes);
      depth += 1;
      if (depth <= depthMax) return;
      parser.pause();
      writing.writeBare(read.slice(parser.endIndex + 1));
    },
    ontext: (text) => writing.write(text),
    onclosetag: (name) => {
      depth -= 1;
      writing.close(name);
    },
  });
  parser.end(read);
  return writing.done();
};

class Writing {
  #text = '';
  #link: Link | undefined;
  #hidden = 0;

  constructor(
    private readonly linkAs: (link: Link) => string,
    private readonly hiding: ReadonlySet<string>,
  ) {}

  open(name: string, { href = '', class: kinds = '', rel = '' }: Record<string, string>): void {
    if (this.hiding.has(name)) this.#hidden += 1;
    if (name === 'br') this.write('\n');
    if (name === 'li') this.write('\n- ');
    if (blocks.has(name) && this.#text !== '') this.#text += '\n\n';
    if (name !== 'a') return;
    this.#endLink();
    const isName = /\b(mention|hashtag)\b/.test(kinds) || /\btag\b/.test(rel);
    this.#link = { href, words: '', isName };
  }

  write(text: string): void {
    if (this.#hidden > 0) return;
    if (this.#link !== undefined) this.#link.words += text;
    else this.#text += text;
  }

  /** HTML that is not read any further; what its author typed of it nobody knows. */
  writeBare(html: string): void {
    if (this.linkAs === shown) this.write(html.replace(/<[^<>]*>/g, ' '));
  }

  close(name: string): void {
    if (this.hiding.has(name)) this.#hidden = Math.max(0, this.#hidden - 1);
    if (name === 'a') this.#endLink();
    if (blocks.has(name)) this.#text += '\n\n';
  }

  done(): string {
    this.#endLink();
    return (
      this.#text
        // From the first blank of a run alone: a million of them are no work then.
        .replace(/(?<![ \t])[ \t]+\n/g, '\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim()
    );
  }

  #endLink(): void {
    if (this.#link !== undefined) this.#text += this.linkAs(this.#link);
    this.#link = undefined;
  }
}

const shown = ({ href, words, isName }: Link): string => {
  const isWeb = /^https?:\/\//i.test(href);
  if (isName || !isWeb || words === href) return words;
  const bare = words.trim().replace(/…$/, '');
  if (bare === '' || withoutScheme(href).startsWith(withoutScheme(bare))) return href;
  return `${words} (${href})`;
};

const withoutScheme = (address: string): string => address.replace(/^https?:\/\/(www\.)?/i, '');
