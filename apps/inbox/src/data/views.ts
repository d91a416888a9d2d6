import type { SavedView, SavedViewList } from '@filo/contracts/http';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from './api/request';

export const viewsQuery = queryOptions({
  queryKey: ['views'] as const,
  queryFn: ({ signal }) => request<SavedViewList>('/views', { signal }),
});

/** The saved view that the address names; undefined: none, or one that is not there any more. */
export function useSavedView(id: string | undefined): SavedView | undefined {
  const { data } = useQuery({ ...viewsQuery, enabled: id !== undefined });
  return id === undefined ? undefined : data?.items.find((one) => one.id === id);
}
