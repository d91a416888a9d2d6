import { newId } from '../../database/new-id.js';
import type { Queryable } from '../../database/queryable.js';
import { stands } from '../../facts/standing-facts.js';
import { nameOf } from '../rows/read-row.js';
import { homeOf } from './begin-people.js';
import type { GoodRow, KnownIdentities } from './do-rows.js';
import type { ImportAtWork } from './run-imports.js';

/**
 * Writes what a row says of its customer, unless the field says so already. Resolves with how many facts that makes, and with whom
 * a name is among them of: the caller projects their thread.
 */
export const writeRowFacts = async (
  db: Queryable,
  one: ImportAtWork,
  { row: good, known }: { row: GoodRow; known: KnownIdentities },
): Promise<{ count: number; namedId?: string }> => {
  const { row } = good;
  const home = homeOf(good, known);
  if (row.facts.length === 0 || home === undefined) return { count: 0 };
  const identityId = known.get(nameOf(home))?.id;
  if (identityId === undefined) return { count: row.facts.length };
  const facts = JSON.stringify(row.facts.map((fact) => ({ id: newId(), ...fact })));
  if (one.mode === 'dry-run') {
    const [counted] = (await db.query(`select count(*)::int as n from (${news}) n`, [
      ...[facts, identityId, one.accountGroupId],
    ])) as {
      n: number;
    }[];
    return { count: counted!.n };
  }
  const written: object[] = await db.query(writing, [
    ...[facts, identityId, one.accountGroupId],
    ...[`import:${one.name}`, one.id],
  ]);
  const names = written.length > 0 && row.facts.some(({ field }) => field === 'name');
  return { count: written.length, ...(names && { namedId: identityId }) };
};

/** What the readers of this list know of a field so far: nothing that others keep among themselves. */
const news = `
select r.id, r.field, r.value, coalesce(newest.value, '') as former, newest.id as newest_id
from jsonb_to_recordset($1::jsonb) r(id uuid, field text, value text)
left join lateral (
  select f.id, f.value from fact f where f.identity_id = $2::uuid and f.field = r.field and ${stands('f')}
    and (f.account_group_id is null or f.account_group_id = $3::uuid)
  order by f.at desc, f.id desc limit 1
) newest on true
where coalesce(newest.value, '') <> r.value`;

/** What this very import said in an earlier row is not what the field said before it. */
const writing = `
with news as (${news}),
written as (
  insert into fact (id, identity_id, field, value, source, actor, at, account_group_id)
  select id, $2::uuid, field, value, $4, 'import:' || $5::text, clock_timestamp(), $3::uuid from news returning id)
insert into import_fact (import_id, fact_id, former) 
select $5::uuid, n.id, coalesce(mine.former, n.former) from news n join written using (id)
left join import_fact mine on mine.import_id = $5::uuid and mine.fact_id = n.newest_id
returning fact_id`;
