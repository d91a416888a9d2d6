import type { PresentAgent } from '@filo/contracts/http';
import { create } from 'zustand';

const nobody: readonly PresentAgent[] = [];
type Present = Readonly<Record<string, readonly PresentAgent[]>>;

/** Who else is at which thread, as the server said last; `told`: how often it has said so, and of which thread when last. */
const usePresence = create<{ at: Present; told: { times: number; of: Readonly<Record<string, number>> } }>(
  () => ({
    at: {},
    told: { times: 0, of: {} },
  }),
);

export const usePresentAgents = (threadId: string): readonly PresentAgent[] =>
  usePresence((state) => state.at[threadId] ?? nobody);

/** More than to look: what a colleague has to know before they write as well. */
export const writes = ({ doing }: PresentAgent): boolean => doing !== 'viewing';

export const setPresent = (threadId: string, agents: readonly PresentAgent[]): void =>
  usePresence.setState(({ at, told: { times, of } }) => ({
    at: { ...at, [threadId]: agents },
    told: { times: times + 1, of: { ...of, [threadId]: times + 1 } },
  }));

/** How often somebody was told to come or go: what is asked now knows no more than that. */
export const presenceTold = (): number => usePresence.getState().told.times;

/**
 * All at once: what is not named is nobody any more. What was told of a thread after `askedAt` (`presenceTold`) is newer than this
 * and stays: whoever left while it travelled does not come back by it.
 */
export const setAllPresent = (
  threads: readonly { threadId: string; agents: readonly PresentAgent[] }[],
  askedAt = Infinity,
): void =>
  usePresence.setState(({ at, told }) => {
    const newer = Object.entries(at).filter(([threadId]) => (told.of[threadId] ?? 0) > askedAt);
    const read = threads.map(({ threadId, agents }) => [threadId, agents] as const);
    return { at: Object.fromEntries([...read, ...newer]) };
  });
