import type { BoardCard, ThreadDetail } from '@filo/contracts/http';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { request } from '../data/api/request';
import { claimStorm } from '../data/board/claim-storm';
import { takeUp } from '../data/board/take-up';
import { identityName } from '../data/identity-name';
import { useAgent } from '../data/session';
import { undoOf } from '../data/undo-of';
import Board from '../features/board/board-page';
import Lessons from '../features/lessons/lessons-panel';
import Sources from '../features/listening/sources-panel';
import { t } from '../i18n/t';
import { answerMessage, answerOpened } from '../state/drafts/meant-message';
import { expectFocus } from '../state/focus-requests';
import { expectInvitation } from '../state/invite-requests';
import { select } from '../state/selection';
import { showProblem, showToast } from '../state/toasts';
import { explain } from '../ui/explain-problem';

const route = getRouteApi('/shell/board');

interface Place {
  threadId: string;
  messageId: string;
  topicId?: string;
  change?: string | null;
}

/** What was only found is taken up before anything is done with it. */
const withThread = (card: BoardCard, then: (place: Place) => void): void =>
  void takeUp(card).then(
    (place) => place && then(place),
    (error: unknown) => showProblem(explain(error)),
  );

/** What was only found becomes the agent's by being taken up, unless a colleague has that matter; undone, it is as it was before. */
const claimFound = (client: QueryClient, card: BoardCard, agent: { name: string }): void => {
  const refresh = () => client.invalidateQueries({ queryKey: ['board'] });
  withThread(card, (place) => {
    void refresh();
    const { threadId, topicId, change = null } = place;
    if (change === null) return void tellOwner(place).catch((error: unknown) => showProblem(explain(error)));
    const body = { kind: 'assign', agentId: null, topicId };
    showToast({
      tone: 'done',
      text: t('done.assign', { name: identityName(card.author), agent: agent.name }),
      ...undoOf(
        change,
        async (undoes) => {
          await request(`/threads/${threadId}/actions`, { method: 'POST', body, undoes });
          await refresh();
        },
        refresh,
      ),
    });
  });
};

const tellOwner = async ({ threadId, topicId }: Place): Promise<void> => {
  const { topics } = await request<ThreadDetail>(`/threads/${threadId}`);
  const owner = topics.find(({ id }) => id === topicId)?.assignee;
  if (owner) showToast({ tone: 'done', text: t('board.owner', { name: owner.name }) });
};

/** The board of public posts; its cards lead to the threads of those who wrote them. */
export default function BoardPage() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const agent = useAgent();
  const { source, watched = false } = route.useSearch();
  const acts = useMemo(() => {
    const show = (threadId: string, messageId: string): void => {
      // Before the page is there: what waits for a composer must not meet that of whoever was open before.
      select(threadId);
      void navigate({
        to: '/inbox/$view',
        params: { view: 'all' },
        search: { person: threadId, message: messageId },
      });
    };
    return {
      open: (card: BoardCard) => {
        const look = ({ threadId, messageId }: Pick<Place, 'threadId' | 'messageId'>) => {
          answerOpened(threadId, messageId);
          show(threadId, messageId);
        };
        // Whoever has a thread has it there already; looking takes up nothing.
        if (card.threadId) look({ threadId: card.threadId, messageId: card.messageId });
        else withThread(card, look);
      },
      reply: (card: BoardCard) =>
        withThread(card, ({ threadId, messageId }) => {
          answerMessage(threadId, messageId);
          expectFocus('composer');
          show(threadId, messageId);
        }),
      invite: (card: BoardCard) =>
        withThread(card, ({ threadId, messageId }) => {
          expectInvitation(messageId);
          show(threadId, messageId);
        }),
      claim: (card: BoardCard) => {
        if (card.heard === 'mention' || card.posts > 1) void claimStorm(client, card, source);
        else claimFound(client, card, agent);
      },
    };
  }, [navigate, client, agent, source]);
  const chooseSource = (chosen: string | undefined) =>
    void navigate({ to: '/board', search: chosen ? { source: chosen } : {}, replace: true });
  const chooseWatched = (chosen: boolean) =>
    void navigate({ to: '/board', search: chosen ? { watched: true } : {}, replace: true });
  return (
    <Board
      acts={acts}
      source={source}
      watched={watched}
      onWatched={chooseWatched}
      sources={
        <>
          <Sources source={source} onSource={chooseSource} />
          <Lessons />
        </>
      }
    />
  );
}
