import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import { joinPeople } from '../people/links/join-people.js';
import type { Evidence } from '../people/links/link-change.js';

/**
 * Links two identities by evidence that proves them to be of one person. Never through an address that several share or that
 * is ours, and never again by evidence that an agent has taken back: the same word twice is no new evidence. The caller holds
 * the links.
 */
export const joinByEvidence = async (
  db: Queryable,
  { identityIds, evidence }: { identityIds: readonly [string, string]; evidence: Evidence },
): Promise<void> => {
  const [barred] = (await db.query(barring, [
    encodeArray('uuid', identityIds),
    JSON.stringify(evidence),
  ])) as { barred: boolean }[];
  if (barred?.barred) return;
  await joinPeople(db, {
    identityIds,
    evidence,
    grade: 'proven',
    actor: { name: evidence.type.replaceAll('-', ' ') },
  });
};

const barring = `
select exists (select from identity i where i.id = any($1::uuid[]) and (i.shared or i.ours))
  or exists (
    select from link_change c join link_change u on u.undoes_id = c.id
    where c.identity_ids @> $1::uuid[] and c.identity_ids <@ $1::uuid[] and c.kind = 'merge' and c.evidence = $2::jsonb) as barred`;
