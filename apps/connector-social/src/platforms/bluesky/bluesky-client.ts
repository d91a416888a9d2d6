import {
  Agent,
  RichText,
  type AppBskyActorDefs,
  type AppBskyFeedDefs,
  type AppBskyFeedPost,
  type BlobRef,
} from '@atproto/api';
import type { AppBskyNotificationListNotifications as Notices } from '@atproto/api';
import { faultOf } from './fault-of.js';
import { inRequests } from './in-requests.js';
import { readInPart } from './read-in-part.js';
import type { NetworkSession } from './session/network-session.js';

export type PostView = AppBskyFeedDefs.PostView;
export type FeedItem = AppBskyFeedDefs.FeedViewPost;
export type Notice = Notices.Notification;
export type PostRecord = AppBskyFeedPost.Record;

export const postCollection = 'app.bsky.feed.post';
const perPage = 100;
const lists = {
  notices: { name: 'notifications', shape: 'app.bsky.notification.listNotifications#notification' },
  feed: { name: 'feed', shape: 'app.bsky.feed.defs#feedViewPost' },
  posts: { name: 'posts', shape: 'app.bsky.feed.defs#postView' },
  profiles: { name: 'profiles', shape: 'app.bsky.actor.defs#profileViewDetailed' },
};

/** A post of ours as others point at it. */
export interface PostRef {
  uri: string;
  cid: string;
}

export interface Page<Item> {
  items: Item[];
  next: string | undefined;
}

/** What we ask the network for one account. Reading throws by {@link faultOf}. */
export class BlueskyClient {
  readonly #agent: Agent;

  constructor(
    readonly session: NetworkSession,
    private readonly signal: AbortSignal,
  ) {
    this.#agent = new Agent(session.fetchHandler);
  }

  did(): Promise<string> {
    return this.#read(() => this.session.did());
  }

  /** Who mentioned, answered or quoted us, newest first. */
  async notices(after: string | undefined, limit = perPage): Promise<Page<Notice>> {
    const reasons = ['mention', 'reply', 'quote'];
    const asked = { reasons, limit, cursor: after };
    const { data } = await this.#read(() =>
      readInPart(this.#agent.app.bsky.notification.listNotifications(asked, this.#options()), lists.notices),
    );
    return { items: data.notifications, next: data.cursor };
  }

  /** Our own posts and answers, newest first. */
  async ownPosts(after: string | undefined): Promise<Page<FeedItem>> {
    const actor = await this.did();
    const asked = { actor, filter: 'posts_with_replies', limit: perPage, cursor: after };
    const { data } = await this.#read(() =>
      readInPart(this.#agent.app.bsky.feed.getAuthorFeed(asked, this.#options()), lists.feed),
    );
    return { items: data.feed, next: data.cursor };
  }

  /** What is found in all of the network, newest first; `since` by the time at which the network took it in. */
  async search(
    q: string,
    { after, since, limit = perPage }: { after?: string | undefined; since?: string; limit?: number },
  ): Promise<Page<PostView>> {
    const asked = { q, sort: 'latest', limit, cursor: after, since };
    const { data } = await this.#read(() =>
      readInPart(this.#agent.app.bsky.feed.searchPosts(asked, this.#options()), lists.posts),
    );
    return { items: data.posts, next: data.cursor };
  }

  /** Those that are there, by address. */
  async posts(uris: readonly string[]): Promise<Map<string, PostView>> {
    const found = new Map<string, PostView>();
    for (const some of inRequests(uris)) {
      const { data } = await this.#read(() =>
        readInPart(this.#agent.app.bsky.feed.getPosts({ uris: some }, this.#options()), lists.posts),
      );
      for (const post of data.posts) found.set(post.uri, post);
    }
    return found;
  }

  /** How many follow each; whoever cannot be asked about is left out, since nothing waits for it. */
  async followers(dids: readonly string[]): Promise<Map<string, number>> {
    const found = new Map<string, number>();
    for (const actors of inRequests([...new Set(dids)])) {
      const asked = this.#agent.app.bsky.actor.getProfiles({ actors }, this.#options());
      const answer = await readInPart(asked, lists.profiles).catch(() => undefined);
      for (const { did, followersCount } of answer?.data.profiles ?? [])
        if (followersCount !== undefined) found.set(did, followersCount);
    }
    return found;
  }

  async profile(did: string): Promise<AppBskyActorDefs.ProfileViewDetailed> {
    const asked = { actor: did };
    const { data } = await this.#read(() => this.#agent.app.bsky.actor.getProfile(asked, this.#options()));
    return data;
  }

  /** What somebody posted and passed on, answers to others left out, newest first. */
  async feedOf(did: string, limit: number): Promise<FeedItem[]> {
    const asked = { actor: did, filter: 'posts_no_replies', limit };
    const { data } = await this.#read(() => this.#agent.app.bsky.feed.getAuthorFeed(asked, this.#options()));
    return data.feed;
  }

  /** Nobody can see it any more; one that is only hidden from us is not gone. */
  async isGone(uri: string): Promise<boolean> {
    const asked = { uri, depth: 0, parentHeight: 0 };
    try {
      const { data } = await this.#agent.app.bsky.feed.getPostThread(asked, this.#options());
      return data.thread.$type === 'app.bsky.feed.defs#notFoundPost';
    } catch (error) {
      if ((error as { error?: unknown }).error === 'NotFound') return true;
      throw faultOf(error);
    }
  }

  async resolveHandle(handle: string): Promise<string> {
    const { data } = await this.#read(() =>
      this.#agent.com.atproto.identity.resolveHandle({ handle }, this.#options()),
    );
    return data.did;
  }

  /** Links, hashtags and mentions in a text of ours; whoever cannot be found is no mention. */
  async facetsOf(text: string): Promise<PostRecord['facets']> {
    const rich = new RichText({ text });
    await rich.detectFacets(this.#agent as never);
    return rich.facets?.filter(({ features }) =>
      features.every((feature) => (feature as { did?: string }).did !== ''),
    );
  }

  /** The post under this key, where there is one. */
  async ownPost(rkey: string): Promise<PostRef | undefined> {
    const found = await this.#ownRecord(rkey);
    return found && { uri: found.uri, cid: found.cid ?? '' };
  }

  /** What stands on top of the talk in which a post of ours stands. */
  async ownRoot(rkey: string): Promise<PostRef | undefined> {
    return ((await this.#ownRecord(rkey))?.value as PostRecord | undefined)?.reply?.root;
  }

  async #ownRecord(rkey: string) {
    const repo = await this.did();
    const asked = { repo, collection: postCollection, rkey };
    try {
      const { data } = await this.#agent.com.atproto.repo.getRecord(asked, this.#options());
      return data;
    } catch (error) {
      if ((error as { error?: unknown }).error === 'RecordNotFound') return undefined;
      throw faultOf(error);
    }
  }

  /** Throws what the network threw: whoever writes judges it. */
  async createPost(rkey: string, record: PostRecord): Promise<PostRef> {
    const repo = await this.did();
    const { data } = await this.#agent.com.atproto.repo.createRecord(
      { repo, collection: postCollection, rkey, record },
      { ...this.#options(), encoding: 'application/json' },
    );
    return { uri: data.uri, cid: data.cid };
  }

  /** Hands a picture over; nobody sees it until a post names it. */
  async uploadPicture(bytes: Uint8Array, mediaType: string): Promise<BlobRef> {
    const { data } = await this.#read(() =>
      this.#agent.com.atproto.repo.uploadBlob(bytes, { ...this.#options(), encoding: mediaType }),
    );
    return data.blob;
  }

  /** Deletes our post under this key; one that is not there is no fault. */
  async deletePost(rkey: string): Promise<void> {
    const repo = await this.did();
    await this.#read(() =>
      this.#agent.com.atproto.repo.deleteRecord(
        { repo, collection: postCollection, rkey },
        { ...this.#options(), encoding: 'application/json' },
      ),
    );
  }

  #options() {
    return { signal: this.signal };
  }

  async #read<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask();
    } catch (error) {
      throw faultOf(error);
    }
  }
}
