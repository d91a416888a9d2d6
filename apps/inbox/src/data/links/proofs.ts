import type { InvitationList, ProofList } from '@filo/contracts/http';
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
