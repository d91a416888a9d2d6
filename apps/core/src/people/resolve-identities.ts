import type { IdentityRef } from '@filo/contracts';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import { columnValues, RowArrays, type Columns } from '../database/row-arrays.js';
import type { HeardName } from './said-names.js';

export interface KnownIdentity {
  id: string;
  ours: boolean;
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
  /** Those whose person this transaction may make or change: their rows stay locked until it ends. */
  anchors: readonly IdentityRef[];
  /** Names that their owners used, by identity key. */
  named: ReadonlyMap<string, HeardName>;
}

/**
 * Finds or makes the identities of a batch, in one statement: first the anchors that are there are locked in sorted order,
 * then the missing ones are made in sorted order, which is what makes two workers agree on one person for an identity that
 * both see for the first time.
 */
export const resolveIdentities = async (
  db: Queryable,
  wanted: IdentitiesWanted,
): Promise<Map<string, KnownIdentity>> => {
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
  return new Map(
    rows.map((row) => [
      identityKey(row),
      {
        id: row.id,
        ours: row.ours,
        name: row.name,
        nameAt: row.name_at?.getTime() ?? null,
        nameProven: row.name_proven,
        nameGroupId: row.name_group_id,
        shared: row.shared,
      },
    ]),
  );
};

interface IdentityRow {
  id: string;
  kind: string;
  key: string;
  ours: boolean;
  name: string | null;
  name_at: Date | null;
  name_proven: boolean;
  name_group_id: string | null;
  shared: boolean;
}

const wantedColumns = {
  ...{ id: 'uuid', kind: 'text', key: 'text', name: 'text', name_at: 'timestamptz', handle: 'text' },
  ...{ anchor: 'boolean', name_proven: 'boolean', name_group_id: 'uuid', place: 'int' },
} satisfies Columns;

const known = 'i.id, i.kind, i.key, i.ours, i.name, i.name_at, i.name_proven, i.name_group_id, i.shared';

/** What was found is named by its place, so that looking for what is missing costs no second look at a table. */
const findingOrMaking = `
with wanted as materialized (select * from (${new RowArrays().select(wantedColumns)}) r order by kind, key),
found as materialized (
  select r.place, i.* from wanted r cross join lateral (
    select ${known} from identity i where r.anchor and i.kind = r.kind and i.key = r.key for no key update) i
  union all
  select r.place, i.* from wanted r cross join lateral (
    select ${known} from identity i where not r.anchor and i.kind = r.kind and i.key = r.key offset 0) i
),
made as (
  insert into identity as i (id, kind, key, name, name_at, name_proven, name_group_id, handle)
  select r.id, r.kind, r.key, r.name, r.name_at, r.name_proven, r.name_group_id, r.handle
  from wanted r where r.place not in (select place from found)
  on conflict (kind, key) do nothing
  returning ${known}
)
select ${known} from found i
union all
select ${known} from made i`;

/** One per key; the longest name given by anyone wins, whatever the order. */
const distinct = (wanted: readonly NamedIdentity[]): NamedIdentity[] => {
  const found = new Map<string, NamedIdentity>();
  for (const one of wanted) {
    const known = found.get(identityKey(one.ref));
    if (!known || (known.ref.name ?? '') < (one.ref.name ?? '')) found.set(identityKey(one.ref), one);
  }
  return [...found.values()];
};
