import { newId } from '../../database/new-id.js';
import { encodeArray } from '../../database/encode-array.js';
import type { Queryable } from '../../database/queryable.js';
import { DomainError } from '../../http/domain-error.js';
import { changeLinks } from './change-links.js';
import type { SeenVersions } from './check-people.js';
import { holdLinks } from './hold-links.js';
import type { Changed, Grounds } from './link-change.js';
import { lockIdentities } from './lock-identities.js';
import { activeChanges, membersOf, ownPersonsOf } from './read-links.js';

export interface Join extends Grounds {
  /** One identity of each person; the evidence speaks of these, and they stay together whatever else is undone. */
  identityIds: readonly string[];
  /** Versions of the persons as an agent saw them. */
  seen?: SeenVersions | undefined;
}

/**
 * Merges the persons of these identities, in the caller's transaction: the lowest id survives. An identity that was never
 * anybody begins as a person of its own first. Evidence that joins whom other evidence joined already is kept too: the one may
 * be undone and the other stays. Undefined when this very evidence joined them before.
 */
export const joinPeople = async (db: Queryable, join: Join): Promise<Changed | undefined> => {
  const { identityIds, seen, ...grounds } = join;
  await holdLinks(db);
  await beginAlone(db, identityIds, 'merge');
  const people = await peopleNow(db, identityIds);
  if (people.length === 1 && (await isKnown(db, join))) return undefined;
  const before = await membersOf(db, people);
  const survivor = people.toSorted()[0]!;
  const after = new Map([...before.keys()].map((id) => [id, survivor]));
  return changeLinks(db, { change: { ...grounds, kind: 'merge', identityIds }, before, after, seen });
};

const peopleNow = async (db: Queryable, identityIds: readonly string[]): Promise<string[]> => {
  const rows: { person_id: string }[] = await db.query(
    'select distinct person_id from link where identity_id = any($1::uuid[]) and withdrawn_at is null',
    [encodeArray('uuid', identityIds)],
  );
  return rows.map((row) => row.person_id);
};

const isKnown = async (db: Queryable, { identityIds, evidence }: Join): Promise<boolean> => {
  const { changes } = await activeChanges(db, identityIds);
  const rows: object[] = await db.query(
    `select from link_change c where c.id = any($1::uuid[]) and c.kind = 'merge' and c.evidence = $2::jsonb
       and c.identity_ids @> $3::uuid[] and c.identity_ids <@ $3::uuid[] limit 1`,
    [
      encodeArray('uuid', changes.map(({ id }) => id)), // prettier-ignore
      JSON.stringify(evidence),
      encodeArray('uuid', identityIds),
    ],
  );
  return rows.length > 0;
};

/**
 * Gives a person to each identity that has none, behind its lock: ingest may be about to do the same. Resolves with the persons
 * that were made.
 */
export const beginAlone = async (
  db: Queryable,
  identityIds: readonly string[],
  actor: string,
): Promise<string[]> => {
  const own = await ownPersonsOf(db, identityIds);
  const nobody = identityIds.filter((id) => !own.has(id));
  if (nobody.length === 0) return [];
  await lockIdentities(db, nobody);
  const begun = await ownPersonsOf(db, nobody);
  const still = nobody.filter((id) => !begun.has(id));
  const made: { person_id: string }[] = await db.query(beginning, [
    encodeArray('uuid', still),
    encodeArray('uuid', still.map(() => newId())), // prettier-ignore
    encodeArray('uuid', still.map(() => newId())), // prettier-ignore
    actor,
  ]);
  if (made.length < still.length)
    throw new DomainError(
      'not-a-person',
      'Nothing was changed: an address of ours, or one that is not there, is nobody.',
    );
  return made.map((row) => row.person_id);
};

const beginning = `
with nobody as (
  select r.* from unnest($1::uuid[], $2::uuid[], $3::uuid[]) r(identity_id, person_id, link_id)
  join identity i on i.id = r.identity_id and not i.ours),
persons as (insert into person (id) select person_id from nobody)
insert into link (id, identity_id, person_id, evidence, grade, actor, made_at)
select link_id, identity_id, person_id, '{"type": "named"}', 'claimed', $4, clock_timestamp() from nobody
returning person_id`;
