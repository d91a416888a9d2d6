import type { BoardWaiting } from '@filo/contracts/http';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from '../api/request';

/** What stands in the gravest column of the board, read again with the board. */
export const boardWaitingQuery = queryOptions({
  queryKey: ['board-waiting'] as const,
  queryFn: ({ signal }) => request<BoardWaiting>('/board/waiting', { signal }),
  // A post stands there until it is too old, which nobody tells.
  refetchInterval: 300_000,
});

/** The server counts no further. */
const counted = 100;

/** How much of it there is, as it is shown; empty when there is none. */
export function useActNow(): string {
  const { data } = useQuery(boardWaitingQuery);
  if (!data?.actNow) return '';
  return data.actNow >= counted ? `${counted - 1}+` : String(data.actNow);
}
