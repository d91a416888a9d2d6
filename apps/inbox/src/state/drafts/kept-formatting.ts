import { create } from 'zustand';
import { t } from '../../i18n/t';
import type { Draft } from './draft';
import { draftOf, changeDraft } from './draft-store';
import { isFormatted, pictureNodes } from './rich-text';

/** A reply as it was formatted, before its words became plain. */
export interface KeptFormatting extends Pick<Draft, 'key' | 'text' | 'doc' | 'pictures'> {
  /** The words that stood there first in its place. */
  plain: string;
  /** Because of where it goes, and not because of what was typed: it comes back by itself where that is over. */
  byNetwork: boolean;
}

/** By thread: only this page knows of it. */
const useKept = create<Record<string, KeptFormatting | undefined>>(() => ({}));

/** What of a reply's formatting can be brought back. */
export const useKeptFormatting = (threadId: string, draft: Draft | undefined): KeptFormatting | undefined =>
  useKept((kept) => (kept[threadId]?.key === draft?.key ? kept[threadId] : undefined));

export const forgetFormatting = (threadId: string): void => useKept.setState({ [threadId]: undefined });

/** Lets a reply go on as these plain words: its pictures become files, so that none is lost. */
export function makePlain(threadId: string, plain: string, byNetwork = false): void {
  const draft = draftOf(threadId, 'reply');
  if (!draft?.doc) return;
  const { key, text, doc, pictures } = draft;
  if (isFormatted(doc)) useKept.setState({ [threadId]: { key, text, doc, pictures, plain, byNetwork } });
  const attachments = new Map(draft.attachments.map((file) => [file.id, file]));
  const alts = { ...draft.alts };
  for (const { id, alt } of pictureNodes(doc)) {
    const file = pictures[id];
    if (!file) continue;
    attachments.set(file.id, file);
    if (isSaid(alt, file.name)) alts[file.id] ??= alt;
  }
  const none = { doc: null, pictures: {} };
  changeDraft(threadId, 'reply', { text: plain, ...none, attachments: [...attachments.values()], alts });
}

/** The name of a file describes no picture. */
const isSaid = (alt: string, name: string): boolean =>
  alt !== '' && alt !== t('picture.unnamed') && alt !== name.replace(/\.\w+$/, '');
