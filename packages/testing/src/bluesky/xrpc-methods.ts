import { jsonToLex, lexicons, type AppBskyFeedPost } from '@atproto/api';
import type { BlueskyWorld, Post } from './bluesky-world.js';
import { searchPosts } from './search.js';
import type { Sessions } from './sessions.js';
import { profilePage, profileViewDetailed, Views } from './views.js';
import { XrpcRefusal } from './xrpc-refusal.js';

export interface Asked {
  params: Record<string, unknown>;
  input: Record<string, unknown>;
  token: string;
  /** Who asks, where a bound token has told it. */
  did?: string | undefined;
}
interface Parts {
  world: BlueskyWorld;
  sessions: Sessions;
  imageUrl: (cid: string) => string;
}
type Method = (asked: Asked) => object;

/** What the server can do, by method. Everything but signing in and looking up a handle needs a session. */
export const methodsOf = ({ world, sessions, imageUrl }: Parts): Readonly<Record<string, Method>> => {
  const views = new Views(world, imageUrl);
  const signedIn =
    (run: (did: string, asked: Asked) => object): Method =>
    (asked) =>
      run(asked.did ?? sessions.who(asked.token), asked);
  return {
    'com.atproto.server.createSession': ({ input }) => sessions.create(input as never),
    'com.atproto.server.refreshSession': ({ token }) => sessions.refresh(token),
    'com.atproto.identity.resolveHandle': ({ params }) => resolveHandle(world, String(params.handle)),
    'com.atproto.repo.createRecord': signedIn((did, { input }) => createRecord(world, did, input)),
    'com.atproto.repo.uploadBlob': signedIn((_, { input }) => uploadBlob(world, input)),
    'com.atproto.repo.deleteRecord': signedIn((did, { input }) => deleteRecord(world, did, input)),
    'com.atproto.repo.getRecord': signedIn((_, { params }) => getRecord(world, params)),
    'app.bsky.notification.listNotifications': signedIn((did, { params }) =>
      listNotices(world, views, { did, params }),
    ),
    'app.bsky.actor.getProfiles': signedIn((_, { params }) => ({
      profiles: (params.actors as string[]).flatMap((did) => {
        const actor = world.actors.get(did);
        return actor ? [profileViewDetailed(actor)] : [];
      }),
    })),
    'app.bsky.actor.getProfile': signedIn((_, { params }) => getProfile(world, String(params.actor))),
    'app.bsky.feed.getPosts': signedIn((_, { params }) => ({
      posts: (params.uris as string[]).flatMap((uri) => {
        const post = world.posts.get(uri);
        return post && !world.hidden.has(uri) ? [views.post(post)] : [];
      }),
    })),
    'app.bsky.feed.searchPosts': signedIn((_, { params }) => {
      const { items, cursor } = page(searchPosts(world, params), { limit: 25, ...params });
      return { posts: items.map((post) => views.post(post)), ...cursor };
    }),
    'app.bsky.feed.getPostThread': signedIn((_, { params }) => {
      const post = world.posts.get(String(params.uri));
      if (!post) throw new XrpcRefusal(400, 'NotFound', `Post not found: ${String(params.uri)}`);
      return { thread: { $type: 'app.bsky.feed.defs#threadViewPost', post: views.post(post) } };
    }),
    'app.bsky.feed.getAuthorFeed': signedIn((_, { params }) => {
      const posts = world.postsOf(String(params.actor));
      const isShown = ({ record }: Post) =>
        params.filter !== 'posts_no_replies' || record.reply === undefined;
      const { items, cursor } = page(posts.filter(isShown), params);
      return { feed: items.map((post) => views.feedItem(post)), ...cursor };
    }),
  };
};

const getProfile = (world: BlueskyWorld, did: string) => {
  const actor = world.actors.get(did);
  if (actor === undefined) throw new XrpcRefusal(400, 'InvalidRequest', 'Profile not found');
  return profilePage(actor, world.postsOf(did).length);
};

const resolveHandle = (world: BlueskyWorld, handle: string) => {
  const actor = world.byHandle(handle);
  if (!actor?.handleResolves) throw new XrpcRefusal(400, 'HandleNotFound', 'Unable to resolve handle');
  return { did: actor.did };
};

/** Refuses what the lexicon of the collection refuses, and a key that is taken. */
const createRecord = (world: BlueskyWorld, did: string, input: Record<string, unknown>) => {
  const { repo, collection, rkey, record } = input as unknown as {
    repo: string;
    collection: string;
    rkey: string;
    record: AppBskyFeedPost.Record;
  };
  if (repo !== did) throw new XrpcRefusal(403, 'Forbidden', 'Not your repository');
  try {
    lexicons.assertValidRecord(collection, jsonToLex(record as never));
  } catch (cause) {
    throw new XrpcRefusal(400, 'InvalidRequest', `Invalid ${collection} record: ${(cause as Error).message}`);
  }
  if (world.posts.has(`at://${did}/${collection}/${rkey}`))
    throw new XrpcRefusal(400, 'InvalidRequest', `There is already a value at key: ${collection}/${rkey}`);
  const { uri, cid } = world.store(did, rkey, { record });
  return { uri, cid, validationStatus: 'valid' };
};

const uploadBlob = (world: BlueskyWorld, { bytes, mediaType }: Record<string, unknown>) => ({
  blob: world.keepPicture({ bytes: bytes as Uint8Array, mediaType: String(mediaType), alt: '' }),
});

/** One that is not there is no fault, as there. */
const deleteRecord = (
  world: BlueskyWorld,
  did: string,
  { repo, collection, rkey }: Record<string, unknown>,
) => {
  if (repo !== did) throw new XrpcRefusal(403, 'Forbidden', 'Not your repository');
  world.delete(`at://${did}/${String(collection)}/${String(rkey)}`);
  return {};
};

const getRecord = (world: BlueskyWorld, { repo, collection, rkey }: Record<string, unknown>) => {
  const post = world.posts.get(`at://${String(repo)}/${String(collection)}/${String(rkey)}`);
  if (!post) throw new XrpcRefusal(400, 'RecordNotFound', 'Could not locate record');
  return { uri: post.uri, cid: post.cid, value: post.record };
};

const listNotices = (
  world: BlueskyWorld,
  views: Views,
  { did, params }: { did: string; params: Record<string, unknown> },
) => {
  const reasons = params.reasons as string[] | undefined;
  const mine = world.notices
    .filter(({ to, reason }) => to === did && (reasons?.includes(reason) ?? true))
    .toSorted((a, b) => (a.indexedAt < b.indexedAt ? 1 : -1));
  const { items, cursor } = page(mine, params);
  return { notifications: items.map((notice) => views.notice(notice)), ...cursor };
};

const page = <Item>(all: readonly Item[], { limit, cursor }: Record<string, unknown>) => {
  const [from, size] = [Number(cursor ?? 0), Number(limit ?? 50)];
  const items = all.slice(from, from + size);
  return { items, cursor: from + size < all.length ? { cursor: String(from + size) } : {} };
};
