import type { PromiseChange, PromiseCreate, PromiseList, PromiseView } from '@filo/contracts/http';
import { queryOptions, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { t } from '../i18n/t';
import { showProblem, showToast } from '../state/toasts';
import { explain } from '../ui/explain-problem';
import { request, requestChange } from './api/request';
import { undoOf } from './undo-of';

/** What we promised one person, settled ones included. */
export const promisesQuery = (threadId: string) =>
  queryOptions({
    queryKey: ['promises', threadId] as const,
    queryFn: ({ signal }) => request<PromiseList>('/promises', { query: { threadId }, signal }),
  });

/** What I promised anybody and have not done. */
export const myPromisesQuery = queryOptions({
  queryKey: ['promises', 'mine'] as const,
  queryFn: ({ signal }) => request<PromiseList>('/promises', { signal }),
});

/** Reads what is shown of promises again, and what hangs on them. */
export function refreshPromises(client: QueryClient, threadId: string): void {
  void client.invalidateQueries({ queryKey: ['promises'] });
  void client.invalidateQueries({ queryKey: ['thread', threadId] });
  void client.invalidateQueries({ queryKey: ['thread-counts'] });
}

/** Makes and changes promises; a failure says why, and nothing was changed. Settling one can be undone. */
export function usePromiseActions() {
  const client = useQueryClient();
  const attempt = async (threadId: string, send: () => Promise<unknown>): Promise<boolean> => {
    try {
      await send();
      return true;
    } catch (error) {
      showProblem(explain(error));
      return false;
    } finally {
      refreshPromises(client, threadId);
    }
  };
  const send = (id: string, change: PromiseChange, undoes?: string) =>
    requestChange<PromiseView>(`/promises/${id}/changes`, {
      ...{ method: 'POST', body: change, ...(undoes !== undefined && { undoes }) },
    });
  return {
    make: (threadId: string, promise: PromiseCreate) =>
      attempt(threadId, () =>
        request<PromiseView>(`/threads/${threadId}/promises`, { method: 'POST', body: promise }),
      ),
    change: (promise: PromiseView, change: PromiseChange): Promise<boolean> =>
      attempt(promise.threadId, async () => {
        const { id, threadId } = promise;
        const done = await send(id, change);
        const back = backOf(promise, change);
        const undo = (undoes: string) =>
          send(id, back!, undoes).finally(() => refreshPromises(client, threadId));
        const text = t(`promise.done-${change.kind}`);
        showToast({ tone: 'done', of: promise.personName, text, ...undoOf(back ? done.change : null, undo) });
      }),
  };
}

/** What brings back what was; undefined: its time is past, or nothing does. */
const backOf = (
  { dueAt, timeZone, typed, owner }: PromiseView,
  { kind }: PromiseChange,
): PromiseChange | undefined => {
  if (kind === 'give') return { kind, agentId: owner.id };
  if (kind === 'keep' || kind === 'drop') return { kind: 'reopen' };
  if (kind === 'reopen' || Date.parse(dueAt) <= Date.now()) return undefined;
  return { kind: 'move', dueAt, timeZone, ...(typed !== null && { typed }) };
};
