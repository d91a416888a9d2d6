import type { PersonDetail, PersonPage } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from './api/request';

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['person', id] as const,
    queryFn: ({ signal }) => request<PersonDetail>(`/people/${id}`, { signal }),
  });

export const peopleQuery = (q: string) =>
  queryOptions({
    queryKey: ['people', q] as const,
    queryFn: ({ signal }) => request<PersonPage>('/people', { query: { q }, signal }),
    enabled: q.trim().length > 0,
  });
