import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import { isShared, type MaybeShared } from '../matching/sharing/is-shared.js';
import { joinPeople } from '../people/links/join-people.js';
import type { Changed, Evidence } from '../people/links/link-change.js';
import { lockIdentities } from '../people/links/lock-identities.js';

/**
 * Links two identities by evidence that proves them to be of one person. Never through an address that several share or that
 * is ours, and never again where the same kind of evidence joined them before: whoever is apart since then was taken apart by
 * an agent, by an undo or a split, and the same word twice is no new evidence. The caller holds the links.
 * Undefined when nothing was joined.
 */
export const joinByEvidence = async (
  db: Queryable,
  { identityIds, evidence }: { identityIds: readonly [string, string]; evidence: Evidence },
): Promise<Changed | undefined> => {
  // Behind the locks, so that none of them becomes a shared address meanwhile.
  await lockIdentities(db, identityIds);
  const named = (await db.query(naming, [
    encodeArray('uuid', identityIds),
    evidence.type,
  ])) as (MaybeShared & { ours: boolean; saidBefore: boolean })[];
  if (named.some((one) => one.ours || one.saidBefore || isShared(one))) return undefined;
  return joinPeople(db, {
    identityIds,
    evidence,
    grade: 'proven',
    actor: { name: evidence.type.replaceAll('-', ' ') },
  });
};

const naming = `
select i.kind, i.key, i.shared, i.shared_by as "sharedBy", i.ours,
  exists (
    select from link_change c
    where c.identity_ids @> $1::uuid[] and c.identity_ids <@ $1::uuid[] and c.kind = 'merge' and c.evidence ->> 'type' = $2)
    as "saidBefore"
from identity i where i.id = any($1::uuid[])`;
