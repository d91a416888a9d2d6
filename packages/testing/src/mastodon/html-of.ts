import { acctOf, type Actor } from './actor.js';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const address = /https?:\/\/[^\s<>"]+/gu;
const hashtag = /(?<![\p{L}\p{N}_/&])#([\p{L}\p{N}_]+)/gu;
const shownMax = 30;

/** The HTML that an instance makes of a text: paragraphs, links cut for the eye, mentions without their server. */
export const htmlOf = (text: string, mentioned: readonly Actor[], origin: string): string => {
  const parts: string[] = [];
  const held = (html: string) => `\u0000${parts.push(html) - 1}\u0000`;
  let html = text.replace(address, (url) => held(linkOf(url)));
  for (const actor of mentioned)
    for (const written of writtenAs(actor, origin)) html = html.replaceAll(written, held(mentionOf(actor)));
  html = escape(html).replace(
    hashtag,
    (_, tag: string) =>
      `<a href="${origin}/tags/${tag.toLowerCase()}" class="mention hashtag" rel="tag">#<span>${tag}</span></a>`,
  );
  html = html.replace(/\u0000(\d+)\u0000/gu, (_, n: string) => parts[Number(n)]!);
  return html
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br />')}</p>`)
    .join('');
};

/** The longest first. */
export const writtenAs = (actor: Actor, origin: string): string[] =>
  actor.domain === undefined
    ? [`@${actor.username}@${new URL(origin).host}`, `@${actor.username}`]
    : [`@${acctOf(actor)}`];

const linkOf = (url: string): string => {
  const [, scheme, rest] = /^(https?:\/\/(?:www\.)?)(.*)$/.exec(url)! as unknown as [string, string, string];
  const [shown, more] = [rest.slice(0, shownMax), rest.slice(shownMax)];
  const cut = more === '' ? '' : 'ellipsis';
  return `<a href="${escape(url)}" target="_blank" rel="nofollow noopener noreferrer"><span class="invisible">${scheme}</span><span class="${cut}">${escape(shown)}</span><span class="invisible">${escape(more)}</span></a>`;
};

const mentionOf = ({ url, username }: Actor): string =>
  `<span class="h-card" translate="no"><a href="${url}" class="u-url mention">@<span>${username}</span></a></span>`;
