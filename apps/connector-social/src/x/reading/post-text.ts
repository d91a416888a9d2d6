import type { XMedia, XMessage, XPost } from '../client/x-answers.js';

interface Written {
  text: string;
  entities?: XPost['entities'];
}

const apart = /^(?:@\w{1,15}\s+)+/;

/** A post as plain text: the long text where there is one, links in full, and what its pictures say. */
export const textOfPost = (post: XPost, media: readonly XMedia[]): string => {
  const written = post.note_tweet ?? post;
  const text = readable(
    { text: written.text, entities: written.entities ?? post.entities },
    quotedIdOf(post),
  );
  // X puts whom an answer answers before it, and its own pages do not show that.
  const own = isAnswer(post) ? text.replace(apart, '') : text;
  return [own, ...media.flatMap(({ alt_text }) => (alt_text ? [`[Picture: ${alt_text}]`] : []))]
    .filter((part) => part !== '')
    .join('\n\n');
};

export const textOfMessage = (message: XMessage): string => readable(message, undefined);

export const isAnswer = ({ referenced_tweets }: XPost): boolean =>
  referenced_tweets.some(({ type }) => type === 'replied_to');

export const quotedIdOf = ({ referenced_tweets }: XPost): string | undefined =>
  referenced_tweets.find(({ type }) => type === 'quoted')?.id;

/** X shortens each address, adds one for pictures and one for what is quoted, and escapes three letters. */
const readable = ({ text, entities }: Written, quotedId: string | undefined): string =>
  unescaped(
    (entities?.urls ?? []).reduce((said, { url, expanded_url, media_key }) => {
      const isAdded =
        media_key !== undefined ||
        /\/(photo|video)\/\d+$/.test(expanded_url) ||
        (quotedId !== undefined && expanded_url.includes(`/status/${quotedId}`));
      return said.replaceAll(url, isAdded ? '' : expanded_url);
    }, text),
  ).trim();

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
