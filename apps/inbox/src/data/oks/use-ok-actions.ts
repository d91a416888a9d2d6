import type { OkEdited, OkRequest } from '@filo/contracts/http';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import { request } from '../api/request';

/** Each answers whether it was done; a refusal is said, and what stands there is read anew. */
export interface OkActions {
  give(asked: OkRequest): Promise<boolean>;
  giveBack(asked: OkRequest, reason: string): Promise<boolean>;
  withdraw(asked: OkRequest): Promise<boolean>;
  edit(asked: OkRequest, edited: OkEdited): Promise<boolean>;
}

/** What becomes of an answer that waits for an OK. The server holds it to what the agent read. */
export function useOkActions(): OkActions {
  const client = useQueryClient();
  return useMemo(() => {
    const act = (asked: OkRequest, { to, body, put, done }: Act) =>
      attempt(client, done, () =>
        request(`/ok-requests/${asked.id}${to}`, {
          method: put ? 'PUT' : 'POST',
          body,
          headers: { 'if-match': String(asked.threadVersion) },
        }),
      );
    return {
      give: (asked) => act(asked, { to: '/ok', body: { digest: asked.digest }, done: 'oks.given' }),
      giveBack: (asked, reason) =>
        act(asked, { to: '/return', body: { digest: asked.digest, reason }, done: 'oks.returned' }),
      withdraw: (asked) => act(asked, { to: '/withdraw', body: {}, done: 'oks.withdrawn' }),
      edit: (asked, edited) => act(asked, { to: '', body: edited, put: true, done: 'oks.asked-anew' }),
    };
  }, [client]);
}

interface Act {
  to: string;
  body: object;
  put?: boolean;
  /** What is said when it is done. */
  done: string;
}

const attempt = async (client: QueryClient, done: string, act: () => Promise<unknown>): Promise<boolean> => {
  try {
    await act();
    showToast({ tone: 'done', text: t(done) });
    return true;
  } catch (error) {
    showProblem(explain(error));
    return false;
  } finally {
    void client.invalidateQueries({ queryKey: ['oks'] });
  }
};
