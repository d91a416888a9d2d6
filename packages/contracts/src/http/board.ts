import { z } from 'zod';
import { publicReach } from '../message-received.js';
import { uuid } from '../primitives.js';
import { agentBrief } from './agent-brief.js';
import { identityView, photoVersion } from './people.js';
import { foundBy } from './queries.js';
import { watch } from './watches.js';

const time = z.string();

/** The lightest first. */
export const severityLevel = z.enum(['watch', 'today', 'act-now']);
export type SeverityLevel = z.infer<typeof severityLevel>;

/** One part of a severity: what was looked at, how much it adds, and what was seen. */
export const severityReason = z.object({
  factor: z.enum([
    'harm',
    'law',
    'press',
    'owed',
    'anger',
    'followers',
    'reposts',
    'speed',
    'replies',
    'likes',
    'repetition',
    'known',
    'learnt-up',
    'learnt-down',
  ]),
  points: z.int(),
  /** A count, or reposts an hour; null for words and for who is known. Of what was learnt: how often agents corrected it so. */
  value: z.number().nullable(),
  /** Of what was learnt: of how many posts that agents saw to. */
  of: z.int().optional(),
  /** As the author wrote them, without capitals and accents. */
  words: z.array(z.string()),
});
export type SeverityReason = z.infer<typeof severityReason>;

export const boardColumn = z.enum(['act-now', 'today', 'watch', 'handled']);
export type BoardColumn = z.infer<typeof boardColumn>;

/** A storm: public posts that say the same, or a single one. It shows its most severe voice that waits. */
export const boardCard = z.object({
  id: uuid,
  column: boardColumn,
  messageId: uuid,
  threadId: uuid.nullable(),
  topicId: uuid.nullable(),
  /** Who has the post that it shows, or else all of the storm. */
  assignee: agentBrief.nullable(),
  /** Who has all of the storm, also what is still to come. */
  owner: agentBrief.nullable(),
  channel: z.string(),
  author: identityView,
  /** Of the person whose thread `threadId` is, at `/people/:id/photo`; of an author without one, at `/identities/:id/photo`. */
  photo: photoVersion,
  /** What its author put above the words, which `text` does not repeat; null: nothing. */
  contentWarning: z.string().nullable(),
  text: z.string(),
  postedAt: time,
  permalink: z.string().nullable(),
  reach: publicReach.nullable(),
  /** What all its posts reached together, as far as networks tell: of a single one, its own figures. */
  stormReach: publicReach.omit({ at: true }),
  /** Reposts more than when the channel was last looked at; null when it was looked at once. */
  rising: z.int().nullable(),
  /** `listening`: only saved queries found it, and nobody has taken it up: it has no topic, and waits on the board alone. */
  heard: z.enum(['mention', 'listening']),
  foundBy: z.array(foundBy),
  /** What was computed, and by which version of the function. */
  severity: z.object({
    level: severityLevel,
    score: z.int(),
    reasons: z.array(severityReason),
    version: z.string(),
  }),
  /** What an agent said instead. */
  correction: z
    .object({ level: severityLevel, reason: z.string(), agent: agentBrief.nullable(), at: time })
    .nullable(),
  /** All that agents said of it, the newest first, at most ten: from which level to which. `to` is null where they took back what they had said. */
  corrections: z.array(
    z.object({
      from: severityLevel,
      to: z.union([severityLevel, z.literal('not-about-us')]).nullable(),
      reason: z.string(),
      agent: agentBrief.nullable(),
      at: time,
    }),
  ),
  /** Who said so, and why. */
  notAboutUs: z.object({ reason: z.string(), agent: agentBrief.nullable(), at: time }).nullable(),
  /** How many people say it, whatever accounts they have; capped at 1,000 (shown as 999+), as is `open`: those who wait for an answer. */
  voices: z.int(),
  /** How many posts say it: one person may have several. */
  posts: z.int(),
  open: z.int(),
  /** The newest of its voices to have come in; who closes it names it. */
  upTo: uuid,
  lastAt: time,
  /** What became of our newest word since, where that is not known to have arrived: nobody got it, or nobody knows. */
  undelivered: z.enum(['refused', 'unknown']).nullable(),
  /** Who wrote an answer to it that waits for a colleague's OK. */
  asksOk: agentBrief.nullable(),
  /** Since when its author also writes to us in private; null: they do not, or nothing of it is kept. */
  customerSince: time.nullish(),
  /** Who of the team answered that person most, where the reader sees it; null: nobody who is still there. */
  knownBy: agentBrief.nullable(),
  /** That the agent who asks watches it, with what is new to them: until they saw that, it does not stand among the handled. */
  watch: watch.nullable(),
});
export type BoardCard = z.infer<typeof boardCard>;

/** One post of a storm: who says it where, with the beginning of it, and whether they wait for an answer. */
export const stormVoice = z.object({
  messageId: uuid,
  /** Null while it was only found, and its author has no thread yet. */
  threadId: uuid.nullable(),
  author: identityView,
  channel: z.string(),
  /** As on a card. */
  contentWarning: z.string().nullable(),
  text: z.string(),
  postedAt: time,
  waits: z.boolean(),
  /** Who has it, or else all of the storm. */
  assignee: agentBrief.nullable(),
  /** Where everybody can see it; null for what has no such place or is gone. */
  permalink: z.string().nullable(),
});
export type StormVoice = z.infer<typeof stormVoice>;

/** `GET /api/v1/board/:id/voices?cursor=&limit=`: a page of the posts of a storm, those that wait first, the most severe of these first. */
export const stormVoices = z.object({ items: z.array(stormVoice), next: z.string().nullable() });
export type StormVoices = z.infer<typeof stormVoices>;

/** `GET /api/v1/board`: what was said in public in the last 14 days, the most severe first. */
export const boardPage = z.object({
  cards: z.array(boardCard),
  /** Columns that hold more than was asked for. */
  more: z.array(boardColumn),
  /**
   * Public posts of the last hour and of a usual one; a storm from three times as many on. `hours`: of each of the last 24, the oldest
   * first and the last hour last; fewer, where more was said than is counted.
   */
  volume: z.object({
    lastHour: z.int(),
    usualHour: z.number(),
    storm: z.boolean(),
    hours: z.array(z.int()),
  }),
  /** When anybody last said something to us in public; what a saved query found alone is no mention. */
  lastAt: time.nullable(),
});
export type BoardPage = z.infer<typeof boardPage>;

/**
 * `POST /api/v1/board/:id/severity`, answered with the card; a level of null takes back what was said. What is not about us waits for
 * nobody on the board, whatever is said in it from now on, until the next correction.
 */
export const severityCorrection = z.strictObject({
  level: severityLevel.nullable(),
  reason: z.string().trim().min(1).max(500),
  notAboutUs: z.boolean().optional(),
});
export type SeverityCorrection = z.infer<typeof severityCorrection>;

/** `POST /api/v1/board/:id/close`: what the card showed. Whoever spoke after that stays open. */
export const stormClosing = z.strictObject({ upTo: uuid, source: uuid.optional() });
export type StormClosing = z.infer<typeof stormClosing>;

/**
 * Which topics were closed, each with what its reopening names in `If-Match`, so that they can be opened again, and how many were refused, such as those of a thread that was merged
 * meanwhile. Topics stay open in which something else waits, of which the card shows nothing: only what it shows is settled there.
 */
export const stormClosed = z.object({
  closed: z.int(),
  topics: z.array(z.object({ threadId: uuid, topicId: uuid, change: uuid })),
  refused: z.int(),
  /** Topics that were left open since something else waits in them. */
  kept: z.int(),
  /** Posts in these that were settled by themselves, so that they can wait again. */
  settled: z.array(uuid),
  /** Voices that were only found by listening, and are set aside now. */
  setAside: z.array(uuid),
  /** By what `settled` and `setAside` wait again; null: neither holds anything. */
  change: uuid.nullable(),
  card: boardCard.nullable(),
});
export type StormClosed = z.infer<typeof stormClosed>;

/**
 * `POST /api/v1/board/:id/claim`: the storm is the agent's, with all voices that wait up to `upTo` which are nobody's or were `owner`'s, at most those of 200 topics at once. `owner`: who has it
 * as the agent saw it; where that is somebody else by now, it is refused (409, `storm-taken`). With `If-Match` it undoes such a change.
 */
export const stormClaiming = z.strictObject({
  upTo: uuid,
  source: uuid.optional(),
  owner: uuid.nullable().default(null),
});
export type StormClaiming = z.infer<typeof stormClaiming>;

export const stormClaimed = z.object({
  /** Topics that became the agent's; of an undo, those that it gave back. */
  claimed: z.int(),
  /** Those that a colleague has, and of an undo those of which somebody decided otherwise since. */
  kept: z.int(),
  card: boardCard,
});
export type StormClaimed = z.infer<typeof stormClaimed>;

/** Cards of a column that are shown at first, and at most. */
export const columnSizes = { first: 50, most: 500 } as const;
const columnSize = z.coerce.number().int().min(1).max(columnSizes.most).default(columnSizes.first);

/**
 * `GET /api/v1/board`: only what came by this account, or what this saved query found; or only what the agent watches, however old. And
 * how many cards of each column, the first of them.
 */
export const boardQuery = z.strictObject({
  'act-now': columnSize,
  today: columnSize,
  watch: columnSize,
  handled: columnSize,
  source: uuid.optional(),
  watched: z
    .enum(['true', 'false'])
    .optional()
    .transform((said) => said === 'true'),
});
export type BoardQuery = z.output<typeof boardQuery>;

/** `GET /api/v1/board/waiting`: how many cards stand in the gravest column; 100 stands for as many or more. */
export const boardWaiting = z.object({ actNow: z.int() });
export type BoardWaiting = z.infer<typeof boardWaiting>;

/** The post of the storm that is meant; without one, or without a body, it is that which the card shows. */
export const postTaking = z.strictObject({ messageId: uuid.optional() }).default({});
export type PostTaking = z.infer<typeof postTaking>;

/**
 * `POST /api/v1/board/:id/take-up`: somebody sees to the post that the card shows, or to another one of its storm, though it was not said to us: it gets a topic in its
 * author's thread, which is whose who took it unless a colleague has it already. One that has a topic keeps it.
 */
export const takenUp = z.object({ threadId: uuid, topicId: uuid, messageId: uuid });
export type TakenUp = z.infer<typeof takenUp>;

/** `POST /api/v1/board/:id/wait-again`: what was set aside waits on the board again; answered with the card. */
export const waitAgain = z.strictObject({ messageIds: z.array(uuid).min(1).max(1_000) });
export type WaitAgain = z.infer<typeof waitAgain>;
