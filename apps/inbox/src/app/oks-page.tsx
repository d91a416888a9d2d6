import type { OkRequest } from '@filo/contracts/http';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import Oks from '../features/oks/oks-page';

/** Answers that wait for an OK; each leads to the thread in which it is to stand. */
export default function OksPage() {
  const navigate = useNavigate();
  const open = useCallback(
    ({ threadId, answers }: OkRequest) => {
      if (threadId)
        void navigate({
          to: '/inbox/$view',
          params: { view: 'all' },
          search: { person: threadId, message: answers.messageId },
        });
    },
    [navigate],
  );
  return <Oks onOpen={open} />;
}
