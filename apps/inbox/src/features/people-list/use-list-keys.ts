import type { ThreadRow } from '@filo/contracts/http';
import { type RefObject, useEffect } from 'react';
import { useCommand } from '../../keys/active-commands';
import { moveFocus, offerFocus } from '../../state/focus-requests';
import { select, useSelection } from '../../state/selection';

function runOnKeys(element: HTMLElement, moves: Record<string, () => void>): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const run = moves[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  };
  element.addEventListener('keydown', onKeyDown);
  return () => element.removeEventListener('keydown', onKeyDown);
}

/** Moves through the list: j and k everywhere, the arrow keys while the list has the focus. */
export function useListKeys(
  rows: readonly ThreadRow[],
  scroller: RefObject<HTMLDivElement | null>,
  choose: (id: string) => void,
): void {
  const move = (by: number) => {
    const at = rows.findIndex((row) => row.id === useSelection.getState().personId);
    const next =
      rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next) select(next.id);
  };
  const open = () => {
    const id = useSelection.getState().personId ?? rows[0]?.id;
    if (!id) return;
    choose(id);
    moveFocus('thread');
  };
  useCommand('list.next', () => move(1));
  useCommand('list.previous', () => move(-1));
  useCommand('thread.open', open);
  useEffect(() => offerFocus('list', () => scroller.current?.focus()), [scroller]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    return runOnKeys(element, {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      PageDown: () => move(8),
      PageUp: () => move(-8),
      Home: () => move(-rows.length),
      End: () => move(rows.length),
      Enter: open,
    });
  });
}
