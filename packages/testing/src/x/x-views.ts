import type { XMessage, XPost, XUser, XWorld } from './x-world.js';

/** Text beyond this is told in a field of its own. */
export const shortMax = 280;

/** Things as X shows them, whole; what was not asked for is left out by {@link XFields}. */
export class XViews {
  constructor(
    private readonly world: XWorld,
    private readonly pictureUrl: (key: string) => string,
  ) {}

  post(post: XPost): Record<string, unknown> {
    const { id, text, authorId, createdAt, replyTo, quotes, lang, pictures, edits } = post;
    const parent = replyTo === undefined ? undefined : this.world.posts.get(replyTo);
    const referenced = [
      ...(replyTo === undefined ? [] : [{ type: 'replied_to', id: replyTo }]),
      ...(quotes === undefined ? [] : [{ type: 'quoted', id: quotes }]),
    ];
    const entities = this.#entities(post);
    const letters = Array.from(escaped(text));
    return {
      id,
      text: letters.length > shortMax ? `${letters.slice(0, shortMax - 1).join('')}…` : letters.join(''),
      edit_history_tweet_ids: edits,
      author_id: authorId,
      conversation_id: this.#rootOf(post),
      created_at: createdAt,
      lang,
      entities,
      public_metrics: {
        retweet_count: 2 + (this.world.reposts.get(id) ?? 0),
        reply_count: 1,
        like_count: 3,
        quote_count: this.world.quotes.get(id) ?? 0,
        impression_count: 9,
        bookmark_count: 0,
      },
      ...(letters.length > shortMax && {
        note_tweet: { text: letters.join(''), entities: ofNote(entities) },
      }),
      ...(parent && { in_reply_to_user_id: parent.authorId }),
      ...(referenced.length > 0 && { referenced_tweets: referenced }),
      ...(pictures.length > 0 && { attachments: { media_keys: pictures } }),
    };
  }

  user({ id, username, name, protected: isProtected, followers, bio }: XUser): Record<string, unknown> {
    return {
      ...{ id, username, name, protected: isProtected, description: bio },
      profile_image_url: `https://pbs.twimg.com/profile_images/${id}/face_normal.jpg`,
      public_metrics: { followers_count: followers, following_count: 1, tweet_count: 1, listed_count: 0 },
    };
  }

  media(key: string): Record<string, unknown> {
    return {
      ...{ media_key: key, type: 'photo', url: this.pictureUrl(key) },
      alt_text: this.world.pictures.get(key)?.alt ?? '',
    };
  }

  message({ id, from, to, text, createdAt }: XMessage): Record<string, unknown> {
    return {
      ...{ id, text: escaped(text), event_type: 'MessageCreate', sender_id: from, created_at: createdAt },
      dm_conversation_id: [from, to].toSorted((a, b) => Number(a) - Number(b)).join('-'),
    };
  }

  #rootOf(post: XPost): string {
    const parent = post.replyTo === undefined ? undefined : this.world.posts.get(post.replyTo);
    return parent ? this.#rootOf(parent) : (post.replyTo ?? post.edits[0]!);
  }

  #entities({ text, links, pictures }: XPost): Record<string, unknown> {
    const mentions = [...this.world.users.values()].flatMap(({ id, username }) =>
      placesOf(text, `@${username}`).map((place) => ({ ...place, username, id })),
    );
    const urls = [...links].flatMap(([url, expanded]) =>
      placesOf(text, url).map((place) => ({
        ...{ ...place, url, expanded_url: expanded, display_url: expanded.replace(/^https?:\/\//, '') },
        ...(pictures.length > 0 && expanded.includes('/photo/') && { media_key: pictures[0] }),
      })),
    );
    return { ...(mentions.length > 0 && { mentions }), ...(urls.length > 0 && { urls }) };
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const placesOf = (text: string, part: string): { start: number; end: number }[] => {
  const from = text.indexOf(part);
  if (from < 0) return [];
  const start = Array.from(text.slice(0, from)).length;
  return [{ start, end: start + Array.from(part).length }];
};

/** A long text names the addresses in it, and not what they show. */
const ofNote = (entities: Record<string, unknown>): Record<string, unknown> => {
  const urls = entities.urls as Record<string, unknown>[] | undefined;
  return { ...entities, ...(urls && { urls: urls.map(({ media_key: _, ...url }) => url) }) };
};
