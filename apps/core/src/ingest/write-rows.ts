import { columnValues, RowArrays, type Columns } from '../database/row-arrays.js';
import type { Queryable } from '../database/queryable.js';
import type { BatchRows } from './batch-rows.js';

/** Writes a whole batch in one statement. */
export const writeRows = async (db: Queryable, rows: BatchRows): Promise<void> => {
  await db.query(
    writing,
    tables.flatMap(([name, columns]) => columnValues(columns, rows[name])),
  );
};

const columnsOf = {
  persons: { id: 'uuid' },
  links: {
    ...{ id: 'uuid', identity_id: 'uuid', person_id: 'uuid' },
    ...{ evidence: 'jsonb', grade: 'text', actor: 'text' },
  },
  names: { id: 'uuid', name: 'text', name_at: 'timestamptz' },
  topics: {
    ...{ id: 'uuid', anchor_identity_id: 'uuid', subject: 'text', subject_key: 'text', assignee_id: 'uuid' },
    ...{ account_id: 'uuid', account_group_id: 'uuid', opened_at: 'timestamptz', last_at: 'timestamptz' },
    ...{ state: 'text', continues_topic_id: 'uuid' },
  },
  messages: {
    ...{ id: 'uuid', channel: 'text', account_id: 'uuid', account_group_id: 'uuid', direction: 'text' },
    ...{ class: 'text', history: 'boolean', anchor_identity_id: 'uuid', author_identity_id: 'uuid' },
    ...{ reply_identity_id: 'uuid', topic_id: 'uuid', answers_message_id: 'uuid', audience: 'text' },
    ...{ proof: 'text', proof_reason: 'text', subject: 'text', text: 'text', new_text: 'text' },
    ...{ quoted_text: 'text', signature_text: 'text', html: 'text', threading_id: 'text' },
    ...{
      in_reply_to: 'text[]',
      reference_ids: 'text[]',
      raw_sha256: 'text',
      marks: 'jsonb',
      reports: 'jsonb',
    },
    ...{ sort_at: 'timestamptz', claimed_at: 'timestamptz' },
  },
  participants: { message_id: 'uuid', identity_id: 'uuid', role: 'text' },
  blobs: { sha256: 'text', bytes: 'bigint' },
  attachments: {
    ...{ id: 'uuid', message_id: 'uuid', position: 'int', sha256: 'text', name: 'text', media_type: 'text' },
    ...{ inline: 'boolean', content_id: 'text' },
  },
  arrivals: {
    ...{ id: 'uuid', message_id: 'uuid', account_id: 'uuid', via: 'text', folder: 'text' },
    ...{ uid_validity: 'text', uid: 'bigint', raw_sha256: 'text' },
  },
  facts: {
    ...{ id: 'uuid', identity_id: 'uuid', field: 'text', value: 'text', source: 'text', actor: 'text' },
    ...{ at: 'timestamptz' },
  },
  actions: { id: 'uuid', kind: 'text', topic_id: 'uuid', message_id: 'uuid', rule: 'text', data: 'jsonb' },
} satisfies Record<keyof BatchRows, Columns>;

const tables = Object.entries(columnsOf) as [keyof BatchRows, Columns][];
const arrays = new RowArrays();
const rowsOf = Object.fromEntries(tables.map(([name, columns]) => [name, arrays.select(columns)])) as Record<
  keyof BatchRows,
  string
>;

const insert = (table: string, name: keyof BatchRows): string =>
  `insert into ${table} (${Object.keys(columnsOf[name]).join(', ')}) ${rowsOf[name]}`;

const writing = `
with persons as (${insert('person', 'persons')}),
links as (${insert('link', 'links')}),
names as (
  update identity i set name = r.name, name_at = r.name_at from (${rowsOf.names}) r
  where i.id = r.id and (i.name_at is null or (r.name_at, r.name) > (i.name_at, i.name))
),
topics as (${insert('topic', 'topics')}),
messages as (${insert('message', 'messages')}),
participants as (${insert('participant', 'participants')} on conflict do nothing),
blobs as (${insert('blob', 'blobs')} order by sha256 on conflict do nothing),
attachments as (${insert('attachment', 'attachments')}),
arrivals as (${insert('arrival', 'arrivals')} on conflict do nothing),
facts as (${insert('fact', 'facts')})
${insert('action', 'actions')}`;
