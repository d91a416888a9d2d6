import { z } from 'zod';
import { audience, uuid } from '../primitives.js';
import { answerReaders } from './answer-readers.js';
import { mentioned, noticeChoices } from './notices.js';
import { promiseTold } from './promises.js';
import { signatureChoice } from './signatures.js';
import { nothingSaid, replyFields, saysSomething, uploadView } from './replies.js';

const time = z.string();

const draftMode = z.enum(['reply', 'note']);

const files = z.array(z.strictObject(uploadView.shape)).max(50);

/** What an agent has written and not sent. Only its text and the ids of its files mean something to the server. */
export const draftContent = z.strictObject({
  text: z.string().max(500_000),
  /** The formatted text, as the editor keeps it. */
  doc: z.record(z.string(), z.unknown()).nullable().default(null),
  /** The uploads of the pictures in `doc`, by the editor's ids. */
  pictures: z.record(z.string().max(100), z.strictObject(uploadView.shape)).default({}),
  /** The message that it answers; null: the newest one. */
  answersMessageId: uuid.nullable().default(null),
  /** It answers none but begins a matter with this address of theirs; `subject` as far as it is written. */
  begins: z
    .strictObject({
      identityId: uuid,
      subject: z.string().max(500),
      /** What is forwarded with it: `from` whom, and the files that may be chosen. */
      carries: z
        .strictObject({
          kind: z.enum(['forward', 'resend']),
          messageId: uuid,
          attachmentIds: z.array(uuid).max(100),
          from: z.string().max(500),
          offered: z.array(z.strictObject({ id: uuid, name: z.string().max(1_000) })).max(100),
        })
        .optional(),
    })
    .nullable()
    .default(null),
  /** By which channel, and for whom to read, its writer was shown that it goes; null: they were not shown yet. */
  writtenFor: z
    .strictObject({ channel: z.string().max(100), audience })
    .nullable()
    .default(null),
  /** The account of ours that says it; null: the one that does by itself. */
  accountId: uuid.nullable().default(null),
  to: z.array(z.string().max(998)).max(50).nullable().default(null),
  cc: z.array(z.string().max(998)).max(50).default([]),
  attachments: files.default([]),
  alts: z.record(uuid, z.string().max(2_000)).default({}),
  split: z.boolean().default(false),
  readers: answerReaders.nullable().default(null),
  contentWarning: z.string().max(500).nullable().default(null),
  language: z.string().max(35).nullable().default(null),
  /** What it promises. */
  promise: z.strictObject(promiseTold).nullable().default(null),
  /** Whom a note names, by what stands behind the `@` in its text. */
  mentions: z
    .array(z.strictObject({ ...mentioned.shape, name: z.string().max(500) }))
    .max(50)
    .default([]),
  /** What stands below it; null: what does by itself. */
  signature: signatureChoice.nullable().default(null),
  /** Its first link goes out without a card. */
  noCard: z.boolean().default(false),
  /** Double braces in it are meant, and no blank of a script. */
  asWritten: z.boolean().default(false),
  /** The thread as its writer saw it: its version, and the instant of its newest word. */
  baseVersion: z.int().nullable().default(null),
  baseAt: z.string().max(40).nullable().default(null),
});
export type DraftContent = z.infer<typeof draftContent>;

/**
 * `PUT /api/v1/drafts/:id`: keeps a draft under the id that its writer's page chose, which is the Idempotency-Key of its send as well. `device`
 * names the page, `seq` counts its saves: an older one changes nothing. 409 `draft-changed` with the other version when another device wrote
 * meanwhile (`base` is not the newest revision), 409 `draft-gone` when it was sent or discarded: a late save brings nothing back.
 */
export const draftSave = z.strictObject({
  threadId: uuid,
  topicId: uuid.optional(),
  mode: draftMode,
  /** The revision that the page knows; 0: none yet. */
  base: z.int().min(0),
  device: z.string().min(1).max(64),
  seq: z.int().min(1),
  content: draftContent,
});
export type DraftSave = z.infer<typeof draftSave>;

/**
 * `PUT /api/v1/drafts/:id/schedule`: keeps the draft as `PUT /api/v1/drafts/:id` does, and sends `reply` at `sendAt` unless the thread moves on from
 * `seen`. It is held now to all that a reply is held to, and at its time again. 400 `time-is-past` or `later-too-far` by the clock of the server.
 */
export const draftSchedule = z.strictObject({
  ...draftSave.omit({ mode: true }).shape,
  reply: replyFields.omit({ undo: true }).refine(saysSomething, nothingSaid),
  /** The thread version that the agent saw. */
  seen: z.int().min(0),
  sendAt: z.iso.datetime({ offset: true }),
});
export type DraftSchedule = z.infer<typeof draftSchedule>;

/** Why what was to leave at `sendAt` came back to its author: the code and reason of the refusal, and the server's words for it. */
export const draftNotice = z.object({
  code: z.string(),
  reason: z.string().nullable(),
  detail: z.string(),
  at: time,
  sendAt: time,
});
export type DraftNotice = z.infer<typeof draftNotice>;

export const draftView = z.object({
  id: uuid,
  /** Where it stands now, through merges and splits; null: in no thread that its writer may see. */
  threadId: uuid.nullable(),
  personName: z.string().nullable(),
  mode: draftMode,
  /** `scheduled`: it leaves at `sendAt`. */
  state: z.enum(['open', 'scheduled']),
  revision: z.int(),
  content: draftContent,
  changedAt: time,
  sendAt: time.nullable(),
  /** Of `scheduled`: the topic is closed as it leaves. */
  closes: z.boolean(),
  /** Of `scheduled`: everybody will read it, so that it waits while public answers are paused. */
  inPublic: z.boolean(),
  notice: draftNotice.nullable(),
});
export type DraftView = z.infer<typeof draftView>;

/** `GET /api/v1/drafts`: the agent's own, and nobody else's; the newest first. `more`: how many stand behind these. */
export const draftList = z.object({ items: z.array(draftView), more: z.int() });
export type DraftList = z.infer<typeof draftList>;

/**
 * `POST /api/v1/messages/:id/hold-back`: the message is gone, its words are a draft again, under an id of its own. Those of an invitation by direct
 * message are none, for its link is gone with it.
 */
export const heldBack = z.object({
  draft: draftView.nullable(),
  /** The deliveries that leave no more, where others of the message had left: it stays said to those. Absent: nothing of it had, and it is gone. */
  stopped: z.array(uuid).optional(),
});
export type HeldBack = z.infer<typeof heldBack>;

/** `GET /api/v1/own-settings`, and what a `PUT` of it answers. */
export const undoSeconds = z.union([z.literal(0), z.literal(5), z.literal(10), z.literal(20), z.literal(30)]);
export const ownSettings = z.strictObject({
  /** How long what the agent sends can be held back; 0: not at all. */
  undoSeconds,
  /**
   * The banner of a storm on the board is put away until then, while no hour holds three times as many posts as `lastHour`; null: it is shown.
   */
  stormMute: z.object({ until: z.iso.datetime({ offset: true }), lastHour: z.int().min(0) }).nullish(),
  /** How they are told of what happens; an older page leaves it as it is. */
  noticeChoices: noticeChoices.optional(),
  /** They are away: routing gives them nothing until they are back. */
  away: z.boolean().optional(),
});
export type OwnSettings = z.infer<typeof ownSettings>;

/** `PUT /api/v1/own-settings`: what is left out stays as it is. */
export const ownSettingsChange = ownSettings.partial();
export type OwnSettingsChange = z.infer<typeof ownSettingsChange>;
