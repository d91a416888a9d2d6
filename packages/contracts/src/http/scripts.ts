import { z } from 'zod';
import { languageTag, uuid } from '../primitives.js';

const time = z.string();

/** What Filo fills into a script by itself, written `{{agent_name}}`. Anything else between such braces is a blank for the agent. */
export const scriptVariables = [
  'person_name',
  'person_first_name',
  'agent_name',
  'agent_first_name',
  'organisation',
  'subject',
] as const;
export type ScriptVariable = (typeof scriptVariables)[number];

const title = z.string().trim().min(1).max(120);
const folder = z.string().trim().max(80);
const words = z
  .array(z.strictObject({ language: languageTag, text: z.string().trim().min(1).max(20_000) }))
  .min(1)
  .max(20)
  .refine((all) => new Set(all.map(({ language }) => language.toLowerCase())).size === all.length, {
    message: 'Each language once',
  });

/** `POST /api/v1/scripts`: agents make their own; `shared` needs the role supervisor or admin. */
export const scriptCreate = z.strictObject({
  title,
  folder: folder.default(''),
  shared: z.boolean().default(false),
  /** The answer in one or more languages, the one that is meant by default first. */
  words,
});
export type ScriptCreate = z.input<typeof scriptCreate>;

/** `PATCH /api/v1/scripts/:id`: what is not named stays; `removed: false` brings back what was removed. */
export const scriptPatch = z.strictObject({
  title: title.optional(),
  folder: folder.optional(),
  shared: z.boolean().optional(),
  words: words.optional(),
  removed: z.literal(false).optional(),
});
export type ScriptPatch = z.input<typeof scriptPatch>;

/** A reusable answer. It is put into a draft and never sent by itself. */
export const scriptView = z.object({
  id: uuid,
  title: z.string(),
  /** Empty: in none. */
  folder: z.string(),
  shared: z.boolean(),
  /** Whose it is. */
  owner: z.object({ id: uuid, name: z.string() }),
  /** Whether this reader may change it. */
  mayChange: z.boolean(),
  words: z.array(z.object({ language: z.string(), text: z.string() })),
  /** How often it was put into a draft. */
  uses: z.int(),
  lastUsedAt: time.nullable(),
  changedAt: time,
});
export type ScriptView = z.infer<typeof scriptView>;

/** `GET /api/v1/scripts`: shared ones and one's own, by folder and title. */
export const scriptList = z.object({ items: z.array(scriptView) });
export type ScriptList = z.infer<typeof scriptList>;

/** `POST /api/v1/scripts/:id/fill`: the words for one thread, in `language` where the script has it. Counts as a use. */
export const scriptFill = z.strictObject({
  threadId: uuid,
  topicId: uuid.optional(),
  language: languageTag.optional(),
});
export type ScriptFill = z.infer<typeof scriptFill>;
export const scriptFilled = z.object({
  text: z.string(),
  language: z.string(),
  /** Blanks that are left in the text; an answer that holds one is refused. */
  blanks: z.array(z.string()),
});
export type ScriptFilled = z.infer<typeof scriptFilled>;
