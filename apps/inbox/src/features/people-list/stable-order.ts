import type { ThreadRow } from '@filo/contracts/http';

export interface ShownRows {
  rows: readonly ThreadRow[];
  /** How many people wait behind the pill: new here, or with a newer word than their place tells. */
  held: number;
}

interface RowsToOrder {
  shown: readonly ThreadRow[];
  current: readonly ThreadRow[];
  still: boolean;
  gone: ReadonlySet<string>;
}

/**
 * What the list shows while a hand is on it. Held still, rows keep their places whatever arrives: their content stays
 * fresh, people who came meanwhile wait, and those who left stay until the list is let go, unless the agent sent them away
 * (`gone`). Pages appended at the end still appear.
 */
export function stableOrder({ shown, current, still, gone }: RowsToOrder): ShownRows {
  if (!still || shown.length === 0) return { rows: current, held: 0 };
  const fresh = new Map(current.map((row) => [row.id, row]));
  const places = new Set(shown.map((row) => row.id));
  const kept = shown.flatMap((row) => {
    const now = fresh.get(row.id);
    return now ? [now] : gone.has(row.id) ? [] : [row];
  });
  const lastKept = shown.findLast((row) => fresh.has(row.id));
  const end = lastKept ? current.findIndex((row) => row.id === lastKept.id) : -1;
  const appended: ThreadRow[] = [];
  let held = 0;
  for (const [index, row] of current.entries()) {
    if (places.has(row.id)) continue;
    if (index > end && end >= 0) appended.push(row);
    else held += 1;
  }
  return { rows: [...kept, ...appended], held };
}
