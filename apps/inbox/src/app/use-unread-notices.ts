import { useInfiniteQuery } from '@tanstack/react-query';
import { noticesQuery } from '../data/notices';

/** How much of what this agent was told they have not read. */
export const useUnreadNotices = (): number => useInfiniteQuery(noticesQuery).data?.pages[0]?.unread ?? 0;
