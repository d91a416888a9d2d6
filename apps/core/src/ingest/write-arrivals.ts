import type { MessageReceived } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';
import { arrivalRow } from './message-row.js';

/** Another copy of a stored message: one arrival, and the best proof among the copies. */
export const writeArrivals = async (
  db: Queryable,
  repeated: readonly { event: MessageReceived; messageId: string }[],
): Promise<void> => {
  const rows = repeated.map(({ event, messageId }) => ({
    ...arrivalRow(event, messageId),
    proof: event.authorProof.verdict,
    proof_reason: event.authorProof.reason,
  }));
  await db.query(
    `with r as materialized (
       select * from json_to_recordset($1) as r(id uuid, message_id uuid, account_id uuid, via text, folder text,
         uid_validity text, uid bigint, raw_sha256 text, proof text, proof_reason text)
     ), better as (
       update message m set proof = r.proof, proof_reason = r.proof_reason
       from (select distinct on (message_id) * from r where proof = 'proven' order by message_id) r
       where m.id = r.message_id and m.proof <> 'proven' and m.direction = 'inbound'
     ), found as (
       -- Whoever sees the other account's mail is to find it too.
       insert into words_waiting (message_id)
       select distinct m.id from r join message m on m.id = r.message_id join account a on a.id = r.account_id
       where a.account_group_id <> m.account_group_id
     )
     insert into arrival (id, message_id, account_id, via, folder, uid_validity, uid, raw_sha256)
     select r.id, r.message_id, a.id, r.via, r.folder, r.uid_validity, r.uid, r.raw_sha256
     from r join message m on m.id = r.message_id left join account a on a.id = r.account_id
     order by r.message_id
     on conflict do nothing`,
    [JSON.stringify(rows)],
  );
};
