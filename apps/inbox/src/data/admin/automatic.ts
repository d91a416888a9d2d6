import type { AutomaticPage, AutomaticPlaced, MessageView } from '@filo/contracts/http';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

type MessageClass = MessageView['class'];

/** What machines send; a human word always stands in a thread. */
export const automaticClasses = [
  'list',
  'bounce',
  'auto-reply',
  'out-of-office',
  'complaint',
  'own-loop',
] as const satisfies readonly MessageClass[];
export type AutomaticClass = (typeof automaticClasses)[number];

/** Mail in nobody's thread, newest first; of one class or of all. */
export const automaticQuery = (kind?: AutomaticClass) =>
  infiniteQueryOptions({
    queryKey: ['automatic', kind ?? 'all'] as const,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      request<AutomaticPage>('/automatic', { query: { cursor: pageParam, class: kind }, signal }),
    getNextPageParam: (page: AutomaticPage) => page.next ?? undefined,
  });

/** Says that a human wrote it: it gets its thread. */
export const openThreadOf = (messageId: string): Promise<AutomaticPlaced> =>
  request(`/automatic/${messageId}/thread`, { method: 'POST' });
