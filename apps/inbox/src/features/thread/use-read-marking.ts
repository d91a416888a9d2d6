import type { ThreadDetail } from '@filo/contracts/http';
import { useEffect } from 'react';
import { useThreadAction } from '../../data/threads/use-thread-actions';

const lookMs = 1000;

/** Marks a thread as read once it has been in front of the agent for a second. Marking unread holds until it is opened again. */
export function useReadMarking(thread: ThreadDetail | undefined): void {
  const act = useThreadAction();
  const id = thread?.id;
  const version = thread?.version;
  const unread = thread?.unread ?? false;
  useEffect(() => {
    if (!id || !unread) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') timer = setTimeout(() => act(id, { kind: 'read' }), lookMs);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
    // Whether it is unread is looked at when the thread opens or moves on, so that marking it unread holds.
  }, [id, version, act]);
}
