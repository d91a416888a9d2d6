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
    const { id, text, authorId, createdAt, replyTo, quotes, passesOn, lang, pictures, edits } = post;
    const parent = replyTo === undefined ? undefined : this.world.posts.get(replyTo);
    const referenced = [
      ...(replyTo === undefined ? [] : [{ type: 'replied_to', id: replyTo }]),
      ...(quotes === undefined ? [] : [{ type: 'quoted', id: quotes }]),
      ...(passesOn === undefined ? [] : [{ type: 'retweeted', id: passesOn }]),
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
        ...this.#reach(id),
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
      ...post.raw,
    };
  }

  #reach(id: string) {
    const reposts = this.world.reposts.get(id) ?? 0;
    if (this.world.hasUsualReach) return { retweet_count: 2 + reposts, reply_count: 1, like_count: 3 };
    const answers = [...this.world.posts.values()].filter(({ replyTo }) => replyTo === id);
    return { retweet_count: reposts, reply_count: answers.length, like_count: 0 };
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

  message(message: XMessage): Record<string, unknown> {
    const { id, from, to, text, createdAt, links, pictures, raw } = message;
    const urls = urlsIn(text, links);
    return {
      ...{ id, text: escaped(text), event_type: 'MessageCreate', sender_id: from, created_at: createdAt },
      dm_conversation_id: [from, to].toSorted((a, b) => Number(a) - Number(b)).join('-'),
      ...(urls.length > 0 && { entities: { urls } }),
      ...(pictures.length > 0 && { attachments: { media_keys: pictures } }),
      ...raw,
    };
  }

  /** A picture of a message as X tells of it at once, in an older form. */
  attachment({ pictures: [key], links }: XMessage): Record<string, unknown> {
    if (key === undefined) return {};
    const [url] = [...links.keys()].slice(-1);
    const at = this.pictureUrl(key);
    const media = { id_str: key.split('_')[1]!, url, type: 'photo', media_url: at, media_url_https: at };
    return { attachment: { type: 'media', media } };
  }

  #rootOf(post: XPost): string {
    const parent = post.replyTo === undefined ? undefined : this.world.posts.get(post.replyTo);
    return parent ? this.#rootOf(parent) : (post.replyTo ?? post.edits[0]!);
  }

  #entities({ text, links, pictures }: XPost): Record<string, unknown> {
    const mentions = [...this.world.users.values()].flatMap(({ id, username }) =>
      placesOf(text, `@${username}`).map((place) => ({ ...place, username, id })),
    );
    const urls = urlsIn(text, links).map((url) => ({
      ...url,
      ...(pictures.length > 0 && url.expanded_url.includes('/photo/') && { media_key: pictures[0] }),
    }));
    return { ...(mentions.length > 0 && { mentions }), ...(urls.length > 0 && { urls }) };
  }
}

/** Where which address stands shortened. */
export const urlsIn = (text: string, links: ReadonlyMap<string, string>) =>
  [...links].flatMap(([url, expanded]) =>
    placesOf(text, url).map((place) => ({
      ...place,
      url,
      expanded_url: expanded,
      display_url: expanded.replace(/^https?:\/\//, ''),
    })),
  );

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
