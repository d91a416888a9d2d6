import { z } from 'zod';
import { safeText, uuid } from '../primitives.js';
import { agentBrief } from './agent-brief.js';

const time = z.string();

export const identityView = z.object({
  id: uuid,
  kind: z.string(),
  key: z.string(),
  name: z.string().nullable(),
  handle: z.string().nullable(),
  ours: z.boolean(),
  /** Best proof seen on a message of this identity. */
  proof: z.enum(['proven', 'claimed', 'failed']).nullable(),
  /** The address refused our mail for good. */
  bouncing: z.boolean(),
  /** Several people write from it: it never joins persons. Learnt, or set by an agent. */
  shared: z.boolean(),
  /** An agent wants no more of it. */
  blocked: z.boolean(),
});
export type IdentityView = z.infer<typeof identityView>;

/** `PATCH /api/v1/identities/:id`, answered with the identity: what an agent knows of it. What is not named stays. */
export const identityPatch = z.strictObject({
  shared: z.boolean().optional(),
  blocked: z.boolean().optional(),
});
export type IdentityPatch = z.input<typeof identityPatch>;

/** Names the photo as it is now; the bytes are at `GET /api/v1/people/:id/photo?v=`. Null: none. */
export const photoVersion = uuid.nullable();

/** `GET /api/v1/people?q=&cursor=` and `GET /api/v1/people/:id`. */
export const personRow = z.object({
  id: uuid,
  name: z.string(),
  photo: photoVersion,
  identities: z.array(identityView),
  lastAt: time.nullable(),
});
/** A person that a search found. */
export const foundPerson = personRow.extend({
  /** The field that fits the words, unless a name or address does. */
  matched: z.object({ field: z.string(), value: z.string() }).nullable(),
});
export const personPage = z.object({ items: z.array(foundPerson), next: z.string().nullable() });

/** What somebody stated about a person: the newest word on a field. */
export const personFact = z.object({
  field: z.string(),
  value: z.string(),
  /** The channel on which the person said it, or `agent`. */
  source: z.string(),
  /** The agent who wrote it down; null when the person said so. */
  by: agentBrief.nullable(),
  /** The identity on which it hangs: it goes with it when the person is split. */
  identityId: uuid,
  at: time,
});
export type PersonFact = z.infer<typeof personFact>;

export const personDetail = personRow.extend({
  /** Where the photo is from: `agent`, or the address space of a channel. Null: there is none. */
  photoSource: z.string().nullable(),
  firstSeenAt: time,
  /** Every name this person goes by and where it comes from, newest first. */
  names: z.array(
    z.object({
      name: z.string(),
      /** The address space in which it was used, the channel on which it was stated, or `agent`. */
      source: z.string(),
      identityId: uuid,
      at: time.nullable(),
      /** Nothing has shown that it is theirs: it was only said, and calls nobody anew. */
      claimed: z.boolean(),
    }),
  ),
  /** BCP 47, as stated; never guessed. */
  language: z.string().nullable(),
  /** IANA name, as stated. */
  timeZone: z.string().nullable(),
  /** By field; `name`, `photo` and `preferred-agent` are not among them. */
  facts: z.array(personFact),
  /** Whom an agent named as the one whom this person prefers; routing asks them first. Null: nobody who works here. */
  preferredAgent: z.object({ agent: agentBrief, by: agentBrief.nullable(), at: time }).nullable(),
  /** Agents who have answered this person, the most familiar first. */
  knownBy: z.array(z.object({ agent: agentBrief, replies: z.int(), lastAt: time })),
  /** The newest notes in this person's thread. */
  notes: z.array(z.object({ id: uuid, text: z.string(), author: agentBrief.nullable(), at: time })),
  messageCount: z.int(),
});
export type FoundPerson = z.infer<typeof foundPerson>;
export type PersonRow = z.infer<typeof personRow>;
export type PersonPage = z.infer<typeof personPage>;
export type PersonDetail = z.infer<typeof personDetail>;

const fieldName = safeText(64)
  .trim()
  .min(1)
  .describe(
    '`name`, `language` (BCP 47), `time-zone` (IANA), `preferred-agent` (the id of an agent), or any other; `photo` is not taken',
  );

/**
 * `PATCH /api/v1/people/:id`: each value is a new fact, and an empty one or null clears its field. They hang on `identityId`,
 * else on the identity of the newest message; what a field says already is not written again.
 */
export const personChange = z.strictObject({
  facts: z.record(fieldName, safeText(2000).trim().nullable()),
  identityId: uuid.optional(),
});
export type PersonChange = z.infer<typeof personChange>;
