import type { QueryClient } from '@tanstack/react-query';
import { type MessagesData, mergeNewest, pageOf, putAnswered } from './patch-messages';
import { readMessages } from './thread-queries';

const pauseMs = 30;
const waiting = new Map<string, { older: Set<number> }>();

/** Is somebody looking at this thread now? */
const isShown = (client: QueryClient, threadId: string) =>
  (client
    .getQueryCache()
    .find({ queryKey: ['messages', threadId] })
    ?.getObserversCount() ?? 0) > 0;

/**
 * Reads the part of a thread that holds this message again: the newest page for a new one or none, its own page for an older one.
 * What comes within a moment costs one request per page. A thread nobody looks at is only marked stale.
 */
export function refreshThreadMessages(client: QueryClient, threadId: string, messageId: string): void {
  // A thread that is open at one of its messages is read again as it is.
  void client.invalidateQueries({ queryKey: ['messages-around', threadId] });
  const key = ['messages', threadId] as const;
  const data = client.getQueryData<MessagesData>(key);
  if (!data) return;
  if (!isShown(client, threadId)) {
    void client.invalidateQueries({ queryKey: key, refetchType: 'none' });
    return;
  }
  const page = Math.max(0, pageOf(data, messageId));
  const planned = waiting.get(threadId);
  if (planned) {
    planned.older.add(page);
    return;
  }
  const plan = { older: new Set([page]) };
  waiting.set(threadId, plan);
  setTimeout(() => {
    waiting.delete(threadId);
    void readPages(client, threadId, plan.older);
  }, pauseMs);
}

async function readPages(client: QueryClient, threadId: string, pages: Set<number>): Promise<void> {
  const key = ['messages', threadId] as const;
  try {
    for (const index of pages) {
      const before = client.getQueryData<MessagesData>(key)?.pageParams[index];
      const fresh = await readMessages(threadId, before);
      client.setQueryData<MessagesData>(key, (data) => {
        if (!data) return data;
        const pages = data.pages.map((page, at) => (at === index ? fresh : page));
        return putAnswered(index === 0 ? mergeNewest(data, fresh) : { ...data, pages }, fresh.items);
      });
    }
  } catch {
    // The next look at the thread reads it again.
    void client.invalidateQueries({ queryKey: key, refetchType: 'none' });
  }
}
