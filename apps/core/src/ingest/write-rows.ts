import type { Queryable } from '../database/queryable.js';
import type { BatchRows } from './batch-rows.js';

/** Writes a whole batch in one statement; foreign keys are checked at its end. */
export const writeRows = async (db: Queryable, rows: BatchRows): Promise<void> => {
  await db.query(
    writing,
    [
      rows.persons,
      rows.links,
      rows.names,
      rows.topics,
      rows.messages,
      rows.participants,
      rows.blobs,
      rows.attachments,
      rows.arrivals,
      rows.facts,
      rows.actions,
    ].map((list) => wellFormedJson(list)),
  );
};

/** Postgres refuses a lone surrogate, which `JSON.stringify` writes as an escape; it becomes U+FFFD. */
const wellFormedJson = (rows: readonly object[]): string =>
  JSON.stringify(rows, (_, value: unknown) =>
    typeof value === 'string' ? (value as WellFormable).toWellFormed() : value,
  );

/** Node 20 has it; the library that TypeScript compiles against here does not name it yet. */
type WellFormable = string & { toWellFormed(): string };

const messageColumns = `id uuid, channel text, account_id uuid, account_group_id uuid, direction text, class text,
  history boolean, anchor_identity_id uuid, author_identity_id uuid, reply_identity_id uuid, topic_id uuid,
  answers_message_id uuid, audience text, proof text, proof_reason text, subject text, text text, new_text text,
  quoted_text text, signature_text text, html text, threading_id text, in_reply_to text[], reference_ids text[],
  raw_sha256 text, marks jsonb, reports jsonb, sort_at timestamptz, claimed_at timestamptz`;
const messageNames = messageColumns.replace(/(\w+) [\w[\]]+(,|$)/g, '$1$2');

const writing = `
with persons as (
  insert into person (id) select id from json_to_recordset($1) as r(id uuid)
), links as (
  insert into link (id, identity_id, person_id, evidence, grade, actor)
  select * from json_to_recordset($2)
    as r(id uuid, identity_id uuid, person_id uuid, evidence jsonb, grade text, actor text)
), names as (
  update identity i set name = r.name, name_at = r.name_at
  from json_to_recordset($3) as r(id uuid, name text, name_at timestamptz)
  where i.id = r.id and (i.name_at is null or (r.name_at, r.name) > (i.name_at, i.name))
), topics as (
  insert into topic (id, anchor_identity_id, subject, subject_key, assignee_id, account_id, account_group_id,
    opened_at, last_at, state, continues_topic_id)
  select id, anchor_identity_id, subject, subject_key, assignee_id, account_id, account_group_id,
    opened_at, opened_at, 'closed', continues_topic_id
  from json_to_recordset($4) as r(id uuid, anchor_identity_id uuid, subject text, subject_key text, assignee_id uuid,
    account_id uuid, account_group_id uuid, opened_at timestamptz, continues_topic_id uuid)
), messages as (
  insert into message (${messageNames})
  select ${messageNames} from json_to_recordset($5) as r(${messageColumns})
), participants as (
  insert into participant (message_id, identity_id, role)
  select * from json_to_recordset($6) as r(message_id uuid, identity_id uuid, role text)
  on conflict do nothing
), blobs as (
  insert into blob (sha256, bytes)
  select * from json_to_recordset($7) as r(sha256 text, bytes bigint) order by sha256
  on conflict do nothing
), attachments as (
  insert into attachment (id, message_id, position, sha256, name, media_type, inline, content_id)
  select * from json_to_recordset($8) as r(id uuid, message_id uuid, position int, sha256 text, name text,
    media_type text, inline boolean, content_id text)
), arrivals as (
  insert into arrival (id, message_id, account_id, via, folder, uid_validity, uid, raw_sha256)
  select * from json_to_recordset($9) as r(id uuid, message_id uuid, account_id uuid, via text, folder text,
    uid_validity text, uid bigint, raw_sha256 text)
  on conflict do nothing
), facts as (
  insert into fact (id, identity_id, field, value, source, actor, at)
  select id, identity_id, field, value, source, 'author', at from json_to_recordset($10)
    as r(id uuid, identity_id uuid, field text, value text, source text, at timestamptz)
)
insert into action (id, kind, topic_id, message_id, rule, data)
select * from json_to_recordset($11)
  as r(id uuid, kind text, topic_id uuid, message_id uuid, rule text, data jsonb)`;
