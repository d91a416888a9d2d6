import type { ReplyCreate } from '@filo/contracts/http';
import { textToHtml } from '../replies/clean-reply-html.js';
import type { CarriedMessage } from './carried-message.js';

interface SaidWords extends Pick<ReplyCreate, 'text' | 'html'> {
  /** The words of now, and those that were taken along. */
  newText: string;
  quotedText: string;
}

/** What leaves: the words of the agent, above those of the message that they take along. Pure. */
export const wordsWith = (
  { text, html }: Pick<ReplyCreate, 'text' | 'html'>,
  carried: CarriedMessage | undefined,
): SaidWords => {
  if (!carried) return { text, html, newText: text, quotedText: '' };
  if (text === '' && carried.kind === 'resend')
    return { text: carried.text, html: carried.html, newText: carried.text, quotedText: '' };
  const above = text === '' ? '' : (html ?? textToHtml(text));
  return {
    text: text === '' ? carried.text : `${text}\n\n${carried.text}`,
    html: `${above}${carried.html}`,
    newText: text,
    quotedText: carried.text,
  };
};
