import type { ThreadRow, ThreadViewName } from '@filo/contracts/http';

/** The views that exist in this version of the inbox, in the order of the navigation. */
export const viewNames = ['mine', 'unassigned', 'all', 'waiting', 'closed'] as const;
export type ViewName = Extract<ThreadViewName, (typeof viewNames)[number]>;

export const isViewName = (value: string): value is ViewName =>
  (viewNames as readonly string[]).includes(value);

/** Does this row stand in this view of this agent? The same rule as the server's, so that a live row needs no refetch. */
export function belongsToView(view: ViewName, row: ThreadRow, agentId: string): boolean {
  switch (view) {
    case 'mine':
      return row.state !== 'closed' && row.assignee?.id === agentId;
    case 'unassigned':
      return row.state !== 'closed' && row.assignee === null;
    case 'all':
      return true;
    case 'waiting':
      return row.waitingSince !== null;
    case 'closed':
      return row.state === 'closed';
  }
}

const byText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** The order of a view, as the server pages it: longest waiting first in `waiting`, else the newest word first. */
export const compareRows = (view: ViewName, a: ThreadRow, b: ThreadRow): number =>
  view === 'waiting'
    ? byText(a.waitingSince ?? '', b.waitingSince ?? '') || byText(a.id, b.id)
    : byText(b.lastAt, a.lastAt) || byText(b.id, a.id);
