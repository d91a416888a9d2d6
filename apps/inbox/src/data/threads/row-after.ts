import type { ThreadAction, ThreadRow } from '@filo/contracts/http';

/** How a row will look once the server has carried out an action on the whole thread. */
export function rowAfter(row: ThreadRow, action: ThreadAction, agentName: (id: string) => string): ThreadRow {
  switch (action.kind) {
    case 'close':
      return { ...row, state: 'closed', waitingSince: null, openTopics: 0 };
    case 'reopen':
      return { ...row, state: 'open', openTopics: Math.max(1, row.openTopics) };
    case 'assign':
      return {
        ...row,
        assignee: action.agentId === null ? null : { id: action.agentId, name: agentName(action.agentId) },
      };
    case 'read':
      return { ...row, unread: false };
    case 'unread':
      return { ...row, unread: true };
  }
}
