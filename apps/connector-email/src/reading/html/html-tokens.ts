import { Tokenizer } from 'htmlparser2';

/** What is told about a document while it is read; tags come as they stand, nothing is balanced or implied. */
export interface HtmlListener {
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  close(name: string): void;
  text(text: string): void;
}

const attributesMax = 100;

/**
 * Reads HTML once, from left to right, in time proportional to its length: it keeps no stack of open elements, which is
 * what hostile nesting makes quadratic in tree builders.
 */
export const readHtml = (html: string, listener: HtmlListener): void => {
  const text = new JoinedText(html, listener);
  const tag = new OpenTag(html);
  const opened = () => {
    text.flush();
    listener.open(tag.name, tag.takeAttributes());
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => text.add(start, end),
      ontextentity: (codePoint) => {
        text.flush();
        listener.text(String.fromCodePoint(codePoint));
      },
      onopentagname: (start, end) => tag.begin(start, end),
      onopentagend: opened,
      onselfclosingtag: opened,
      onclosetag: (start, end) => {
        text.flush();
        listener.close(html.slice(start, end).trim().toLowerCase());
      },
      onattribname: (start, end) => tag.beginAttribute(start, end),
      onattribdata: (start, end) => tag.addValue(html.slice(start, end)),
      onattribentity: (codePoint) => tag.addValue(String.fromCodePoint(codePoint)),
      onattribend: () => tag.endAttribute(),
      oncdata: () => undefined,
      oncomment: () => undefined,
      ondeclaration: () => undefined,
      onprocessinginstruction: () => undefined,
      onend: () => text.flush(),
    },
  );
  tokenizer.write(html);
  tokenizer.end();
};

/** Text comes in pieces, at worst one a character: neighbours are told as one. */
class JoinedText {
  #start = 0;
  #end = 0;

  constructor(
    private readonly html: string,
    private readonly listener: HtmlListener,
  ) {}

  add(start: number, end: number): void {
    if (start !== this.#end || this.#end === 0) {
      this.flush();
      this.#start = start;
    }
    this.#end = end;
  }

  flush(): void {
    if (this.#end > this.#start) this.listener.text(this.html.slice(this.#start, this.#end));
    this.#start = this.#end = 0;
  }
}

/** The tag that is being read; the first of two attributes with one name counts. */
class OpenTag {
  name = '';
  #attributes = new Map<string, string>();
  #attribute = '';
  #value: string[] = [];

  constructor(private readonly html: string) {}

  begin(start: number, end: number): void {
    this.name = this.html.slice(start, end).toLowerCase();
  }

  beginAttribute(start: number, end: number): void {
    this.#attribute = this.html.slice(start, end).toLowerCase();
    this.#value = [];
  }

  addValue(piece: string): void {
    this.#value.push(piece);
  }

  endAttribute(): void {
    if (this.#attributes.size >= attributesMax || this.#attributes.has(this.#attribute)) return;
    this.#attributes.set(this.#attribute, this.#value.join(''));
  }

  takeAttributes(): ReadonlyMap<string, string> {
    const taken = this.#attributes;
    this.#attributes = new Map();
    return taken;
  }
}
