import type { OkRequest, OkRequestList } from '@filo/contracts/http';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from '../api/request';
import { sessionQuery } from '../session';

/** Answers that wait for a colleague's OK, and what came back to the agent. */
export const oksQuery = queryOptions({
  queryKey: ['oks'] as const,
  queryFn: ({ signal }) => request<OkRequestList>('/ok-requests', { signal }),
});

/** Whether it is this agent who has to do something about it: read it, or write it anew. */
export const isForAgent = ({ state, author }: OkRequest, agentId: string | undefined): boolean =>
  state === 'waiting' ? author.id !== agentId : author.id === agentId;

/** How many wait for this agent, as it is shown; empty when none does. */
export function useWaitingOks(): string {
  const { data: session } = useQuery(sessionQuery);
  const { data } = useQuery(oksQuery);
  const count = data?.items.filter((one) => isForAgent(one, session?.agent.id)).length ?? 0;
  return count > 0 ? String(count) : '';
}
