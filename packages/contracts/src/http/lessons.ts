import { z } from 'zod';
import { uuid } from '../primitives.js';
import { agentBrief } from './agent-brief.js';
import { severityLevel } from './board.js';

const time = z.string();

/** `grave`: it lowers what speaks of harm, law or press, too; `forgotten`: it moves nothing. */
export const lessonState = z.enum(['learnt', 'forgotten', 'grave']);

/** A line that was learnt from agents' corrections of severity: posts of its account group that say these words are moved by one level. */
export const lesson = z.object({
  id: uuid,
  accountGroup: z.object({ id: uuid, name: z.string() }),
  phrase: z.string(),
  direction: z.enum(['up', 'down']),
  /** Of `seen` posts with the words that agents saw to, so many were corrected this way. */
  times: z.int(),
  seen: z.int(),
  /** From which levels they were corrected; a post of another level is left alone. */
  from: z.array(severityLevel),
  state: lessonState,
  decidedBy: agentBrief.nullable(),
  learntAt: time,
  /** The corrections that it follows from, the newest first; at most ten. */
  corrections: z.array(
    z.object({
      id: uuid,
      agent: agentBrief.nullable(),
      level: severityLevel.nullable(),
      reason: z.string(),
      text: z.string(),
      at: time,
    }),
  ),
});
export type Lesson = z.infer<typeof lesson>;

/** `GET /api/v1/lessons`, for admins: of the account groups that they see. */
export const lessonList = z.object({ on: z.boolean(), items: z.array(lesson) });
export type LessonList = z.infer<typeof lessonList>;

/** `PATCH /api/v1/lessons/:id`, by an admin. */
export const lessonPatch = z.strictObject({ state: lessonState });
export type LessonPatch = z.infer<typeof lessonPatch>;

/** `PUT /api/v1/lessons/rule`, by an admin: whether anything that was learnt moves a post. */
export const lessonRule = z.strictObject({ on: z.boolean() });
export type LessonRule = z.infer<typeof lessonRule>;
