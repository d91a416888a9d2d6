import type { DraftView } from '@filo/contracts/http';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import Drafts from '../features/drafts/drafts-page';
import { setComposerMode } from '../state/drafts/composer-mode';
import { expectFocus } from '../state/focus-requests';

/** The agent's drafts; each leads to the composer in which it stands. */
export default function DraftsPage() {
  const navigate = useNavigate();
  const open = useCallback(
    ({ threadId, mode }: DraftView) => {
      if (threadId === null) return;
      setComposerMode(threadId, mode);
      expectFocus('composer');
      void navigate({ to: '/inbox/$view', params: { view: 'all' }, search: { person: threadId } });
    },
    [navigate],
  );
  return <Drafts onOpen={open} />;
}
