import type { ReplyCreate } from '@filo/contracts/http';
import { textToHtml } from '../replies/clean-reply-html.js';
import type { CarriedMessage } from './carried-message.js';

interface SaidWords extends Pick<ReplyCreate, 'text' | 'html'> {
  /** The words of now, what stands below them, and those that were taken along. */
  newText: string;
  signatureText: string | null;
  quotedText: string;
}

/**
 * What leaves: the words of the agent, their signature, and those of the message that they take along. A signature begins with the line "-- " (RFC 3676,
 * 4.3), by which whoever reads it tells it from the words. Pure.
 */
export const wordsWith = (
  { text, html }: Pick<ReplyCreate, 'text' | 'html'>,
  { carried, signature }: { carried?: CarriedMessage | undefined; signature: string },
): SaidWords => {
  if (text === '' && carried?.kind === 'resend') return { ...saidAlone(carried.text), html: carried.html };
  const said = signed({ text, html }, signature);
  if (!carried) return { ...saidAlone(text), ...said };
  const above = said.text === '' ? '' : (said.html ?? textToHtml(said.text));
  return {
    text: said.text === '' ? carried.text : `${said.text}\n\n${carried.text}`,
    html: `${above}${carried.html}`,
    newText: text,
    signatureText: said.signatureText,
    quotedText: carried.text,
  };
};

const saidAlone = (text: string): SaidWords => ({ text, newText: text, signatureText: null, quotedText: '' });

const signed = (
  { text, html }: Pick<ReplyCreate, 'text' | 'html'>,
  signature: string,
): Pick<SaidWords, 'text' | 'html' | 'signatureText'> => {
  if (signature === '') return { text, html, signatureText: null };
  const below = `-- \n${signature}`;
  return {
    text: text === '' ? below : `${text}\n\n${below}`,
    html: `${text === '' ? '' : (html ?? textToHtml(text))}<div>-- <br>${textToHtml(signature)}</div>`,
    signatureText: signature,
  };
};
