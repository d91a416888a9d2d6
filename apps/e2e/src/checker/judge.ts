import type { Entry } from './history.js';

/** One generated item as it was found through the public API. */
export interface Found {
  item: string;
  text: string;
  threadId: string;
  /** What the person in whose thread it stands is known by: mail addresses, and keys at networks. */
  authors: readonly string[];
  /** Position within its thread, oldest first. */
  position: number;
}

export interface Verdict {
  items: number;
  ok: number;
  unknown: number;
  /** A door said yes, and it cannot be read. */
  lost: string[];
  /** Readable more than once. */
  double: string[];
  /** Readable with another text. */
  wrong: string[];
  /** In the thread of somebody else. */
  misfiled: string[];
  /** Read before something that the same person had finished saying earlier. */
  unordered: string[];
  /** Readable, though nobody said it. */
  ghost: string[];
}

/** Compares what the doors promised with what can be read. Pure: the same history and readings give the same verdict. */
export const judge = (history: readonly Entry[], found: readonly Found[]): Verdict => {
  const byItem = groupBy(found, (one) => one.item);
  const said = new Map(history.map((entry) => [entry.item, entry]));
  const seen = (entry: Entry) => byItem.get(entry.item) ?? [];
  return {
    items: history.length,
    ok: history.filter((entry) => entry.outcome === 'ok').length,
    unknown: history.filter((entry) => entry.outcome === 'unknown').length,
    lost: history
      .filter((entry) => entry.outcome === 'ok' && seen(entry).length === 0)
      .map((entry) => entry.item),
    double: [...byItem].filter(([, copies]) => copies.length > 1).map(([item]) => item),
    wrong: found
      .filter((one) => said.has(one.item) && said.get(one.item)?.text !== one.text)
      .map((one) => one.item),
    misfiled: found
      .filter((one) => said.has(one.item) && !one.authors.includes(said.get(one.item)?.author ?? ''))
      .map((one) => one.item),
    unordered: unordered(history, byItem),
    ghost: found.filter((one) => !said.has(one.item)).map((one) => one.item),
  };
};

export const isClean = (verdict: Verdict): boolean =>
  [verdict.lost, verdict.double, verdict.wrong, verdict.misfiled, verdict.unordered, verdict.ghost].every(
    (faults) => faults.length === 0,
  );

const unordered = (history: readonly Entry[], byItem: Map<string, Found[]>): string[] => {
  const faults: string[] = [];
  for (const entries of groupBy(history, (entry) => entry.author).values()) {
    const read = entries
      .filter((entry) => entry.outcome === 'ok' && byItem.has(entry.item))
      .sort((a, b) => a.invokedAt - b.invokedAt);
    for (const [index, later] of read.entries()) {
      const laterAt = byItem.get(later.item)?.[0];
      // Only what was finished before the later one began has a defined order.
      const overtaken = read.slice(0, index).some((earlier) => {
        const earlierAt = byItem.get(earlier.item)?.[0];
        return (
          earlier.endedAt < later.invokedAt &&
          earlier.attempts === 1 &&
          later.attempts === 1 &&
          earlierAt?.threadId === laterAt?.threadId &&
          (earlierAt?.position ?? 0) > (laterAt?.position ?? 0)
        );
      });
      if (overtaken) faults.push(later.item);
    }
  }
  return faults;
};

// Node 20 has no Map.groupBy.
const groupBy = <T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
};
