import { Injectable } from '@nestjs/common';
import type { Reader } from '../access/reader.js';
import { personVisibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { PeopleChanged } from '../people/links/check-people.js';
import { versionOf } from '../threads/version-of.js';
import { FindPerson } from '../people-pages/find-person.js';
import { shownName } from '../people-pages/shown-name.js';
import type { ChangedPerson } from '@filo/contracts/http';

/** Persons that a reader names, and what it is told of them. */
@Injectable()
export class FindPeople {
  constructor(private readonly findPerson: FindPerson) {}

  /** Throws when one of them cannot be seen, or is not the person any more that it was. */
  async asNamed(reader: Reader, ids: readonly string[], db: Queryable): Promise<void> {
    if (new Set(ids).size < ids.length)
      throw new DomainError('nothing-to-merge', 'Nothing was changed: the same person is named twice.');
    const now: string[] = [];
    for (const id of ids) now.push(await this.findPerson.run(reader, id, db));
    if (ids.some((id, n) => now[n] !== id)) throw new PeopleChanged([...new Set(now)]);
  }

  /** Only those of whom the reader sees something. */
  async shown(reader: Reader, ids: readonly string[], db: Queryable): Promise<ChangedPerson[]> {
    const rows = (await db.query(
      `select t.person_id as id, ${versionOf('t', '$2')}::float8 as version, ${shownName('t', '$2')} as name
       from thread t where t.person_id = any($1::uuid[]) and ${personVisibleTo('t.person_id', '$2')}
       order by array_position($1::uuid[], t.person_id)`,
      [ids, reader.accountGroupIds],
    )) as ChangedPerson[];
    return rows;
  }
}
