import type { PrivateWords } from '@filo/contracts/http';
import { create } from 'zustand';
import type { DraftMode } from './draft';

/** What kept a public answer from leaving, whether it was to close the topic, and when it was to leave if not at once. */
export interface PrivateRefusal extends PrivateWords {
  close: boolean;
  sendAt: string | undefined;
}

const keyOf = (threadId: string, mode: DraftMode): string => `${threadId} ${mode}`;

/** By draft, so that whoever looks at another thread in between finds the question as they left it. */
const useRefusals = create<Record<string, PrivateRefusal | undefined>>(() => ({}));

export const usePrivateRefusal = (threadId: string, mode: DraftMode): PrivateRefusal | null =>
  useRefusals((refusals) => refusals[keyOf(threadId, mode)]) ?? null;

/** Null: the words are others now, or they left. */
export const setPrivateRefusal = (threadId: string, mode: DraftMode, refusal: PrivateRefusal | null): void =>
  useRefusals.setState({ [keyOf(threadId, mode)]: refusal ?? undefined });
