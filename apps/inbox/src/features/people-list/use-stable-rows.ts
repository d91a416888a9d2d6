import type { ThreadRow } from '@filo/contracts/http';
import { useMemo, useRef, useState } from 'react';
import { useSentAway } from '../../state/sent-away';
import { stableOrder } from './stable-order';

interface StableRows {
  rows: readonly ThreadRow[];
  held: number;
  /** Lets the list take its true order now. */
  release(): void;
}

interface RowsToHold {
  listKey: string;
  current: readonly ThreadRow[];
  still: boolean;
}

/** Holds the rows of one list still while `still`; `listKey` names the list, so that another one starts afresh. */
export function useStableRows({ listKey, current, still }: RowsToHold): StableRows {
  const gone = useSentAway(({ ids }) => ids);
  const shown = useRef<{ listKey: string; rows: readonly ThreadRow[] }>({ listKey, rows: [] });
  const [releases, setReleases] = useState(0);
  const released = useRef(0);
  const result = useMemo(() => {
    const letGo = released.current !== releases || shown.current.listKey !== listKey;
    released.current = releases;
    const next = stableOrder({ shown: shown.current.rows, current, still: still && !letGo, gone });
    shown.current = { listKey, rows: next.rows };
    return next;
  }, [listKey, current, still, gone, releases]);
  return { ...result, release: () => setReleases((count) => count + 1) };
}
