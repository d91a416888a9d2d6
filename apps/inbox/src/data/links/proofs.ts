import type { DirectInvitation, InvitationList, InvitationView, ProofList } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

/** What became of one-time links that concern a person. */
export const proofsQuery = (personId: string) =>
  queryOptions({
    queryKey: ['proofs', personId] as const,
    queryFn: ({ signal }) => request<ProofList>(`/people/${personId}/proofs`, { signal }),
  });

/** Of a person: its public accounts that were invited, and the invitations that its addresses answered. */
export const invitationsQuery = (personId: string) =>
  queryOptions({
    queryKey: ['invitations', personId] as const,
    queryFn: ({ signal }) => request<InvitationList>(`/people/${personId}/invitations`, { signal }),
  });

/** Invites the author of a public message; the same one is answered while it is open. */
export const makeInvitation = (messageId: string): Promise<InvitationView> =>
  request('/invitations', { method: 'POST', body: { messageId } });

/** Whether an invitation could go by direct message. */
export const lookAtDirect = (id: string): Promise<DirectInvitation> => request(`/invitations/${id}/direct`);

/** Sends it to the public account alone, with a link that proves that account. */
export const inviteDirectly = (id: string): Promise<InvitationView> =>
  request(`/invitations/${id}/direct`, { method: 'POST' });

export const withdrawInvitation = (id: string): Promise<InvitationView> =>
  request(`/invitations/${id}`, { method: 'DELETE' });
