import { z } from 'zod';
import { agentBrief } from './agent-brief.js';

/** What can be undone by writing what stood before. */
export const undoneThing = z.enum([
  'fact',
  'photo',
  'severity',
  'lesson',
  'shared',
  'blocked',
  'promise',
  'query',
  'owner',
  'topic',
  'script',
  'tag',
  'post',
  'pause',
]);
export type UndoneThing = z.infer<typeof undoneThing>;

/**
 * 409 `changed-since` of a request whose `If-Match` names the change that it undoes, as the `ETag` of that change's answer said it: it would
 * overwrite what somebody else did. Nothing was written.
 */
export const changedSince = z.object({
  what: undoneThing,
  /** Null: no agent did, but the person, a rule or an import. */
  by: agentBrief.nullable(),
  /** Their name, `you` for whoever asks, or empty. */
  who: z.string(),
  at: z.string(),
  /** What it says since then, where one word does. */
  now: z.string(),
  cleared: z.boolean(),
  /** It was changed before the change that is undone, which did not know of it, and not after. */
  before: z.boolean(),
});
export type ChangedSince = z.infer<typeof changedSince>;
