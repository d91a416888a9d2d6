import { z } from 'zod';
import { uuid } from '../primitives.js';
import { teamColour } from './team-brief.js';
import { threadRow } from './threads.js';

const tagName = z.string().trim().min(1).max(50);

/** What threads are marked with: admins say which there are, everybody puts them on threads. An archived one stays where it is, and is offered no more. */
export const tagView = z.object({
  id: uuid,
  name: z.string(),
  colour: teamColour.nullable(),
  archived: z.boolean(),
  /** Moves with every change; a change names the one that it was made on. */
  version: z.int(),
});
export type TagView = z.infer<typeof tagView>;

/** `GET /api/v1/tags`: all there are, archived ones too, by name. */
export const tagList = z.object({ items: z.array(tagView) });
export type TagList = z.infer<typeof tagList>;

/** `POST /api/v1/tags` */
export const tagCreate = z.strictObject({ name: tagName, colour: teamColour.nullable().default(null) });
export type TagCreate = z.input<typeof tagCreate>;

/** `PATCH /api/v1/tags/:id`: what is not named stays; of a tag that somebody else changed since, 409 `tag-changed` tells how it is now. */
export const tagPatch = z.strictObject({
  version: z.int(),
  name: tagName.optional(),
  colour: teamColour.nullable().optional(),
  archived: z.boolean().optional(),
});
export type TagPatch = z.input<typeof tagPatch>;

/** `POST /api/v1/threads/:id/tags`: what is so already stays so. */
export const threadTagging = z.strictObject({
  add: z.array(uuid).max(50).default([]),
  remove: z.array(uuid).max(50).default([]),
});
export type ThreadTagging = z.input<typeof threadTagging>;
export const threadTagged = z.object({
  row: threadRow,
  /** What this put on and took off itself: what a colleague did at the same moment is not of it. */
  added: z.array(uuid),
  removed: z.array(uuid),
});
export type ThreadTagged = z.infer<typeof threadTagged>;
