import { newId } from '../../database/new-id.js';
import type { Queryable } from '../../database/queryable.js';
import { holdLinks } from '../../people/links/hold-links.js';
import { undoMerges } from '../../people/links/undo-merges.js';
import { peopleOf } from '../../people/people-of.js';
import { projectThreads } from '../../threads/project-threads.js';
import { importActor } from './import-actor.js';
import type { ImportAtWork } from './run-imports.js';

/** What is taken back in one transaction. */
const changesMax = 250;
const factsMax = 500;

/**
 * Takes back the next merges of an import, the newest first, then its facts; what was undone or said anew by others stays as
 * they left it. The import is over when nothing is left.
 */
export const takeBack = async (db: Queryable, one: ImportAtWork): Promise<void> => {
  await holdLinks(db);
  const [mine] = (await db.query(
    `select id from import where id = $1 and state = 'undoing' for no key update`,
    [one.id],
  )) as object[];
  if (!mine) return;
  const changes = (await db.query(takingChanges, [one.id, changesMax])) as { id: string }[];
  // Those that an agent undid before are left out.
  await undoMerges(db, {
    changeIds: changes.map(({ id }) => id),
    actor: importActor(one),
    reason: 'The import was undone',
  });
  const mayBeMore = changes.length === changesMax;
  const facts = mayBeMore ? [] : ((await db.query(takingFacts, [one.id, factsMax])) as TakenFact[]);
  await say(db, one, facts);
  await db.query(counting, [one.id, changes.length + facts.length, !mayBeMore && facts.length < factsMax]);
};

interface TakenFact {
  identityId: string;
  field: string;
  former: string;
  at: string;
}

/**
 * Facts are only added: what the field said before is said again, or nothing, at the instant after the fact that is taken
 * back. So it comes before whatever anybody has said since, in whichever account group.
 */
const say = async (
  db: Queryable,
  { id, name, accountGroupId }: ImportAtWork,
  facts: readonly TakenFact[],
): Promise<void> => {
  if (facts.length === 0) return;
  await db.query(
    `insert into fact (id, identity_id, field, value, source, actor, at, account_group_id)
     select r.id, r.identity_id, r.field, r.value, $2, $3, r.at + interval '1 microsecond', $4::uuid
     from jsonb_to_recordset($1::jsonb) r(id uuid, identity_id uuid, field text, value text, at timestamptz)`,
    [
      JSON.stringify(
        facts.map(({ identityId, field, former, at }) => ({
          id: newId(),
          identity_id: identityId,
          field,
          value: former,
          at,
        })),
      ),
      `import:${name}`,
      `import:${id}`,
      accountGroupId,
    ],
  );
  const named = facts.filter(({ field }) => field === 'name').map(({ identityId }) => identityId);
  await projectThreads(db, { personIds: [...new Set((await peopleOf(db, named)).values())], bump: false });
};

const counting = `
update import set taken_back = taken_back + $2::int, state = case when $3 then 'undone' else state end,
  finished_at = case when $3 then clock_timestamp() end where id = $1`;

/** Ids are made in the order of time, and found in it by the key of the table, however many are left. */
const takingChanges = `
with taken as (
  delete from import_change where import_id = $1 and change_id = any(array(
    select change_id from import_change where import_id = $1 order by change_id desc limit $2)) returning change_id)
select c.id from taken join link_change c on c.id = taken.change_id order by c.number desc`;

const takingFacts = `
with taken as (
  delete from import_fact where import_id = $1 and fact_id = any(array(
    select fact_id from import_fact where import_id = $1 order by fact_id limit $2)) returning fact_id, former)
select f.identity_id as "identityId", f.field, taken.former, to_json(f.at) #>> '{}' as at
from taken join fact f on f.id = taken.fact_id`;
