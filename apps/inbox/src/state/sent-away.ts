import { create } from 'zustand';

/** Who was closed or handed on here, or merged away: they leave a list at once, while others keep their places under a hand. */
export const useSentAway = create<{ ids: ReadonlySet<string> }>(() => ({ ids: new Set() }));

export const sendAway = (...threadIds: readonly string[]): void =>
  useSentAway.setState(({ ids }) => ({ ids: new Set([...ids, ...threadIds]) }));

/** It was undone or did not succeed. */
export function takeBack(...threadIds: readonly string[]): void {
  const back = new Set(threadIds);
  useSentAway.setState(({ ids }) => ({ ids: new Set([...ids].filter((id) => !back.has(id))) }));
}
