import { create } from 'zustand';

/** Who was closed or handed on here, or merged away: they leave a list at once, while others keep their places under a hand. */
export const useSentAway = create<{ ids: ReadonlySet<string> }>(() => ({ ids: new Set() }));

export const sendAway = (threadId: string): void =>
  useSentAway.setState(({ ids }) => ({ ids: new Set([...ids, threadId]) }));

/** It was undone or did not succeed. */
export const takeBack = (threadId: string): void =>
  useSentAway.setState(({ ids }) => ({ ids: new Set([...ids].filter((id) => id !== threadId)) }));
