import { createHash } from 'node:crypto';
import type { MessageReceived } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';
import { columnValues } from '../database/row-arrays.js';
import { ledgerKey, type Told } from './intake.js';
import { claimingNames, readingNames, wantedColumns } from './post-names.js';

/** Two servers of ours that tell of another author at the same address: one of them is wrong, and nobody knows which. */
export const sameAddressMark = {
  code: 'same-address',
  text: 'Another message came with the same address and another author. Both are shown; one of them is not what it says.',
};

/**
 * Gives posts that have a name in all of their network the ledger key under which it is known already, whichever server told of it
 * first. The name is taken for this transaction before any ledger key, so that two that tell of one post queue here. It counts together with
 * its author and its direction: nobody's post is taken for another's. What stood in the ledger by itself stays what it is. Costs nothing where
 * no message has such a name.
 */
export const namePosts = async (db: Queryable, events: readonly MessageReceived[]): Promise<Told[]> => {
  const wanted = new Map(events.flatMap((event) => wantedOf(event) ?? []));
  if (wanted.size === 0) return [...events];
  const values = columnValues(wantedColumns, [...wanted.values()]);
  await db.query(claimingNames, values);
  // A statement of its own, which sees what whoever held a name before has written.
  const rows: Named[] = await db.query(readingNames, values);
  const named = new Map(rows.map((row) => [ledgerKey(row), row]));
  return events.map((event) => {
    const found = event.sameAs === undefined ? undefined : named.get(ledgerKey(event));
    if (found === undefined) return event;
    const marks = found.doubted ? [...event.marks.slice(0, 49), sameAddressMark] : event.marks;
    return found.first === event.externalId
      ? { ...event, marks }
      : { ...event, marks, externalId: found.first, toldAs: event.externalId };
  });
};

interface Named {
  channel: string;
  externalId: string;
  first: string;
  /** Somebody else's post has its address, too. */
  doubted: boolean;
}

const wantedOf = (event: MessageReceived): [string, object][] | undefined => {
  const { channel, externalId, sameAs, direction, author, threadingId, permalink, sortAt } = event;
  if (sameAs === undefined) return undefined;
  return [
    [
      ledgerKey(event),
      {
        ...{ channel, external_id: externalId, same_as: sameAs, direction, permalink: permalink ?? '' },
        ...{ name: nameOf(event, direction), other_name: nameOf(event, other[direction]) },
        ...{
          threading_id: threadingId ?? externalId,
          kind: author.kind,
          author: author.key,
          sort_at: sortAt,
        },
      },
    ],
  ];
};

const other = { inbound: 'outbound', outbound: 'inbound' } as const;

/** What we say ourselves at one account and hear at another stays two words of one post. */
export const nameOf = (
  {
    sameAs,
    author,
  }: Pick<MessageReceived, 'sameAs'> & { author: Pick<MessageReceived['author'], 'kind' | 'key'> },
  direction: MessageReceived['direction'],
): string =>
  `same-as:${createHash('sha256')
    .update(JSON.stringify([sameAs, author.kind, author.key, direction]))
    .digest('hex')}`;
