import type {
  ErasureRequest,
  ExportLink,
  PersonPrivacy,
  PrivacyJob,
  PrivacyJobs,
} from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

const isAtWork = ({ state }: PrivacyJob): boolean => state === 'waiting' || state === 'running';

/** Newest first; asked again while one of them is at work. */
export const privacyJobsQuery = queryOptions({
  queryKey: ['privacy-jobs'] as const,
  queryFn: ({ signal }) => request<PrivacyJobs>('/privacy/jobs', { signal }),
  refetchInterval: ({ state }) => (state.data?.items.some(isAtWork) ? 1_000 : false),
});

/** What there is of a person. */
export const personPrivacyQuery = (personId: string) =>
  queryOptions({
    queryKey: ['person-privacy', personId] as const,
    queryFn: ({ signal }) => request<PersonPrivacy>(`/people/${personId}/privacy`, { signal }),
    // What is confirmed is what is there now.
    gcTime: 0,
    staleTime: 0,
  });

export const exportPerson = (personId: string): Promise<PrivacyJob> =>
  request(`/people/${personId}/export`, { method: 'POST' });

export const erasePerson = (personId: string, erasure: ErasureRequest): Promise<PrivacyJob> =>
  request(`/people/${personId}/erasure`, { method: 'POST', body: erasure });

/** A link that fetches the archive once. */
export const linkExport = (jobId: string): Promise<ExportLink> =>
  request(`/privacy/jobs/${jobId}/link`, { method: 'POST' });
