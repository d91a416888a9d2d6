import type { AppBskyEmbedImages, AppBskyEmbedVideo, AppBskyFeedPost, $Typed } from '@atproto/api';
import { anActor, type Actor } from './actor.js';
import { contentId } from './content-id.js';
import { facetsOf } from './facets-of.js';

export interface Post {
  uri: string;
  cid: string;
  rkey: string;
  did: string;
  record: AppBskyFeedPost.Record;
  indexedAt: string;
  /** What others did with it; a test sets it. */
  reach: { reposts: number; likes: number; replies: number };
}

export interface Notice {
  to: string;
  reason: 'mention' | 'reply' | 'quote';
  uri: string;
  subject: string | undefined;
  indexedAt: string;
}

export interface Picture {
  bytes: Uint8Array;
  mediaType: string;
  alt: string;
}

/** A video, with the picture that the network makes of it. */
export interface Video {
  bytes: Uint8Array;
  alt?: string;
  thumbnail?: Picture;
}

export interface ToPost {
  replyTo?: Post;
  quotes?: Post;
  pictures?: readonly Picture[];
  video?: Video;
  langs?: string[];
  /** Link text and where it leads. */
  links?: Readonly<Record<string, string>>;
  /** When the network took it in. */
  at?: Date;
  /** What its author says instead of when. */
  dated?: Date;
  reach?: Partial<Post['reach']>;
}

export interface RawPost {
  rkey?: string;
  /** Over a plain post. */
  record?: Readonly<Record<string, unknown>>;
}

type PostMedia = $Typed<AppBskyEmbedImages.Main> | $Typed<AppBskyEmbedVideo.Main>;

/** Of the network's record keys, in their order. */
const keyDigits = '234567abcdefghijklmnopqrstuvwxyz';

/** Who is on the network, what they posted, and who was told of it. Deleting a post takes its notices along, as there. */
export class BlueskyWorld {
  readonly actors = new Map<string, Actor>();
  readonly posts = new Map<string, Post>();
  readonly pictures = new Map<string, Picture>();
  /** The picture of a video, by the name of the video. */
  readonly thumbnails = new Map<string, string>();
  /** Posts that lists leave out although they are there, such as of somebody who blocks us. */
  readonly hidden = new Set<string>();
  /** Posts whose authors let nobody answer. The repository of who answers takes the answer all the same, and nobody is shown it. */
  readonly closed = new Set<string>();
  /** What posts were labelled as, and by whom, by their address. */
  readonly labels = new Map<string, { src: string; val: string; neg?: boolean }[]>();
  notices: Notice[] = [];
  #clock = 0;
  /** Microseconds, so that a network that begins anew gives no key a second time. */
  #keys = Date.now() * 1_000;

  join(handle: string): Actor {
    const actor = anActor(handle);
    this.actors.set(actor.did, actor);
    return actor;
  }

  /** `@handle` in the text mentions whoever has it. */
  post(author: Actor, text: string, { at, reach, ...more }: ToPost = {}): Post {
    const record: AppBskyFeedPost.Record = {
      $type: 'app.bsky.feed.post',
      text,
      createdAt: (more.dated ?? at ?? new Date()).toISOString(),
      facets: facetsOf(text, [...this.actors.values()], more.links),
      ...(more.langs && { langs: more.langs }),
      ...(more.replyTo && { reply: this.#replyTo(more.replyTo) }),
      ...this.#embed(more),
    };
    const post = this.store(author.did, this.#nextKey(), { record, at });
    Object.assign(post.reach, reach);
    return post;
  }

  store(
    did: string,
    rkey: string,
    { record, at }: { record: AppBskyFeedPost.Record; at?: Date | undefined },
  ): Post {
    const indexedAt = (at ?? this.#tick()).toISOString();
    const post = this.#keep({ did, rkey, record, indexedAt });
    this.notices.push(...this.#noticesOf(post));
    return post;
  }

  /** What a stranger wrote with a program of their own, of whatever shape, telling somebody of it. */
  postRaw(author: Actor, to: Actor, { rkey = this.#nextKey(), record = {} }: RawPost = {}): Post {
    const indexedAt = this.#tick().toISOString();
    const whole = {
      $type: 'app.bsky.feed.post' as const,
      text: `@${to.handle}`,
      createdAt: indexedAt,
      ...record,
    };
    const post = this.#keep({ did: author.did, rkey, record: whole, indexedAt });
    this.notices.push({ to: to.did, reason: 'mention', uri: post.uri, subject: undefined, indexedAt });
    return post;
  }

  /** As a post names it. */
  keepPicture(picture: Picture) {
    const cid = contentId('bytes', picture.bytes);
    this.pictures.set(cid, picture);
    return { $type: 'blob', ref: { $link: cid }, mimeType: picture.mediaType, size: picture.bytes.length };
  }

  /** As a program does that deletes a record and makes another under its key: the network shows it, without what others did with the former. */
  edit(post: Post, text: string, { withoutPictures = false } = {}): Post {
    const facets = facetsOf(text, [...this.actors.values()]);
    const { embed, ...rest } = post.record;
    const record = { ...rest, ...(embed && !withoutPictures && { embed }), text, facets };
    return this.#keep({ ...post, record, indexedAt: this.#tick().toISOString() });
  }

  delete(uri: string): void {
    this.posts.delete(uri);
    this.notices = this.notices.filter((notice) => notice.uri !== uri);
  }

  postsOf(did: string): Post[] {
    return [...this.posts.values()].filter((post) => post.did === did).toReversed();
  }

  byHandle(handle: string): Actor | undefined {
    return [...this.actors.values()].find((actor) => actor.handle === handle);
  }

  #keep({ did, rkey, record, indexedAt }: Omit<Post, 'uri' | 'cid' | 'reach'>): Post {
    const uri = `at://${did}/app.bsky.feed.post/${rkey}`;
    const cid = contentId('record', JSON.stringify(record));
    const reach = { reposts: 0, likes: 0, replies: 0 };
    const post = { uri, cid, rkey, did, record, indexedAt, reach };
    this.posts.set(uri, post);
    return post;
  }

  /** A record key of the shape that posts have: thirteen letters that sort by time. */
  #nextKey(): string {
    const number = BigInt(this.#keys++) << 10n;
    return number
      .toString(32)
      .padStart(13, '0')
      .replace(/./g, (digit) => keyDigits[parseInt(digit, 32)]!);
  }

  /** No two things happen in one millisecond. */
  #tick(): Date {
    this.#clock = Math.max(Date.now(), this.#clock + 1);
    return new Date(this.#clock);
  }

  #replyTo(parent: Post): AppBskyFeedPost.ReplyRef {
    const ref = { uri: parent.uri, cid: parent.cid };
    return { root: parent.record.reply?.root ?? ref, parent: ref };
  }

  #embed({ quotes, ...more }: ToPost): { embed?: NonNullable<AppBskyFeedPost.Record['embed']> } {
    const media = this.#media(more);
    const record = quotes && { uri: quotes.uri, cid: quotes.cid };
    if (record === undefined) return media ? { embed: media } : {};
    const quote = { $type: 'app.bsky.embed.record' as const, record };
    return { embed: media ? { $type: 'app.bsky.embed.recordWithMedia', record: quote, media } : quote };
  }

  #media({ pictures = [], video }: ToPost): PostMedia | undefined {
    if (video) {
      const { alt, bytes, thumbnail } = video;
      const blob = this.keepPicture({ bytes, mediaType: 'video/mp4', alt: '' });
      if (thumbnail) this.thumbnails.set(blob.ref.$link, this.keepPicture(thumbnail).ref.$link);
      return { $type: 'app.bsky.embed.video', video: blob, ...(alt !== undefined && { alt }) } as never;
    }
    if (pictures.length === 0) return undefined;
    const images = pictures.map((picture) => ({ alt: picture.alt, image: this.keepPicture(picture) }));
    return { $type: 'app.bsky.embed.images', images } as never;
  }

  #noticesOf({ uri, did, record, indexedAt }: Post): Notice[] {
    const told: [Notice['reason'], string | undefined, string | undefined][] = [
      ...mentioned(record).map((to): [Notice['reason'], string, undefined] => ['mention', to, undefined]),
      ['reply', ownerOf(record.reply?.parent.uri), record.reply?.parent.uri],
      ['quote', ownerOf(quotedBy(record)), quotedBy(record)],
    ];
    return told.flatMap(([reason, to, subject]) =>
      to === undefined || to === did
        ? []
        : [{ to, reason, uri, subject, indexedAt: listedAt(record, indexedAt) }],
    );
  }
}

/** The network lists what it tells of by the earlier of the two times, and tells that one; a program's clock that is a little slow is left out here. */
const listedAt = ({ createdAt }: AppBskyFeedPost.Record, indexedAt: string): string =>
  Date.parse(createdAt) < Date.parse(indexedAt) - 60_000 ? createdAt : indexedAt;

const mentioned = (record: AppBskyFeedPost.Record): string[] =>
  (record.facets ?? []).flatMap(({ features }) =>
    features.flatMap((feature) =>
      feature.$type === 'app.bsky.richtext.facet#mention' ? [(feature as { did: string }).did] : [],
    ),
  );

export const quotedBy = ({ embed }: AppBskyFeedPost.Record): string | undefined => {
  const { record } = (embed ?? {}) as { record?: { uri?: string; record?: { uri: string } } };
  if (embed?.$type === 'app.bsky.embed.record') return record?.uri;
  return embed?.$type === 'app.bsky.embed.recordWithMedia' ? record?.record?.uri : undefined;
};

const ownerOf = (uri: string | undefined): string | undefined => uri?.split('/')[2];
