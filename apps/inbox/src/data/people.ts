import type {
  IdentityPatch,
  IdentityView,
  PersonChange,
  PersonDetail,
  PersonPage,
  ProofAsked,
  ProofCreate,
} from '@filo/contracts/http';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type Changed, request, requestChange } from './api/request';
import { photoUrl } from './photo-url';

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['person', id] as const,
    queryFn: ({ signal }) => request<PersonDetail>(`/people/${id}`, { signal }),
  });

/** The first people that fit, for a list of choices. */
export const peopleQuery = (q: string) =>
  queryOptions({
    queryKey: ['people', q] as const,
    queryFn: ({ signal }) => request<PersonPage>('/people', { query: { q }, signal }),
    enabled: q.trim().length > 0,
  });

/** Everybody who fits, page by page; without words everybody, whoever was last in touch first. */
export const peopleListQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['people-list', q] as const,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      request<PersonPage>('/people', { query: { q, cursor: pageParam }, signal }),
    getNextPageParam: (page: PersonPage) => page.next ?? undefined,
  });

/** The bytes of the photo as it is now; undefined when there is none, or it cannot be read. */
export async function readPhoto(person: { id: string; photo: string | null }): Promise<Blob | undefined> {
  const url = photoUrl(person);
  const answer = url === undefined ? undefined : await fetch(url).catch(() => undefined);
  return answer?.ok ? answer.blob() : undefined;
}

const undoing = (undoes?: string) => (undoes === undefined ? {} : { undoes });

export const changePerson = (
  id: string,
  change: PersonChange,
  undoes?: string,
): Promise<Changed<PersonDetail>> =>
  requestChange(`/people/${id}`, { method: 'PATCH', body: change, ...undoing(undoes) });

export const putPhoto = (id: string, photo: Blob, undoes?: string): Promise<Changed<PersonDetail>> => {
  const form = new FormData();
  form.append('file', photo, 'photo');
  return requestChange(`/people/${id}/photo`, { method: 'PUT', body: form, ...undoing(undoes) });
};
export const removePhoto = (id: string, undoes?: string): Promise<Changed<PersonDetail>> =>
  requestChange(`/people/${id}/photo`, { method: 'DELETE', ...undoing(undoes) });

/** Mails a one-time link to the address. */
export const askProof = (identityId: string, wanted: ProofCreate): Promise<ProofAsked> =>
  request(`/identities/${identityId}/proofs`, { method: 'POST', body: wanted });

export const changeIdentity = (
  id: string,
  patch: IdentityPatch,
  undoes?: string,
): Promise<Changed<IdentityView>> =>
  requestChange(`/identities/${id}`, { method: 'PATCH', body: patch, ...undoing(undoes) });

/** `key` names the attempt: sent twice under one key it is written once. */
export const writeNote = (personId: string, text: string, key: string): Promise<unknown> =>
  request(`/threads/${personId}/notes`, {
    method: 'POST',
    body: { text },
    headers: { 'idempotency-key': key },
  });
