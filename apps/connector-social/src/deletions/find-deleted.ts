import type { Listening, Published } from '@filo/connector';
import { isImplausible } from './is-implausible.js';

/** What is younger is looked at in every round, all the rest once a day. */
const youngMs = 14 * 86_400_000;
const dayOrSoMs = 20 * 3_600_000;
const begin = new Date(0).toISOString();
/** An author may switch an account off for a while, and the network may be ill: one "not found" empties nothing. */
const suspectsMax = 2_000;

/** Since when each is missing. */
type Suspects = Readonly<Record<string, number>>;

/** How a network is looked at. */
export interface LookedAt {
  /** In a log. */
  network: string;
  /** Which of these are not there for anybody; one that is only hidden from us is not gone. */
  missing(externalIds: readonly string[]): Promise<readonly string[]>;
  /** Who wrote it, where its id tells and core does not. */
  authorOf?(externalId: string): string | undefined;
}

interface FindDeleted {
  /** How long a post must be missing until it counts as gone. */
  goneAfterMs: number;
  now?: number;
}

/** Tells core which of the posts that it holds are not at the network any more: those not found twice, with time between. */
export const findDeleted = async (
  at: LookedAt,
  listening: Listening,
  { goneAfterMs, now = Date.now() }: FindDeleted,
): Promise<void> => {
  const { cursor } = listening;
  const lookedAt = await cursor.read<number>('deleted-looked-at');
  const isWhole = lookedAt === undefined || now - lookedAt >= dayOrSoMs;
  const before = (await cursor.read<Suspects>('not-found')) ?? {};
  const found = await look(at, listening.published(isWhole ? begin : new Date(now - youngMs).toISOString()));
  if (!isDoubted(at, listening, found)) await tellGone(listening, { ...found, before }, { goneAfterMs, now });
  if (isWhole) await cursor.write('deleted-looked-at', now);
};

const tellGone = async (
  { cursor, deleted }: Listening,
  { gone, looked, before }: Found & { before: Suspects },
  { goneAfterMs, now }: { goneAfterMs: number; now: number },
): Promise<void> => {
  const missingMs = (id: string) => now - (before[id] ?? now);
  const told = gone.filter((id) => missingMs(id) >= goneAfterMs);
  for (const id of told) await deleted(id);
  const missing = new Set(gone);
  const settled = new Set(looked.flatMap(({ externalId: id }) => (missing.has(id) ? [] : [id])));
  for (const id of told) settled.add(id);
  const open = [...new Set([...Object.keys(before), ...gone])].filter(
    (id) => !settled.has(id) && missingMs(id) < goneAfterMs + 2 * dayOrSoMs,
  );
  await cursor.write(
    'not-found',
    Object.fromEntries(open.slice(-suspectsMax).map((id) => [id, before[id] ?? now])),
  );
};

interface Found {
  gone: readonly string[];
  looked: readonly Published[];
}

const isDoubted = (at: LookedAt, { log }: Pick<Listening, 'log'>, { gone, looked }: Found): boolean => {
  const authors = new Map(
    looked.map(({ externalId: id, author }) => [id, author ?? at.authorOf?.(id) ?? id]),
  );
  const isIll = isImplausible(gone, authors);
  if (isIll) log.warn({ gone: gone.length, looked: looked.length }, `${at.network}.deletions_implausible`);
  return isIll;
};

const look = async (at: LookedAt, pages: AsyncIterable<readonly Published[]>): Promise<Found> => {
  const [gone, looked]: [string[], Published[]] = [[], []];
  for await (const page of pages) {
    gone.push(...(await at.missing(page.map(({ externalId }) => externalId))));
    looked.push(...page);
  }
  return { gone, looked };
};
