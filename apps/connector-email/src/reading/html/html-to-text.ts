import { readHtml } from './html-tokens.js';

export interface HtmlText {
  text: string;
  /** Offset in `text` where a mail program marked the quoted mail to begin. */
  quoteAt?: number;
}

const blocks = new Set(
  'address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
);
const spaced = new Set('p h1 h2 h3 h4 h5 h6 ul ol dl pre table blockquote'.split(' '));
const hidden = new Set('script style head title template noscript object select textarea'.split(' '));
const quoteMax = 20;

/** The readable text of an HTML mail. Block quotes become `> ` lines; pictures give their alternative text. */
export const htmlToText = (html: string): HtmlText => {
  const page = new TextPage();
  readHtml(html, {
    open: (name, attributes) => {
      if (page.skips(name)) return;
      if (isQuoteStart(name, attributes)) page.markQuote();
      if (isSignature(attributes)) page.signature();
      page.open(name, attributes);
    },
    close: (name) => page.close(name),
    text: (text) => page.write(text),
  });
  return page.finish();
};

/** Lines being written: pending breaks and blanks are only set when a word follows. */
class TextPage {
  #out: string[] = [];
  #length = 0;
  #breaks = 0;
  #blank = false;
  #atLineStart = true;
  #quoteDepth = 0;
  /** Of the line written last. */
  #lineDepth = 0;
  #preDepth = 0;
  #skipping: string | undefined;
  #quoteAt: number | undefined;
  #quotePending = false;
  readonly #lists: { ordered: boolean; count: number }[] = [];

  skips(name: string): boolean {
    if (this.#skipping === undefined && hidden.has(name)) this.#skipping = name;
    return this.#skipping !== undefined;
  }

  markQuote(): void {
    if (this.#quoteAt === undefined) this.#quotePending = true;
  }

  signature(): void {
    this.#break(1);
    this.#put('--');
    this.#break(1);
  }

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    if (name === 'br') return this.#br();
    if (name === 'img') return this.write(attributes.get('alt') ?? '');
    if (name === 'td' || name === 'th') this.#blank = true;
    if (blocks.has(name)) this.#break(spaced.has(name) ? 2 : 1);
    if (name === 'blockquote') this.#quoteDepth = Math.min(this.#quoteDepth + 1, quoteMax);
    if (name === 'pre') this.#preDepth += 1;
    if ((name === 'ul' || name === 'ol') && this.#lists.length < quoteMax) {
      this.#lists.push({ ordered: name === 'ol', count: 0 });
    }
    if (name === 'li') this.#bullet();
  }

  close(name: string): void {
    if (this.#skipping !== undefined) {
      if (name === this.#skipping || name === 'body') this.#skipping = undefined;
      return;
    }
    if (name === 'br') return this.#br();
    if (blocks.has(name)) this.#break(spaced.has(name) ? 2 : 1);
    if (name === 'blockquote') this.#quoteDepth = Math.max(this.#quoteDepth - 1, 0);
    if (name === 'pre') this.#preDepth = Math.max(this.#preDepth - 1, 0);
    if (name === 'ul' || name === 'ol') this.#lists.pop();
  }

  write(text: string): void {
    if (this.#skipping !== undefined || text === '') return;
    if (this.#preDepth > 0) return this.#writeLines(text);
    const words = text.split(/[ \t\r\n\f]+/);
    for (const [index, word] of words.entries()) {
      if (index > 0) this.#blank = true;
      if (word !== '') this.#put(word);
    }
  }

  finish(): HtmlText {
    const text = this.#out.join('');
    return this.#quoteAt === undefined ? { text } : { text, quoteAt: this.#quoteAt };
  }

  #writeLines(text: string): void {
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      if (index > 0) this.#br();
      if (line !== '') this.#put(line);
    }
  }

  #bullet(): void {
    const list = this.#lists.at(-1);
    if (list) list.count += 1;
    this.#put(list?.ordered ? `${list.count}.` : '-');
    this.#blank = true;
  }

  #br(): void {
    this.#breaks = Math.min(this.#breaks + 1, 3);
    this.#blank = false;
  }

  #break(count: number): void {
    this.#breaks = Math.max(this.#breaks, count);
    this.#blank = false;
  }

  #put(word: string): void {
    if (this.#length > 0) {
      for (; this.#breaks > 0; this.#breaks -= 1) {
        this.#append('\n');
        this.#atLineStart = true;
        // An empty line is quoted only between two quoted ones.
        if (this.#breaks > 1) this.#append('>'.repeat(Math.min(this.#quoteDepth, this.#lineDepth)));
      }
      if (this.#blank && !this.#atLineStart) this.#append(' ');
    }
    this.#breaks = 0;
    this.#blank = false;
    if (this.#quotePending) {
      this.#quoteAt = this.#length;
      this.#quotePending = false;
    }
    if (this.#atLineStart && this.#quoteDepth > 0) this.#append(`${'>'.repeat(this.#quoteDepth)} `);
    this.#append(word);
    this.#lineDepth = this.#quoteDepth;
    this.#atLineStart = false;
  }

  #append(text: string): void {
    this.#out.push(text);
    this.#length += text.length;
  }
}

const quoteClass =
  /(?:^|\s)(?:gmail_quote|gmail_quote_container|gmail_attr|yahoo_quoted|protonmail_quote|tutanota_quote|moz-cite-prefix|zmail_extra|OutlookMessageHeader|replyMessage)(?:\s|$)/i;
const quoteId =
  /^(?:x_)*(?:divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION|mail-editor-reference-message-container|reply-intro|isReplyContent|isForwardContent|ms-outlook-mobile-body-separator-line)$/i;
/** The line that Outlook for the desktop draws above the mail it answers. */
const outlookRule = /border:\s*none;\s*border-top:\s*solid\s+#?\w+\s+1\.0pt/i;

const isQuoteStart = (name: string, attributes: ReadonlyMap<string, string>): boolean =>
  (name === 'blockquote' && attributes.get('type') === 'cite') ||
  quoteClass.test(attributes.get('class') ?? '') ||
  quoteId.test(attributes.get('id') ?? '') ||
  (name === 'div' && outlookRule.test(attributes.get('style') ?? ''));

const isSignature = (attributes: ReadonlyMap<string, string>): boolean =>
  /(?:^|\s)(?:gmail_signature|moz-signature)(?:\s|$)/.test(attributes.get('class') ?? '');
