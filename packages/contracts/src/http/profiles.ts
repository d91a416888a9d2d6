import { z } from 'zod';
import { uuid } from '../primitives.js';
import { whys } from '../why.js';
import { photoVersion } from './people.js';

const time = z.string();
const count = z.int().nullable();

/** How an identity shows itself to everybody on its network; all of it is theirs, and plain text. */
export const publicProfileView = z.object({
  name: z.string().nullable(),
  handle: z.string().nullable(),
  bio: z.string(),
  /** The bytes are at `GET /api/v1/identities/:id/photo?v=`; fetched and served by Filo. */
  photo: photoVersion,
  followers: count,
  following: count,
  posts: count,
  /** It shows its posts to those alone whom it lets. */
  isProtected: z.boolean(),
  /** The newest first, at most five; answers to others are not among them. */
  recentPosts: z.array(
    z.object({ text: z.string(), at: time, permalink: z.string().nullable(), pictures: z.int() }),
  ),
  readAt: time,
});
export type PublicProfileView = z.infer<typeof publicProfileView>;

/** `POST /api/v1/identities/:id/profile`: asks the network, unless it was asked within the last 15 minutes. */
export const profileShown = z.object({
  identityId: uuid,
  /** The network, as the channel that it speaks; null where no account of ours can look. */
  channel: z.string().nullable(),
  profile: publicProfileView.nullable(),
  /** Why there is none. */
  absent: z
    .object({
      /** Stable, such as `unavailable`, `no-such-profile`, `costs-reached`, `no-account`, `no-connector`. */
      code: z.string(),
      message: z.string(),
      /** The message for other languages. */
      why: whys,
    })
    .nullable(),
});
export type ProfileShown = z.infer<typeof profileShown>;
