import type {
  OwnAccount,
  OwnAccountPatch,
  OwnSession,
  PasswordAndCode,
  PasswordChange,
  RecoveryCodes,
  SecondStepBegun,
} from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from './api/request';

export const ownAccountQuery = queryOptions({
  queryKey: ['own-account'] as const,
  queryFn: ({ signal }) => request<OwnAccount>('/own-account', { signal }),
});
export const changeOwnAccount = (body: OwnAccountPatch): Promise<OwnAccount> =>
  request('/own-account', { method: 'PATCH', body });
export const changePassword = (body: PasswordChange): Promise<void> =>
  request('/own-account/password', { method: 'POST', body });

export const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'] as const,
  queryFn: ({ signal }) => request<{ items: OwnSession[] }>('/own-account/sessions', { signal }),
});
/** One of them, or all but this one. */
export const endSession = (id: string | null): Promise<void> =>
  request(id === null ? '/own-account/sessions' : `/own-account/sessions/${id}`, { method: 'DELETE' });

const secondStep = '/own-account/second-step';
export const beginSecondStep = (current: string): Promise<SecondStepBegun> =>
  request(secondStep, { method: 'POST', body: { current } });
export const confirmSecondStep = (code: string): Promise<RecoveryCodes> =>
  request(`${secondStep}/confirm`, { method: 'POST', body: { code } });
export const renewRecoveryCodes = (body: PasswordAndCode): Promise<RecoveryCodes> =>
  request(`${secondStep}/recovery-codes`, { method: 'POST', body });
export const removeSecondStep = (body: PasswordAndCode): Promise<void> =>
  request(`${secondStep}/remove`, { method: 'POST', body });
