import { create } from 'zustand';
import type { JoinWith } from '../features/merge/join-with';
import { type MarkedMessage, useMarked } from '../state/marked-messages';

/** What is open above the page about one person. */
type PeopleOverlay =
  | { kind: 'merge'; personId: string; other?: JoinWith | undefined }
  | { kind: 'split'; personId: string }
  | { kind: 'split-messages'; personId: string; marked: readonly MarkedMessage[] }
  | null;

export const usePeopleOverlay = create<{ open: PeopleOverlay }>(() => ({ open: null }));
/** With nobody in particular one is chosen first; with somebody it begins with what a merge would do. */
export const openMerge = (personId: string, other?: JoinWith): void =>
  usePeopleOverlay.setState({ open: { kind: 'merge', personId, other } });
export const openSplit = (personId: string): void =>
  usePeopleOverlay.setState({ open: { kind: 'split', personId } });
/** For the messages that are marked in the thread of this person. */
export function openSplitMessages(personId: string): void {
  const { threadId, messages } = useMarked.getState();
  const marked = threadId === personId ? messages : [];
  usePeopleOverlay.setState({ open: { kind: 'split-messages', personId, marked } });
}
export const closePeopleOverlay = (): void => usePeopleOverlay.setState({ open: null });
