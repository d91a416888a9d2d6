import type { ThreadRow } from '@filo/contracts/http';
import type { QueryClient } from '@tanstack/react-query';
import { dropRow, patchRow, type ThreadListData } from './patch-row';
import type { ListFilter, ViewName } from './view-membership';

const lists = (client: QueryClient) =>
  client.getQueriesData<ThreadListData>({ queryKey: ['thread-lists'] }).flatMap(([key, data]) => {
    const [, view, filter] = key as readonly [string, ViewName, ListFilter?];
    return data ? [{ key, data, view, filter }] : [];
  });

/**
 * Puts a row into every loaded list it belongs to. A list that is being read may have been read before the row changed, and would be
 * shown without it: there it is put once more when the answer is there, unless the thread was taken out meanwhile.
 */
export function patchThreadLists(client: QueryClient, row: ThreadRow, agentId: string): void {
  putRow(client, row, agentId);
  const drops = dropsOf(client, row.id);
  const putAgain = () => void (dropsOf(client, row.id) === drops && putRow(client, row, agentId));
  const read = client.getQueryCache().findAll({ queryKey: ['thread-lists'], fetchStatus: 'fetching' });
  for (const { promise } of read) void promise?.catch(() => undefined).then(putAgain);
}

function putRow(client: QueryClient, row: ThreadRow, agentId: string): void {
  for (const { key, data, view, filter = {} } of lists(client)) {
    const next = patchRow(data, row, { view, filter, agentId });
    if (next !== data) client.setQueryData(key, next);
  }
}

const dropped = new WeakMap<QueryClient, Map<string, number>>();

/** How often this thread was taken out of the lists: what asked before that, and is answered after, must not bring it back. */
export const dropsOf = (client: QueryClient, threadId: string): number =>
  dropped.get(client)?.get(threadId) ?? 0;

/** Takes a person out of every loaded list. A list that is being read may still hold it, and is read again from the start. */
export function dropFromThreadLists(client: QueryClient, threadId: string): void {
  const counts = dropped.get(client) ?? new Map<string, number>();
  dropped.set(client, counts.set(threadId, dropsOf(client, threadId) + 1));
  for (const { key, data } of lists(client)) {
    const next = dropRow(data, threadId);
    if (next !== data) client.setQueryData(key, next);
  }
  void client.invalidateQueries({ queryKey: ['thread-lists'], fetchStatus: 'fetching' });
}
