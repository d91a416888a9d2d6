import type { ThreadRow, ThreadViewName } from '@filo/contracts/http';

/** The views that exist in this version of the inbox, in the order of the navigation. */
export const viewNames = ['mine', 'unassigned', 'all', 'waiting', 'promised', 'snoozed', 'closed'] as const;
export type ViewName = Extract<ThreadViewName, (typeof viewNames)[number]>;

export const isViewName = (value: string): value is ViewName =>
  (viewNames as readonly string[]).includes(value);

/** What of a view is listed, as the address and the server name it. */
export interface ListFilter {
  /** What is open and this team's. */
  team?: string;
}

/** Does a row stand in a list of this view? */
export const isListed = (
  { view, filter = {}, agentId }: { view: ViewName; filter?: ListFilter; agentId: string },
  row: ThreadRow,
): boolean =>
  belongsToView(view, row, agentId) && (filter.team === undefined || row.teamIds.includes(filter.team));

/** What is a team's is listed by whose turn it is. */
export const orderOf = (view: ViewName, filter: ListFilter): ViewName =>
  filter.team !== undefined && view === 'all' ? 'unassigned' : view;

/** Does this row stand in this view of this agent? The same rule as the server's, so that a live row needs no refetch. */
export function belongsToView(view: ViewName, row: ThreadRow, agentId: string): boolean {
  if (row.hidden) return false;
  switch (view) {
    case 'mine':
      return row.assigneeIds.includes(agentId);
    case 'unassigned':
      return (row.state === 'open' || row.state === 'waiting') && row.assignee === null;
    case 'all':
      return true;
    case 'waiting':
      return row.waitingSince !== null;
    case 'promised':
      return row.promise !== null;
    case 'snoozed':
      return row.snoozed !== null;
    case 'closed':
      return row.state === 'closed';
  }
}

const byText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** By what a view is sorted first, earliest first; behind it all comes what has no such time, the newest word first. */
const turnOf = (view: ViewName, row: ThreadRow): string | undefined => {
  switch (view) {
    case 'mine':
    case 'unassigned':
      return row.waitingSince ?? row.promise?.dueAt;
    case 'waiting':
      return row.waitingSince ?? undefined;
    case 'promised':
      return row.promise?.dueAt;
    case 'snoozed':
      return row.snoozed?.until ?? undefined;
    default:
      return undefined;
  }
};

/** The order of a view, as the server pages it: whoever waits longest first where there is work, else the newest word first. */
export function compareRows(view: ViewName, a: ThreadRow, b: ThreadRow): number {
  if (view === 'all' || view === 'closed') return byText(b.lastAt, a.lastAt) || byText(b.id, a.id);
  const [first, second] = [turnOf(view, a), turnOf(view, b)];
  const bothLast = first === undefined && second === undefined && view !== 'snoozed';
  return (bothLast ? byText(b.lastAt, a.lastAt) : byText(first ?? '9', second ?? '9')) || byText(a.id, b.id);
}
