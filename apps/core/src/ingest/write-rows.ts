import { columnValues, RowArrays, type Columns } from '../database/row-arrays.js';
import type { Queryable } from '../database/queryable.js';
import { isBetterNameSql, keepingNames } from '../people/said-names.js';
import type { BatchRows } from './batch-rows.js';

/**
 * Writes a whole batch in one statement, which names only the tables that get rows: Postgres opens each with all its indexes,
 * and for a single message that costs more than its rows do.
 */
export const writeRows = async (db: Queryable, rows: BatchRows): Promise<void> => {
  const used = groups.filter((group) => group.some((name) => rows[name].length > 0)).flat();
  if (used.length === 0) return;
  await db.query(
    writing(used),
    used.flatMap((name) => columnValues(columnsOf[name], rows[name])),
  );
};

/** What is usually written together; few groups make few statements, each of which every connection plans once. */
const groups: readonly (readonly (keyof BatchRows)[])[] = [
  ['persons', 'links'],
  ['names'],
  ['usedNames'],
  ['topics'],
  ['messages', 'participants', 'arrivals'],
  ['blobs', 'attachments'],
  ['facts'],
  ['actions'],
  ['evidence'],
];

const columnsOf = {
  persons: { id: 'uuid' },
  links: {
    ...{ id: 'uuid', identity_id: 'uuid', person_id: 'uuid' },
    ...{ evidence: 'jsonb', grade: 'text', actor: 'text' },
  },
  names: {
    ...{ id: 'uuid', name: 'text', name_at: 'timestamptz', name_proven: 'boolean' },
    name_group_id: 'uuid',
  },
  usedNames: {
    ...{ identity_id: 'uuid', account_group_id: 'uuid', name: 'text' },
    ...{ first_at: 'timestamptz', last_at: 'timestamptz', proven: 'boolean' },
  },
  topics: {
    ...{ id: 'uuid', anchor_identity_id: 'uuid', subject: 'text', subject_key: 'text', assignee_id: 'uuid' },
    ...{ account_id: 'uuid', account_group_id: 'uuid', opened_at: 'timestamptz', last_at: 'timestamptz' },
    ...{ state: 'text', continues_topic_id: 'uuid' },
  },
  messages: {
    ...{ id: 'uuid', channel: 'text', account_id: 'uuid', account_group_id: 'uuid', direction: 'text' },
    ...{ class: 'text', history: 'boolean', anchor_identity_id: 'uuid', author_identity_id: 'uuid' },
    ...{ reply_identity_id: 'uuid', topic_id: 'uuid', answers_message_id: 'uuid', audience: 'text' },
    copy_of: 'uuid',
    ...{
      proof: 'text',
      proof_reason: 'text',
      said_name: 'text',
      subject: 'text',
      text: 'text',
      new_text: 'text',
    },
    ...{ quoted_text: 'text', signature_text: 'text', html: 'text', threading_id: 'text' },
    ...{
      in_reply_to: 'text[]',
      reference_ids: 'text[]',
      raw_sha256: 'text',
      permalink: 'text',
      marks: 'jsonb',
      reports: 'jsonb',
    },
    ...{ sort_at: 'timestamptz', claimed_at: 'timestamptz' },
  },
  participants: { message_id: 'uuid', identity_id: 'uuid', role: 'text' },
  blobs: { sha256: 'text', bytes: 'bigint' },
  attachments: {
    ...{ id: 'uuid', message_id: 'uuid', position: 'int', sha256: 'text', name: 'text', media_type: 'text' },
    ...{ inline: 'boolean', content_id: 'text', source: 'text' },
  },
  arrivals: {
    ...{ id: 'uuid', message_id: 'uuid', account_id: 'uuid', via: 'text', folder: 'text' },
    ...{ uid_validity: 'text', uid: 'bigint', raw_sha256: 'text' },
    external_id: 'text',
  },
  facts: {
    ...{ id: 'uuid', identity_id: 'uuid', field: 'text', value: 'text', source: 'text', actor: 'text' },
    ...{ at: 'timestamptz', claimed: 'boolean', account_group_id: 'uuid' },
  },
  actions: { id: 'uuid', kind: 'text', topic_id: 'uuid', message_id: 'uuid', rule: 'text', data: 'jsonb' },
  evidence: {
    ...{ id: 'uuid', kind: 'text', identity_id: 'uuid', other_identity_id: 'uuid', evidence: 'jsonb' },
    account_group_id: 'uuid',
  },
} satisfies Record<keyof BatchRows, Columns>;

const tables: Record<Exclude<keyof BatchRows, 'names'>, string> = {
  persons: 'person',
  links: 'link',
  usedNames: 'identity_name',
  topics: 'topic',
  messages: 'message',
  participants: 'participant',
  blobs: 'blob',
  attachments: 'attachment',
  arrivals: 'arrival',
  facts: 'fact',
  actions: 'action',
  evidence: 'evidence_waiting',
};

/** Doubles of these are no error. */
const more: Partial<Record<keyof BatchRows, string>> = {
  participants: 'on conflict do nothing',
  // In one order, so that two transactions that store the same blobs queue; what an upload alone held is held for good now.
  blobs:
    'group by sha256, bytes order by sha256 on conflict (sha256) do update set upload_only = false where blob.upload_only',
  arrivals: 'on conflict do nothing',
  usedNames: keepingNames,
};

const write = (name: keyof BatchRows, rows: string): string =>
  name === 'names'
    ? `update identity i set name = r.name, name_at = r.name_at, name_proven = r.name_proven, name_group_id = r.name_group_id
       from (${rows}) r
       where i.id = r.id and ${isBetterNameSql('r', 'i')}`
    : `insert into ${tables[name]} (${Object.keys(columnsOf[name]).join(', ')}) ${rows} ${more[name] ?? ''}`;

const statements = new Map<string, string>();

const writing = (used: readonly (keyof BatchRows)[]): string => {
  const key = used.join();
  const known = statements.get(key);
  if (known !== undefined) return known;
  const arrays = new RowArrays();
  const parts = used.map((name) => `${name} as (${write(name, arrays.select(columnsOf[name]))})`);
  const statement = `with ${parts.join(',\n')} select`;
  statements.set(key, statement);
  return statement;
};
