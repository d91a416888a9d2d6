import type { IdentityView } from '@filo/contracts/http';
import { create } from 'zustand';

/** A message that was marked, with the address it came from. */
export interface MarkedMessage {
  id: string;
  address: IdentityView;
}

interface Marked {
  threadId: string | null;
  messages: readonly MarkedMessage[];
}

const none: readonly MarkedMessage[] = [];

/** Messages that were marked in the thread of one person, to do something with them together. */
export const useMarked = create<Marked>(() => ({ threadId: null, messages: none }));

export const useMarkedIn = (threadId: string): readonly MarkedMessage[] =>
  useMarked((marked) => (marked.threadId === threadId ? marked.messages : none));

export const useIsMarked = (id: string): boolean =>
  useMarked(({ messages }) => messages.some((message) => message.id === id));

/** Marks a message or takes its mark away; marks of another thread are gone then. */
export function toggleMark(threadId: string, message: MarkedMessage): void {
  useMarked.setState((marked) => {
    const before = marked.threadId === threadId ? marked.messages : none;
    const rest = before.filter(({ id }) => id !== message.id);
    return { threadId, messages: rest.length < before.length ? rest : [...before, message] };
  });
}

export const clearMarks = (): void => useMarked.setState({ threadId: null, messages: none });
