import type { Following, Listening, Published } from '@filo/connector';
import { doubtKey, type Doubt } from './deletions-doubted.js';
import { isImplausible } from './is-implausible.js';

/** What is younger is looked at in every round, all the rest once a day. */
const youngMs = 14 * 86_400_000;
const dayMs = 86_400_000;
const dayOrSoMs = 20 * 3_600_000;
const begin = new Date(0).toISOString();
/** An author may switch an account off for a while, and the network may be ill: one "not found" empties nothing. */
const suspectsMax = 2_000;
const pageMax = 100;

interface Suspect {
  /** Missing since, in ms. */
  since: number;
  /** Was missing together with many others: the network may have been ill, and may be ill for others still. */
  doubted?: true;
}
type Suspects = Readonly<Record<string, Suspect>>;

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

/**
 * Tells core which of the posts that it holds are not at the network any more: those not found twice, with time between. When many are
 * missing at once the network may be ill: of them it is believed when it says the same for a day, however few they become meanwhile.
 */
export const findDeleted = async (
  at: LookedAt,
  listening: Following,
  { goneAfterMs, now = Date.now() }: FindDeleted,
): Promise<void> => {
  const { cursor } = listening;
  const lookedAt = await cursor.read<number>('deleted-looked-at');
  const isWhole = lookedAt === undefined || now - lookedAt >= dayOrSoMs;
  const before = (await cursor.read<Suspects>('suspects')) ?? {};
  const found = await look(at, listening.published(isWhole ? begin : new Date(now - youngMs).toISOString()));
  // What is believed by now says nothing of how the network is.
  const isBelieved = (id: string) => now - (before[id]?.since ?? now) >= Math.max(goneAfterMs, dayMs);
  const isIll = isDoubted(at, listening, { ...found, gone: found.gone.filter((id) => !isBelieved(id)) });
  const missing = [...(await stillMissing(at, found, before)), ...found.gone];
  const open = await tellGone(listening, missing, { before, isIll, goneAfterMs, now });
  await noteDoubt(cursor, open.filter(({ doubted }) => doubted).length, now);
  if (isWhole) await cursor.write('deleted-looked-at', now);
};

/** Of those missing before: what is older than a round looks at waits for no whole round, and is asked for in each. */
const stillMissing = async (at: LookedAt, { gone, looked }: Found, before: Suspects): Promise<string[]> => {
  const [seen, isGone] = [new Set(looked.map(({ externalId }) => externalId)), new Set(gone)];
  const older = Object.keys(before).filter((id) => !seen.has(id));
  for (let n = 0; n < older.length; n += pageMax)
    for (const id of await at.missing(older.slice(n, n + pageMax))) isGone.add(id);
  return Object.keys(before).filter((id) => isGone.has(id));
};

/** Resolves with what is missing and not told; `missing` holds what was missing before first. */
const tellGone = async (
  { cursor, deleted }: Following,
  missing: readonly string[],
  { before, isIll, goneAfterMs, now }: Required<FindDeleted> & { before: Suspects; isIll: boolean },
): Promise<Suspect[]> => {
  const open = new Map<string, Suspect>();
  for (const id of new Set(missing)) {
    const { since, doubted } = before[id] ?? { since: now };
    const suspect: Suspect = { since, ...((doubted || isIll) && { doubted: true }) };
    if (now - since >= (suspect.doubted ? Math.max(goneAfterMs, dayMs) : goneAfterMs)) await deleted(id);
    else open.set(id, suspect);
  }
  // The longest missing stay noted: with more than fit, each would be new in every round else, and never believed.
  const kept = [...open].slice(0, suspectsMax);
  await cursor.write('suspects', Object.fromEntries(kept));
  return kept.map(([, suspect]) => suspect);
};

/** While posts are missing that were doubted, until each of them was found again or believed. */
const noteDoubt = async (cursor: Listening['cursor'], posts: number, now: number): Promise<void> => {
  const before = await cursor.read<Doubt | null>(doubtKey);
  if (posts > 0) await cursor.write(doubtKey, { posts, since: before?.since ?? now });
  else if (before != null) await cursor.write(doubtKey, null);
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
