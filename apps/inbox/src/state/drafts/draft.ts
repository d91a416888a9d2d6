import type { AnswerReaders, UploadView } from '@filo/contracts/http';
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
  /** Names this draft to the server, so that sending twice sends once. */
  key: string;
  /** The thread as the writer saw it when the draft began, or when its news were read last. */
  baseVersion: number | null;
  baseAt: string | null;
  /** It waits beside the draft of this thread, into which its own was merged. */
  waitsIn: string | null;
  /** In whose thread it was begun, once the two have changed places. */
  writtenIn: string | null;
  updatedAt: number;
}

export const emptyDraft = (): Draft => ({
  text: '',
  doc: null,
  pictures: {},
  to: null,
  cc: [],
  attachments: [],
  alts: {},
  split: false,
  readers: null,
  contentWarning: null,
  language: null,
  key: crypto.randomUUID(),
  baseVersion: null,
  baseAt: null,
  waitsIn: null,
  writtenIn: null,
  updatedAt: 0,
});

/** Is there anything in it that would be a pity to lose? */
export const hasContent = (draft: Draft | undefined): boolean =>
  draft !== undefined && (draft.text.trim() !== '' || draft.attachments.length > 0);
