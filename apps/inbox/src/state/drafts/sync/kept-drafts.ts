import type { DraftView } from '@filo/contracts/http';
import { create } from 'zustand';
import type { DraftMode } from '../draft';
import { useDrafts } from '../draft-store';

/** The agent's drafts as the server named them last; undefined: not asked yet. */
export const useKeptDrafts = create<{ items: readonly DraftView[] | undefined; more: number }>(() => ({
  items: undefined,
  more: 0,
}));

/** What the server keeps of a thread, scheduled or not. */
export const useKept = (threadId: string, mode: DraftMode): DraftView[] =>
  (useKeptDrafts((state) => state.items) ?? []).filter(
    (one) => one.threadId === threadId && one.mode === mode,
  );

/** Drafts of a thread that wait beside the one in the composer: begun at another computer, or held back meanwhile. */
export function useKeptBeside(threadId: string, mode: DraftMode): DraftView[] {
  const keys = useDrafts(({ drafts }) =>
    Object.values(drafts)
      .map(({ key }) => key)
      .join(' '),
  );
  return useKept(threadId, mode).filter(({ state, id }) => state === 'open' && !keys.includes(id));
}
