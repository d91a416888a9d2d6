import type { TeamList, TeamView } from '@filo/contracts/http';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from './api/request';
import { threadCountsQuery } from './threads/thread-queries';

export const teamsQuery = queryOptions({
  queryKey: ['teams'] as const,
  queryFn: ({ signal }) => request<TeamList>('/teams', { signal }),
});

/** The teams that this agent is in, with how much is open of each. */
export function useMyTeams(): { team: TeamView; count: number }[] {
  const { data: counts } = useQuery(threadCountsQuery);
  const mine = counts?.teams ?? {};
  const { data } = useQuery({ ...teamsQuery, enabled: Object.keys(mine).length > 0 });
  return (data?.items ?? []).flatMap((team) => {
    const count = mine[team.id];
    return count === undefined ? [] : [{ team, count }];
  });
}
