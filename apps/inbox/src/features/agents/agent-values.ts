import type { AgentAccount, AgentInvite, Role } from '@filo/contracts/http';

export const roles = ['agent', 'social', 'supervisor', 'admin'] as const satisfies readonly Role[];

/** What is typed and chosen about an agent. */
export type AgentValues = Required<Omit<AgentInvite, 'accountId'>> & { accountId: string };

/** Of an agent there is, or of one to be invited, who sees every group unless it is said otherwise. */
export const agentValues = (agent: AgentAccount | undefined, groupIds: readonly string[]): AgentValues => ({
  name: agent?.name ?? '',
  email: agent?.email ?? '',
  role: agent?.role ?? 'agent',
  accountGroupIds: agent?.accountGroupIds ?? [...groupIds],
  language: agent?.language ?? 'en',
  timeZone: agent?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  accountId: '',
});
