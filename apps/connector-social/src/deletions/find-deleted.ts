import type { Listening, Published } from '@filo/connector';
import { isImplausible } from './is-implausible.js';

/** What is younger is looked at in every round, all the rest once a day. */
const youngMs = 14 * 86_400_000;
const dayMs = 86_400_000;
const dayOrSoMs = 20 * 3_600_000;
const begin = new Date(0).toISOString();
/** An author may switch an account off for a while, and the network may be ill: one "not found" empties nothing. */
const suspectsMax = 2_000;

/** Since when each is missing. */
type Suspects = Readonly<Record<string, number>>;
type Pages = AsyncIterable<readonly Published[]> | Iterable<readonly Published[]>;

/** How a network is looked at. */
export interface LookedAt {
  /** In a log. */
  network: string;
  /** Which of these are not there for anybody; one that is only hidden from us is not gone. */
  missing(externalIds: readonly string[]): Promise<readonly string[]>;
  /** Who wrote it, where its id tells and core does not. */
  authorOf?(externalId: string): string | undefined;
  /** Every look costs: it is looked at what is young, once a day, and between at what was missing. */
  isCostly?: boolean;
  /** It says of each that it is not there; after a day of that nobody doubts it, however many there are. */
  isExplicit?: boolean;
}

interface FindDeleted {
  /** How long a post must be missing until it counts as gone. */
  goneAfterMs: number;
  everythingEveryMs?: number;
  now?: number;
}

/** Tells core which of the posts that it holds are not at the network any more: those not found twice, with time between. */
export const findDeleted = async (
  at: LookedAt,
  listening: Listening,
  { goneAfterMs, everythingEveryMs = dayOrSoMs, now = Date.now() }: FindDeleted,
): Promise<void> => {
  const { cursor } = listening;
  const lookedAt = await cursor.read<number>('deleted-looked-at');
  const isWhole = lookedAt === undefined || now - lookedAt >= everythingEveryMs;
  const before = (await cursor.read<Suspects>('not-found')) ?? {};
  const found = await look(at, toLookAt(at, listening, { isWhole, before, now }));
  // A look at nothing but what was missing says nothing of the rest.
  const isJudged = isWhole || !at.isCostly;
  const isDoubted = isJudged
    ? judge(at, listening, found)
    : ((await cursor.read<boolean>('deletions-doubted')) ?? false);
  if (!isDoubted || at.isExplicit) {
    const enoughMs = isDoubted ? Math.max(goneAfterMs, dayMs) : goneAfterMs;
    await tellGone(listening, { ...found, before }, { enoughMs, now });
  }
  if (isJudged) await cursor.write('deletions-doubted', isDoubted);
  if (isWhole) await cursor.write('deleted-looked-at', now);
};

const tellGone = async (
  { cursor, deleted }: Listening,
  { gone, looked, before }: Found & { before: Suspects },
  { enoughMs, now }: { enoughMs: number; now: number },
): Promise<void> => {
  const missingMs = (id: string) => now - (before[id] ?? now);
  const told = gone.filter((id) => missingMs(id) >= enoughMs);
  for (const id of told) await deleted(id);
  const missing = new Set(gone);
  const settled = new Set(looked.flatMap(({ externalId: id }) => (missing.has(id) ? [] : [id])));
  for (const id of told) settled.add(id);
  const open = [...new Set([...Object.keys(before), ...gone])].filter(
    (id) => !settled.has(id) && missingMs(id) < enoughMs + 2 * dayOrSoMs,
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

const judge = (at: LookedAt, { log }: Pick<Listening, 'log'>, { gone, looked }: Found): boolean => {
  const authors = new Map(
    looked.map(({ externalId: id, author }) => [id, author ?? at.authorOf?.(id) ?? id]),
  );
  const isDoubted = isImplausible(gone, authors);
  if (isDoubted)
    log.warn({ gone: gone.length, looked: looked.length }, `${at.network}.deletions_implausible`);
  return isDoubted;
};

const toLookAt = (
  { isCostly }: LookedAt,
  { published }: Listening,
  { isWhole, before, now }: { isWhole: boolean; before: Suspects; now: number },
): Pages => {
  if (isCostly && !isWhole) return [Object.keys(before).map((externalId) => ({ externalId }))];
  return published(isWhole && !isCostly ? begin : new Date(now - youngMs).toISOString());
};

const look = async (at: LookedAt, pages: Pages): Promise<Found> => {
  const [gone, looked]: [string[], Published[]] = [[], []];
  for await (const page of pages) {
    gone.push(...(await at.missing(page.map(({ externalId }) => externalId))));
    looked.push(...page);
  }
  return { gone, looked };
};
