import type { MessageQuarantined } from '@filo/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import type { CommittedEvent } from '../ingest/intake.js';
import { noteErasedAgain } from '../ingest/note-erased-again.js';
import { recordLive } from '../live/record-live.js';

/** Something for the quarantine page; `accountId` may name no account of ours. */
export type ToQuarantine = Pick<
  MessageQuarantined,
  'channel' | 'accountId' | 'externalId' | 'cause' | 'reason' | 'raw' | 'envelope' | 'history' | 'sortAt'
> &
  Partial<Pick<MessageQuarantined, 'why' | 'arrival' | 'direction' | 'content'>> & {
    eventId: string;
    envelope: {
      /** Core kept one of our own events in the place of raw bytes. Core alone says so: a connector's word cannot carry it. */
      isEvent?: true;
      /** What the server of its account calls it, where another told of it first and it waits under that name. */
      toldAs?: string;
    };
  };

/**
 * Keeps what could not be read or trusted, for each account group that it came to. What became a message there meanwhile stays one;
 * what waits there already waits on with the newest reason, as a failed replay says it, and is called what its own account calls it.
 */
export class StoreQuarantined {
  constructor(private readonly dataSource: DataSource) {}

  async run(items: readonly ToQuarantine[]): Promise<CommittedEvent[]> {
    if (items.length === 0) return [];
    return inTransaction(this.dataSource, (db) => storeQuarantined(db, items));
  }
}

const storeQuarantined = async (db: Queryable, items: readonly ToQuarantine[]): Promise<CommittedEvent[]> => {
  const rows = JSON.stringify([...new Map(items.map((item) => [placeOf(item), item])).values()].map(rowOf));
  await db.query(claiming, [rows]);
  // Erased while it was under way.
  const erased: { place: string; id: string; sha256: string }[] = await db.query(lettingGo, [rows]);
  await noteErasedAgain(
    db,
    erased.map(({ place, id, sha256 }) => ({ place, id, blobs: [{ sha256 }] })),
  );
  // A statement of its own, which sees what whoever held the key before has written.
  const waiting: Waiting[] = await db.query(storing, [rows]);
  await recordLive(
    db,
    [...new Set(waiting.map((row) => row.accountGroupId))].map((accountGroupId) => ({
      accountGroupId,
      kind: 'quarantine',
      data: {},
    })),
  );
  const places = new Set(waiting.map(placeOf));
  return items.map((item) => ({
    eventId: item.eventId,
    outcome: places.has(placeOf(item)) ? 'quarantined' : 'known',
  }));
};

interface Waiting {
  channel: string;
  externalId: string;
  accountId: string;
  accountGroupId: string;
}

const placeOf = (item: { channel: string; externalId: string; accountId: string }): string =>
  `${item.channel} ${item.accountId} ${item.externalId}`;

const rowOf = (item: ToQuarantine) => ({
  id: uuidv7(),
  channel: item.channel,
  external_id: item.externalId,
  account_id: item.accountId,
  cause: item.cause,
  reason: item.reason,
  why: item.why ?? null,
  raw_sha256: item.raw.sha256,
  bytes: item.raw.bytes,
  envelope: { ...item.envelope, ...(item.content && { content: item.content }) },
  history: item.history,
  sort_at: item.sortAt,
  arrival: item.arrival ?? null,
  direction: item.direction ?? null,
});

const given = `
r as materialized (
  select * from json_to_recordset($1) as r(id uuid, channel text, external_id text, account_id uuid, cause text,
    reason text, why jsonb, raw_sha256 text, bytes bigint, envelope jsonb, history boolean, sort_at timestamptz, arrival jsonb, direction text)
)`;

/** Whoever stores the same mail, for whatever group, waits until this is done; also where nothing is changed. */
const claiming = `
with ${given}
insert into ledger (channel, external_id, state)
select distinct channel, external_id, 'quarantine' from r order by channel, external_id
on conflict (channel, external_id) do update set at = now() where ledger.state = 'quarantine'`;

/** Of what was erased, which no row may bring back. */
const lettingGo = `
with ${given}, gone as (
  delete from ledger l using r where l.channel = r.channel and l.external_id = r.external_id and is_erased(r.channel, r.external_id)
  returning r.channel, r.external_id, r.raw_sha256)
select distinct channel as place, external_id as id, raw_sha256 as sha256 from gone`;

/** An account that is gone belongs to the oldest group: somebody must be able to see it. */
const storing = `
with ${given}, placed as materialized (
  select r.*, coalesce(a.account_group_id, (select id from account_group order by id limit 1)) as account_group_id
  from r left join account a on a.id = r.account_id
), lacking as materialized (
  select p.* from placed p join ledger l using (channel, external_id) where l.state <> 'erased'
    and not exists (select from message m where m.id = l.message_id and m.account_group_id = p.account_group_id)
    and not exists (select from ledger_copy c where c.channel = p.channel and c.external_id = p.external_id
      and c.account_group_id = p.account_group_id)
), stored as (
  insert into quarantine (id, channel, external_id, account_id, account_group_id, cause, reason, why, raw_sha256, bytes,
    envelope, history, sort_at, arrival, direction)
  select distinct on (channel, external_id, account_group_id) id, channel, external_id, account_id, account_group_id,
    cause, reason, why, raw_sha256, bytes, envelope, history, sort_at, arrival, direction
  from lacking order by channel, external_id, account_group_id, id desc
  on conflict (channel, external_id, account_group_id) do update set cause = excluded.cause, reason = excluded.reason, why = excluded.why,
    raw_sha256 = excluded.raw_sha256, bytes = excluded.bytes,
    envelope = case when quarantine.state = 'discarded' then excluded.envelope - 'content' - 'subject' else excluded.envelope end - 'toldAs'
      || jsonb_strip_nulls(jsonb_build_object('toldAs',
        case when quarantine.account_id = excluded.account_id then excluded.envelope ->> 'toldAs' else quarantine.envelope ->> 'toldAs' end)),
    arrival = coalesce(excluded.arrival, quarantine.arrival), direction = coalesce(excluded.direction, quarantine.direction),
    state = case when quarantine.state = 'replaying' then 'waiting' else quarantine.state end
)
select channel, external_id as "externalId", account_id as "accountId", account_group_id as "accountGroupId" from lacking`;
