import type { LessonList } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

/** What agents' corrections of severity taught, for admins. */
export const lessonsQuery = queryOptions({
  queryKey: ['lessons'] as const,
  queryFn: ({ signal }) => request<LessonList>('/lessons', { signal }),
});
