import type { XMessage, XPost, XWorld } from './x-world.js';
import type { XViews } from './x-views.js';
import { invalid } from './x-refusal.js';

type View = Record<string, unknown>;

/** X calls a post by two names, the older of which its own API description does not know any more. */
export type Spelling = 'tweet' | 'post';

const newer: Readonly<Record<string, string>> = {
  edit_history_tweet_ids: 'edit_history_post_ids',
  referenced_tweets: 'referenced_posts',
  note_tweet: 'note_post',
  tweets: 'posts',
  retweet_count: 'repost_count',
  tweet_count: 'post_count',
};
/** What comes unasked. */
const always: Readonly<Record<Spelling, readonly string[]>> = {
  tweet: ['id', 'text', 'edit_history_tweet_ids'],
  post: ['id', 'text'],
};

/** Which parts of things were asked for, and what is to stand beside them. */
export class XFields {
  readonly #fields: (kind: string) => string[];
  readonly #expansions: string[];

  constructor(
    query: URLSearchParams,
    private readonly spelling: Spelling,
  ) {
    const wrong = spelling === 'post' ? 'tweet.fields' : 'post.fields';
    if (query.has(wrong)) throw invalid(`The query parameter [${wrong}] is not one of [${spelling}.fields]`);
    this.#fields = (kind) => query.get(`${kind}.fields`)?.split(',') ?? [];
    this.#expansions = query.get('expansions')?.split(',') ?? [];
  }

  post(view: View): View {
    const wanted = [...always[this.spelling], ...this.#fields(this.spelling), ...this.#expansions];
    return only(spelledAs(this.spelling, view), wanted);
  }

  user(view: View): View {
    return only(spelledAs(this.spelling, view), ['id', 'name', 'username', ...this.#fields('user')]);
  }

  message(view: View): View {
    return only(view, ['id', 'event_type', 'text', ...this.#fields('dm_event'), ...this.#expansions]);
  }

  /** What these posts name, as far as it was asked for. */
  beside(posts: readonly XPost[], world: XWorld, views: XViews): { includes?: View } {
    const referenced = this.#asks('referenced_tweets.id', 'referenced_posts')
      ? posts.flatMap(({ replyTo, quotes }) =>
          [replyTo, quotes].flatMap((id) => world.posts.get(id ?? '') ?? []),
        )
      : [];
    const people = [
      ...(this.#asks('author_id') ? posts.map(({ authorId }) => authorId) : []),
      ...(this.#asks('in_reply_to_user_id')
        ? posts.flatMap(({ replyTo }) => world.posts.get(replyTo ?? '')?.authorId ?? [])
        : []),
    ];
    const media = this.#asks('attachments.media_keys') ? posts.flatMap(({ pictures }) => pictures) : [];
    return includesOf({
      [this.spelling === 'post' ? 'posts' : 'tweets']: unique(referenced).map((post) =>
        this.post(views.post(post)),
      ),
      users: unique(people)
        .filter((id) => !world.untold.has(id))
        .map((id) => this.user(views.user(world.users.get(id)!))),
      media: unique(media).map((key) => this.#media(views.media(key))),
    });
  }

  /** Who wrote and read these messages, and what they show. */
  besideMessages(messages: readonly XMessage[], world: XWorld, views: XViews): { includes?: View } {
    const ids = this.#asks('sender_id', 'participant_ids')
      ? messages.flatMap(({ from, to }) => [from, to])
      : [];
    const keys = this.#asks('attachments.media_keys') ? messages.flatMap(({ pictures }) => pictures) : [];
    return includesOf({
      users: unique(ids).map((id) => this.user(views.user(world.users.get(id)!))),
      media: unique(keys).map((key) => this.#media(views.media(key))),
    });
  }

  #media(view: View): View {
    return only(view, ['media_key', 'type', ...this.#fields('media')]);
  }

  #asks(...names: string[]): boolean {
    return names.some((name) => this.#expansions.includes(name));
  }
}

/** By the names that X calls things by. */
export const spelledAs = (spelling: Spelling, view: View): View => {
  if (spelling === 'tweet') return view;
  return Object.fromEntries(
    Object.entries(view).map(([name, value]) => [
      newer[name] ?? name,
      name === 'public_metrics' ? spelledAs(spelling, value as View) : value,
    ]),
  );
};

const only = (view: View, names: readonly string[]): View =>
  Object.fromEntries(Object.entries(view).filter(([name]) => names.includes(name)));

const unique = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];

const includesOf = (all: Record<string, readonly View[]>): { includes?: View } => {
  const filled = Object.entries(all).filter(([, views]) => views.length > 0);
  return filled.length > 0 ? { includes: Object.fromEntries(filled) } : {};
};
