import type { StormVoices } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

/** Who says what a card says; read when an agent asks for it. */
export const voicesQuery = (stormId: string) =>
  queryOptions({
    queryKey: ['board-voices', stormId] as const,
    staleTime: 0,
    queryFn: ({ signal }) => request<StormVoices>(`/board/${stormId}/voices`, { signal }),
  });
