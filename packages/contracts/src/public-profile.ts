import { z } from 'zod';
import { instant, safeText } from './primitives.js';

const count = z.int().min(0).optional();
const webAddress = z
  .url({ protocol: /^https$/ })
  .max(2000)
  .optional()
  .catch(undefined);

/** The newest posts that a profile holds. */
export const profilePostsMax = 5;
/** Characters that are kept of a profile's own words, and of one of its posts. */
export const [bioMax, profilePostMax] = [2_000, 1_000];

/** How an identity shows itself to everybody on its network: plain text only, and nothing that a page would fetch. */
export const publicProfile = z.object({
  name: safeText(500).optional(),
  /** Only one that was seen to belong to it. */
  handle: safeText(500).optional(),
  /** It was asked, and the one that it claims does not belong to it. */
  handleLapsed: z.boolean().optional(),
  bio: safeText(bioMax).default(''),
  /** Where the network shows its picture; core fetches it when somebody looks. A bad one is none. */
  avatarUrl: webAddress,
  followers: count,
  following: count,
  posts: count,
  /** It shows its posts to those alone whom it lets. */
  isProtected: z.boolean().default(false),
  /** Newest first; answers to others and what was only passed on are not among them. */
  recentPosts: z
    .array(
      z.object({
        text: safeText(profilePostMax),
        at: instant,
        permalink: webAddress,
        pictures: z.int().min(0).default(0),
      }),
    )
    .max(profilePostsMax)
    .default([]),
});
export type PublicProfile = z.infer<typeof publicProfile>;
export type PublicProfileInput = z.input<typeof publicProfile>;
