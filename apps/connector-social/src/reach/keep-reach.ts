import { wait, type Heard, type Listening, type Published } from '@filo/connector';
import type { PublicReach } from '@filo/contracts';
import { patiently, type Patience } from '../limits/patiently.js';

/** Later nobody passes a post on any more, or too few do to look at each again. */
const youngMs = 48 * 3_600_000;
/** Reach is looked at once in so many looks at what is said to us. */
export const reachEvery = 30;
/** As many as one request of any network may name. */
const perRequestUsual = 20;

export interface ReadAgain {
  /** Which of the young posts are read again, in which order; all, where nothing is said. */
  choose?(posts: readonly Published[]): Promise<readonly string[]>;
  perRequest?: number;
  /** As they are now, with their figures and without their pictures. */
  read(externalIds: readonly string[]): Promise<readonly Heard[]>;
  budget: Patience['budget'];
  everyMs: number;
}

/**
 * Looks again and again how far young public posts have reached, until the signal aborts: reposts and quotes are reach and no messages.
 * What grew comes once more, which places nothing anew, after what it last was, where that was seen again since it was told. Never throws: figures can wait.
 */
export const keepReach = async (listening: Listening, again: ReadAgain): Promise<void> => {
  const told = new Map<string, Told>();
  const { signal, log } = listening;
  for (;;) {
    await wait(again.everyMs, signal);
    if (signal.aborted) return;
    try {
      await look(listening, again, told);
    } catch (error) {
      if (!signal.aborted) log.warn({ reason: (error as Error).message }, 'reach is not read anew for now');
    }
  }
};

const look = async (
  { published, deliver, signal }: Listening,
  again: ReadAgain,
  told: Map<string, Told>,
): Promise<void> => {
  const { budget, perRequest = perRequestUsual } = again;
  const young: Published[] = [];
  const since = new Date(Date.now() - youngMs).toISOString();
  // What waits in quarantine came to us: it is let in by an agent, and not by its figures.
  for await (const page of published(since, { onlyStored: true })) young.push(...page);
  const all = young.map(({ externalId }) => externalId);
  const ids = (await again.choose?.(young)) ?? all;
  for (let from = 0; from < ids.length; from += perRequest) {
    const some = ids.slice(from, from + perRequest);
    for (const heard of await patiently(() => again.read(some), { budget, signal })) {
      if (heard.type !== 'message' || !heard.reach) continue;
      const figures = figuresOf(heard.reach);
      const before = told.get(heard.externalId);
      if (before?.figures === figures) {
        before.stood = heard.reach;
        continue;
      }
      const listened = { ...heard, heard: { as: 'listening' as const, queries: [] } };
      if (before?.stood) await deliver({ ...listened, reach: before.stood });
      await deliver(listened);
      told.set(heard.externalId, { figures });
    }
  }
  const held = new Set(all);
  for (const id of told.keys()) if (!held.has(id)) told.delete(id);
};

interface Told {
  figures: string;
  /** The same figures, when they were last seen: how fast they grew since is not reckoned from when they were told. */
  stood?: PublicReach;
}

const figuresOf = ({ at: _, ...figures }: PublicReach): string => JSON.stringify(figures);
