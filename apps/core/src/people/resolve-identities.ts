import type { IdentityRef } from '@filo/contracts';
import { encodeArray } from '../database/encode-array.js';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';

export interface KnownIdentity {
  id: string;
  ours: boolean;
  name: string | null;
  nameAt: number | null;
}

export const identityKey = (ref: { kind: string; key: string }): string => `${ref.kind}\u0000${ref.key}`;

export interface IdentitiesWanted {
  all: readonly IdentityRef[];
  /** Those whose person this transaction may make or change: their rows stay locked until it ends. */
  anchors: readonly IdentityRef[];
  /** Names that their owners used, by identity key, with the time of it in ms. */
  named: ReadonlyMap<string, { name: string; at: number }>;
}

/**
 * Finds or makes the identities of a batch. Anchors are locked in sorted order, which is what makes two workers agree on
 * one person for an identity that both see for the first time.
 */
export const resolveIdentities = async (
  db: Queryable,
  wanted: IdentitiesWanted,
): Promise<Map<string, KnownIdentity>> => {
  const refs = distinct(wanted.all);
  const kinds = encodeArray(
    'text',
    refs.map((ref) => ref.kind),
  );
  const keys = encodeArray(
    'text',
    refs.map((ref) => ref.key),
  );
  const own = refs.map((ref) => wanted.named.get(identityKey(ref)));
  await db.query(inserting, [
    encodeArray(
      'uuid',
      refs.map(() => newId()),
    ),
    kinds,
    keys,
    encodeArray(
      'text',
      refs.map((ref, index) => own[index]?.name ?? ref.name),
    ),
    encodeArray(
      'timestamptz',
      own.map((name) => name && new Date(name.at).toISOString()),
    ),
    encodeArray(
      'text',
      refs.map((ref) => ref.handle),
    ),
  ]);
  const anchors = new Set(wanted.anchors.map(identityKey));
  const rows: IdentityRow[] = await db.query(lockingAndReading, [
    kinds,
    keys,
    encodeArray(
      'boolean',
      refs.map((ref) => anchors.has(identityKey(ref))),
    ),
  ]);
  return new Map(
    rows.map((row) => [
      identityKey(row),
      { id: row.id, ours: row.ours, name: row.name, nameAt: row.name_at?.getTime() ?? null },
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
}

const inserting = `
insert into identity (id, kind, key, name, name_at, handle)
select r.id, r.kind, r.key, r.name, r.name_at, r.handle
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[])
    as r(id, kind, key, name, name_at, handle)
  left join lateral (select true as there from identity i where i.kind = r.kind and i.key = r.key offset 0) known on true
where known.there is null
order by r.kind, r.key
on conflict (kind, key) do nothing`;

const lockingAndReading = `
with wanted as materialized (
  select * from unnest($1::text[], $2::text[], $3::boolean[]) as r(kind, key, anchor) order by kind, key
)
select i.* from wanted r cross join lateral (
  select i.id, i.kind, i.key, i.ours, i.name, i.name_at from identity i
  where r.anchor and i.kind = r.kind and i.key = r.key for no key update) i
union all
select i.* from wanted r cross join lateral (
  select i.id, i.kind, i.key, i.ours, i.name, i.name_at from identity i
  where not r.anchor and i.kind = r.kind and i.key = r.key offset 0) i`;

/** One per key; the longest name given by anyone wins, whatever the order. */
const distinct = (refs: readonly IdentityRef[]): IdentityRef[] => {
  const found = new Map<string, IdentityRef>();
  for (const ref of refs) {
    const known = found.get(identityKey(ref));
    if (!known || (known.name ?? '') < (ref.name ?? '')) found.set(identityKey(ref), ref);
  }
  return [...found.values()];
};
