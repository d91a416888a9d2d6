import type { ThreadRow } from '@filo/contracts/http';
import { type Picked, togglePicked, usePicked } from '../../state/picked-people';
import { useSelection } from '../../state/selection';

/** What a press on a row means by the keys that are held with it. */
export type PressKeys = Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>;

/** A press with Shift draws a stretch out to the row, one with Ctrl picks it or lets it go. */
export function pickByPress(rows: readonly ThreadRow[], id: string, { shiftKey }: PressKeys): void {
  const from = usePicked.getState().anchor ?? useSelection.getState().personId ?? id;
  if (shiftKey)
    extendPicked(
      rows.map((row) => row.id),
      from,
      id,
    );
  else togglePicked(id);
}

/** Draws the stretch from the anchor out to `to`: it was drawn out to `from` before, and what lies between is let go. */
export const extendPicked = (order: readonly string[], from: string, to: string): void =>
  usePicked.setState((picked) => extended(picked, { order, from, to }));

interface Stretch {
  /** The rows as they stand. */
  order: readonly string[];
  from: string;
  to: string;
}

export function extended(picked: Picked, { order, from, to }: Stretch): Picked {
  const anchor = picked.anchor !== null && order.includes(picked.anchor) ? picked.anchor : from;
  const wanted = new Set(between(order, anchor, to));
  const before = between(order, anchor, from).filter((id) => id !== anchor && !wanted.has(id));
  const ids = new Set(picked.ids);
  const put = (id: string, isIn: boolean) => (isIn === picked.all ? ids.delete(id) : ids.add(id));
  for (const id of before) put(id, false);
  for (const id of wanted) put(id, true);
  return { ...picked, ids, anchor };
}

const between = (order: readonly string[], one: string, other: string): readonly string[] => {
  const [a, b] = [order.indexOf(one), order.indexOf(other)];
  return a < 0 || b < 0 ? [other] : order.slice(Math.min(a, b), Math.max(a, b) + 1);
};
