import type { OkRequest, OkRequestList } from '@filo/contracts/http';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from '../api/request';
import { sessionQuery } from '../session';

/** Answers that wait for a colleague's OK, and what came back to the agent. */
export const oksQuery = queryOptions({
  queryKey: ['oks'] as const,
  queryFn: ({ signal }) => request<OkRequestList>('/ok-requests', { signal }),
});

const oksOfThreadQuery = (threadId: string) =>
  queryOptions({
    queryKey: ['oks', threadId] as const,
    queryFn: ({ signal }) => request<OkRequestList>('/ok-requests', { query: { threadId }, signal }),
  });

/** Those of one thread; asked for by itself only where more wait than one list holds. */
export function useOksOfThread(threadId: string): OkRequest[] {
  const { data: all } = useQuery(oksQuery);
  const { data: own } = useQuery({ ...oksOfThreadQuery(threadId), enabled: (all?.more ?? 0) > 0 });
  const known = all?.more ? own : all;
  return known?.items.filter((one) => one.threadId === threadId) ?? [];
}

/** Whether it is this agent who has to do something about it: read it, or write it anew. */
export const isForAgent = ({ state, author }: OkRequest, agentId: string | undefined): boolean =>
  state === 'waiting' ? author.id !== agentId : author.id === agentId;

/** How many wait for this agent, as it is shown, with a plus where more wait than are listed; empty when none does. */
export function useWaitingOks(): string {
  const { data: session } = useQuery(sessionQuery);
  const { data } = useQuery(oksQuery);
  const count = data?.items.filter((one) => isForAgent(one, session?.agent.id)).length ?? 0;
  return count > 0 ? `${count}${data?.more ? '+' : ''}` : '';
}
