import type { PersonPrivacy } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { identityVisibleTo, visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { FindPerson } from '../people-pages/find-person.js';
import { keyOf } from '../people-pages/identity-json.js';
import { shownName } from '../people-pages/shown-name.js';
import { hidden, mine } from './hidden-words.js';

/** What there is of a person, before it is exported or erased. */
@Injectable()
export class PreviewPerson {
  constructor(
    private readonly dataSource: DataSource,
    private readonly findPerson: FindPerson,
  ) {}

  async run(reader: Reader, id: string, db: Queryable = this.dataSource): Promise<PersonPrivacy> {
    const personId = await this.findPerson.run(reader, id, db);
    const [row] = (await db.query(reading, [personId, reader.accountGroupIds])) as PersonPrivacy[];
    return row!;
  }
}

const reading = `
with ${mine}, said as materialized (
  select m.id, m.direction from mine join message m on m.anchor_identity_id = mine.id where ${visibleTo('m', '$2')})
select t.person_id as "personId", ${shownName('t', '$2')} as name,
  (select count(*)::int from said where direction <> 'note') as messages,
  (select count(*)::int from said where direction = 'note') as notes,
  (select count(*)::int from said join attachment a on a.message_id = said.id) as attachments,
  (select coalesce(json_agg(json_build_object('id', i.id, 'kind', i.kind, 'key', ${keyOf('i')}) order by i.id), '[]')
   from mine i where ${identityVisibleTo('i', '$2')}) as identities,
  ${hidden} as partial
from thread t where t.person_id = $1`;
