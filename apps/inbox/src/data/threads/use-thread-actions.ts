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
import { findRow, ThreadActions, type ActionOutcome } from './thread-actions';

/** The request that takes an action back; none when there is nothing to take back. A snooze that it ended the server knows itself, topic by topic. */
function inverse(
  action: ThreadAction,
  assigneeId: string | null,
  settled: readonly string[] = [],
): ThreadAction | undefined {
  const topic = 'topicId' in action && action.topicId ? { topicId: action.topicId } : {};
  switch (action.kind) {
    case 'close':
      return { kind: 'reopen', ...topic, ...(settled.length > 0 && { promiseIds: [...settled] }) };
    case 'reopen':
      return { kind: 'close', ...topic };
    case 'assign':
      return { kind: 'assign', agentId: assigneeId, ...topic };
    case 'snooze':
      return { kind: 'wake', ...topic };
    case 'wake':
      return { kind: 'snooze', until: null, ...topic };
    case 'unread':
      return { kind: 'read' };
    // Handed over by a dialog of its own, which knows the way back.
    case 'team':
    case 'team-undo':
    case 'read':
      return undefined;
  }
}

/** Whom an action is about, as another page than a list of threads knows it. */
interface KnownThread {
  name: string;
  assigneeId: string | null;
  /** Until when it is snoozed, in words. */
  when?: string;
}

interface Done {
  action: ThreadAction;
  assigneeId: string | null;
  outcome: ActionOutcome;
}

type Attempt = (
  threadId: string,
  action: ThreadAction,
  undoes?: string,
) => Promise<ActionOutcome | undefined | void>;

/** What was promised and settled with it is open again as well; which that was, only the answer says. */
async function undo(
  attempt: Attempt,
  threadId: string,
  { action, assigneeId, outcome: { settled, change } }: Done,
): Promise<void> {
  const back = inverse(action, assigneeId, settled);
  // Whether it is read is the agent's own; all else is taken back unless a colleague did something there since.
  if (!back || (change === null && action.kind !== 'unread')) return;
  await attempt(threadId, back, change ?? undefined);
}

/** After these a row leaves the list that it stood in. */
const leaving = new Set<ThreadAction['kind']>(['close', 'assign', 'snooze']);

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
    const attempt = (threadId: string, action: ThreadAction, undoes?: string) =>
      actions.run(threadId, action, undoes).catch((error: unknown) => {
        // Whoever was merged away while in front of the agent: marking as read was nobody's order.
        if (action.kind === 'read' && error instanceof ApiError && error.problem.status === 404) return;
        takeBack(threadId);
        showProblem(explain(error));
      });
    return (threadId, action, known) => {
      const row = findRow(client, threadId);
      const assigneeId = known ? known.assigneeId : (row?.assignee?.id ?? null);
      if (leaving.has(action.kind)) sendAway(threadId);
      const done = attempt(threadId, action);
      if (!inverse(action, assigneeId)) return;
      const name = known?.name ?? row?.person.name ?? '';
      const toWhom = action.kind === 'assign' && action.agentId ? nameOf(action.agentId) : '';
      const kind = action.kind === 'assign' && action.agentId === null ? 'unassign' : action.kind;
      showToast({
        tone: 'done',
        text: t(`done.${kind}`, { name, agent: toWhom, when: known?.when }),
        undo: () => {
          takeBack(threadId);
          void done.then((outcome) => outcome && undo(attempt, threadId, { action, assigneeId, outcome }));
        },
      });
    };
  }, [client, agent.id, agent.name]);
}
