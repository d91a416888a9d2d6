import type { Notice } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { t } from '../i18n/t';
import { showProblem, showToast } from '../state/toasts';
import { explain } from '../ui/explain-problem';
import { markNotices, noticesQuery } from './notices';

export interface NoticeActions {
  mark(notice: Notice, read: boolean): Promise<void>;
  /** With a toast that undoes it. */
  markAll(): Promise<void>;
}

/** Marks what this agent was told as read, at every page where they are signed in. */
export function useNoticeActions(): NoticeActions {
  const client = useQueryClient();
  return useMemo(() => {
    const attempt = async (act: () => Promise<unknown>) => {
      try {
        await act();
      } catch (error) {
        showProblem(explain(error));
      } finally {
        await client.invalidateQueries({ queryKey: noticesQuery.queryKey });
      }
    };
    const markAll = () =>
      attempt(async () => {
        const { ids } = await markNotices({});
        const undo = () => void attempt(() => markNotices({ ids, read: false }));
        showToast({ tone: 'done', text: t('notices.all-read'), ...(ids.length > 0 && { undo }) });
      });
    return {
      mark: ({ id }, read) => attempt(() => markNotices({ ids: [id], read })),
      markAll,
    };
  }, [client]);
}
