import type { ReplyCreate } from '@filo/contracts/http';
import { Parser } from 'htmlparser2';

export interface ReplyLine {
  text: string;
  /** Marked as the word of somebody else. */
  quoted: boolean;
}

/**
 * Every line of a reply as one can read it, in its warning, its text, its HTML and what it says of pictures, with single spaces. Where a link of the HTML leads is read by whoever
 * points at it: last, since between two words it would part what is said.
 */
export const linesOfReply = ({
  text,
  html,
  alts = {},
  contentWarning = '',
}: Pick<ReplyCreate, 'text' | 'html' | 'alts' | 'contentWarning'>): ReplyLine[] =>
  [
    ...[contentWarning, text, ...Object.values(alts)].flatMap(linesOfText),
    ...(html === undefined ? [] : linesOfHtml(html)),
  ]
    .map(({ text, quoted }) => ({ text: text.replaceAll(/\s+/g, ' ').trim(), quoted }))
    .filter(({ text }) => text !== '');

const linesOfText = (text: string): ReplyLine[] =>
  text.split('\n').map((line) => {
    const [mark = ''] = /^[\s>]*/.exec(line) ?? [];
    return { text: line.slice(mark.length), quoted: mark.includes('>') };
  });

const insideLines = new Set(['a', 'b', 'strong', 'i', 'em', 'u', 's', 'code', 'span', 'img']);

const linesOfHtml = (html: string): ReplyLine[] => {
  const lines: ReplyLine[] = [];
  let text = '';
  const attributes: string[] = [];
  let quotes = 0;
  const end = () => {
    lines.push(...text.split('\n').map((line) => ({ text: line, quoted: quotes > 0 })));
    text = '';
  };
  const parser = new Parser({
    onopentag(name, { href, alt, title }) {
      attributes.push(...[href, alt, title].filter((value) => value !== undefined));
      if (!insideLines.has(name)) end();
      if (name === 'blockquote') quotes++;
    },
    ontext(more) {
      text += more;
    },
    onclosetag(name) {
      if (!insideLines.has(name)) end();
      if (name === 'blockquote') quotes--;
    },
  });
  parser.end(html);
  end();
  return [...lines, ...attributes.flatMap(linesOfAttribute)];
};

/** `mailto:` and `tel:` stand before what they name, and are no word of it. */
const linesOfAttribute = (value: string): ReplyLine[] =>
  value
    .replace(/^\s*(?:mailto|tel|sms):/i, '')
    .split('\n')
    .map((text) => ({ text, quoted: false }));
