import { create } from 'zustand';

/** What is open above the page about one person. */
type PeopleOverlay = { kind: 'merge' | 'split'; personId: string } | null;

export const usePeopleOverlay = create<{ open: PeopleOverlay }>(() => ({ open: null }));
export const openMerge = (personId: string): void =>
  usePeopleOverlay.setState({ open: { kind: 'merge', personId } });
export const openSplit = (personId: string): void =>
  usePeopleOverlay.setState({ open: { kind: 'split', personId } });
export const closePeopleOverlay = (): void => usePeopleOverlay.setState({ open: null });
