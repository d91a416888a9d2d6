import type { AnswerReaders, DraftContent, ReplyCreate, UploadView } from '@filo/contracts/http';
import type { RichNode } from './rich-text';

export type DraftMode = 'reply' | 'note';

/** What an agent has written but not sent, for one person and mode. */
export interface Draft {
  /** The words alone; what `doc` says where there is one. */
  text: string;
  /** The formatted text; null while it was only typed as plain text. */
  doc: RichNode | null;
  /** The uploads of the pictures in `doc`, by their local id. */
  pictures: Record<string, UploadView>;
  /** The message that it answers; null: the newest one. */
  answersMessageId: string | null;
  /** It begins a matter with this address of theirs, and answers none; null: it is an answer. */
  begins: DraftContent['begins'];
  /** By which channel its writer was shown that it goes, and who reads it there; null: not shown yet. */
  writtenFor: { channel: string; audience: 'private' | 'public' } | null;
  /** The account of ours that says it; null: the one that does by itself. */
  accountId: string | null;
  /** Addresses an agent added by a click; null: the default recipients. */
  to: string[] | null;
  cc: string[];
  attachments: UploadView[];
  /** What the pictures among them show, by upload, where the answer is public; an empty word: nothing to say. */
  alts: Record<string, string>;
  /** Goes out in numbered parts where it is longer than its network takes. */
  split: boolean;
  /** Fewer than would read it by themselves, what stands above the words, and their language; null: as it is by itself. */
  readers: AnswerReaders | null;
  contentWarning: string | null;
  language: string | null;
  /** What it promises. */
  promise: ReplyCreate['promise'] | null;
  /** What stands below it: `none`, or the id of a signature; null: what does by itself. */
  signature: DraftContent['signature'];
  /** Its first link goes out without a card. */
  noCard: boolean;
  /** Double braces in it are meant, and no blank of a script. */
  asWritten: boolean;
  /** Whom a note names, by what stands behind the `@` in its text. */
  mentions: DraftContent['mentions'];
  /** Names this draft to the server: what is saved, and so that sending twice sends once. */
  key: string;
  /** The thread as the writer saw it when the draft began, or when its news were read last. */
  baseVersion: number | null;
  baseAt: string | null;
  /** It waits beside the draft of this thread, into which its own was merged. */
  waitsIn: string | null;
  /** In whose thread it was begun, once the two have changed places. */
  writtenIn: string | null;
  updatedAt: number;
  /** How often the server has taken it, as far as this page knows; 0: it does not know of it. */
  revision: number;
  /** The `updatedAt` that the server has. */
  syncedAt: number;
}

export const emptyDraft = (): Draft => ({
  text: '',
  doc: null,
  pictures: {},
  answersMessageId: null,
  begins: null,
  writtenFor: null,
  accountId: null,
  to: null,
  cc: [],
  attachments: [],
  alts: {},
  split: false,
  readers: null,
  contentWarning: null,
  language: null,
  promise: null,
  signature: null,
  noCard: false,
  asWritten: false,
  mentions: [],
  key: crypto.randomUUID(),
  baseVersion: null,
  baseAt: null,
  waitsIn: null,
  writtenIn: null,
  updatedAt: 0,
  revision: 0,
  syncedAt: 0,
});

/** The same words under an id of their own: the server knows nothing of it yet. */
export const renewed = (draft: Draft): Draft => ({
  ...draft,
  key: crypto.randomUUID(),
  revision: 0,
  syncedAt: 0,
});

/** Whether it says something; what forwards a message does by that. */
export const saysSomething = (draft: Draft | undefined): draft is Draft =>
  draft !== undefined && (draft.text.trim() !== '' || draft.begins?.carries !== undefined);

/** Is there anything in it that would be a pity to lose? */
export const hasContent = (draft: Draft | undefined): boolean =>
  draft !== undefined &&
  (draft.text.trim() !== '' || draft.attachments.length > 0 || (draft.begins?.subject.trim() ?? '') !== '');
