import type { ReplyCreate } from '@filo/contracts/http';
import { Parser } from 'htmlparser2';

export interface ReplyLine {
  text: string;
  /** Marked as the word of somebody else. */
  quoted: boolean;
}

/** Every line of a reply as one can read it, in its warning, its text, its HTML and what it says of pictures, with single spaces. */
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
  let quotes = 0;
  const end = () => {
    lines.push(...text.split('\n').map((line) => ({ text: line, quoted: quotes > 0 })));
    text = '';
  };
  const parser = new Parser({
    onopentag(name) {
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
  return lines;
};
