import type { DeliveryReceipt } from '@filo/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';
import { isEmptied } from '../deletions/is-emptied.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { queueing } from '../notices/queue-notices.js';
import { outboxNotification } from '../outbox/queue-send.js';
import { afterReceipt, type DeliveryFacts } from './after-receipt.js';
import { joinCopies } from './join-copies.js';
import { lockSaid, type Said } from './lock-said.js';
import { tellChanged } from './tell-changed.js';

/**
 * Turns receipts into delivery states. A receipt that comes twice, late or for an attempt that is over changes nothing,
 * but one: `accepted` always counts, since the other side has the message.
 */
export class StoreReceipts {
  constructor(private readonly dataSource: DataSource) {}

  async run(receipts: readonly DeliveryReceipt[]): Promise<void> {
    if (receipts.length === 0) return;
    await inTransaction(this.dataSource, async (db) => {
      await lockSaid(db, receipts.flatMap(namesIn));
      const deliveries = await lockDeliveries(db, receipts);
      const changed: Changed[] = [];
      for (const receipt of receipts) {
        const delivery = deliveries.get(receipt.deliveryId);
        const next = delivery && afterReceipt(delivery, receipt);
        if (!delivery || !next) continue;
        Object.assign(delivery, next.delivery);
        changed.push({ receipt, delivery, resendAt: next.resendAt });
      }
      for (const one of changed) await writeReceipt(db, one);
      await joinCopies(
        db,
        changed.flatMap(({ receipt, delivery: { messageId } }) =>
          namesIn(receipt).map((said) => ({ ...said, messageId, accountId: receipt.accountId })),
        ),
      );
      await tellOf(db, changed);
    });
  }
}

/** What the network calls what went out, each part of it. */
const namesIn = ({ channel, externalId, externalIds = [] }: DeliveryReceipt): Said[] =>
  [...new Set([...(externalId === undefined ? [] : [externalId]), ...externalIds])].map((id) => ({
    channel,
    externalId: id,
  }));

type Known = DeliveryFacts & {
  id: string;
  messageId: string;
  accountGroupId: string;
  anchorIdentityId: string;
};
interface Changed {
  receipt: DeliveryReceipt;
  delivery: Known;
  resendAt: Date | undefined;
}

const lockDeliveries = async (
  db: Queryable,
  receipts: readonly DeliveryReceipt[],
): Promise<Map<string, Known>> => {
  const ids = [...new Set(receipts.map((receipt) => receipt.deliveryId))].sort();
  const rows: Known[] = await db.query(
    `select d.id, d.state, d.attempt, d.doubtful, d.message_id as "messageId", m.account_group_id as "accountGroupId",
       m.anchor_identity_id as "anchorIdentityId"
     from delivery d join message m on m.id = d.message_id
     where d.id = any($1) order by d.id for no key update of d`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
};

const writeReceipt = async (db: Queryable, { receipt, delivery, resendAt }: Changed): Promise<void> => {
  await db.query(writing, [
    delivery.id,
    delivery.state,
    delivery.attempt,
    receipt.externalId ?? null,
    receipt.code ?? null,
    receipt.detail ?? null,
    receipt.at,
    resendAt?.toISOString() ?? null,
    uuidv7(),
    delivery.messageId,
    receipt.accountId,
    JSON.stringify(receipt.captured ? [capturedRow(receipt.captured)] : []),
    delivery.doubtful,
    receipt.externalIds ?? null,
    receipt.why ? JSON.stringify(receipt.why) : null,
    receipt.permalinks ?? [],
  ]);
};

/** The parts of a delivery with what their network calls them; what is known to be gone stays so. */
const named = `(
       select jsonb_agg(part || jsonb_strip_nulls(jsonb_build_object('id', ($14::text[])[n::int], 'permalink', ($16::text[])[n::int])) order by n)
       from jsonb_array_elements(parts) with ordinality p(part, n))`;

/** What is one post has its link as what is heard has, unless its words were taken out meanwhile. */
const linked = `
   update message m set permalink = ($16::text[])[1]
   where m.id = $10 and m.audience = 'public' and m.permalink is null and cardinality($16::text[]) = 1 and ($16::text[])[1] is not null and not ${isEmptied('m')}`;

/** What was sent or has failed leaves no more; what is `unknown` may, and needs its text. */
const writing = `with changed as (
   update delivery set state = $2, attempt = $3, doubtful = $13, external_id = coalesce($4, external_id),
     external_ids = coalesce($14, external_ids), parts = case when $14 is null then parts else ${named} end, code = $5, detail = $6, why = $15,
     at = $7, start_token = case when $8::timestamptz is null then start_token end
   where id = $1
 ), linked as (${linked}
 ), over as (
   update outbox set done_at = coalesce(done_at, now()), payload = case
       when text_after is not null and $2 in ('sent', 'failed') then jsonb_set(payload, '{text}', to_jsonb(text_after))
       else payload end
   where delivery_id = $1 and (done_at is null or text_after is not null) and $2 not in ('queued', 'sending')
 ), again as (
   update outbox set done_at = null, published_at = null, published = 0, due_at = $8,
     payload = payload || jsonb_build_object('attempt', $3::int, 'eventId', $9::text)
   where delivery_id = $1 and $8::timestamptz is not null
 ), captured as (
   insert into captured_mail (id, delivery_id, message_id, account_id, sender, recipients, subject, raw_sha256, bytes, at)
   select $9::uuid, $1, $10, $11, c.sender, c.recipients, c.subject, c.raw_sha256, c.bytes, $7
   from json_to_recordset($12) as c(sender text, recipients text[], subject text, raw_sha256 text, bytes bigint)
   on conflict (delivery_id) do nothing
 ), blobs as (
   insert into blob (sha256, bytes)
   select raw_sha256, bytes from json_to_recordset($12) as c(raw_sha256 text, bytes bigint)
   on conflict (sha256) do update set upload_only = false where blob.upload_only
 )
 , told as (${queueing('delivery', "$1::uuid where $2 = 'failed'")}
 )
 select pg_notify('${outboxNotification}', '')`;

const capturedRow = (captured: NonNullable<DeliveryReceipt['captured']>) => ({
  sender: captured.from,
  recipients: captured.to,
  subject: captured.subject,
  raw_sha256: captured.raw.sha256,
  bytes: captured.raw.bytes,
});

const tellOf = async (db: Queryable, changed: readonly Changed[]): Promise<void> => {
  await tellChanged(
    db,
    changed.map(({ delivery }) => delivery),
  );
  const captured = changed.filter(({ receipt }) => receipt.captured);
  await recordLive(
    db,
    captured.map(({ delivery: { accountGroupId } }) => ({ accountGroupId, kind: 'outbox', data: {} })),
  );
};
