import { create } from 'zustand';
import { readStored, writeStored } from '../stored';
import type { DraftMode } from './draft';

const key = 'filo.composer-modes';
const remembered = 200;

/** Which mode the composer of each person was left in: it never changes by itself. */
const useModes = create<{ modes: Record<string, DraftMode> }>(() => ({ modes: readStored(key, {}) }));

export const useComposerMode = (threadId: string): DraftMode =>
  useModes((state) => state.modes[threadId] ?? 'reply');

export const composerModeOf = (threadId: string): DraftMode => useModes.getState().modes[threadId] ?? 'reply';

export function setComposerMode(threadId: string, mode: DraftMode): void {
  useModes.setState(({ modes }) => {
    const { [threadId]: _old, ...rest } = modes;
    const next = Object.fromEntries([...Object.entries(rest).slice(-remembered), [threadId, mode]]);
    writeStored(key, next);
    return { modes: next };
  });
}
