import { z } from 'zod';

/** What the contract takes as the key of an identity. */
const identityKeyMax = 998;
/** A number, or letters at servers that speak Mastodon's language: nothing that leads elsewhere in a path. */
const postId = z.string().regex(/^[A-Za-z0-9]{1,100}$/);
const words = z.string().catch('');
const count = z.int().min(0).optional().catch(undefined);
const webAddress = z.url({ protocol: /^https?$/ }).max(identityKeyMax);

export const actor = z.object({
  id: z.string().min(1),
  username: z.string().min(1),
  /** Without a server for one of the instance's own. */
  acct: z.string().min(1),
  displayName: words,
  url: words,
  /** What names them for good; instances tell it since 4.2. */
  uri: webAddress.optional().catch(undefined),
  avatar: words,
  followersCount: count,
});
export type Actor = z.infer<typeof actor>;

/** An actor with what they say of themselves. */
export const profile = actor.extend({
  note: words,
  locked: z.boolean().catch(false),
  followingCount: count,
  statusesCount: count,
  fields: z
    .array(z.object({ name: words, value: words }))
    .max(20)
    .catch([]),
});
export type Profile = z.infer<typeof profile>;

const media = z.object({
  id: words,
  type: words,
  url: z.string().nullish().catch(undefined),
  previewUrl: z.string().nullish().catch(undefined),
  description: z.string().nullish().catch(undefined),
});

/** What may be chosen; how many chose it changes with every vote, and is no word of the author's. */
const poll = z.object({ options: z.array(z.object({ title: words })) });

/** What a post quotes, while its author lets it and the instance shows it: told since 4.5. */
const quote = z.object({
  state: z.literal('accepted'),
  quotedStatus: z.object({
    id: postId,
    uri: webAddress.optional().catch(undefined),
    content: z.string(),
    spoilerText: words,
    poll: poll.nullish().catch(undefined),
    account: z.object({ id: words }),
  }),
});

/** A post as an instance tells it, as far as we read it. */
export const post = z.object({
  id: postId,
  /** What names it for good, in all of the network. */
  uri: webAddress.optional().catch(undefined),
  url: z.string().nullish().catch(undefined),
  createdAt: z.iso.datetime({ offset: true }),
  editedAt: z.iso.datetime({ offset: true }).nullish().catch(undefined),
  account: actor,
  content: z.string(),
  visibility: z.enum(['public', 'unlisted', 'private', 'direct']),
  spoilerText: words,
  sensitive: z.boolean().catch(false),
  mediaAttachments: z.array(media).catch([]),
  poll: poll.nullish().catch(undefined),
  mentions: z.array(z.object({ id: words, username: words, acct: words, url: words })).catch([]),
  application: z.object({ name: z.string() }).nullish().catch(undefined),
  inReplyToId: postId.nullish().catch(undefined),
  inReplyToAccountId: z.string().nullish().catch(undefined),
  language: z.string().max(35).nullish().catch(undefined),
  quote: quote.nullish().catch(undefined),
  reblog: z.unknown().optional(),
  reblogsCount: count,
  favouritesCount: count,
  repliesCount: count,
  quotesCount: count,
});
export type Post = z.infer<typeof post>;
export type Visibility = Post['visibility'];

/** Followers alone may read some, and we may be one of them. */
export const isForEverybody = ({ visibility }: { visibility: Visibility }): boolean =>
  visibility === 'public' || visibility === 'unlisted';
