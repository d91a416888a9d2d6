import type { OkRequest } from '@filo/contracts/http';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import Oks from '../features/oks/oks-page';
import { offerPlaces } from '../state/place-requests';

/** Answers that wait for an OK; each leads to the thread in which it is to stand, and to the post whose words ask for it. */
export default function OksPage() {
  const navigate = useNavigate();
  const lead = useCallback(
    (person: string, message: string) =>
      void navigate({ to: '/inbox/$view', params: { view: 'all' }, search: { person, message } }),
    [navigate],
  );
  const open = useCallback(
    ({ threadId, answers }: OkRequest) => {
      if (threadId) lead(threadId, answers.messageId);
    },
    [lead],
  );
  useEffect(() => offerPlaces(({ threadId, messageId }) => lead(threadId, messageId)), [lead]);
  return <Oks onOpen={open} />;
}
