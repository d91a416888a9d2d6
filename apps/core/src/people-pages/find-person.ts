import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { personVisibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/**
 * The person that an id names now: itself, or after a merge the one who holds its identities. Throws `not-found` for what
 * does not exist or cannot be seen, and does not tell the two apart.
 */
@Injectable()
export class FindPerson {
  constructor(private readonly dataSource: DataSource) {}

  async run(reader: Reader, id: string, db: Queryable = this.dataSource): Promise<string> {
    const rows = (await db.query(
      `with own as (select l.person_id from link l where l.person_id = $1 and l.withdrawn_at is null limit 1),
       held as (
         select person_id from own
         union
         select now_held.person_id from link former
         join link now_held on now_held.identity_id = former.identity_id and now_held.withdrawn_at is null
         where former.person_id = $1 and former.withdrawn_at is not null and not exists (select from own))
       select person_id as id from held
       where ${personVisibleTo('held.person_id', '$2')}`,
      [id, reader.accountGroupIds],
    )) as { id: string }[];
    const [only] = rows;
    if (rows.length === 1 && only) return only.id;
    if (rows.length === 0)
      throw new DomainError('not-found', 'There is no thread or person with this id that you may see.');
    throw new DomainError(
      'several-persons',
      'This thread was split. Choose one of the persons it belongs to now.',
      {
        candidates: rows.map((row) => row.id),
      },
    );
  }
}
