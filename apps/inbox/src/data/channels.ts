import type { ChannelList } from '@filo/contracts/http';
import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query';
import { keepChannels, knownChannels } from '../state/known-channels';
import { request } from './api/request';

/** The channels that connectors announced. Who asks keeps them for everything that names a channel. */
export const channelsQuery = queryOptions({
  queryKey: ['channels'] as const,
  queryFn: async ({ signal }) => {
    const { items } = await request<ChannelList>('/channels', { signal });
    keepChannels(items);
    return items;
  },
});

/** Names are worth a moment, not the page. */
const patienceMs = 3_000;

/** Before the first page, which names channels; where they are known from the last time nothing waits for it. */
export async function loadChannels(client: QueryClient): Promise<void> {
  const asking = client.ensureQueryData(channelsQuery).catch(() => undefined);
  if (knownChannels().length > 0) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const enough = new Promise((resolve) => (timer = setTimeout(resolve, patienceMs)));
  await Promise.race([asking, enough]);
  clearTimeout(timer);
}

const [firstMs, longestMs] = [15_000, 10 * 60_000];

/**
 * Asks again, ever more rarely, while core tells of nothing or of less than what is known: it does not know better itself while the
 * bus is away, or before a connector has said what it speaks.
 */
export function useChannels(): void {
  useQuery({
    ...channelsQuery,
    refetchInterval: ({ state: { data = [], dataUpdateCount, errorUpdateCount } }) =>
      data.length > 0 && data.length >= knownChannels().length
        ? false
        : Math.min(longestMs, firstMs * 2 ** (dataUpdateCount + errorUpdateCount)),
  });
}
