import type { ThreadRow, ThreadViewName } from '@filo/contracts/http';
import { type ListFilter, severalOf } from './list-filter';

export type { ListFilter };

/** The views that exist in this version of the inbox, in the order of the navigation. */
export const viewNames = ['mine', 'unassigned', 'all', 'waiting', 'promised', 'snoozed', 'closed'] as const;
export type ViewName = Extract<ThreadViewName, (typeof viewNames)[number]>;

export const isViewName = (value: string): value is ViewName =>
  (viewNames as readonly string[]).includes(value);

/** Does a row stand in a list of this view? */
export const isListed = (
  { view, filter = {}, agentId }: { view: ViewName; filter?: ListFilter; agentId: string },
  row: ThreadRow,
): boolean => belongsToView(view, row, agentId) && passes(filter, row);

const hourMs = 3_600_000;

/** The same rule as the server's, as for the view. */
function passes({ team, agent, channel, tag, waiting, promise }: ListFilter, row: ThreadRow): boolean {
  const isOver = (at: string | null | undefined, ms = 0) => Boolean(at) && Date.parse(at!) <= Date.now() - ms;
  return (
    (team === undefined || row.teamIds.includes(team)) &&
    (agent === undefined || row.assigneeIds.includes(agent)) &&
    (channel === undefined || severalOf(channel).some((one) => row.channels.includes(one))) &&
    severalOf(tag).every((one) => row.tagIds.includes(one)) &&
    (waiting === undefined || isOver(row.waitingSince, waiting * hourMs)) &&
    (promise === undefined || isOver(row.promise?.dueAt))
  );
}

/** By what a list is sorted: as a view is, or the oldest word first. */
export type ListOrder = ViewName | 'oldest';

/** What is a team's is listed by whose turn it is. */
export const orderOf = (view: ViewName, { team, sort }: ListFilter): ListOrder => {
  if (sort !== undefined) return sort === 'newest' ? 'all' : 'oldest';
  return team !== undefined && view === 'all' ? 'unassigned' : view;
};

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
const turnOf = (view: ListOrder, row: ThreadRow): string | undefined => {
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
export function compareRows(view: ListOrder, a: ThreadRow, b: ThreadRow): number {
  if (view === 'oldest') return byText(a.lastAt, b.lastAt) || byText(a.id, b.id);
  if (view === 'all' || view === 'closed') return byText(b.lastAt, a.lastAt) || byText(b.id, a.id);
  const [first, second] = [turnOf(view, a), turnOf(view, b)];
  const bothLast = first === undefined && second === undefined && view !== 'snoozed';
  return (bothLast ? byText(b.lastAt, a.lastAt) : byText(first ?? '9', second ?? '9')) || byText(a.id, b.id);
}
