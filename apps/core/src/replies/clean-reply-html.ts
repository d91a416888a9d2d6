import { Parser } from 'htmlparser2';

const kept: Record<string, readonly string[]> = {
  p: [], br: [], div: [], span: [], b: [], strong: [], i: [], em: [], u: [], s: [], code: [], pre: [],
  ul: [], ol: ['start'], li: [], blockquote: [], h1: [], h2: [], h3: [], hr: [], a: ['href'],
  img: ['src', 'alt', 'width', 'height'],
}; // prettier-ignore
const empty = new Set(['br', 'hr', 'img']);
const numeric = new Set(['start', 'width', 'height']);
const dropped = new Set([
  'script',
  'style',
  'title',
  'head',
  'template',
  'iframe',
  'object',
  'svg',
  'math',
  'noscript',
  'textarea',
  'select',
]);

/**
 * The HTML part of a reply: what an editor writes and nothing else. The result is written anew from the allow list below,
 * never cut out of the input, so that what was not understood cannot slip through. A picture stays only where
 * `imageSource` knows its `src`, and points to what that answers.
 */
export const cleanReplyHtml = (
  html: string,
  imageSource: (src: string) => string | undefined = () => undefined,
): string => {
  let out = '';
  let hidden = 0;
  const open: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (dropped.has(name)) hidden++;
      const allowed = kept[name];
      if (hidden > 0 || !allowed) return;
      if (name === 'img') {
        const src = imageSource(attributes['src'] ?? '');
        if (src === undefined) return;
        attributes['src'] = src;
      }
      out += `<${name}${allowed.map((key) => attribute(key, attributes[key])).join('')}>`;
      if (!empty.has(name)) open.push(name);
    },
    ontext(text) {
      if (hidden === 0) out += escapeHtml(text);
    },
    onclosetag(name) {
      if (dropped.has(name)) hidden = Math.max(0, hidden - 1);
      else if (hidden === 0 && open.at(-1) === name) out += `</${open.pop()}>`;
    },
  });
  parser.end(html);
  return (
    out +
    open
      .toReversed()
      .map((name) => `</${name}>`)
      .join('')
  );
};

const attribute = (name: string, value: string | undefined): string => {
  if (value === undefined) return '';
  if (name === 'href' && !isLink(value)) return '';
  if (numeric.has(name) && !/^\d{1,6}$/.test(value)) return '';
  return ` ${name}="${escapeHtml(value)}"`;
};

const isLink = (href: string): boolean =>
  URL.canParse(href) && ['http:', 'https:', 'mailto:'].includes(new URL(href).protocol);

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** Plain text as HTML: a paragraph per blank line, line breaks kept, nothing else. */
export const textToHtml = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('');
