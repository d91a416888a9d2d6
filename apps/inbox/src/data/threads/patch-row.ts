import type { ThreadPage, ThreadRow } from '@filo/contracts/http';
import type { InfiniteData } from '@tanstack/react-query';
import {
  compareRows,
  isListed,
  type ListFilter,
  type ListOrder,
  orderOf,
  type ViewName,
} from './view-membership';

export type ThreadListData = InfiniteData<ThreadPage, string | undefined>;

export const rowsOf = (data: { pages: readonly ThreadPage[] } | undefined): ThreadRow[] => {
  const seen = new Set<string>();
  // A row that moved up between two pages was fetched twice; its first place is the newer one.
  return (data?.pages ?? []).flatMap((page) =>
    page.items.filter((row) => !seen.has(row.id) && Boolean(seen.add(row.id))),
  );
};

const find = (data: ThreadListData, id: string) => {
  for (const page of data.pages) for (const row of page.items) if (row.id === id) return row;
  return undefined;
};

const without = (data: ThreadListData, id: string): ThreadListData => ({
  ...data,
  pages: data.pages.map((page) =>
    page.items.some((row) => row.id === id)
      ? { ...page, items: page.items.filter((row) => row.id !== id) }
      : page,
  ),
});

const inPlace = (data: ThreadListData, row: ThreadRow): ThreadListData => ({
  ...data,
  pages: data.pages.map((page) =>
    page.items.some((old) => old.id === row.id)
      ? { ...page, items: page.items.map((old) => (old.id === row.id ? row : old)) }
      : page,
  ),
});

function insert(data: ThreadListData, order: ListOrder, row: ThreadRow): ThreadListData {
  for (const [pageIndex, page] of data.pages.entries()) {
    const at = page.items.findIndex((other) => compareRows(order, row, other) < 0);
    const isEnd = pageIndex === data.pages.length - 1 && page.next === null;
    if (at < 0 && !isEnd) continue;
    const place = at < 0 ? page.items.length : at;
    const items = [...page.items.slice(0, place), row, ...page.items.slice(place)];
    return {
      ...data,
      pages: data.pages.map((old, index) => (index === pageIndex ? { ...old, items } : old)),
    };
  }
  // It belongs behind what is loaded and will come with its page.
  return data;
}

/** Whose list it is, and of which view: both decide whether a row belongs there. */
interface ListReader {
  view: ViewName;
  filter?: ListFilter;
  agentId: string;
}

/**
 * Puts a row that the server sent into a loaded list: replaced, moved, added or taken out. A row older than the one shown
 * (by thread version) is ignored, since events can overtake answers. Answers the same object when nothing changed.
 */
export function patchRow(data: ThreadListData, row: ThreadRow, list: ListReader): ThreadListData {
  const known = find(data, row.id);
  if (known && known.version > row.version) return data;
  if (!isListed(list, row)) return known ? without(data, row.id) : data;
  const order = orderOf(list.view, list.filter ?? {});
  if (known && compareRows(order, known, row) === 0) return inPlace(data, row);
  return insert(known ? without(data, row.id) : data, order, row);
}

/** Takes a person out of a list: merged away or out of the reader's sight. */
export const dropRow = (data: ThreadListData, id: string): ThreadListData =>
  find(data, id) ? without(data, id) : data;
