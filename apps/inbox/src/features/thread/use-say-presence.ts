import { useEffect } from 'react';

/** Lets colleagues know that the agent is at this thread, for as long as it is open. */
export function useSayPresence(threadId: string): void {
  useEffect(() => {
    let stop: (() => void) | undefined;
    let isOpen = true;
    void import('../../data/presence/say-presence').then(({ sayPresence }) => {
      if (isOpen) stop = sayPresence(threadId);
    });
    return () => {
      isOpen = false;
      stop?.();
    };
  }, [threadId]);
}
