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
  let tag = '';
  let attributes = new Map<string, string>();
  let attribute = '';
  let value: string[] = [];
  let textStart = 0;
  let textEnd = 0;
  // Text comes in pieces, at worst one a character: neighbours are told as one.
  const flushText = () => {
    if (textEnd > textStart) listener.text(html.slice(textStart, textEnd));
    textStart = textEnd = 0;
  };
  const opened = () => {
    flushText();
    listener.open(tag, attributes);
    attributes = new Map();
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => {
        if (start !== textEnd || textEnd === 0) {
          flushText();
          textStart = start;
        }
        textEnd = end;
      },
      ontextentity: (codePoint) => {
        flushText();
        listener.text(String.fromCodePoint(codePoint));
      },
      onopentagname: (start, end) => {
        tag = html.slice(start, end).toLowerCase();
      },
      onopentagend: opened,
      onselfclosingtag: opened,
      onclosetag: (start, end) => {
        flushText();
        listener.close(html.slice(start, end).trim().toLowerCase());
      },
      onattribname: (start, end) => {
        attribute = html.slice(start, end).toLowerCase();
        value = [];
      },
      onattribdata: (start, end) => value.push(html.slice(start, end)),
      onattribentity: (codePoint) => value.push(String.fromCodePoint(codePoint)),
      onattribend: () => {
        if (attributes.size < attributesMax && !attributes.has(attribute))
          attributes.set(attribute, value.join(''));
      },
      oncdata: () => undefined,
      oncomment: () => undefined,
      ondeclaration: () => undefined,
      onprocessinginstruction: () => undefined,
      onend: flushText,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
};
