import { identityVisibleTo } from '../../access/visible-to.js';
import { encodeArray } from '../../database/encode-array.js';
import { newId } from '../../database/new-id.js';
import type { Queryable } from '../../database/queryable.js';
import { holdLinks } from '../../people/links/hold-links.js';
import { peopleOf } from '../../people/people-of.js';
import { projectThreads } from '../../threads/project-threads.js';
import { nameOf, type RowIdentity } from '../rows/read-row.js';
import type { CustomerList, PreparedRow } from '../rows/customer-list.js';
import { beginPeople } from './begin-people.js';
import { joinRow } from './join-row.js';
import type { ImportAtWork } from './run-imports.js';
import { writeRowFacts } from './write-row-facts.js';

/** Rows of one transaction: short enough that an agent who merges meanwhile hardly waits. */
const batchMax = 50;

export type GoodRow = Extract<PreparedRow, { row: unknown }>;

/** What is there of an address that a row names, by `nameOf`. */
export type KnownIdentities = ReadonlyMap<string, { id: string; shared: boolean; ours: boolean }>;

/** Does the next rows of an import, or counts what they would do; all in the caller's transaction. */
export const doRows = async (db: Queryable, one: ImportAtWork, list: CustomerList): Promise<void> => {
  await holdLinks(db);
  const [place] = (await db.query(
    `select next_row as next from import where id = $1 and state = 'running' for no key update`,
    [one.id],
  )) as { next: number }[];
  if (!place) return;
  const batch = await list.take(place.next, batchMax);
  const faults = batch.filter((row) => 'fault' in row);
  const good = batch.filter((row): row is GoodRow => 'row' in row);
  const identities = await findOrMake(
    db,
    one,
    good.flatMap(({ row }) => row.identities),
  );
  const { known } = identities;
  if (one.mode === 'run') await nameAll(db, one, known);
  const begun = one.mode === 'run' ? await beginPeople(db, one, { rows: good, known }) : [];
  const counts = { merges: 0, facts: 0 };
  const named: string[] = [];
  for (const row of good) {
    if (await joinRow(db, one, { row, known })) counts.merges += 1;
    const { count, namedId } = await writeRowFacts(db, one, { row, known });
    counts.facts += count;
    if (namedId !== undefined) named.push(namedId);
  }
  const personIds = [...new Set([...begun, ...(await peopleOf(db, named)).values()])];
  await projectThreads(db, { personIds, bump: false });
  await db.query(writing, [
    ...[one.id, batch.length, identities.made, counts.merges, counts.facts, faults.length],
    place.next + batch.length >= list.count,
    JSON.stringify(faults.map((row) => ('fault' in row ? { line: row.line, reason: row.fault } : {}))),
  ]);
};

/** Whoever may see the list sees these addresses, whether they ever wrote or not. */
const nameAll = async (db: Queryable, { id }: ImportAtWork, known: KnownIdentities): Promise<void> => {
  const theirs = [...known.values()].filter(({ ours }) => !ours).map((identity) => identity.id);
  await db.query(
    `insert into import_identity (identity_id, import_id) select r.id, $1 from unnest($2::uuid[]) r(id) order by 1
     on conflict do nothing`,
    [id, encodeArray('uuid', theirs)],
  );
};

/**
 * The identities of these rows; a dry run makes none, and those that are not there have no id. What the one who brings the list
 * may not see counts as new: no count tells that an address is there in an account group that is closed to them.
 */
const findOrMake = async (
  db: Queryable,
  { id, mode }: ImportAtWork,
  wanted: readonly RowIdentity[],
): Promise<{ known: KnownIdentities; made: number }> => {
  const distinct = [...new Map(wanted.map((one) => [nameOf(one), one])).values()];
  const lists = [encodeArray('text', distinct.map(({ kind }) => kind)), encodeArray('text', distinct.map(({ key }) => key))]; // prettier-ignore
  const handles = encodeArray('text', distinct.map(({ handle }) => handle ?? null)); // prettier-ignore
  const find = async (): Promise<Map<string, FoundIdentity>> => {
    const rows = (await db.query(finding, [...lists, id])) as FoundIdentity[];
    return new Map(rows.map((row) => [nameOf(row), row]));
  };
  const known = await find();
  const seen = new Map([...known].filter(([, identity]) => identity.seen));
  const made = distinct.length - seen.size;
  if (mode === 'dry-run') return { known: seen, made };
  if (known.size === distinct.length) return { known, made };
  await db.query(
    `insert into identity (id, kind, key, handle)
     select r.id, r.kind, r.key, r.handle
     from unnest($1::text[], $2::text[], $3::text[], $4::uuid[]) r(kind, key, handle, id) order by r.kind, r.key
     on conflict (kind, key) do nothing`,
    [...lists, handles, encodeArray('uuid', distinct.map(() => newId()))], // prettier-ignore
  );
  return { known: await find(), made };
};

type FoundIdentity = RowIdentity & { id: string; shared: boolean; ours: boolean; seen: boolean };

const finding = `
with reader as materialized (
  select array(select a.account_group_id from agent_access a where a.agent_id = one.agent_id) as group_ids from import one where one.id = $3)
select i.id, i.kind, i.key, i.shared, i.ours, ${identityVisibleTo('i', 'reader.group_ids')} as seen
from unnest($1::text[], $2::text[]) r(kind, key) join identity i on i.kind = r.kind and i.key = r.key cross join reader`;

const writing = `
with counted as (
  update import set next_row = next_row + $2::int, new_identities = new_identities + $3::int, merges = merges + $4::int,
    facts = facts + $5::int, bad_rows = bad_rows + $6::int,
    state = case when $7 then 'done' else state end, finished_at = case when $7 then clock_timestamp() end
  where id = $1)
insert into import_fault (import_id, line, reason)
select $1, f.line, f.reason from jsonb_to_recordset($8::jsonb) f(line int, reason text) on conflict do nothing`;
