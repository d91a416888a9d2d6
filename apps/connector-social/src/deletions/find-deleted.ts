import type { Following, Listening, Published } from '@filo/connector';
import { doubtKey, type Doubt } from './deletions-doubted.js';
import { isImplausible } from './is-implausible.js';

const hourMs = 3_600_000;
/** What is younger is looked at in every round, all the rest twice a day and more. */
const youngMs = 14 * 24 * hourMs;
const wholeMs = 10 * hourMs;
/** So long after a post was last seen there the network is believed that it is gone: with the round that finds it so, within a day of its deletion. */
const believedMs = 22 * hourMs;
/** Where nobody looked for long, as after an outage of ours, the network says the same for so long at least. */
const leastMs = 9 * hourMs;
/** A round in which nothing at all is found proves nothing of what is missing: for so long another one is waited for. */
const emptyHandedMs = hourMs;
const begin = new Date(0).toISOString();
/** An author may switch an account off for a while, and the network may be ill: one "not found" empties nothing. */
const suspectsMax = 2_000;
const pageMax = 100;

interface Suspect {
  /** Missing since, in ms. */
  since: number;
  /** When its doubt ends, in ms; an earlier version did not say. */
  until?: number;
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
  /** When a post was looked at before, where it is not looked at as others are. */
  lookedAtBefore?: ((externalId: string) => number | undefined) | undefined;
}

/**
 * Tells core which of the posts that it holds are not at the network any more: those not found twice, with time between. When many are
 * missing at once the network may be ill: of them it is believed when it says the same until a day after they were last seen there is nearly over, however few they
 * become meanwhile.
 */
export const findDeleted = async (
  at: LookedAt,
  listening: Following,
  { goneAfterMs, now = Date.now(), lookedAtBefore }: FindDeleted,
): Promise<void> => {
  const { cursor } = listening;
  const wholeAt = await cursor.read<number>('deleted-looked-at');
  const isWhole = wholeAt === undefined || now - wholeAt >= wholeMs;
  const before = (await cursor.read<Suspects>('suspects')) ?? {};
  const seenAt = lookedAtBefore ?? (await lastSeen(listening, { now, wholeAt, isWhole }));
  const found = await look(at, listening.published(isWhole ? begin : youngSince(now)));
  const isEmptyHanded = found.gone.length === found.looked.length;
  const isBelieved = ({ since, until = since + believedMs }: Suspect) =>
    now >= Math.max(since + goneAfterMs, until + (isEmptyHanded ? emptyHandedMs : 0));
  // What is believed by now says nothing of how the network is.
  const news = found.gone.filter((id) => !before[id] || !isBelieved(before[id]));
  const isIll = isDoubted(at, listening, { ...found, gone: news });
  const missing = [...(await stillMissing(at, found, before)), ...found.gone];
  const suspectOf = (id: string): Suspect => ({
    ...(before[id] ?? { since: now, until: Math.max((seenAt(id) ?? now) + believedMs, now + leastMs) }),
    ...(isIll && { doubted: true }),
  });
  const isGone = (one: Suspect) => (one.doubted ? isBelieved(one) : now - one.since >= goneAfterMs);
  const open = await tellGone(listening, missing, { suspectOf, isGone });
  await noteDoubt(cursor, open.filter(({ doubted }) => doubted).length, now);
  if (isWhole) await cursor.write('deleted-looked-at', now);
  await cursor.write('deleted-round-at', now);
};

const youngSince = (now: number): string => new Date(now - youngMs).toISOString();

/** When a post was looked at before this round: a young one in the round before, an old one when everything was. */
const lastSeen = async (
  { cursor, published }: Following,
  { now, wholeAt, isWhole }: { now: number; wholeAt: number | undefined; isWhole: boolean },
): Promise<(externalId: string) => number | undefined> => {
  const roundAt = await cursor.read<number>('deleted-round-at');
  if (!isWhole) return () => roundAt;
  const young = new Set<string>();
  for await (const page of published(youngSince(now)))
    for (const { externalId } of page) young.add(externalId);
  return (id) => (young.has(id) ? roundAt : wholeAt);
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
  { suspectOf, isGone }: { suspectOf(id: string): Suspect; isGone(suspect: Suspect): boolean },
): Promise<Suspect[]> => {
  const open = new Map<string, Suspect>();
  for (const id of new Set(missing)) {
    const suspect = suspectOf(id);
    if (isGone(suspect)) await deleted(id);
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
