import type { MessageQuarantined } from '@filo/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import type { CommittedEvent } from '../ingest/intake.js';
import { recordLive } from '../live/record-live.js';

/** Something for the quarantine page; `accountId` may name no account of ours. */
export type ToQuarantine = Pick<
  MessageQuarantined,
  'channel' | 'accountId' | 'externalId' | 'cause' | 'reason' | 'raw' | 'envelope' | 'history' | 'sortAt'
> &
  Partial<Pick<MessageQuarantined, 'arrival' | 'direction' | 'content'>> & {
    eventId: string;
    envelope: {
      /** Core kept one of our own events in the place of raw bytes. Core alone says so: a connector's word cannot carry it. */
      isEvent?: true;
    };
  };

/**
 * Keeps what could not be read or trusted. What became a message meanwhile stays one; what waits already waits on with the
 * newest reason, as a failed replay says it.
 */
export class StoreQuarantined {
  constructor(private readonly dataSource: DataSource) {}

  async run(items: readonly ToQuarantine[]): Promise<CommittedEvent[]> {
    if (items.length === 0) return [];
    return inTransaction(this.dataSource, (db) => storeQuarantined(db, items));
  }
}

const storeQuarantined = async (db: Queryable, items: readonly ToQuarantine[]): Promise<CommittedEvent[]> => {
  const rows = [...new Map(items.map((item) => [`${item.channel} ${item.externalId}`, item])).values()].map(
    (item) => ({
      id: uuidv7(),
      channel: item.channel,
      external_id: item.externalId,
      account_id: item.accountId,
      cause: item.cause,
      reason: item.reason,
      raw_sha256: item.raw.sha256,
      bytes: item.raw.bytes,
      envelope: { ...item.envelope, ...(item.content && { content: item.content }) },
      history: item.history,
      sort_at: item.sortAt,
      arrival: item.arrival ?? null,
      direction: item.direction ?? null,
    }),
  );
  const waiting: { channel: string; external_id: string; account_group_id: string }[] = await db.query(
    storing,
    [JSON.stringify(rows)],
  );
  await recordLive(
    db,
    [...new Set(waiting.map((row) => row.account_group_id))].map((accountGroupId) => ({
      accountGroupId,
      kind: 'quarantine',
      data: {},
    })),
  );
  const keys = new Set(waiting.map((row) => `${row.channel} ${row.external_id}`));
  return items.map((item) => ({
    eventId: item.eventId,
    outcome: keys.has(`${item.channel} ${item.externalId}`) ? 'quarantined' : 'known',
  }));
};

/** An account that is gone belongs to the oldest group: somebody must be able to see it. */
const storing = `
with r as materialized (
  select * from json_to_recordset($1) as r(id uuid, channel text, external_id text, account_id uuid, cause text,
    reason text, raw_sha256 text, bytes bigint, envelope jsonb, history boolean, sort_at timestamptz, arrival jsonb, direction text)
), claimed as (
  insert into ledger (channel, external_id, state)
  select channel, external_id, 'quarantine' from r order by channel, external_id
  on conflict (channel, external_id) do update set at = now() where ledger.state = 'quarantine'
  returning channel, external_id
), stored as (
  insert into quarantine (id, channel, external_id, account_id, account_group_id, cause, reason, raw_sha256, bytes,
    envelope, history, sort_at, arrival, direction)
  select r.id, r.channel, r.external_id, r.account_id,
    coalesce(a.account_group_id, (select id from account_group order by id limit 1)),
    r.cause, r.reason, r.raw_sha256, r.bytes, r.envelope, r.history, r.sort_at,
    r.arrival, r.direction
  from claimed join r using (channel, external_id) left join account a on a.id = r.account_id
  order by r.channel, r.external_id
  on conflict (channel, external_id) do update set cause = excluded.cause, reason = excluded.reason,
    raw_sha256 = excluded.raw_sha256, bytes = excluded.bytes, envelope = excluded.envelope,
    arrival = coalesce(excluded.arrival, quarantine.arrival), direction = coalesce(excluded.direction, quarantine.direction),
    state = case when quarantine.state = 'replaying' then 'waiting' else quarantine.state end
  returning channel, external_id, account_group_id
)
select * from stored`;
