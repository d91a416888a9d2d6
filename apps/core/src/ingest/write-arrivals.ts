import type { Queryable } from '../database/queryable.js';
import { isBetterNameSql, keepingNames } from '../people/said-names.js';
import { projectThreads } from '../threads/project-threads.js';
import type { Told } from './intake.js';
import { arrivalRow } from './message-row.js';
import { authorName } from './newest-name.js';

/**
 * Another copy of a message in its account group: one arrival, and the best proof among the copies. What was only claimed until
 * now, the author's name and facts, is proven with it.
 */
export const writeArrivals = async (
  db: Queryable,
  repeated: readonly { event: Told; messageId: string }[],
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

/**
 * Names in account groups other than the one of the name that an identity has: what it had before, and what is proven by a copy
 * now. `was` is the identity as it was before the statement.
 */
const heardElsewhere = `
  select was.id as identity_id, was.name_group_id as account_group_id, was.name, was.name_at as first_at, was.name_at as last_at,
    was.name_proven as proven
  from renamed join identity was using (id) join better on better.author_identity_id = was.id
  where was.name_group_id <> better.account_group_id
  union all
  select was.id, better.account_group_id, better.author_name, better.sort_at, better.sort_at, true
  from better join identity was on was.id = better.author_identity_id
  where better.class = 'human' and not was.ours and was.name_group_id is distinct from better.account_group_id`;

const storing = `
with r as materialized (
  select * from json_to_recordset($1) as r(id uuid, message_id uuid, account_id uuid, via text, folder text,
    uid_validity text, uid bigint, raw_sha256 text, external_id text, proof text, proof_reason text,
    author_name text)
), better as (
  update message m set proof = r.proof, proof_reason = r.proof_reason
  from (select distinct on (message_id) * from r where proof = 'proven' order by message_id) r
  where m.id = r.message_id and m.proof <> 'proven' and m.direction = 'inbound'
  returning m.author_identity_id, m.account_group_id, m.channel, m.class, m.sort_at, r.author_name
), said as (
  update fact f set claimed = false from better
  where f.identity_id = better.author_identity_id and f.at = better.sort_at and f.actor = 'author'
    and f.source = better.channel
), renamed as (
  update identity i set name = n.name, name_at = n.name_at, name_proven = true, name_group_id = n.account_group_id
  from (select distinct on (author_identity_id) author_identity_id, author_name as name, sort_at as name_at, true as name_proven,
      account_group_id
    from better where class = 'human' and author_name <> ''
    order by author_identity_id, sort_at desc, author_name collate "C" desc) n
  where i.id = n.author_identity_id and not i.ours and ${isBetterNameSql('n', 'i')}
  returning i.id
), heard as (
  insert into identity_name (identity_id, account_group_id, name, first_at, last_at, proven)
  select * from (
    select distinct on (identity_id, account_group_id, name) * from (${heardElsewhere}) each
    where each.account_group_id is not null and each.name <> ''
    order by identity_id, account_group_id, name, proven desc, last_at desc nulls last) names
  ${keepingNames}
), arrived as (
  insert into arrival (id, message_id, account_id, via, folder, uid_validity, uid, raw_sha256, external_id)
  select r.id, r.message_id, a.id, r.via, r.folder, r.uid_validity, r.uid, r.raw_sha256, r.external_id
  from r join message m on m.id = r.message_id left join account a on a.id = r.account_id
  order by r.message_id
  on conflict do nothing
)
select l.person_id from renamed join link l on l.identity_id = renamed.id and l.withdrawn_at is null`;
