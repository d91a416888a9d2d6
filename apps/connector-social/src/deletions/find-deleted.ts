import type { Listening } from '@filo/connector';

/** What is younger is looked at in every round, all the rest once a day. */
const youngMs = 14 * 86_400_000;
const dayOrSoMs = 20 * 3_600_000;
const begin = new Date(0).toISOString();
/** An author may switch an account off for a while, and the network may be ill: one "not found" empties nothing. */
const suspectsMax = 2_000;
/** So many authors at once, and such a part of them, do not delete: it is the network that does not find. */
const implausibleAuthors = 5;
const implausibleShare = 0.2;

type Suspects = Readonly<Record<string, number>>;

/** How a network is looked at. */
export interface LookedAt {
  /** In a log. */
  network: string;
  /** Which of these are not there for anybody; one that is only hidden from us is not gone. */
  missing(externalIds: readonly string[]): Promise<readonly string[]>;
  /** Who wrote it, where its id tells; else each post counts as somebody's of its own. */
  authorOf?(externalId: string): string | undefined;
  /** Every look costs: it is looked at what is young, once a day, and between at what was missing. */
  isCostly?: boolean;
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
  const { cursor, deleted, log } = listening;
  const lookedAt = await cursor.read<number>('deleted-looked-at');
  const isWhole = lookedAt === undefined || now - lookedAt >= everythingEveryMs;
  const before = (await cursor.read<Suspects>('not-found')) ?? {};
  const { gone, looked } = await look(at, toLookAt(at, listening, { isWhole, before, now }));
  if (isImplausible(at, gone, looked)) {
    log.warn({ gone: gone.length, looked: looked.length }, `${at.network}.deletions_implausible`);
    return;
  }
  const since = (uri: string) => before[uri] ?? now;
  for (const uri of gone.filter((one) => now - since(one) >= goneAfterMs)) await deleted(uri);
  const found = new Set(looked.filter((uri) => !gone.includes(uri)));
  const open = [...new Set([...Object.keys(before), ...gone])].filter(
    (uri) => !found.has(uri) && now - since(uri) < Math.max(goneAfterMs, 2 * dayOrSoMs),
  );
  await cursor.write(
    'not-found',
    Object.fromEntries(open.slice(-suspectsMax).map((uri) => [uri, since(uri)])),
  );
  if (isWhole) await cursor.write('deleted-looked-at', now);
};

const toLookAt = (
  { isCostly }: LookedAt,
  { published }: Listening,
  { isWhole, before, now }: { isWhole: boolean; before: Suspects; now: number },
): AsyncIterable<readonly string[]> | Iterable<readonly string[]> => {
  if (isCostly && !isWhole) return [Object.keys(before)];
  return published(isWhole && !isCostly ? begin : youngSince(now));
};

const youngSince = (now: number): string => new Date(now - youngMs).toISOString();

const look = async (
  at: LookedAt,
  published: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
) => {
  const [gone, looked]: [string[], string[]] = [[], []];
  for await (const ids of published) {
    gone.push(...(await at.missing(ids)));
    looked.push(...ids);
  }
  return { gone, looked };
};

const isImplausible = (at: LookedAt, gone: readonly string[], looked: readonly string[]): boolean => {
  const authorsOf = (ids: readonly string[]) => new Set(ids.map((id) => at.authorOf?.(id) ?? id)).size;
  const [missing, all] = [authorsOf(gone), authorsOf(looked)];
  return missing > implausibleAuthors && missing > all * implausibleShare;
};
