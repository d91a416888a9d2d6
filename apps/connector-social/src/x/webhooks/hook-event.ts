import { z } from 'zod';
import { id, listOf, type XMessage, type XUser } from '../client/x-answers.js';
import { isWorthReading } from './worth-reading.js';

const millis = z.coerce.number().int().min(0);

const created = z.looseObject({
  id_str: id,
  timestamp_ms: millis.optional(),
  created_at: z.string().optional(),
  /** Somebody hands on what another wrote. */
  retweeted_status: z.unknown().optional(),
});
const deletion = z.object({ status: z.object({ id, user_id: id.optional() }), timestamp_ms: millis });
const media = z.object({ id_str: id, url: z.string().optional() });
const message = z.object({
  type: z.literal('message_create'),
  id,
  created_timestamp: millis,
  message_create: z.object({
    target: z.object({ recipient_id: id }),
    sender_id: id,
    message_data: z.object({
      text: z.string().catch(''),
      entities: z
        .object({ urls: listOf(z.object({ url: z.string(), expanded_url: z.string() })) })
        .catch({ urls: [] }),
      attachment: z.object({ media }).optional().catch(undefined),
    }),
  }),
});
const user = z.object({
  id,
  name: z.string().optional(),
  screen_name: z.string(),
  protected: z.boolean().optional(),
  profile_image_url_https: z.string().optional(),
  followers_count: z.int().min(0).optional(),
});

const event = z.object({
  for_user_id: id,
  tweet_create_events: listOf(created),
  tweet_delete_events: listOf(deletion),
  direct_message_events: listOf(message),
  users: z.record(z.string(), z.unknown()).catch({}).default({}),
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
}

/** Undefined when it is none. */
export const hookEventOf = (body: Uint8Array): HookEvent | undefined => {
  const { data } = event.safeParse(parsed(body));
  if (data === undefined) return undefined;
  const theirs = data.tweet_delete_events.filter(({ status }) => status.user_id !== data.for_user_id);
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
    users: Object.values(data.users).flatMap((one) => userOf(one) ?? []),
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

/** The same message as X lists it when it is asked. */
const messageOf = ({ id, created_timestamp, message_create: said }: z.output<typeof message>): XMessage => {
  const { text, entities, attachment } = said.message_data;
  const both = [said.sender_id, said.target.recipient_id];
  return {
    ...{ id, text, event_type: 'MessageCreate', sender_id: said.sender_id, participant_ids: both },
    created_at: new Date(created_timestamp).toISOString(),
    dm_conversation_id: both.toSorted((a, b) => Number(BigInt(a) - BigInt(b))).join('-'),
    entities: {
      mentions: [],
      urls: entities.urls.map((url) => ({
        ...url,
        media_key: url.url === attachment?.media.url ? attachment.media.id_str : undefined,
      })),
    },
    attachments: attachment && { media_keys: [attachment.media.id_str] },
  };
};

const userOf = (told: unknown): XUser | undefined => {
  const { data } = user.safeParse(told);
  if (data === undefined) return undefined;
  return {
    ...{ id: data.id, username: data.screen_name, name: data.name, protected: data.protected },
    profile_image_url: data.profile_image_url_https,
    public_metrics: { followers_count: data.followers_count },
  };
};
