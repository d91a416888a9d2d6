import type { SendInput } from '@filo/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { Queryable } from '../database/queryable.js';
import { revisionAnswered } from '../deliveries/edited-meanwhile.js';

export interface SendToQueue {
  /** The command as it will travel; `deliveryId` names the delivery made here, `attempt` is 1. */
  payload: SendInput;
  recipientIdentityId: string;
  role: 'to' | 'cc' | 'bcc';
  /** The signed token in `replyAddress` and Message-ID of this recipient. */
  replyToken?: string;
  /** Takes the place of the payload's text once the send is over for good, where that text holds a secret. */
  textAfter?: string;
  /** Not before this instant; default: at once. */
  dueAt?: Date;
  /** Not before this instant, and until it leaves its author can hold it back. */
  heldUntil?: Date | undefined;
}

/** Channel on which the relay listens for rows to publish. */
export const outboxNotification = 'filo_outbox';

/** Writes one delivery and one outbox row per recipient in the caller's transaction; the relay publishes them after commit. */
export const queueSends = async (db: Queryable, sends: readonly SendToQueue[]): Promise<void> => {
  if (sends.length === 0) return;
  const rows = sends.map(
    ({ payload, recipientIdentityId, role, replyToken, textAfter, dueAt, heldUntil }) => ({
      id: payload.deliveryId,
      outbox_id: uuidv7(),
      message_id: payload.messageId,
      account_id: payload.accountId,
      recipient_identity_id: recipientIdentityId,
      role,
      reply_token: replyToken ?? null,
      attempt: payload.attempt,
      text_after: textAfter ?? null,
      due_at: (heldUntil ?? dueAt)?.toISOString() ?? null,
      held_until: heldUntil?.toISOString() ?? null,
      parts: payload.parts?.map((text) => ({ text })) ?? null,
      payload,
    }),
  );
  await db.query(
    `with r as materialized (
       select * from json_to_recordset($1) as r(id uuid, outbox_id uuid, message_id uuid, account_id uuid,
         recipient_identity_id uuid, role text, reply_token text, attempt int, text_after text, due_at timestamptz,
         held_until timestamptz, parts jsonb, payload jsonb)
     ), made as (
       insert into delivery (id, message_id, account_id, recipient_identity_id, role, state, attempt, reply_token, held_until, parts, answered_revision)
       select id, message_id, account_id, recipient_identity_id, role, 'queued', attempt, reply_token, held_until, parts,
         case when text_after is null then ${revisionAnswered('r.message_id')} end from r
       returning id
     ), queued as (
       insert into outbox (id, delivery_id, payload, text_after, due_at)
       select outbox_id, id, payload, text_after, coalesce(due_at, now()) from r
       returning id
     )
     select pg_notify('${outboxNotification}', ''), (select count(*) from made), (select count(*) from queued)`,
    [JSON.stringify(rows)],
  );
};
