import { z } from 'zod';
import { safeText, uuid } from '../primitives.js';
import { agentBrief } from './agent-brief.js';
import { identityView } from './people.js';

const time = z.string();
const reason = safeText(1000).optional();
const severalPersons = z.array(uuid).min(2).max(20);

/** One person as a merge, an undo or a split leaves it. The id of a thread is the id of its person. */
export const changedPerson = z.object({ id: uuid, version: z.int(), name: z.string() });
export type ChangedPerson = z.infer<typeof changedPerson>;

/** Everything counted as far as the reader may see, up to 10,000 messages. */
export const personPart = z.object({
  /** Who it is now (in a preview of a merge) or would be (in one of a split). */
  id: uuid,
  version: z.int(),
  name: z.string(),
  identities: z.array(identityView),
  messages: z.int(),
  notes: z.int(),
  topics: z.int(),
  openTopics: z.int(),
  /** There is more of this person in account groups that the reader may not see; it goes with its identities. */
  more: z.boolean(),
});
export type PersonPart = z.infer<typeof personPart>;

/** `POST /api/v1/merges/preview` */
export const mergePreviewRequest = z.strictObject({ personIds: severalPersons });
export const mergePreview = z.object({
  /** The lower id survives; the others lead to it, and get their persons back when the merge is undone. */
  survivorId: uuid,
  /** What each brings, the survivor first; send their versions with the merge. */
  people: z.array(personPart),
  /** What goes to the survivor. Drafts stay with the address they answer. */
  moves: z.object({ identities: z.int(), messages: z.int(), notes: z.int(), topics: z.int() }),
  /** How the one that they would be is called. */
  name: z.string(),
  /** What each is shown with now, and which word would be shown then; nothing of the others is lost. */
  fields: z.array(
    z.object({
      /** `photo` too, whose values are versions of it. */
      field: z.string(),
      /** Empty: somebody cleared the field. */
      values: z.array(z.object({ personId: uuid, value: z.string(), shown: z.boolean() })),
    }),
  ),
  /** What cannot be undone, in words; nothing today. */
  cannotUndo: z.array(z.string()),
});
export type MergePreview = z.infer<typeof mergePreview>;

/** `POST /api/v1/merges`: `versions` holds, by person id, the version that the agent saw of each. */
export const mergeRequest = z.strictObject({
  personIds: severalPersons,
  versions: z.record(uuid, z.int().min(0)),
  suggestionId: uuid.optional(),
  /** A message with which one of two persons answered what was written to the other: what the merge rests on. */
  answerMessageId: uuid.optional(),
  reason,
});
export type MergeRequest = z.infer<typeof mergeRequest>;

/** What was done to links: `id` is what an undo names. */
export const linksChanged = z.object({
  id: uuid,
  kind: z.enum(['merge', 'split', 'undo']),
  /** Persons that are there now, the one with most of the former thread first. */
  people: z.array(changedPerson),
  /** Ids that lead to another person now. */
  gone: z.array(z.object({ id: uuid, now: uuid })),
});
export type LinksChanged = z.infer<typeof linksChanged>;

/** 409 `people-changed`: who they are now; look again and decide anew. */
export const peopleChanged = z.object({ people: z.array(changedPerson) });
export type PeopleChanged = z.infer<typeof peopleChanged>;

/** `POST /api/v1/merges/:id/undo` and `POST /api/v1/splits/:id/undo`, at once and ever after, in any order. */
export const undoRequest = z.strictObject({ reason });
export type UndoRequest = z.infer<typeof undoRequest>;

/** `POST /api/v1/merges/:id/undo-preview`: who they would be if the merge were undone now, and what each would have; changes nothing. */
export const mergeUndoPreview = z.object({
  /** Somebody of them is not shown to the reader. */
  hidden: z.boolean(),
  /** Whoever keeps the thread first, if they are shown; empty: they stay one person, since another merge joins them as well. */
  people: z.array(
    personPart.extend({
      /** The thread stays theirs; the others get one back. */
      keeps: z.boolean(),
      /** Drafts of the reader. */
      drafts: z.int(),
      /** Open promises. */
      promises: z.int(),
    }),
  ),
});
export type MergeUndoPreview = z.infer<typeof mergeUndoPreview>;

const leaving = z.array(uuid).min(1).max(100);

const messagesLeaving = z.array(uuid).min(1).max(500);

const eitherOf = (split: { identityIds?: unknown; messageIds?: unknown }): boolean =>
  (split.identityIds === undefined) !== (split.messageIds === undefined);
const nameOne = { path: ['identityIds'], message: 'Name identities or messages, one of the two' };

/** `POST /api/v1/splits/preview` */
export const splitPreviewRequest = z
  .strictObject({
    personId: uuid,
    identityIds: leaving.optional(),
    messageIds: messagesLeaving.optional(),
  })
  .refine(eitherOf, nameOne);
export type SplitPreviewRequest = z.infer<typeof splitPreviewRequest>;

/** Null: somebody whom only the split makes. */
export const partedPerson = personPart.extend({ id: uuid.nullable() });
export type PartedPerson = z.infer<typeof partedPerson>;
export const splitPreview = z.object({
  /**
   * First who stays, then who leaves; each has the lowest id that one of its identities ever had. Whoever leaves with single
   * messages takes our answers to them along, and topics that one of them opened; notes stay with the address.
   */
  people: z.array(partedPerson),
  /** Topics in which both spoke: whoever did not open one goes on in a twin of it. */
  twins: z.int(),
  cannotUndo: z.array(z.string()),
});
export type SplitPreview = z.infer<typeof splitPreview>;

/**
 * `POST /api/v1/splits`: the identities named become a person of their own, or the one they were. Or single messages, all of
 * one shared address: whoever wrote them becomes a part of that address, called `name`.
 */
export const splitRequest = z
  .strictObject({
    personId: uuid,
    version: z.int().min(0),
    identityIds: leaving.optional(),
    messageIds: messagesLeaving.optional(),
    name: safeText(200).optional(),
    reason,
  })
  .refine(eitherOf, nameOne);
export type SplitRequest = z.infer<typeof splitRequest>;

const actor = z.object({
  /** Null: a rule or an import, named by `name`. */
  agent: agentBrief.nullable(),
  name: z.string(),
});

/** `GET /api/v1/people/:id/history`, oldest first; `?format=csv` gives the links as a table. */
export const personHistory = z.object({
  /** Every link of the identities that are or were this person's, and its withdrawal. */
  links: z.array(
    z.object({
      id: uuid,
      identity: z.object({
        id: uuid,
        kind: z.string(),
        key: z.string(),
        name: z.string().nullable(),
        handle: z.string().nullable(),
      }),
      personId: uuid,
      /** In words. */
      evidence: z.string(),
      grade: z.enum(['proven', 'claimed', 'inferred']),
      actor,
      reason: z.string().nullable(),
      at: time,
      /** What made it; null: the first word of the identity. */
      changeId: uuid.nullable(),
      withdrawn: z
        .object({
          at: time,
          kind: z.enum(['merge', 'split', 'undo', 'confirm']).nullable(),
          actor,
          reason: z.string().nullable(),
          changeId: uuid.nullable(),
        })
        .nullable(),
    }),
  ),
  /** The merges, splits and undos themselves. */
  changes: z.array(
    z.object({
      id: uuid,
      kind: z.enum(['merge', 'split', 'undo', 'confirm']),
      evidence: z.string(),
      grade: z.enum(['proven', 'claimed', 'inferred']),
      actor,
      reason: z.string().nullable(),
      at: time,
      /** The addresses that it joins or parts, whether they moved by it or not, as far as the reader may see them. */
      addresses: z.array(z.string()),
      /** Of an undo: what it undid. */
      undoes: uuid.nullable(),
      /** Of a merge or split: when it was undone. */
      undoneAt: time.nullable(),
    }),
  ),
});
export type PersonHistory = z.infer<typeof personHistory>;

export const personHistoryQuery = z.strictObject({ format: z.enum(['json', 'csv']).default('json') });
