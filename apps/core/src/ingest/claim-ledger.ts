import { blockedAmong } from '../blocking/blocked-authors.js';
import { encodeArray } from '../database/encode-array.js';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import { columnValues, RowArrays, type Columns } from '../database/row-arrays.js';
import { blobsOf } from './blobs-of.js';
import { ledgerKey, type Told } from './intake.js';
import { keysOf } from './keys-of-event.js';
import { noteErasedAgain } from './note-erased-again.js';

export interface LedgerClaims {
  /** Ours to store, by ledger key. */
  mine: Map<string, { messageId: string; released: boolean }>;
  /** Stored before, by ledger key; null when the message was erased. */
  known: Map<string, Holder | null>;
  /** Nobody's to store, since somebody blocked the author: who did, by ledger key. */
  blocked: Map<string, string>;
}

/** The first message under a ledger key. */
export interface Holder {
  messageId: string;
  accountGroupId: string;
}

/**
 * Takes the ledger keys of these messages for this transaction. Two transactions that want the same key queue here, before
 * they lock anything else; the second finds it known. A quarantined key is taken over: its message can be read by now, in one account
 * group at least. What comes from a blocked address takes no key.
 */
export const claimLedger = async (
  db: Queryable,
  events: readonly Told[],
  /** Messages of ours that some events are copies of, by ledger key. */
  copies: ReadonlyMap<string, Holder>,
): Promise<LedgerClaims> => {
  const wanted = new Map(
    events.map((event) => [
      ledgerKey(event),
      {
        channel: event.channel,
        external_id: event.externalId,
        message_id: copies.get(ledgerKey(event))?.messageId ?? newId(),
        ...(event.direction === 'inbound' && { kind: event.author.kind, key: event.author.key }),
      },
    ]),
  );
  const rows: ClaimedRow[] = await db.query(claiming, columnValues(wantedColumns, [...wanted.values()]));
  const mine: LedgerClaims['mine'] = new Map();
  const blocked: LedgerClaims['blocked'] = new Map();
  for (const row of rows) {
    const key = ledgerKey({ channel: row.channel, externalId: row.external_id });
    if (row.blocked_by === null) mine.set(key, { messageId: row.message_id, released: row.released });
    else blocked.set(key, row.blocked_by);
    wanted.delete(key);
  }
  const known = await readKnown(db, [...wanted.values()]);
  for (const key of await giveBackErased(db, events, mine)) {
    mine.delete(key);
    known.set(key, null);
  }
  return { mine, blocked, known };
};

/**
 * Somebody may be erased while their message is under way: whoever waited for its key sees only now what was written down of it. Its files were copied before,
 * so that it is noted as what came again. Resolves with the keys that are nobody's to store.
 */
const giveBackErased = async (
  db: Queryable,
  events: readonly Told[],
  mine: LedgerClaims['mine'],
): Promise<string[]> => {
  const asked = events
    .filter((event) => mine.has(ledgerKey(event)))
    .flatMap((event) => keysOf(event).map((key) => ({ ...key, event })));
  if (asked.length === 0) return [];
  const texts = (values: string[]) => encodeArray('text', values);
  const rows: { n: number }[] = await db.query(givingBack, [
    ...keyColumns(asked.map(({ event: { channel, externalId } }) => ({ channel, external_id: externalId }))),
    texts(asked.map(({ place }) => place)), // prettier-ignore
    texts(asked.map(({ id }) => id)), // prettier-ignore
  ]);
  const erased = rows.map(({ n }) => asked[n - 1]!);
  await noteErasedAgain(
    db,
    erased.map(({ event, place, id }) => ({ place, id, blobs: blobsOf(event) })),
  );
  return erased.map(({ event }) => ledgerKey(event));
};

interface ClaimedRow {
  channel: string;
  external_id: string;
  message_id: string;
  released: boolean;
  blocked_by: string | null;
}

const readKnown = async (
  db: Queryable,
  keys: readonly { channel: string; external_id: string }[],
): Promise<LedgerClaims['known']> => {
  if (keys.length === 0) return new Map();
  const rows: {
    channel: string;
    external_id: string;
    message_id: string | null;
    account_group_id: string | null;
  }[] = await db.query(reading, keyColumns(keys));
  return new Map(
    rows.map((row) => [
      ledgerKey({ channel: row.channel, externalId: row.external_id }),
      row.message_id !== null && row.account_group_id !== null
        ? { messageId: row.message_id, accountGroupId: row.account_group_id }
        : null,
    ]),
  );
};

const keyColumns = (keys: readonly { channel: string; external_id: string }[]): Buffer[] => [
  encodeArray(
    'text',
    keys.map((key) => key.channel),
  ),
  encodeArray(
    'text',
    keys.map((key) => key.external_id),
  ),
];

const wantedColumns = {
  ...{ channel: 'text', external_id: 'text', message_id: 'uuid', kind: 'text', key: 'text' },
} satisfies Columns;

const claiming = `
with wanted as materialized (${new RowArrays().select(wantedColumns)}),
blocked as materialized (${blockedAmong('wanted')}),
taken as (
  insert into ledger (channel, external_id, state, message_id)
  select channel, external_id, 'message', message_id from wanted w
  where not exists (select from blocked b where b.channel = w.channel and b.external_id = w.external_id)
  order by channel, external_id
  on conflict (channel, external_id) do update set state = 'message', message_id = excluded.message_id, at = now()
    where ledger.state = 'quarantine'
  returning channel, external_id, message_id, xmax <> 0 as released
)
select channel, external_id, message_id, released, null as blocked_by from taken
union all select channel, external_id, null, false, blocked_by from blocked`;

const reading = `
select l.*, m.account_group_id from unnest($1::text[], $2::text[]) as r(channel, external_id) cross join lateral (
  select l.channel, l.external_id, case when l.state <> 'erased' then l.message_id end as message_id from ledger l
  where l.channel = r.channel and l.external_id = r.external_id offset 0) l
left join lateral (select m.account_group_id from message m where m.id = l.message_id offset 0) m on true`;

const givingBack = `
with erased as materialized (
  select r.channel, r.external_id, r.n
  from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality r(channel, external_id, place, id, n)
  where is_erased(r.place, r.id)
), names as (
  delete from post_name n using erased e where n.channel = e.channel and n.first_external_id = e.external_id
), gone as (
  delete from ledger l using erased e where l.channel = e.channel and l.external_id = e.external_id
)
select n::int from erased`;
