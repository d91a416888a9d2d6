import type { PointerView } from '@filo/contracts/http';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messagesQuery } from '../../../data/threads/thread-queries';
import { readStored, writeStored } from '../../../state/stored';

/** Answers that were put away in this browser. */
const hiddenKey = 'filo.hidden-answers';
const hiddenMax = 200;

/** The newest answer to this thread that came from another address and that nobody here has put away. */
export function useAnswer(personId: string): { answer: PointerView | undefined; hide(): void } {
  const { data } = useInfiniteQuery(messagesQuery(personId));
  const [hidden, setHidden] = useState(() => readStored<string[]>(hiddenKey, []));
  const answer = (data?.pages ?? [])
    .flatMap((page) => page.pointers)
    .filter(({ messageId }) => !hidden.includes(messageId))
    .filter(({ answeredBy, threadId }) => answeredBy !== null && threadId !== null)
    .toSorted((a, b) => Date.parse(b.sortAt) - Date.parse(a.sortAt))[0];
  const hide = () => {
    if (!answer) return;
    const all = [answer.messageId, ...hidden].slice(0, hiddenMax);
    writeStored(hiddenKey, all);
    setHidden(all);
  };
  return { answer, hide };
}
