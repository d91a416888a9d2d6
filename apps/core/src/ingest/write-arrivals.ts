import type { MessageReceived } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';
import { isBetterNameSql } from '../people/said-names.js';
import { projectThreads } from '../threads/project-threads.js';
import { arrivalRow } from './message-row.js';
import { authorName } from './newest-name.js';

/**
 * Another copy of a stored message: one arrival, and the best proof among the copies. What was only claimed until now, the
 * author's name and facts, is proven with it.
 */
export const writeArrivals = async (
  db: Queryable,
  repeated: readonly { event: MessageReceived; messageId: string }[],
): Promise<void> => {
  const rows = repeated.map(({ event, messageId }) => ({
    ...arrivalRow(event, messageId),
    proof: event.authorProof.verdict,
    proof_reason: event.authorProof.reason,
    author_name: authorName(event) ?? null,
  }));
  const renamed: { person_id: string }[] = await db.query(storing, [JSON.stringify(rows)]);
  await projectThreads(db, { personIds: renamed.map((row) => row.person_id), bump: false });
};

const storing = `
with r as materialized (
  select * from json_to_recordset($1) as r(id uuid, message_id uuid, account_id uuid, via text, folder text,
    uid_validity text, uid bigint, raw_sha256 text, proof text, proof_reason text,
    author_name text)
), better as (
  update message m set proof = r.proof, proof_reason = r.proof_reason
  from (select distinct on (message_id) * from r where proof = 'proven' order by message_id) r
  where m.id = r.message_id and m.proof <> 'proven' and m.direction = 'inbound'
  returning m.author_identity_id, m.channel, m.class, m.sort_at, r.author_name
), said as (
  update fact f set claimed = false from better
  where f.identity_id = better.author_identity_id and f.at = better.sort_at and f.actor = 'author'
    and f.source = better.channel
), renamed as (
  update identity i set name = n.name, name_at = n.name_at, name_proven = true
  from (select distinct on (author_identity_id) author_identity_id, author_name as name, sort_at as name_at, true as name_proven
    from better where class = 'human' and author_name <> ''
    order by author_identity_id, sort_at desc, author_name collate "C" desc) n
  where i.id = n.author_identity_id and not i.ours and ${isBetterNameSql('n', 'i')}
  returning i.id
), found as (
  -- Whoever sees the other account's mail is to find it too.
  insert into words_waiting (message_id)
  select distinct m.id from r join message m on m.id = r.message_id join account a on a.id = r.account_id
  where a.account_group_id <> m.account_group_id
), arrived as (
  insert into arrival (id, message_id, account_id, via, folder, uid_validity, uid, raw_sha256)
  select r.id, r.message_id, a.id, r.via, r.folder, r.uid_validity, r.uid, r.raw_sha256
  from r join message m on m.id = r.message_id left join account a on a.id = r.account_id
  order by r.message_id
  on conflict do nothing
)
select l.person_id from renamed join link l on l.identity_id = renamed.id and l.withdrawn_at is null`;
