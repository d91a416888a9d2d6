import { encodeArray } from '../../database/encode-array.js';
import type { Queryable } from '../../database/queryable.js';
import { joinPeople } from '../../people/links/join-people.js';
import type { Grounds } from '../../people/links/link-change.js';
import { nameOf } from '../rows/read-row.js';
import type { GoodRow, KnownIdentities } from './do-rows.js';
import { importActor } from './import-actor.js';
import type { ImportAtWork } from './run-imports.js';

/**
 * Links the addresses of a row as one customer's, by the word of the list; never through an address that is ours or that
 * several share, and never again whom an agent took apart after an import that still stands: tomorrow's copy of the list is no
 * new evidence. True when that makes one person of several, or would.
 */
export const joinRow = async (
  db: Queryable,
  one: ImportAtWork,
  { row, known }: { row: GoodRow; known: KnownIdentities },
): Promise<boolean> => {
  const there = row.joinable.flatMap((identity) => known.get(nameOf(identity))?.id ?? []);
  const unknown = one.mode === 'dry-run' ? row.joinable.length - there.length : 0;
  const { identityIds, persons } = await personal(db, there);
  if (identityIds.length + unknown < 2 || persons + unknown < 2) return false;
  if (unknown === 0 && (await takenApart(db, identityIds))) return false;
  if (one.mode === 'dry-run') return true;
  const changed = await joinPeople(db, {
    identityIds,
    ...groundsOf(one),
  });
  if (!changed) return false;
  await db.query('insert into import_change (import_id, change_id) values ($1, $2)', [one.id, changed.id]);
  return true;
};

const takenApart = async (db: Queryable, identityIds: readonly string[]): Promise<boolean> => {
  const rows: object[] = await db.query(
    `select from link_change c join import_change ic on ic.change_id = c.id join import i on i.id = ic.import_id
     where c.identity_ids @> $1::uuid[] and i.state not in ('undoing', 'undone') limit 1`,
    [encodeArray('uuid', identityIds)],
  );
  return rows.length > 0;
};

const groundsOf = (one: ImportAtWork): Grounds => ({
  evidence: {
    type: 'import',
    ...(one.accountGroupId === null ? { source: one.name } : { importId: one.id }),
  },
  grade: 'claimed',
  actor: importActor(one),
});

/** Those that are one human's, and how many persons they are now; who is nobody yet counts as one. */
const personal = async (
  db: Queryable,
  ids: readonly string[],
): Promise<{ identityIds: string[]; persons: number }> => {
  const rows = (await db.query(
    `select i.id, coalesce(l.person_id, i.id) as person from unnest($1::uuid[]) r(id) join identity i on i.id = r.id
     left join link l on l.identity_id = i.id and l.withdrawn_at is null
     where not i.ours and not i.shared order by i.id`,
    [encodeArray('uuid', ids)],
  )) as { id: string; person: string }[];
  return { identityIds: rows.map(({ id }) => id), persons: new Set(rows.map(({ person }) => person)).size };
};
