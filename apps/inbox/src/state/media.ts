import { useCallback, useSyncExternalStore } from 'react';
import { usePreferences } from './preferences';

/** How many panes fit: four from 1420 px, three from 1024, rail and two from 768, one below. */
export type PaneCount = 1 | 2 | 3 | 4;

const widths: [PaneCount, number][] = [
  [4, 1420],
  [3, 1024],
  [2, 768],
];

/** Larger text needs wider panes, be it ours or that of the browser, by which a query counts its rem. */
const queriesAt = (textSize: number): [PaneCount, MediaQueryList][] =>
  widths.map(([panes, width]) => [panes, matchMedia(`(min-width: ${(width / 16) * (textSize / 100)}rem)`)]);

export function usePaneCount(): PaneCount {
  const textSize = usePreferences((state) => state.textSize);
  const subscribe = useCallback(
    (changed: () => void) => {
      const lists = queriesAt(textSize).map(([, list]) => list);
      for (const list of lists) list.addEventListener('change', changed);
      return () => {
        for (const list of lists) list.removeEventListener('change', changed);
      };
    },
    [textSize],
  );
  return useSyncExternalStore(
    subscribe,
    () => queriesAt(textSize).find(([, { matches }]) => matches)?.[0] ?? 1,
  );
}
