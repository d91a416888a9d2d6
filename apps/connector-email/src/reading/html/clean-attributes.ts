import { allowedAttributes, allowedProperties } from './allow-list.js';

/** The attributes of one cleaned tag, already escaped, each with a blank before it. */
export const cleanAttributes = (element: string, attributes: ReadonlyMap<string, string>): string => {
  let out = '';
  for (const [name, value] of attributes) {
    if (allowedAttributes.get(name)?.test(value)) out += attribute(name, value);
    else if (name === 'style') out += cleanStyle(value);
    else if (name === 'href' && element === 'a') out += link(value);
    else if (name === 'src' && element === 'img') out += image(value);
  }
  return out;
};

export const escapeText = (text: string): string =>
  text.replace(/[&<>\u00a0\0]/g, (char) => textEscapes[char]!);

const textEscapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\u00a0': '&nbsp;',
  '\0': '',
};

const attribute = (name: string, value: string): string =>
  // Backticks too: an old parser might take an attribute without its quotes.
  ` ${name}="${escapeText(value).replace(/["'`]/g, (char) => `&#${char.charCodeAt(0)};`)}"`;

/** Links open outside and tell the target nothing; what is no web, mail or phone link loses its address. */
const link = (value: string): string => {
  const url = value.replace(/[\0-\x20\x7f]/g, '');
  return /^(?:https?:\/\/|mailto:|tel:)/i.test(url) && url.length <= 4000
    ? `${attribute('href', url)} target="_blank" rel="noopener noreferrer nofollow"`
    : '';
};

/** Nothing is loaded by opening a mail: a remote picture keeps its address where only a click makes use of it. */
const image = (value: string): string => {
  const url = value.replace(/[\0-\x20\x7f]/g, '');
  if (/^cid:/i.test(url) && url.length <= 1000) return attribute('src', url);
  if (/^data:image\/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=]*$/i.test(url)) return attribute('src', url);
  const remote = url.startsWith('//') ? `https:${url}` : url;
  return /^https?:\/\//i.test(remote) && remote.length <= 4000 ? attribute('data-remote-src', remote) : '';
};

const cleanStyle = (value: string): string => {
  const kept: string[] = [];
  for (const declaration of value.slice(0, 10_000).split(';')) {
    const colon = declaration.indexOf(':');
    const property = declaration.slice(0, colon).trim().toLowerCase();
    const content = declaration.slice(colon + 1).trim();
    if (colon > 0 && allowedProperties.test(property) && isPlainValue(content))
      kept.push(`${property}:${content}`);
  }
  return kept.length > 0 ? attribute('style', kept.join(';')) : '';
};

/** Words, numbers, colours and `rgb()`: no escapes, no comments, no functions that fetch or compute. */
const isPlainValue = (value: string): boolean =>
  value.length <= 300 &&
  /^[\w\s#%.,'"!+-]*(?:rgba?\([\d\s.,%/]+\)[\w\s#%.,'"!+-]*)*$/.test(value) &&
  !/expression|behaviou?r|binding|attr|import|url|image/i.test(value);
