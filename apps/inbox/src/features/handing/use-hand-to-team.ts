import type { TeamView } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { useAgent } from '../../data/session';
import { ThreadActions } from '../../data/threads/thread-actions';
import { t } from '../../i18n/t';
import { sendAway, takeBack } from '../../state/sent-away';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';

interface Handing {
  threadId: string;
  topicId: string | null;
  /** Whose thread it is. */
  name: string;
  /** Null: to none. */
  team: TeamView | null;
  reason: string;
}

/** Hands a thread to a team, with a toast that takes it back unless a colleague did something with it since. */
export function useHandToTeam(): (handing: Handing) => void {
  const client = useQueryClient();
  const agent = useAgent();
  const actions = new ThreadActions(client, agent.id, () => '');
  const failed = (threadId: string) => (error: unknown) => {
    takeBack(threadId);
    showProblem(explain(error));
  };
  return ({ threadId, topicId, name, team, reason }) => {
    sendAway(threadId);
    const undo = (handed: string) => () => {
      takeBack(threadId);
      void actions.run(threadId, { kind: 'team-undo', handed }).catch(failed(threadId));
    };
    const topic = topicId ? { topicId } : {};
    const why = reason ? { reason } : {};
    actions.run(threadId, { kind: 'team', teamId: team?.id ?? null, ...topic, ...why }).then(({ handed }) => {
      const text = team ? t('hand.done', { name, team: team.name }) : t('hand.done-none', { name });
      showToast({ tone: 'done', text, ...(handed ? { undo: undo(handed) } : {}) });
    }, failed(threadId));
  };
}
