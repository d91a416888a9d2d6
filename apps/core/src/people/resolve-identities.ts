import type { IdentityRef } from '@filo/contracts';
import { v7 as uuidv7 } from 'uuid';
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
  const refs = JSON.stringify(
    distinct(wanted.all).map((ref) => {
      const own = wanted.named.get(identityKey(ref));
      return {
        id: uuidv7(),
        ...ref,
        ...(own && { name: own.name, name_at: new Date(own.at).toISOString() }),
      };
    }),
  );
  const anchors = JSON.stringify(distinct(wanted.anchors).map(({ kind, key }) => ({ kind, key })));
  await db.query(
    `insert into identity (id, kind, key, name, name_at, handle)
     select r.id, r.kind, r.key, r.name, r.name_at, r.handle
     from json_to_recordset($1) as r(id uuid, kind text, key text, name text, name_at timestamptz, handle text)
     where not exists (select from identity i where i.kind = r.kind and i.key = r.key)
     order by r.kind, r.key
     on conflict (kind, key) do nothing`,
    [refs],
  );
  const rows: {
    id: string;
    kind: string;
    key: string;
    ours: boolean;
    name: string | null;
    name_at: Date | null;
  }[] = await db.query(
    `with locked as materialized (
         select i.id from identity i join json_to_recordset($2) as r(kind text, key text) using (kind, key)
         order by i.kind, i.key for no key update of i)
       select i.id, i.kind, i.key, i.ours, i.name, i.name_at
       from identity i join json_to_recordset($1) as r(kind text, key text) using (kind, key),
         (select count(*) from locked) held`,
    [refs, anchors],
  );
  return new Map(
    rows.map((row) => [
      identityKey(row),
      { id: row.id, ours: row.ours, name: row.name, nameAt: row.name_at?.getTime() ?? null },
    ]),
  );
};

/** One per key; the longest name given by anyone wins, whatever the order. */
const distinct = (refs: readonly IdentityRef[]): IdentityRef[] => {
  const found = new Map<string, IdentityRef>();
  for (const ref of refs) {
    const known = found.get(identityKey(ref));
    if (!known || (known.name ?? '') < (ref.name ?? '')) found.set(identityKey(ref), ref);
  }
  return [...found.values()];
};
