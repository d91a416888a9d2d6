import type { ThreadRow } from '@filo/contracts/http';
import { useEffect } from 'react';
import { useCommand } from '../../keys/active-commands';
import { clearPicked, pick, pickIn, togglePicked } from '../../state/picked-people';
import { select, useSelection } from '../../state/selection';
import { extendPicked } from './extend-picked';

/** Picks people by keys; loaded after the list, which paints first. */
export default function PickKeys({ list, rows }: { list: string; rows: readonly ThreadRow[] }) {
  useEffect(() => pickIn(list), [list]);
  const here = () => useSelection.getState().personId ?? rows[0]?.id;
  const extend = (by: number) => {
    const [ids, from] = [rows.map(({ id }) => id), here()];
    if (from === undefined) return;
    const to = ids[Math.min(ids.length - 1, Math.max(0, ids.indexOf(from) + by))] ?? from;
    extendPicked(ids, from, to);
    select(to);
  };
  const pickWhere = (holds: (row: ThreadRow) => boolean) => pick(rows.filter(holds).map(({ id }) => id));
  useCommand('list.select', () => {
    const id = here();
    if (id === undefined) return;
    select(id);
    togglePicked(id);
  });
  useCommand('list.select-next', () => extend(1));
  useCommand('list.select-previous', () => extend(-1));
  useCommand('list.select-all', () => pickWhere(() => true));
  useCommand('list.select-none', clearPicked);
  useCommand('list.select-unread', () => pickWhere(({ unread }) => unread));
  useCommand('list.select-waiting', () => pickWhere(({ waitingSince }) => waitingSince !== null));
  return null;
}
