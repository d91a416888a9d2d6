import { create } from 'zustand';

export interface Picked {
  /** Which list they are picked in: another one begins with none. */
  list: string;
  /** All that the list matches but for `ids`, else `ids`. */
  all: boolean;
  ids: ReadonlySet<string>;
  /** Where a stretch begins that is drawn out by keys or with Shift. */
  anchor: string | null;
}

const none = { all: false, ids: new Set<string>(), anchor: null };

/** Whom something is to be done with together. It outlives scrolling: what is picked need not be on the screen. */
export const usePicked = create<Picked>(() => ({ list: '', ...none }));

export const isPicked = ({ all, ids }: Pick<Picked, 'all' | 'ids'>, id: string): boolean =>
  all !== ids.has(id);
export const isAnyPicked = ({ all, ids }: Pick<Picked, 'all' | 'ids'>): boolean => all || ids.size > 0;

export const clearPicked = (): void => usePicked.setState(none);

/** The list that is shown now. */
export function pickIn(list: string): void {
  if (usePicked.getState().list !== list) usePicked.setState({ list, ...none });
}

export const togglePicked = (id: string): void =>
  usePicked.setState(({ ids, ...rest }) => ({ ...rest, ids: toggled(ids, id), anchor: id }));

export const pick = (ids: readonly string[]): void =>
  usePicked.setState({ all: false, ids: new Set(ids), anchor: null });

/** `ids` are new each time: an order is told from the one before by them. */
export const pickAll = (): void => usePicked.setState({ ...none, ids: new Set(), all: true });

const toggled = (ids: ReadonlySet<string>, id: string): ReadonlySet<string> => {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
};
