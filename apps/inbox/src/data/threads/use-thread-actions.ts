import type { ThreadAction } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { t } from '../../i18n/t';
import { sendAway, takeBack } from '../../state/sent-away';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import { ApiError } from '../api/api-error';
import { agentsQuery } from '../agents';
import { useAgent } from '../session';
import { findRow, ThreadActions } from './thread-actions';

/** How to take an action back; undefined when there is nothing to take back. */
function inverse(action: ThreadAction, assigneeBefore: string | null): ThreadAction | undefined {
  const topic = 'topicId' in action && action.topicId ? { topicId: action.topicId } : {};
  switch (action.kind) {
    case 'close':
      return { kind: 'reopen', ...topic };
    case 'reopen':
      return { kind: 'close', ...topic };
    case 'assign':
      return { kind: 'assign', agentId: assigneeBefore, ...topic };
    case 'unread':
      return { kind: 'read' };
    case 'read':
      return undefined;
  }
}

/** Whom an action is about, as another page than a list of threads knows it. */
interface KnownThread {
  name: string;
  assigneeId: string | null;
}

/** Takes an action on a thread: shown at once, with a toast that undoes it; a failure puts it back and says why. */
export function useThreadAction(): (threadId: string, action: ThreadAction, known?: KnownThread) => void {
  const client = useQueryClient();
  const agent = useAgent();
  return useMemo(() => {
    const nameOf = (id: string) =>
      id === agent.id
        ? agent.name
        : (client.getQueryData(agentsQuery.queryKey)?.items.find((one) => one.id === id)?.name ?? '');
    const actions = new ThreadActions(client, agent.id, nameOf);
    const attempt = (threadId: string, action: ThreadAction) =>
      actions.run(threadId, action).catch((error: unknown) => {
        // Whoever was merged away while in front of the agent: marking as read was nobody's order.
        if (action.kind === 'read' && error instanceof ApiError && error.problem.status === 404) return;
        takeBack(threadId);
        showProblem(explain(error));
      });
    return (threadId, action, known) => {
      const row = findRow(client, threadId);
      const back = inverse(action, known ? known.assigneeId : (row?.assignee?.id ?? null));
      if (action.kind === 'close' || action.kind === 'assign') sendAway(threadId);
      void attempt(threadId, action);
      if (!back || action.kind === 'read') return;
      const name = known?.name ?? row?.person.name ?? '';
      const toWhom = action.kind === 'assign' && action.agentId ? nameOf(action.agentId) : '';
      const kind = action.kind === 'assign' && action.agentId === null ? 'unassign' : action.kind;
      showToast({
        tone: 'done',
        text: t(`done.${kind}`, { name, agent: toWhom }),
        undo: () => {
          takeBack(threadId);
          void attempt(threadId, back);
        },
      });
    };
  }, [client, agent.id, agent.name]);
}
