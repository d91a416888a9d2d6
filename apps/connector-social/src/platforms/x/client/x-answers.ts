import { z } from 'zod';

/** X calls a post by two names; the older is read here. */
const older: Readonly<Record<string, string>> = {
  edit_history_post_ids: 'edit_history_tweet_ids',
  referenced_posts: 'referenced_tweets',
  note_post: 'note_tweet',
  posts: 'tweets',
  repost_count: 'retweet_count',
  post_count: 'tweet_count',
};
const inOneSpelling = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [older[name] ?? name, one]))
    : value;

/** What is not as it should be is as if it were not there: one odd part of one post must not stop the reading. */
const lenient = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);
export const listOf = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .array(z.unknown())
    .catch([])
    .default([])
    .transform((all) => all.flatMap((one) => schema.safeParse(one).data ?? []) as z.output<Schema>[]);

export const id = z.string().regex(/^\d{1,19}$/);
const count = lenient(z.int().min(0));
const entities = z.object({
  urls: listOf(z.object({ url: z.string(), expanded_url: z.string(), media_key: lenient(z.string()) })),
  mentions: listOf(z.object({ username: z.string(), id })),
});

export const post = z.preprocess(
  inOneSpelling,
  z.object({
    id,
    text: z.string().catch(''),
    author_id: lenient(id),
    created_at: lenient(z.iso.datetime()),
    conversation_id: lenient(id),
    in_reply_to_user_id: lenient(id),
    lang: lenient(z.string().max(35)),
    possibly_sensitive: lenient(z.boolean()),
    edit_history_tweet_ids: listOf(id),
    entities: lenient(entities),
    note_tweet: lenient(z.object({ text: z.string(), entities: lenient(entities) })),
    referenced_tweets: listOf(z.object({ type: z.string(), id })),
    attachments: lenient(z.object({ media_keys: listOf(z.string()) })),
    public_metrics: lenient(
      z.preprocess(
        inOneSpelling,
        z.object({ retweet_count: count, reply_count: count, like_count: count, quote_count: count }),
      ),
    ),
  }),
);
export type XPost = z.output<typeof post>;

export const user = z.object({
  id,
  username: z.string(),
  name: lenient(z.string()),
  protected: lenient(z.boolean()),
  profile_image_url: lenient(z.string()),
  description: lenient(z.string()),
  entities: lenient(z.object({ description: lenient(entities) })),
  public_metrics: lenient(
    z.preprocess(
      inOneSpelling,
      z.object({ followers_count: count, following_count: count, tweet_count: count }),
    ),
  ),
});
export type XUser = z.output<typeof user>;

const media = z.object({
  media_key: z.string(),
  type: z.string(),
  url: lenient(z.string()),
  preview_image_url: lenient(z.string()),
  alt_text: lenient(z.string()),
});
export type XMedia = z.output<typeof media>;

const message = z.object({
  id,
  event_type: lenient(z.string()),
  text: z.string().catch(''),
  sender_id: lenient(id),
  created_at: lenient(z.iso.datetime()),
  dm_conversation_id: lenient(z.string()),
  participant_ids: listOf(id),
  entities: lenient(entities),
  attachments: lenient(z.object({ media_keys: listOf(z.string()) })),
});
export type XMessage = z.output<typeof message> & {
  /** What it shows, where X told it with the message itself. */
  media?: XMedia[] | undefined;
};

const beside = z
  .preprocess(inOneSpelling, z.object({ users: listOf(user), tweets: listOf(post), media: listOf(media) }))
  .catch({ users: [], tweets: [], media: [] });
export type Beside = z.output<typeof beside>;

const nothing: Beside = { users: [], tweets: [], media: [] };
const meta = z
  .object({ next_token: lenient(z.string()) })
  .catch({ next_token: undefined })
  .default({ next_token: undefined });
const noSuchThing = z.object({ type: z.string().endsWith('/resource-not-found') });
const problems = listOf(z.object({ resource_id: z.string(), type: z.string() }));

export const postList = z.object({
  data: listOf(post),
  includes: beside.default(nothing),
  meta,
  errors: problems,
});
export const messageList = z.object({ data: listOf(message), includes: beside.default(nothing), meta });
export const ourself = z.object({ data: user });
export const somebody = z.object({ data: lenient(user) });
export const postCreated = z.object({ data: z.object({ id }) });
export const messageCreated = z.object({ data: z.object({ dm_event_id: id }) });

const deleted = z.union([
  z.object({ data: z.object({ deleted: z.literal(true) }) }),
  noSuchThing,
  z.object({ errors: z.array(noSuchThing).min(1) }),
]);
/** X says of a post that it is deleted, or that it has none of that id. */
export const isDeleted = (answer: unknown): boolean => deleted.safeParse(answer).success;
