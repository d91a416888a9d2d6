import type { Watch, WatchBegin } from '@filo/contracts/http';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import { request } from '../api/request';
import { identityName } from '../identity-name';

export interface WatchActions {
  begin(what: WatchBegin): Promise<void>;
  end(watch: Watch): Promise<void>;
  /** What is shown of it was seen; quietly, for nobody gave an order. */
  seen(watch: Watch): Promise<void>;
}

/** Begins and ends watching, with a toast that undoes it; a refusal says why. */
export function useWatchActions(): WatchActions {
  const client = useQueryClient();
  return useMemo(() => {
    const begin = (what: WatchBegin, undo = true) =>
      attempt(client, async () => {
        const watch = await request<Watch>('/watches', { method: 'POST', body: what });
        const text = t('watches.begun', { name: identityName(watch.author) });
        showToast({ tone: 'done', text, ...(undo && { undo: () => void end(watch, false) }) });
      });
    const end = (watch: Watch, undo = true) =>
      attempt(client, async () => {
        await request(`/watches/${watch.messageId}`, { method: 'DELETE' });
        const back = () => void begin({ messageId: watch.messageId }, false);
        const text = t('watches.ended', { name: identityName(watch.author) });
        showToast({ tone: 'done', text, ...(undo && { undo: back }) });
      });
    return {
      begin: (what) => begin(what),
      end: (watch) => end(watch),
      seen: (watch) => attempt(client, () => noteSeen(watch)),
    };
  }, [client]);
}

/** What came since it was read stays new. */
export const noteSeen = ({ messageId, messageIds, reach }: Watch): Promise<Watch> =>
  request<Watch>(`/watches/${messageId}/seen`, { method: 'POST', body: { messageIds, reach } });

const attempt = async (client: QueryClient, act: () => Promise<unknown>): Promise<void> => {
  try {
    await act();
  } catch (error) {
    showProblem(explain(error));
  } finally {
    void client.invalidateQueries({ queryKey: ['watches'] });
    void client.invalidateQueries({ queryKey: ['board'] });
  }
};
