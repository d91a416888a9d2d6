import { messageTextMax, type MessageMark } from '@filo/contracts';
import { cleanHtml } from '../html/clean-html.js';
import { escapeText } from '../html/clean-attributes.js';
import { htmlToText } from '../html/html-to-text.js';
import type { BodySegment } from '../mime/read-bodies.js';
import { splitReply } from '../reply/split-reply.js';
import { tidy } from './tidy.js';
import { wellFormed } from '../mime/well-formed.js';

/** What was said, in every form that is kept. */
export interface Words {
  text: string;
  newText: string;
  quotedText?: string;
  signatureText?: string;
  html?: string;
  marks: MessageMark[];
}

const htmlMax = 2_000_000;
const htmlReadMax = 4_000_000;
const signatureMax = 20_000;

export const readWords = (segments: readonly BodySegment[]): Words => {
  const marks: MessageMark[] = [];
  const { text, quoteAt } = plainText(segments);
  if (text.length > messageTextMax)
    marks.push({ code: 'text-cut', text: 'The text is longer than what is shown here.' });
  const kept = tidy(text, messageTextMax);
  const split = splitReply(kept, quoteAt !== undefined && quoteAt < kept.length ? quoteAt : undefined);
  const html = cleaned(segments, marks);
  return {
    text: kept,
    newText: tidy(split.newText, messageTextMax),
    ...(split.quotedText ? { quotedText: tidy(split.quotedText, messageTextMax) } : {}),
    ...(split.signatureText ? { signatureText: tidy(split.signatureText, signatureMax) } : {}),
    ...(html ? { html } : {}),
    marks,
  };
};

/** The plain parts, and the text of HTML parts that have none. */
const plainText = (segments: readonly BodySegment[]): { text: string; quoteAt?: number } => {
  const texts = segments.map((segment) => {
    if (segment.text?.trim() || segment.html === undefined) return { text: segment.text ?? '' };
    return htmlToText(segment.html.slice(0, htmlReadMax));
  });
  const text = texts.map((part) => part.text.replace(/\r\n?/g, '\n')).join('\n');
  return texts.length === 1
    ? { text, quoteAt: 'quoteAt' in texts[0]! ? texts[0].quoteAt : undefined }
    : { text };
};

/** Each part is cleaned and closed by itself, so that one cannot swallow the next. */
const cleaned = (segments: readonly BodySegment[], marks: MessageMark[]): string | undefined => {
  if (!segments.some(({ html }) => html?.trim())) return undefined;
  let html = '';
  let cut = false;
  for (const segment of segments) {
    const source =
      segment.html ?? `<div style="white-space: pre-wrap">${escapeText(segment.text ?? '')}</div>`;
    const clean = cleanHtml(wellFormed(source.slice(0, htmlReadMax)), htmlMax - html.length);
    html += clean.html;
    cut ||= clean.cut || source.length > htmlReadMax;
  }
  if (cut) marks.push({ code: 'html-cut', text: 'The formatted text is longer than what is shown here.' });
  return html;
};
