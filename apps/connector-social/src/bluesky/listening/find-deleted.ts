import type { Listening } from '@filo/connector';
import type { BlueskyClient } from '../bluesky-client.js';
import { inRequests } from '../in-requests.js';
import { patiently } from './patiently.js';

/** What is younger is looked at in every round, all the rest once a day. */
const youngMs = 14 * 86_400_000;
const everythingEveryMs = 20 * 3_600_000;
const begin = new Date(0).toISOString();
/** An author may switch an account off for a while, and the network may be ill: one "not found" empties nothing. */
const suspectsMax = 2_000;
/** So many authors at once, and such a part of them, do not delete: it is the network that does not find. */
const implausibleAuthors = 5;
const implausibleShare = 0.2;

type Suspects = Readonly<Record<string, number>>;

/** Tells core which of the posts that it holds are not at the network any more: those not found twice, with time between. */
export const findDeleted = async (
  client: BlueskyClient,
  listening: Listening,
  { goneAfterMs, now = Date.now() }: { goneAfterMs: number; now?: number },
): Promise<void> => {
  const { cursor, deleted, log } = listening;
  const lookedAt = await cursor.read<number>('deleted-looked-at');
  const isWhole = lookedAt === undefined || now - lookedAt > everythingEveryMs;
  const { gone, looked } = await look(client, listening, isWhole ? begin : youngSince(now));
  if (isImplausible(gone, looked)) {
    log.warn({ gone: gone.length, looked: looked.length }, 'bluesky.deletions_implausible');
    return;
  }
  const before = (await cursor.read<Suspects>('not-found')) ?? {};
  const since = (uri: string) => before[uri] ?? now;
  for (const uri of gone.filter((one) => now - since(one) >= goneAfterMs)) await deleted(uri);
  const found = new Set(looked.filter((uri) => !gone.includes(uri)));
  const open = [...new Set([...Object.keys(before), ...gone])].filter(
    (uri) => !found.has(uri) && now - since(uri) < Math.max(goneAfterMs, 2 * everythingEveryMs),
  );
  await cursor.write(
    'not-found',
    Object.fromEntries(open.slice(-suspectsMax).map((uri) => [uri, since(uri)])),
  );
  if (isWhole) await cursor.write('deleted-looked-at', now);
};

const youngSince = (now: number): string => new Date(now - youngMs).toISOString();

const look = async (client: BlueskyClient, { published, signal }: Listening, since: string) => {
  const [gone, looked]: [string[], string[]] = [[], []];
  for await (const uris of published(since)) {
    for (const some of inRequests(uris)) {
      const present = await patiently(() => client.posts(some), { client, signal });
      looked.push(...some);
      for (const uri of some.filter((one) => !present.has(one))) {
        // A post may be hidden from us without being gone.
        if (await patiently(() => client.isGone(uri), { client, signal })) gone.push(uri);
      }
    }
  }
  return { gone, looked };
};

const isImplausible = (gone: readonly string[], looked: readonly string[]): boolean => {
  const [missing, all] = [authorsOf(gone), authorsOf(looked)];
  return missing > implausibleAuthors && missing > all * implausibleShare;
};

const authorsOf = (uris: readonly string[]): number => new Set(uris.map((uri) => uri.split('/')[2])).size;
