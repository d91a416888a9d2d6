import type {
  BlockCreate,
  BlockEnded,
  BlockPage,
  BlockPreview,
  BlockTarget,
  BlockView,
} from '@filo/contracts/http';
import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { type Changed, request, requestChange } from './api/request';

/** Who blocked whom, when and why. */
export const blocksQuery = infiniteQueryOptions({
  queryKey: ['blocks'] as const,
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam, signal }) => request<BlockPage>('/blocks', { query: { cursor: pageParam }, signal }),
  getNextPageParam: (page: BlockPage) => page.next ?? undefined,
});

/** What a block would hide; asked anew each time. */
export const blockPreviewQuery = (target: BlockTarget | null) =>
  queryOptions({
    queryKey: ['block-preview', target] as const,
    queryFn: ({ signal }) =>
      request<BlockPreview>('/blocks/preview', { method: 'POST', body: target ?? {}, signal }),
    enabled: target !== null,
    retry: false,
    gcTime: 0,
  });

/** `undoes` names the change that it takes back. */
export const makeBlock = (wanted: BlockCreate, undoes?: string): Promise<Changed<BlockView>> =>
  requestChange('/blocks', { method: 'POST', body: wanted, ...(undoes !== undefined && { undoes }) });
export const endBlock = (id: string, undoes?: string): Promise<Changed<BlockEnded>> =>
  requestChange(`/blocks/${id}`, { method: 'DELETE', ...(undoes !== undefined && { undoes }) });

/** What is shown of blocks; the lists follow by themselves, as their rows change. */
export function refreshBlocks(client: QueryClient): void {
  for (const key of ['blocks', 'spam', 'quarantine', 'person', 'thread'])
    void client.invalidateQueries({ queryKey: [key] });
}
