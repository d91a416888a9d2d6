import type { TagList, TagView } from '@filo/contracts/http';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from './api/request';

export const tagsQuery = queryOptions({
  queryKey: ['tags'] as const,
  queryFn: ({ signal }) => request<TagList>('/tags', { signal }),
});

/** The tags with these ids, by name. */
export function useTagsOf(ids: readonly string[]): TagView[] {
  const { data } = useQuery(tagsQuery);
  return (data?.items ?? []).filter(({ id }) => ids.includes(id));
}
