import type { Notice } from '@filo/contracts/http';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useNoticeActions } from '../data/use-notice-actions';

/** Leads to where a notice tells of, at its message; it is read by that. */
export function useOpenNotice(): (notice: Notice) => void {
  const navigate = useNavigate();
  const { mark } = useNoticeActions();
  return useCallback(
    (notice: Notice) => {
      const { kind, threadId: person, messageId, read } = notice;
      if (!read) void mark(notice, true);
      if (kind === 'ok') return void navigate({ to: '/oks' });
      if (kind === 'webhook' || person === null) return void navigate({ to: '/admin/webhooks' });
      void navigate({
        to: '/inbox/$view',
        params: { view: 'all' },
        search: { person, ...(messageId && { message: messageId }) },
      });
    },
    [navigate, mark],
  );
}
