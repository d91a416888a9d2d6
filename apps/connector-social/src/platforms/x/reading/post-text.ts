import { cutOut } from '../../../typed-text.js';
import type { XMedia, XMessage, XPost } from '../client/x-answers.js';

interface Written {
  text: string;
  entities?: XPost['entities'];
}

const apart = /^(?:@\w{1,15}\s+)+/;

/** A post as plain text: the long text where there is one, links in full, and what its pictures say. */
export const textOfPost = (post: XPost, media: readonly XMedia[]): string =>
  [wordsOf(post), ...media.flatMap(({ alt_text }) => (alt_text ? [`[Picture: ${alt_text}]`] : []))]
    .filter((part) => part !== '')
    .join('\n\n');

/** Of a post what its author typed: X shows a link cut short, and nobody sees what stands in it. */
export const typedInPost = (post: XPost): string => wordsOf(post, () => cutOut);

export const textOfMessage = (message: XMessage): string => readableText(message);

export const typedInMessage = (message: XMessage): string => readableText(message, { linkAs: () => cutOut });

const wordsOf = (post: XPost, linkAs?: LinkAs): string => {
  const { text, entities } = post.note_tweet ?? post;
  const written = { text, entities: entities ?? post.entities };
  const readable = readableText(written, { quotedId: quotedIdOf(post), linkAs });
  // X puts whom an answer answers before it, and its own pages do not show that.
  return isAnswer(post) ? readable.replace(apart, '') : readable;
};

export const isAnswer = ({ referenced_tweets }: XPost): boolean =>
  referenced_tweets.some(({ type }) => type === 'replied_to');

/** The words of somebody else, which whoever handed them on did not say. */
export const isPassedOn = ({ referenced_tweets }: XPost): boolean =>
  referenced_tweets.some(({ type }) => type === 'retweeted');

export const quotedIdOf = ({ referenced_tweets }: XPost): string | undefined =>
  referenced_tweets.find(({ type }) => type === 'quoted')?.id;

/** X shortens each address, adds one for pictures and one for what is quoted, and escapes three letters. */
export const readableText = (
  { text, entities }: Written,
  { quotedId, linkAs = inFullAs }: { quotedId?: string | undefined; linkAs?: LinkAs | undefined } = {},
): string => {
  const urls = (entities?.urls ?? []).filter(({ url }) => url !== '').slice(0, urlsMax);
  const inFull = new Map(
    urls.map(({ url, expanded_url: address, media_key }) => {
      const isAdded =
        media_key !== undefined ||
        /\/(photo|video|messages\/media)\/\d+$/.test(address) ||
        (quotedId !== undefined && address.includes(`/status/${quotedId}`));
      return [url, isAdded ? '' : linkAs(address)];
    }),
  );
  if (inFull.size === 0) return unescaped(text).trim();
  // In one pass: what an author put into an address is looked at for nothing more.
  const shortened = new RegExp([...inFull.keys()].map(literal).join('|'), 'g');
  return unescaped(text.replace(shortened, (url) => inFull.get(url) ?? url)).trim();
};

/** More than a long post holds, and longer than browsers take. */
const [urlsMax, urlMax] = [200, 2_048];

type LinkAs = (address: string) => string;
const inFullAs: LinkAs = (address) => address.slice(0, urlMax);

const literal = (url: string): string => url.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
