import { z } from 'zod';
import { uuid } from '../primitives.js';
import { threadFilter } from './thread-filter.js';
import { threadViewName } from './threads.js';

/** For its maker alone, for a team, or for everybody. */
export const savedViewScope = z.enum(['own', 'team', 'all']);
export type SavedViewScope = z.infer<typeof savedViewScope>;

const viewName = z.string().trim().min(1).max(60);

/** A view with a filter and an order under a name of its own. */
export const savedView = z.object({
  id: uuid,
  name: z.string(),
  scope: savedViewScope,
  /** Set where it is a team's. */
  teamId: uuid.nullable(),
  view: threadViewName,
  filter: threadFilter,
  /** By this those of one scope are sorted. */
  place: z.number(),
  /** Moves with every change; a change names the one that it was made on. */
  version: z.int(),
  /** Whether the reader may: one's own, those of one's teams, and an admin those for everybody. */
  mayChange: z.boolean(),
});
export type SavedView = z.infer<typeof savedView>;

/** `GET /api/v1/views`: one's own, those of one's teams, those for everybody, in this order. */
export const savedViewList = z.object({ items: z.array(savedView) });
export type SavedViewList = z.infer<typeof savedViewList>;

/** `POST /api/v1/views`: it comes last in its scope. */
export const savedViewCreate = z.strictObject({
  name: viewName,
  scope: savedViewScope.default('own'),
  /** Whose it is, of a team's. */
  teamId: uuid.nullable().default(null),
  view: threadViewName,
  filter: threadFilter,
});
export type SavedViewCreate = z.input<typeof savedViewCreate>;

/** `PATCH /api/v1/views/:id`: what is not named stays; of one that somebody else changed since, 409 `view-changed` tells how it is now. */
export const savedViewPatch = z.strictObject({
  version: z.int(),
  name: viewName.optional(),
  view: threadViewName.optional(),
  filter: threadFilter.optional(),
  place: z.number().optional(),
});
export type SavedViewPatch = z.input<typeof savedViewPatch>;
