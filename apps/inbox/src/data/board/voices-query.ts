import type { StormVoices } from '@filo/contracts/http';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

/** Who says what a card says; read when an agent asks for it. */
export const voicesQuery = (stormId: string) =>
  infiniteQueryOptions({
    queryKey: ['board-voices', stormId] as const,
    staleTime: 0,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      request<StormVoices>(`/board/${stormId}/voices`, { query: { cursor: pageParam }, signal }),
    getNextPageParam: ({ next }: StormVoices) => next ?? undefined,
  });
