import type {
  AccountCreate,
  AccountPatch,
  AccountRemoval,
  AccountTest,
  AccountView,
  FormCreate,
  FormPatch,
  FormView,
} from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';
import { requestAll } from '../api/request-all';

/** Tries the settings of a mailbox and stores nothing. */
export const testAccount = (body: AccountCreate): Promise<AccountTest> =>
  request('/accounts', { method: 'POST', body, query: { test: 'only' } });
/** Tries an account as it would be after a change, with its stored secrets; changes nothing. */
export const testChange = (id: string, body: AccountPatch): Promise<AccountTest> =>
  request(`/accounts/${id}`, { method: 'PATCH', body, query: { test: 'only' } });
/** Has an account compared with its source now; what is missing arrives as usual. */
export const reconcileAccount = (id: string): Promise<void> =>
  request(`/accounts/${id}/reconcile`, { method: 'POST' });
/** Stores a mailbox; the server tests it first and refuses what does not work. */
export const createAccount = (body: AccountCreate): Promise<AccountView> =>
  request('/accounts', { method: 'POST', body });
export const changeAccount = (id: string, body: AccountPatch): Promise<AccountView> =>
  request(`/accounts/${id}`, { method: 'PATCH', body });
/** What would follow if it were removed; asked anew each time. */
export const removalQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', id, 'removal'] as const,
    queryFn: ({ signal }) => request<AccountRemoval>(`/accounts/${id}/removal`, { signal }),
    gcTime: 0,
  });
/** Without days the words that it heard stay. */
export const removeAccount = (id: string, eraseAfterDays?: number): Promise<void> =>
  request(`/accounts/${id}`, { method: 'DELETE', query: { eraseAfterDays } });

export const formsQuery = queryOptions({
  queryKey: ['forms'] as const,
  queryFn: ({ signal }) => requestAll<FormView>('/forms', signal),
});
export const createForm = (body: FormCreate): Promise<FormView> =>
  request('/forms', { method: 'POST', body });
export const changeForm = (id: string, body: FormPatch): Promise<FormView> =>
  request(`/forms/${id}`, { method: 'PATCH', body });
export const removeForm = (id: string): Promise<void> => request(`/forms/${id}`, { method: 'DELETE' });
