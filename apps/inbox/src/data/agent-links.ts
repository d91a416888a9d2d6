import type { AgentLinkView, SessionView } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from './api/request';

/** Whom a one-time link is for. */
export const agentLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ['agent-link', token] as const,
    retry: false,
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      request<AgentLinkView>('/agent-links/read', { method: 'POST', body: { token }, signal }),
  });
export const openAgentLink = (body: {
  token: string;
  password: string;
  code?: string;
}): Promise<SessionView> => request('/agent-links/use', { method: 'POST', body });
export const askForLink = (email: string): Promise<{ byMail: boolean }> =>
  request('/session/forgot', { method: 'POST', body: { email } });
