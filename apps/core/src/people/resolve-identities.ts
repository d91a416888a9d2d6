import type { IdentityRef } from '@filo/contracts';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import { columnValues, RowArrays, type Columns } from '../database/row-arrays.js';
import { lockPeople } from './lock-people.js';
import type { HeardName } from './said-names.js';

export interface KnownIdentity {
  id: string;
  ours: boolean;
  handle: string | null;
  name: string | null;
  nameAt: number | null;
  /** Only a proven message names them anew then. */
  nameProven: boolean;
  /** The account group in which that name was said. */
  nameGroupId: string | null;
  /** Several people write from it. */
  shared: boolean;
}

export const identityKey = (ref: { kind: string; key: string }): string => `${ref.kind}\u0000${ref.key}`;

/** An identity, and the account group of the message that speaks of it. */
export interface NamedIdentity {
  ref: IdentityRef;
  groupId: string;
}

export interface IdentitiesWanted {
  all: readonly NamedIdentity[];
  /** Those in whose threads something may happen: nothing but this transaction changes who they are until it ends. */
  anchors: readonly IdentityRef[];
  /** Names that their owners used, by identity key. */
  named: ReadonlyMap<string, HeardName>;
}

/** Of whom a batch speaks, and who they are. */
export interface KnownPeople {
  /** By `identityKey`. */
  identities: Map<string, KnownIdentity>;
  /** Persons of the anchors, by identity id; their threads are locked. Our own addresses are nobody. */
  people: Map<string, string>;
  /** Persons of the others, by identity id; nothing is locked. */
  named: Map<string, string>;
}

/**
 * Finds or makes the identities of a batch, and finds their persons, in one statement. It locks in sorted order, so that two
 * workers agree: anchors that their owner names here, or that are nobody yet and may become somebody; new identities, by making
 * them; the threads of all anchors. Whoever is somebody needs no lock of their own: whoever changes links locks the threads of
 * those whom it moves.
 */
export const resolveIdentities = async (db: Queryable, wanted: IdentitiesWanted): Promise<KnownPeople> => {
  const refs = distinct(wanted.all);
  const own = refs.map(({ ref }) => wanted.named.get(identityKey(ref)));
  const anchors = new Set(wanted.anchors.map(identityKey));
  const columns = columnValues(
    wantedColumns,
    refs.map(({ ref, groupId }, index) => ({
      ...ref,
      place: index,
      id: newId(),
      anchor: anchors.has(identityKey(ref)),
      name: own[index]?.name ?? ref.name,
      name_at: own[index] && new Date(own[index].at).toISOString(),
      name_proven: own[index]?.proven ?? false,
      name_group_id: own[index]?.groupId ?? (ref.name ? groupId : null),
    })),
  );
  let rows: IdentityRow[] = await db.query(findingOrMaking, columns);
  // Another transaction made one meanwhile.
  if (rows.length < refs.length) rows = await db.query(findingOrMaking, columns);
  const theirs = rows.filter((row) => !row.ours);
  return {
    identities: new Map(rows.map((row) => [identityKey(row), toIdentity(row)])),
    people: await peopleUnderLock(
      db,
      theirs.filter(({ anchor }) => anchor),
    ),
    named: personsOf(theirs.filter(({ anchor }) => !anchor)),
  };
};

/**
 * The statement read the links as they were before it waited for its locks. When none was changed meanwhile nobody can change
 * them any more, else they are read and locked again. Who was nobody may have become somebody by a first link, which changes
 * none.
 */
const peopleUnderLock = async (
  db: Queryable,
  anchors: readonly IdentityRow[],
): Promise<Map<string, string>> => {
  const people = personsOf(anchors);
  if (anchors.length === 0) return people;
  const readAgain = async (some: readonly IdentityRow[]): Promise<void> => {
    const ids = some.map(({ id }) => id);
    for (const id of ids) people.delete(id);
    for (const [id, person] of await lockPeople(db, ids)) people.set(id, person);
  };
  let seen = anchors[0]!.newest;
  let newest = await newestChange(db);
  await readAgain(anchors.filter((row) => row.person_id === null));
  while (newest !== seen) {
    await readAgain(anchors);
    [seen, newest] = [newest, await newestChange(db)];
  }
  return people;
};

const newestChange = async (db: Queryable): Promise<string | null> =>
  ((await db.query(`select ${newestNumber} as newest`)) as { newest: string | null }[])[0]!.newest;

const personsOf = (rows: readonly IdentityRow[]): Map<string, string> =>
  new Map(rows.flatMap(({ id, person_id }) => (person_id === null ? [] : [[id, person_id] as const])));

const toIdentity = (row: IdentityRow): KnownIdentity => ({
  id: row.id,
  ours: row.ours,
  handle: row.handle,
  name: row.name,
  nameAt: row.name_at?.getTime() ?? null,
  nameProven: row.name_proven,
  nameGroupId: row.name_group_id,
  shared: row.shared,
});

interface IdentityRow {
  id: string;
  kind: string;
  key: string;
  ours: boolean;
  handle: string | null;
  name: string | null;
  name_at: Date | null;
  name_proven: boolean;
  name_group_id: string | null;
  shared: boolean;
  anchor: boolean;
  person_id: string | null;
  newest: string | null;
}

const wantedColumns = {
  ...{ id: 'uuid', kind: 'text', key: 'text', name: 'text', name_at: 'timestamptz', handle: 'text' },
  ...{ anchor: 'boolean', name_proven: 'boolean', name_group_id: 'uuid', place: 'int' },
} satisfies Columns;

const known =
  'i.id, i.kind, i.key, i.ours, i.handle, i.name, i.name_at, i.name_proven, i.name_group_id, i.shared';

/** Changes of links are numbered one after the other, each visible before the next begins: see `holdLinks`. */
const newestNumber = '(select max(number) from link_change)';

/**
 * Whoever is made here is nobody yet. What was found is named by its place, so that looking for what is missing costs no
 * second look at a table.
 */
const findingOrMaking = `
with wanted as materialized (select * from (${new RowArrays().select(wantedColumns)}) r order by kind, key),
found as materialized (
  select r.place, r.anchor, i.* from wanted r cross join lateral (
    select ${known} from identity i where r.name_at is not null and i.kind = r.kind and i.key = r.key for no key update) i
  union all
  select r.place, r.anchor, i.* from wanted r cross join lateral (
    select ${known} from identity i where r.name_at is null and i.kind = r.kind and i.key = r.key offset 0) i
),
made as (
  insert into identity as i (id, kind, key, name, name_at, name_proven, name_group_id, handle)
  select r.id, r.kind, r.key, r.name, r.name_at, r.name_proven, r.name_group_id, r.handle
  from wanted r where r.place not in (select place from found)
  on conflict (kind, key) do nothing
  returning ${known}
),
faced as materialized (
  select i.*, l.person_id from found i left join lateral (
    select l.person_id from link l where not i.ours and l.identity_id = i.id and l.withdrawn_at is null offset 0) l on true
),
held as materialized (
  select from faced f cross join lateral (select from identity i where i.id = f.id for no key update) i
  where f.anchor and not f.ours and f.person_id is null
),
locked as materialized (
  select from (
    select distinct person_id from faced
    where anchor and person_id is not null and (select count(*) from held) >= 0 and (select count(*) from made) >= 0
    order by person_id) p
  cross join lateral (select from thread t where t.person_id = p.person_id for no key update) t
)
select ${known}, i.anchor, i.person_id, ${newestNumber} as newest
from faced i where (select count(*) from locked) >= 0
union all
select ${known}, false, null, null from made i`;

/** One per key; the longest name given by anyone wins, whatever the order, and a handle that only one of them gave is kept. */
const distinct = (wanted: readonly NamedIdentity[]): NamedIdentity[] => {
  const found = new Map<string, NamedIdentity>();
  for (const one of wanted) {
    const known = found.get(identityKey(one.ref));
    found.set(identityKey(one.ref), known ? together(known, one) : one);
  }
  return [...found.values()];
};

const together = (known: NamedIdentity, one: NamedIdentity): NamedIdentity => {
  const [named, other] = (known.ref.name ?? '') < (one.ref.name ?? '') ? [one, known] : [known, one];
  const handle = named.ref.handle ?? other.ref.handle;
  return handle === undefined ? named : { ...named, ref: { ...named.ref, handle } };
};
