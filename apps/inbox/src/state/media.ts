import { useSyncExternalStore } from 'react';

/** How many panes fit: four from 1420 px, three from 1024, rail and two from 768, one below. */
export type PaneCount = 1 | 2 | 3 | 4;

const queries: [PaneCount, string][] = [
  [4, '(min-width: 1420px)'],
  [3, '(min-width: 1024px)'],
  [2, '(min-width: 768px)'],
];

const paneCount = (): PaneCount => queries.find(([, query]) => matchMedia(query).matches)?.[0] ?? 1;

function subscribe(changed: () => void): () => void {
  const lists = queries.map(([, query]) => matchMedia(query));
  for (const list of lists) list.addEventListener('change', changed);
  return () => {
    for (const list of lists) list.removeEventListener('change', changed);
  };
}

export const usePaneCount = (): PaneCount => useSyncExternalStore(subscribe, paneCount);
