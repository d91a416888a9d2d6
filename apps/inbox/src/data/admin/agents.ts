import type {
  AccountGroupView,
  AgentAccount,
  AgentInvite,
  AgentLinkMade,
  AgentMail,
  AgentPatch,
} from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';
import { requestAll } from '../api/request-all';

/** Everybody who answers, answered, or is invited to. */
export const agentAccountsQuery = queryOptions({
  queryKey: ['agents', 'all'] as const,
  queryFn: ({ signal }) => requestAll<AgentAccount>('/agents/all', signal),
});
export const accountGroupsQuery = queryOptions({
  queryKey: ['account-groups'] as const,
  queryFn: ({ signal }) => request<{ items: AccountGroupView[] }>('/account-groups', { signal }),
});
export const agentMailQuery = queryOptions({
  queryKey: ['agent-mail'] as const,
  queryFn: ({ signal }) => request<AgentMail>('/agent-mail', { signal }),
});

export const inviteAgent = (body: AgentInvite): Promise<AgentLinkMade> =>
  request('/agents', { method: 'POST', body });
export const changeAgent = (id: string, body: AgentPatch): Promise<AgentAccount> =>
  request(`/agents/${id}`, { method: 'PATCH', body });
/** Without an account the link is answered, to be handed on. */
export const makeAgentLink = (id: string, accountId?: string): Promise<AgentLinkMade> =>
  request(`/agents/${id}/link`, { method: 'POST', body: accountId ? { accountId } : {} });
export const deactivateAgent = (id: string, handOverTo: string | null): Promise<AgentAccount> =>
  request(`/agents/${id}/deactivate`, { method: 'POST', body: { handOverTo } });
export const reactivateAgent = (id: string): Promise<AgentAccount> =>
  request(`/agents/${id}/reactivate`, { method: 'POST' });
/** No code is asked for beside the password any more. */
export const endSecondStep = (id: string): Promise<AgentAccount> =>
  request(`/agents/${id}/second-step`, { method: 'DELETE' });
export const makeAccountGroup = (name: string): Promise<AccountGroupView> =>
  request('/account-groups', { method: 'POST', body: { name } });
export const renameAccountGroup = (id: string, name: string): Promise<AccountGroupView> =>
  request(`/account-groups/${id}`, { method: 'PATCH', body: { name } });
export const setAgentMail = (accountId: string | null): Promise<AgentMail> =>
  request('/agent-mail', { method: 'PUT', body: { accountId } });
