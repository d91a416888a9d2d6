import type { BoardCard } from '@filo/contracts/http';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useAgent } from '../data/session';
import { useThreadAction } from '../data/threads/use-thread-actions';
import Board from '../features/board/board-page';
import { setComposerMode } from '../state/drafts/composer-mode';
import { expectFocus } from '../state/focus-requests';
import { expectInvitation } from '../state/invite-requests';
import { select } from '../state/selection';

/** The board of public posts; its cards lead to the threads of those who wrote them. */
export default function BoardPage() {
  const navigate = useNavigate();
  const agent = useAgent();
  const act = useThreadAction();
  const acts = useMemo(() => {
    const open = ({ threadId, messageId }: BoardCard): void => {
      if (!threadId) return;
      // Before the page is there: what waits for a composer must not meet that of whoever was open before.
      select(threadId);
      void navigate({
        to: '/inbox/$view',
        params: { view: 'all' },
        search: { person: threadId, message: messageId },
      });
    };
    return {
      open,
      reply: (card: BoardCard) => {
        if (card.threadId) setComposerMode(card.threadId, 'reply');
        expectFocus('composer');
        open(card);
      },
      invite: (card: BoardCard) => {
        expectInvitation(card.messageId);
        open(card);
      },
      claim: ({ threadId, topicId }: BoardCard) => {
        if (threadId) act(threadId, { kind: 'assign', agentId: agent.id, ...(topicId ? { topicId } : {}) });
      },
    };
  }, [navigate, agent.id, act]);
  return <Board acts={acts} />;
}
