import type { Actor } from './actor.js';
import { quotedBy, type BlueskyWorld, type Notice, type Post } from './bluesky-world.js';

/** What the network's answers show of an actor: a handle that does not point back is none. */
export const profileView = (actor: Actor) => ({
  did: actor.did,
  handle: actor.handleResolves ? actor.handle : 'handle.invalid',
  displayName: actor.displayName,
});

/** With how many follow them. */
export const profileViewDetailed = (actor: Actor) => ({
  ...profileView(actor),
  followersCount: actor.followers,
});

/** All that a page of theirs shows. */
export const profilePage = (actor: Actor, postsCount: number) => ({
  ...profileViewDetailed(actor),
  ...{ description: actor.bio, followsCount: 2, postsCount },
  ...(actor.avatar !== undefined && { avatar: actor.avatar }),
});

/** Shows posts and notices of a world as the network's lexicons have them. */
export class Views {
  constructor(
    private readonly world: BlueskyWorld,
    private readonly imageUrl: (cid: string) => string,
  ) {}

  post(post: Post) {
    const quoted = this.world.posts.get(quotedBy(post.record) ?? '');
    const embed = this.#embed(post.record.embed as unknown as Embedded | undefined, quoted);
    const { reposts, likes, replies } = post.reach;
    const counts = { repostCount: reposts, likeCount: likes, replyCount: replies, quoteCount: 0 };
    const viewer = this.world.closed.has(post.uri) && { viewer: { replyDisabled: true } };
    const labels = this.#labels(post);
    return {
      ...this.#head(post),
      ...counts,
      ...viewer,
      ...labels,
      record: post.record,
      ...(embed && { embed }),
    };
  }

  #labels({ uri, indexedAt: cts }: Post) {
    const labels = this.world.labels.get(uri);
    return labels && { labels: labels.map((label) => ({ ...label, uri, cts })) };
  }

  notice({ uri, reason, subject, indexedAt }: Notice) {
    const post = this.world.posts.get(uri)!;
    return {
      ...{ ...this.#head(post), indexedAt, record: post.record, reason, isRead: false },
      ...(subject !== undefined && { reasonSubject: subject }),
    };
  }

  feedItem(post: Post) {
    const parent = this.world.posts.get(post.record.reply?.parent.uri ?? '');
    const root = this.world.posts.get(post.record.reply?.root.uri ?? '');
    const shown = (one: Post) => ({ $type: 'app.bsky.feed.defs#postView', ...this.post(one) });
    return {
      post: this.post(post),
      ...(parent && root && { reply: { root: shown(root), parent: shown(parent) } }),
    };
  }

  #head({ uri, cid, did, indexedAt }: Post) {
    return { uri, cid, author: profileView(this.world.actors.get(did)!), indexedAt };
  }

  #embed(embed: Embedded | undefined, quoted: Post | undefined) {
    const media = this.#media(embed?.media ?? embed);
    if (quoted === undefined) return media;
    const record = this.#quoted(quoted);
    return media ? { $type: 'app.bsky.embed.recordWithMedia#view', record, media } : record;
  }

  #quoted(quoted: Post) {
    const record = { $type: 'app.bsky.embed.record#viewRecord', ...this.#head(quoted), value: quoted.record };
    return { $type: 'app.bsky.embed.record#view', record };
  }

  #media({ $type, images = [], video, alt }: Embedded = {}) {
    if ($type === 'app.bsky.embed.video' && video) return this.#video(video.ref.$link, alt);
    if ($type !== 'app.bsky.embed.images') return undefined;
    const shown = images.map(({ alt: words, image }) => {
      const url = this.imageUrl(image.ref.$link);
      return { alt: words, thumb: url, fullsize: url };
    });
    return { $type: 'app.bsky.embed.images#view', images: shown };
  }

  #video(cid: string, alt: string | undefined) {
    const thumbnail = this.world.thumbnails.get(cid);
    return {
      ...{ $type: 'app.bsky.embed.video#view', cid, playlist: `${this.imageUrl(cid)}/playlist.m3u8` },
      ...(thumbnail !== undefined && { thumbnail: this.imageUrl(thumbnail) }),
      ...(alt !== undefined && { alt }),
    };
  }
}

interface Embedded {
  $type?: string;
  images?: { alt: string; image: { ref: { $link: string } } }[];
  video?: { ref: { $link: string } };
  alt?: string;
  media?: Embedded;
}
