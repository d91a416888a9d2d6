import type { UploadView } from '@filo/contracts/http';

export type DraftMode = 'reply' | 'note';

/** What an agent has written but not sent, for one person and mode. */
export interface Draft {
  text: string;
  /** Addresses an agent added by a click; null: the default recipients. */
  to: string[] | null;
  cc: string[];
  attachments: UploadView[];
  /** Names this draft to the server, so that sending twice sends once. */
  key: string;
  /** The thread as the writer saw it when the draft began, or when its news were read last. */
  baseVersion: number | null;
  baseAt: string | null;
  updatedAt: number;
}

export const emptyDraft = (): Draft => ({
  text: '',
  to: null,
  cc: [],
  attachments: [],
  key: crypto.randomUUID(),
  baseVersion: null,
  baseAt: null,
  updatedAt: 0,
});

/** Is there anything in it that would be a pity to lose? */
export const hasContent = (draft: Draft | undefined): boolean =>
  draft !== undefined && (draft.text.trim() !== '' || draft.attachments.length > 0);
