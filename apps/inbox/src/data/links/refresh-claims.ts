import type { QueryClient } from '@tanstack/react-query';
import type { MessagesData } from '../threads/patch-messages';

/** Messages whose author says to be a public account are read again: what became of its invitation may have ended that. */
export const refreshClaims = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({
    queryKey: ['messages'],
    predicate: ({ state }) =>
      (state.data as MessagesData | undefined)?.pages.some(({ items }) =>
        items.some(({ saysToBe }) => saysToBe),
      ) ?? false,
  });
