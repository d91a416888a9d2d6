import type { MessageReceived } from '@filo/contracts';
import { encodeArray } from '../database/encode-array.js';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import { ledgerKey } from './intake.js';

export interface LedgerClaims {
  /** Ours to store, by ledger key. */
  mine: Map<string, { messageId: string; released: boolean }>;
  /** Stored before, by ledger key; `messageId` is null when the message was erased. */
  known: Map<string, string | null>;
}

/**
 * Takes the ledger keys of these messages for this transaction. Two transactions that want the same key queue here, before
 * they lock anything else; the second finds it known. A quarantined key is taken over: its message can be read by now.
 */
export const claimLedger = async (
  db: Queryable,
  events: readonly MessageReceived[],
  /** Messages of ours that some events are copies of, by ledger key. */
  copies: ReadonlyMap<string, string>,
): Promise<LedgerClaims> => {
  const wanted = new Map(
    events.map((event) => [
      ledgerKey(event),
      {
        channel: event.channel,
        external_id: event.externalId,
        message_id: copies.get(ledgerKey(event)) ?? newId(),
      },
    ]),
  );
  const rows = [...wanted.values()];
  const taken: { channel: string; external_id: string; message_id: string; released: boolean }[] =
    await db.query(claiming, [
      ...keyColumns(rows),
      encodeArray(
        'uuid',
        rows.map((row) => row.message_id),
      ),
    ]);
  const mine = new Map(
    taken.map((row) => [
      ledgerKey({ channel: row.channel, externalId: row.external_id }),
      { messageId: row.message_id, released: row.released },
    ]),
  );
  for (const key of mine.keys()) wanted.delete(key);
  return { mine, known: await readKnown(db, [...wanted.values()]) };
};

const readKnown = async (
  db: Queryable,
  keys: readonly { channel: string; external_id: string }[],
): Promise<Map<string, string | null>> => {
  if (keys.length === 0) return new Map();
  const rows: { channel: string; external_id: string; state: string; message_id: string | null }[] =
    await db.query(reading, keyColumns(keys));
  return new Map(
    rows.map((row) => [
      ledgerKey({ channel: row.channel, externalId: row.external_id }),
      row.state === 'erased' ? null : row.message_id,
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

const claiming = `
insert into ledger (channel, external_id, state, message_id)
select channel, external_id, 'message', message_id
from unnest($1::text[], $2::text[], $3::uuid[]) as r(channel, external_id, message_id)
order by channel, external_id
on conflict (channel, external_id) do update set state = 'message', message_id = excluded.message_id, at = now()
  where ledger.state = 'quarantine'
returning channel, external_id, message_id, xmax <> 0 as released`;

const reading = `
select l.* from unnest($1::text[], $2::text[]) as r(channel, external_id) cross join lateral (
  select l.channel, l.external_id, l.state, l.message_id from ledger l
  where l.channel = r.channel and l.external_id = r.external_id offset 0) l`;
