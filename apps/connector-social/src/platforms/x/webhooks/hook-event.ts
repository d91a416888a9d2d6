import { z } from 'zod';
import { id, listOf, type XMessage, type XUser } from '../client/x-answers.js';
import type { Read } from '../costs/cost-meter.js';
import { activityEventOf } from './activity-event.js';
import { messageOf, millis, toldMessage, toldUsers, usersOf } from './told-message.js';
import { isWorthReading } from './worth-reading.js';

const created = z.looseObject({
  id_str: id,
  timestamp_ms: millis.optional(),
  created_at: z.string().optional(),
  /** Somebody hands on what another wrote. */
  retweeted_status: z.unknown().optional(),
});
const deletion = z.object({ status: z.object({ id, user_id: id.optional() }), timestamp_ms: millis });

/** As the Account Activity API tells, which ends on 1 January 2027. */
const former = z.object({
  for_user_id: id,
  tweet_create_events: listOf(created),
  tweet_delete_events: listOf(deletion),
  direct_message_events: listOf(toldMessage),
  users: toldUsers,
});

/** What X tells of one of its users. */
export interface HookEvent {
  forUserId: string;
  /** When the newest of it happened; undefined when it does not say. */
  at: number | undefined;
  /** Posts of others that may name us, and posts of ours. */
  posts: string[];
  /** Posts of others. X promises to tell of ours alone, and those stay in the thread. */
  deleted: string[];
  messages: XMessage[];
  users: XUser[];
  /** What X takes money for having told. */
  paid: Read;
  /** The same for each that tells the same; undefined where the same is told byte by byte. */
  same: string | undefined;
}

/** Undefined when it is none. */
export const hookEventOf = (body: Uint8Array): HookEvent | undefined => {
  const told = parsed(body);
  return activityEventOf(told) ?? formerEventOf(told);
};

const formerEventOf = (told: unknown): HookEvent | undefined => {
  const { data } = former.safeParse(told);
  if (data === undefined) return undefined;
  const theirs = data.tweet_delete_events.filter(
    ({ status: { user_id: author } }) => author !== undefined && author !== data.for_user_id,
  );
  const times = [
    ...data.tweet_create_events.map(({ timestamp_ms: at, created_at }) => at ?? Date.parse(created_at ?? '')),
    ...theirs.map(({ timestamp_ms }) => timestamp_ms),
    ...data.direct_message_events.map(({ created_timestamp }) => created_timestamp),
  ].filter(Number.isFinite);
  return {
    forUserId: data.for_user_id,
    at: times.length > 0 ? Math.max(...times) : undefined,
    posts: data.tweet_create_events
      .filter((post) => post.retweeted_status === undefined && isWorthReading(post, data.for_user_id))
      .map(({ id_str }) => id_str),
    deleted: theirs.map(({ status }) => status.id),
    messages: data.direct_message_events.map(messageOf),
    users: usersOf(data.users),
    ...{ paid: {}, same: undefined },
  };
};

export const holdsWord = ({ posts, deleted, messages }: HookEvent): boolean =>
  posts.length + deleted.length + messages.length > 0;

const parsed = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
};
