import type { DraftContent, DraftView } from '@filo/contracts/http';
import { type Draft, emptyDraft } from '../draft';
import type { RichNode } from '../rich-text';

/** What of a draft is kept on the server: not where it waits, which is a matter of this page. */
export const contentOf = (draft: Draft): DraftContent => {
  const { text, pictures, to, cc, attachments, alts, split, readers } = draft;
  const { promise, contentWarning, language, signature, noCard, asWritten, baseVersion, baseAt } = draft;
  const { answersMessageId, begins, writtenFor, accountId } = draft;
  const doc = draft.doc as Record<string, unknown> | null;
  return {
    ...{ text, doc, pictures, to, cc, attachments, alts, split, readers },
    ...{
      answersMessageId,
      begins: begins ?? null,
      writtenFor: writtenFor ?? null,
      accountId: accountId ?? null,
      promise: promise ?? null,
      contentWarning,
      language,
      signature: signature ?? null,
      noCard,
      asWritten,
      mentions: draft.mentions ?? [],
      baseVersion,
      baseAt,
    },
  };
};

/** A draft of the server as this page writes on it. */
export const draftFrom = ({ id, revision, content, changedAt }: DraftView): Draft => {
  const at = Date.parse(changedAt);
  const doc = content.doc as RichNode | null;
  return { ...emptyDraft(), ...content, doc, key: id, revision, updatedAt: at, syncedAt: at };
};

/** Something in it is not on the server yet. Not what is later: the clocks of two computers differ. */
export const isAhead = ({ updatedAt, syncedAt }: Draft): boolean => updatedAt !== syncedAt;
