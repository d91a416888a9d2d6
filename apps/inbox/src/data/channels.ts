import type { ChannelList } from '@filo/contracts/http';
import { queryOptions, type QueryClient } from '@tanstack/react-query';
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

/** Before the first page, which names channels; where they are known from the last time nothing waits for it. */
export async function loadChannels(client: QueryClient): Promise<void> {
  const asking = client.ensureQueryData(channelsQuery).catch(() => undefined);
  if (knownChannels().length === 0) await asking;
}
