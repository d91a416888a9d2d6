import { z } from 'zod';
import { uuid } from '../primitives.js';
import { agentBrief } from './agent-brief.js';

const time = z.string();

/** Until when no scheduled public answer leaves, and who said so; `until` of null: until somebody lets them leave again. */
export const pauseOfPublic = z.object({ id: uuid, by: agentBrief, at: time, until: time.nullable() });
export type PauseOfPublic = z.infer<typeof pauseOfPublic>;

/**
 * `GET /api/v1/public-pause`: whether scheduled public answers wait, of whichever account and author. What is sent now leaves as ever, as does what is
 * private. The counts are of the account groups that the reader sees: `scheduled` of all such answers, `waiting` of those whose time has come.
 */
export const publicPause = z.object({
  pause: pauseOfPublic.nullable(),
  /** The last word on it, whatever it was; null: nobody ever paused them. */
  changed: z.object({ id: uuid, by: agentBrief }).nullable(),
  scheduled: z.int(),
  waiting: z.int(),
});
export type PublicPause = z.infer<typeof publicPause>;

/** `PUT /api/v1/public-pause`; 400 `time-is-past` or `time-too-far` by the clock of the server. The last word counts. */
export const publicPauseChange = z.strictObject({ until: z.iso.datetime({ offset: true }).nullable() });
export type PublicPauseChange = z.infer<typeof publicPauseChange>;

/** What `PUT` and `DELETE /api/v1/public-pause` answer; `replaced`: the pause that held until then, null where none did. With `If-Match` they undo such a change. */
export const publicPauseChanged = z.object({ ...publicPause.shape, replaced: pauseOfPublic.nullable() });
export type PublicPauseChanged = z.infer<typeof publicPauseChanged>;
