import type { PromiseChange, PromiseCreate, PromiseList, PromiseView } from '@filo/contracts/http';
import { queryOptions, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { t } from '../i18n/t';
import { showProblem, showToast } from '../state/toasts';
import { explain } from '../ui/explain-problem';
import { request } from './api/request';

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
  const send = (id: string, change: PromiseChange) =>
    request<PromiseView>(`/promises/${id}/changes`, { method: 'POST', body: change });
  return {
    make: (threadId: string, promise: PromiseCreate) =>
      attempt(threadId, () =>
        request<PromiseView>(`/threads/${threadId}/promises`, { method: 'POST', body: promise }),
      ),
    change: async ({ id, threadId, dueAt }: PromiseView, change: PromiseChange): Promise<boolean> => {
      const done = await attempt(threadId, () => send(id, change));
      const back: PromiseChange | undefined =
        change.kind === 'move'
          ? Date.parse(dueAt) > Date.now()
            ? { kind: 'move', dueAt }
            : undefined
          : { kind: 'reopen' };
      if (done)
        showToast({
          tone: 'done',
          text: t(`promise.done-${change.kind}`),
          ...(back ? { undo: () => void attempt(threadId, () => send(id, back)) } : {}),
        });
      return done;
    },
  };
}
