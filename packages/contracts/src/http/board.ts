import { z } from 'zod';
import { publicReach } from '../message-received.js';
import { uuid } from '../primitives.js';
import { agentBrief } from './agent-brief.js';
import { identityView } from './people.js';
import { foundBy } from './queries.js';

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
    'anger',
    'followers',
    'reposts',
    'speed',
    'replies',
    'likes',
    'repetition',
    'known',
  ]),
  points: z.int(),
  /** A count, or reposts an hour; null for words and for who is known. */
  value: z.number().nullable(),
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
  assignee: agentBrief.nullable(),
  channel: z.string(),
  author: identityView,
  text: z.string(),
  postedAt: time,
  permalink: z.string().nullable(),
  reach: publicReach.nullable(),
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
  /** Who said so, and why. */
  notAboutUs: z.object({ reason: z.string(), agent: agentBrief.nullable(), at: time }).nullable(),
  /** Capped at 1,000 (shown as 999+), as is `open`: those that wait for an answer. */
  voices: z.int(),
  open: z.int(),
  /** The newest of its voices to have come in; who closes it names it. */
  upTo: uuid,
  lastAt: time,
  /** Who wrote an answer to it that waits for a colleague's OK. */
  asksOk: agentBrief.nullable(),
});
export type BoardCard = z.infer<typeof boardCard>;

/** `GET /api/v1/board`: what was said in public in the last 14 days, the most severe first. */
export const boardPage = z.object({
  cards: z.array(boardCard),
  /** Columns that hold more than is shown. */
  more: z.array(boardColumn),
  /** Public posts of the last hour and of a usual one; a storm from three times as many on. */
  volume: z.object({ lastHour: z.int(), usualHour: z.number(), storm: z.boolean() }),
  /** When anybody last said something in public. */
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
 * Which topics were closed, so that they can be opened again, and how many were refused, such as those of a thread that was merged
 * meanwhile. Topics stay open that hold something graver or else that waits.
 */
export const stormClosed = z.object({
  closed: z.int(),
  topics: z.array(z.object({ threadId: uuid, topicId: uuid })),
  refused: z.int(),
  /** Voices that were only found by listening, and are set aside now. */
  setAside: z.array(uuid),
  card: boardCard.nullable(),
});
export type StormClosed = z.infer<typeof stormClosed>;

/** `GET /api/v1/board`: only what came by this account, or what this saved query found. */
export const boardQuery = z.strictObject({ source: uuid.optional() });

/**
 * `POST /api/v1/board/:id/take-up`: somebody sees to the post that the card shows, though it was not said to us: it gets a topic in its
 * author's thread, which is whose who took it unless a colleague has it already. One that has a topic keeps it.
 */
export const takenUp = z.object({ threadId: uuid, topicId: uuid, messageId: uuid });
export type TakenUp = z.infer<typeof takenUp>;

/** `POST /api/v1/board/:id/wait-again`: what was set aside waits on the board again; answered with the card. */
export const waitAgain = z.strictObject({ messageIds: z.array(uuid).min(1).max(1_000) });
export type WaitAgain = z.infer<typeof waitAgain>;
