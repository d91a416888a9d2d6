import type { ThreadAction, ThreadRow } from '@filo/contracts/http';

/** How a row will look once the server has carried out an action on the whole thread. */
export function rowAfter(row: ThreadRow, action: ThreadAction, agentName: (id: string) => string): ThreadRow {
  // Which team that is, and who is in it, only the answer says.
  if (action.kind === 'team' || action.kind === 'team-undo') return row;
  switch (action.kind) {
    case 'close':
      return {
        ...row,
        ...{
          state: 'closed',
          waitingSince: null,
          openTopics: 0,
          grave: false,
          snoozed: null,
          assigneeIds: [],
        },
      };
    case 'reopen':
      return reopened(row);
    case 'assign':
      return assigned(
        row,
        action.agentId === null ? null : { id: action.agentId, name: agentName(action.agentId) },
      );
    case 'snooze':
      return {
        ...row,
        state: 'snoozed',
        waitingSince: null,
        grave: false,
        snoozed: { until: action.until },
        assigneeIds: [],
      };
    case 'wake':
      return woken(row);
    case 'read':
      return { ...row, unread: false };
    case 'unread':
      return { ...row, unread: true };
  }
}

const reopened = (row: ThreadRow): ThreadRow => ({
  ...row,
  state: 'open',
  openTopics: Math.max(1, row.openTopics),
  assigneeIds: idsOf(row.assignee),
});

const woken = (row: ThreadRow): ThreadRow => ({
  ...row,
  ...{ snoozed: null, assigneeIds: idsOf(row.assignee) },
  state: row.state !== 'snoozed' ? row.state : theirsIsLast(row) ? 'open' : 'waiting',
});

/** What was taken back answers nobody. */
const theirsIsLast = ({ previewDirection }: ThreadRow): boolean =>
  previewDirection === 'inbound' || previewDirection === 'taken-back';

const idsOf = (assignee: ThreadRow['assignee']): string[] => (assignee ? [assignee.id] : []);

/** What is closed or snoozed is on nobody's list. */
const assigned = (row: ThreadRow, assignee: ThreadRow['assignee']): ThreadRow => ({
  ...row,
  assignee,
  assigneeIds: row.state === 'open' || row.state === 'waiting' ? idsOf(assignee) : row.assigneeIds,
});
