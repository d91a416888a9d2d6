import { cleanReplyHtml, escapeHtml, textToHtml } from '../replies/clean-reply-html.js';

/** A message as its copy names it. */
export interface CarriedOrigin {
  from: string;
  to: string;
  cc: string;
  subject: string | null;
  sentAt: Date;
  text: string;
  html: string | null;
}

/**
 * The words of a message as another one takes them along: a forwarded one below its headers, as mail programs write them; what is said again as it was.
 * HTML is written anew from the list of what an editor writes. `pictureOf`: the attachment under which a picture of it travels. Pure.
 */
export const forwardedWords = (
  kind: 'forward' | 'resend',
  origin: CarriedOrigin,
  pictureOf: (contentId: string) => string | undefined,
): { text: string; html: string } => {
  const html =
    origin.html === null
      ? textToHtml(origin.text)
      : cleanReplyHtml(origin.html, (src) => sourceOf(src, pictureOf));
  if (kind === 'resend') return { text: origin.text, html };
  const headers = headersOf(origin);
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  const rows = headers.map(([name, value]) => `<b>${name}:</b> ${escapeHtml(value)}<br>`);
  return {
    text: [title, ...lines, '', origin.text].join('\n'),
    html: `<p>${title}<br>${rows.join('')}</p><blockquote>${html}</blockquote>`,
  };
};

const title = '---------- Forwarded message ----------';

const headersOf = ({ from, to, cc, subject, sentAt }: CarriedOrigin): [string, string][] =>
  (
    [
      ['From', from],
      ['Date', sentAt.toUTCString()],
      ['Subject', subject ?? ''],
      ['To', to],
      ['Cc', cc],
    ] as [string, string][]
  )
    .map(([name, value]): [string, string] => [name, value.replace(/\s+/g, ' ').trim()])
    .filter(([, value]) => value !== '');

const sourceOf = (src: string, pictureOf: (contentId: string) => string | undefined): string | undefined => {
  if (!/^cid:/i.test(src)) return undefined;
  const attachment = pictureOf(src.slice('cid:'.length));
  return attachment === undefined ? undefined : `cid:${attachment}`;
};
