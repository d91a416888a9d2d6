import { XFields, type Spelling } from './x-fields.js';
import { forbidden, invalid, noSuchPost } from './x-refusal.js';
import { asPages, searchPosts } from './search.js';
import { weightAtX } from './x-weight.js';
import { shortMax, type XViews } from './x-views.js';
import type { XPost, XUser, XWorld } from './x-world.js';

export interface XAsked {
  us: XUser;
  query: URLSearchParams;
  body: Record<string, unknown>;
  authorization?: string | undefined;
  /** What stands in the path in place of an id, and of a second. */
  id: string;
  other: string;
}
type Answer = (asked: XAsked) => object;

interface Parts {
  world: XWorld;
  views: XViews;
  spelling(): Spelling;
}

/** The most that lists of mentions hand back, however many there are. */
const mentionsMax = 800;

/** What the server can do, by request; `:id` stands for an id. */
export const requestsOf = ({ world, views, spelling }: Parts): Readonly<Record<string, Answer>> => {
  const list = (posts: readonly XPost[], query: URLSearchParams) => {
    const fields = new XFields(query, spelling());
    const { items, meta } = pageOf(within(posts, query), query, {
      min: 5,
      max: 100,
      tokensFrom: world.tokensFrom,
    });
    const ends = items.length > 0 && { newest_id: items[0]!.id, oldest_id: items.at(-1)!.id };
    return {
      ...(items.length > 0 && { data: items.map((post) => fields.post(views.post(post))) }),
      ...fields.beside(items, world, views),
      meta: { ...meta, ...ends },
    };
  };
  return {
    'GET users/me': ({ us, query }) => ({ data: new XFields(query, spelling()).user(views.user(us)) }),
    'GET users/:id/mentions': ({ us, query }) => {
      const newest = world.mentionsOf(us).slice(0, mentionsMax);
      return list(
        newest.filter(({ id }) => !world.hidden.has(id)),
        query,
      );
    },
    'GET users/:id': ({ query, id }) => {
      const user = world.users.get(id);
      if (user && !user.suspended) return { data: new XFields(query, spelling()).user(views.user(user)) };
      return { errors: [missingProblem(id, false)] };
    },
    'GET users/:id/tweets': ({ us, query, id }) => {
      const isLeftOut = ({ replyTo }: XPost) =>
        query.get('exclude')?.includes('replies') && replyTo !== undefined;
      const isHidden = id !== us.id && world.users.get(id)?.protected;
      return list(isHidden ? [] : world.postsOf(id).filter((post) => !isLeftOut(post)), query);
    },
    'GET tweets/search/recent': ({ query }) => list(searchPosts(world, query), asPages(query)),
    'GET tweets': ({ query }) => lookUp({ world, views, spelling }, query),
    'GET dm_events': ({ us, query }) => messages({ world, views, spelling }, us, query),
    'POST tweets': ({ us, body }) => createPost(world, us, body),
    'DELETE tweets/:id': ({ us, id }) => {
      const post = world.posts.get(id);
      if (!post) throw noSuchPost(id);
      if (post.authorId !== us.id) throw forbidden('You are not allowed to delete this post.');
      world.delete(post);
      return { data: { deleted: true } };
    },
    'POST media/upload': ({ us, body }) => ({ data: { id: upload(world, us, body) } }),
    'POST media/metadata': ({ us, body }) => describe(world, us, body),
    'POST dm_conversations/with/:id/messages': ({ us, body, id }) => {
      const to = world.users.get(id);
      if (!to || to.protected) throw forbidden('You do not have permission to DM one or more participants.');
      const message = createMessage(world, { us, to }, body);
      return { data: { dm_conversation_id: `${us.id}-${id}`, dm_event_id: message.id } };
    },
  };
};

const lookUp = ({ world, views, spelling }: Parts, query: URLSearchParams) => {
  const ids = query.get('ids')?.split(',') ?? [];
  if (ids.length < 1 || ids.length > 100) throw invalid('The number of ids must be between 1 and 100');
  const fields = new XFields(query, spelling());
  const found = ids.flatMap((id) => (world.hidden.has(id) ? [] : (world.posts.get(id) ?? [])));
  const missing = ids.filter((id) => !found.some((post) => post.id === id));
  return {
    ...(found.length > 0 && { data: found.map((post) => fields.post(views.post(post))) }),
    ...fields.beside(found, world, views),
    ...(missing.length > 0 && { errors: missing.map((id) => missingProblem(id, world.hidden.has(id))) }),
  };
};

const missingProblem = (id: string, isHidden: boolean) => ({
  ...{ value: id, resource_id: id, parameter: 'ids', resource_type: 'post' },
  title: isHidden ? 'Authorization Error' : 'Not Found Error',
  detail: isHidden ? `You may not see post: [${id}].` : `Could not find post with ids: [${id}].`,
  type: `https://api.x.com/2/problems/${isHidden ? 'not-authorized-for-resource' : 'resource-not-found'}`,
  ...(isHidden && { section: 'includes' }),
});

const messages = ({ world, views, spelling }: Parts, us: XUser, query: URLSearchParams) => {
  const fields = new XFields(query, spelling());
  const { items, meta } = pageOf(world.messagesShownTo(us.id), query, {
    min: 1,
    max: 100,
    tokensFrom: world.tokensFrom,
  });
  return {
    ...(items.length > 0 && { data: items.map((message) => fields.message(views.message(message))) }),
    ...fields.besideMessages(items, world, views),
    meta,
  };
};

const createPost = (world: XWorld, us: XUser, body: Record<string, unknown>) => {
  const {
    text = '',
    reply,
    media,
  } = body as {
    text?: string;
    reply?: { in_reply_to_tweet_id?: string };
    media?: { media_ids?: string[] };
  };
  const pictures = (media?.media_ids ?? []).map((id) => uploadOf(world, us, id, 'tweet_image'));
  if (pictures.length > 4) throw invalid('There may be no more than 4 pictures in a post');
  if (text === '') throw invalid('One or more parameters to your request was invalid.');
  if (weightAtX(text) > shortMax && !us.premium) throw forbidden('Your Tweet text is too long.');
  const answered = reply?.in_reply_to_tweet_id;
  const replyTo = answered === undefined ? undefined : world.posts.get(answered);
  if (answered !== undefined && (!replyTo || world.hidden.has(answered)))
    throw forbidden('You attempted to reply to a Tweet that is deleted or not visible to you.');
  const before = world.postsOf(us.id).find((post) => post.replyTo === answered && post.said === text);
  if (before) throw forbidden('You are not allowed to create a Tweet with duplicate content.');
  const post = world.post(us, text, { pictures, ...(replyTo && { replyTo }) });
  return { data: { id: post.id, text: post.text } };
};

const createMessage = (
  world: XWorld,
  { us, to }: { us: XUser; to: XUser },
  { text = '', attachments = [] }: Record<string, unknown>,
) => {
  const ids = (attachments as { media_id?: string }[]).map(({ media_id }) => media_id);
  if (ids.length > 1) throw invalid('There may be no more than 1 attachment in a message');
  if (text === '' && ids.length === 0) throw invalid('One or more parameters to your request was invalid.');
  const pictures = ids.map((id) => uploadOf(world, us, id, 'dm_image'));
  return world.write(us, to, String(text), { pictures });
};

const pictureMax = 5 * 1024 * 1024;

const upload = (world: XWorld, us: XUser, { media, media_category }: Record<string, unknown>): string => {
  const bytes = Buffer.from(typeof media === 'string' ? media : '', 'base64');
  const category = String(media_category);
  if (!['tweet_image', 'dm_image'].includes(category) || bytes.length === 0)
    throw invalid('The media is not valid');
  if (bytes.length > pictureMax) throw invalid('The media is too large');
  const id = String(8_000 + world.uploads.size);
  world.uploads.set(id, { bytes, mediaType: 'image/png', alt: '', ownerId: us.id, category });
  return id;
};

const uploadOf = (world: XWorld, us: XUser, id: unknown, category?: string) => {
  const found = world.uploads.get(String(id));
  if (found?.ownerId !== us.id || (category !== undefined && found.category !== category))
    throw invalid('Your media IDs are invalid.');
  return found;
};

const describe = (world: XWorld, us: XUser, { id, metadata }: Record<string, unknown>): object => {
  const text = (metadata as { alt_text?: { text?: unknown } } | undefined)?.alt_text?.text;
  if (typeof text !== 'string' || text.length > 1_000) throw invalid('The alt text is not valid');
  uploadOf(world, us, id).alt = text;
  return { data: { id: String(id), associated_metadata: { alt_text: { text } } } };
};

const within = (posts: readonly XPost[], query: URLSearchParams): XPost[] => {
  const [since, until] = [query.get('since_id'), query.get('until_id')];
  // Of the search it is known that X refuses it.
  if ((since ?? until) !== null && (query.has('start_time') || query.has('end_time')))
    throw invalid("Invalid use of 'since_id' or 'until_id' in conjunction with 'start_time' or 'end_time'.");
  const from = Date.parse(query.get('start_time') ?? '') || 0;
  return posts.filter(
    ({ id, createdAt }) =>
      (since === null || BigInt(id) > BigInt(since)) &&
      (until === null || BigInt(id) < BigInt(until)) &&
      Date.parse(createdAt) >= from,
  );
};

const pageOf = <Item extends { id: string }>(
  all: readonly Item[],
  query: URLSearchParams,
  { min, max, tokensFrom }: { min: number; max: number; tokensFrom: number },
) => {
  const size = Number(query.get('max_results') ?? max);
  if (!(size >= min && size <= max)) throw invalid(`The number of results must be between ${min} and ${max}`);
  const token = query.get('pagination_token');
  const before = token === null ? undefined : placeOf(token, tokensFrom);
  const rest = all.filter(({ id }) => before === undefined || BigInt(id) < before);
  const items = rest.slice(0, size);
  const next = items.length < rest.length && { next_token: tokenOf(items.at(-1)!.id, tokensFrom) };
  return { items, meta: { result_count: items.length, ...next } };
};

const tokenOf = (id: string, from: number): string => Buffer.from(`before ${id} ${from}`).toString('hex');

/** What is new moves no page; a token that is too old leads nowhere. */
const placeOf = (token: string, tokensFrom: number): bigint => {
  const [, id, from] = /^before (\d+) (\d+)$/.exec(Buffer.from(token, 'hex').toString()) ?? [];
  if (id === undefined || Number(from) !== tokensFrom) throw invalid('The `pagination_token` is not valid');
  return BigInt(id);
};
