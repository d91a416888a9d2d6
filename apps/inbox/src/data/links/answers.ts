import type { QueryClient } from '@tanstack/react-query';
import { request } from '../api/request';
import type { MessagesData } from '../threads/patch-messages';
import { messagesQuery } from '../threads/thread-queries';

interface Dismissal {
  personId: string;
  messageId: string;
  dismissed: boolean;
}

/** Puts the notice of an answer away for this agent, or brings it back, and shows so in what is loaded of the thread. */
export async function dismissAnswer(
  client: QueryClient,
  { personId, messageId, dismissed }: Dismissal,
): Promise<void> {
  await request(`/messages/${messageId}/dismissed`, { method: dismissed ? 'PUT' : 'DELETE' });
  client.setQueryData<MessagesData>(
    messagesQuery(personId).queryKey,
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          pointers: page.pointers.map((one) => (one.messageId === messageId ? { ...one, dismissed } : one)),
        })),
      },
  );
}
