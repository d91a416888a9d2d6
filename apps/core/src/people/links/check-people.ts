import { encodeArray } from '../../database/encode-array.js';
import type { Queryable } from '../../database/queryable.js';
import { DomainError } from '../../http/domain-error.js';
import { versionOf } from '../../threads/version-of.js';

/** The versions that somebody who sees these account groups saw of persons, by person id. */
export interface SeenVersions {
  versions: Readonly<Record<string, number>>;
  accountGroupIds: readonly string[];
}

/** Refuses when one of these persons is not as it was seen. The caller holds the locks of their threads. */
export const checkPeople = async (db: Queryable, seen: SeenVersions): Promise<void> => {
  const ids = Object.keys(seen.versions);
  const rows: { id: string; version: string }[] = await db.query(
    `select t.person_id as id, ${versionOf('t', '$2')} as version from thread t where t.person_id = any($1::uuid[]) order by 1`,
    [encodeArray('uuid', ids), encodeArray('uuid', seen.accountGroupIds)],
  );
  const now = new Map(rows.map((row) => [row.id, Number(row.version)]));
  if (ids.every((id) => now.get(id) === seen.versions[id])) return;
  throw new PeopleChanged(ids);
};

/** These persons are not what they were when somebody looked. */
export class PeopleChanged extends DomainError {
  constructor(readonly personIds: readonly string[]) {
    super(
      'people-changed',
      'Nothing was changed: somebody wrote, merged or split meanwhile. Look at who they are now, and decide again.',
    );
  }
}
