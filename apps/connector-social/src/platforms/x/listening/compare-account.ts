import type { Listening } from '@filo/connector';
import { idAt, keyOf } from '../reading/post-ids.js';
import type { Lists } from './lists.js';
import { readList, type List } from './read-list.js';
import type { Standing } from './standing.js';

const overlapMs = 3_600_000;
/** Whoever asks, and each time that the bus comes back: what was read today costs nothing twice, and yet each look is a request. */
const askedMs = 10 * 60_000;

/**
 * Delivers what core lacks of the time since the last comparison, whatever the cursors say. The first compares an hour: reading
 * itself has begun with the account, or begins anew when the bus has lost its memory. One that money stops goes on where it stood. Who asks for it waits
 * for no more than ten minutes after the last one: what the bus lost and core had not read nothing else brings back.
 */
export const compareAccount = async (lists: Lists, listening: Listening, everyMs: number): Promise<void> => {
  const { cursor, askedAt } = listening;
  if (askedAt) await cursor.write('compare-asked', askedAt.getTime());
  const at = (await cursor.read<number>('comparing')) || (await begin(listening, everyMs));
  if (at === undefined) return;
  const isDone =
    (await compare(await lists.mentions(), keyOf, listening)) &&
    (await compare(await lists.messages(), ({ id }) => `dm:${id}`, listening));
  if (!isDone) return;
  await cursor.write('compared-at', at);
  await cursor.write('comparing', 0);
};

/** Undefined: it is not time yet. */
const begin = async ({ cursor, account }: Listening, everyMs: number): Promise<number | undefined> => {
  const now = Date.now();
  const before = await cursor.read<number>('compared-at');
  const isAsked = ((await cursor.read<number>('compare-asked')) ?? 0) > (before ?? 0);
  const waitMs = isAsked ? Math.min(askedMs, everyMs) : everyMs;
  if (before !== undefined && now - before < waitMs) return undefined;
  const from = Math.max((before ?? now) - overlapMs, Date.parse(account.importSince ?? '') || 0);
  const standing: Standing = { top: idAt(new Date(from).toISOString()), gaps: [] };
  for (const list of ['mentions', 'messages']) await cursor.write(comparedName(list), standing);
  await cursor.write('comparing', now);
  return now;
};

/** False: some of it waits. */
const compare = async <Item extends { id: string }>(
  list: List<Item>,
  externalIdOf: (item: Item) => string,
  listening: Listening,
): Promise<boolean> => {
  if (!(await list.mayReadBack())) return false;
  const lacking: List<Item> = {
    ...list,
    name: comparedName(list.name),
    // Reading itself has come to the same end, and told of it.
    noteUnreached: undefined,
    heard: async (page) => {
      const known = await listening.known(page.items.map(externalIdOf));
      return list.heard({ ...page, items: page.items.filter((item) => !known.has(externalIdOf(item))) });
    },
  };
  return !(await readList(lacking, listening)).isPutOff;
};

const comparedName = (list: string): string => `compared-${list}`;
