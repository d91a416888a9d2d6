import { z } from 'zod';
import { id, listOf, post as listedPost, type XPost } from '../client/x-answers.js';
import { timeOfId } from '../reading/post-ids.js';
import { isAnswer } from '../reading/post-text.js';
import type { HookEvent } from './hook-event.js';
import { messageOf, toldMessage, toldUsers, usersOf } from './told-message.js';

/** As the X Activity API tells: one event, of one user whom somebody subscribed to. */
const envelope = z.object({
  data: z.object({ event_type: z.string(), filter: z.object({ user_id: id }), payload: z.unknown() }),
});
const deletion = z.object({ id, author_id: id.optional() });
const messages = z.object({ direct_message_events: listOf(toldMessage), users: toldUsers });

const dayMs = 86_400_000;

type Part = Partial<Omit<HookEvent, 'forUserId' | 'same'>>;
interface ToldPart {
  type: string;
  us: string;
  payload: unknown;
}

/** Undefined when it is none. */
export const activityEventOf = (told: unknown): HookEvent | undefined => {
  const { data: body } = envelope.safeParse(told);
  if (body === undefined) return undefined;
  const { event_type: type, filter, payload } = body.data;
  const us = filter.user_id;
  const read = readers.get(type)?.({ type, us, payload });
  const event = { ...nothing, forUserId: us, ...read };
  return { ...event, same: sameOf(event) };
};

const nothing = { at: undefined, posts: [], deleted: [], messages: [], users: [], paid: {} };

/** A word under one name, whichever of its events tells of it, and however often. */
const sameOf = ({ forUserId, posts, deleted, messages: said }: Omit<HookEvent, 'same'>): string =>
  JSON.stringify([forUserId, posts, deleted, said.map(({ id: of }) => of)]);

const postOf = ({ type, us, payload }: ToldPart): Part => {
  const { data: post } = listedPost.safeParse(payload);
  if (post === undefined) return {};
  return {
    at: post.created_at === undefined ? timeOfId(post.id) : Date.parse(post.created_at),
    posts: isWanted(post, { type, us }) ? [post.id] : [],
    paid: { post: [`${type} ${post.id}`] },
  };
};

/** Of our own posts, answers alone stand in a thread: what we say to everybody need not be looked up. */
const isWanted = (post: XPost, { type, us }: Pick<ToldPart, 'type' | 'us'>): boolean =>
  post.author_id === us
    ? isAnswer(post) || post.in_reply_to_user_id !== undefined
    : type !== 'post.create' || namesUs(post, us);

const namesUs = ({ entities }: XPost, us: string): boolean =>
  entities?.mentions.some(({ id: named }) => named === us) ?? false;

/**
 * It does not say when, so that it counts as one of today: told again it has the same name all day, and empties what is empty. Of whom
 * it does not say, it may be ours, which stays.
 */
const deletionOf = ({ us, payload }: ToldPart): Part => {
  const { data } = deletion.safeParse(payload);
  const isTheirs = data?.author_id !== undefined && data.author_id !== us;
  return isTheirs ? { at: Math.floor(Date.now() / dayMs) * dayMs, deleted: [data.id] } : {};
};

const messagesOf = ({ type, payload }: ToldPart): Part => {
  const { data } = messages.safeParse(payload);
  const said = data?.direct_message_events ?? [];
  if (data === undefined || said.length === 0) return {};
  return {
    at: Math.max(...said.map(({ created_timestamp: at }) => at)),
    messages: said.map(messageOf),
    users: usersOf(data.users),
    paid: { message: said.map(({ id: of }) => `${type} ${of}`) },
  };
};

/** What else X may tell holds no word. */
const readers = new Map<string, (told: ToldPart) => Part>([
  ['post.mention.create', postOf],
  ['post.reply.create', postOf],
  ['post.create', postOf],
  ['post.delete', deletionOf],
  ['dm.received', messagesOf],
  ['dm.sent', messagesOf],
]);
