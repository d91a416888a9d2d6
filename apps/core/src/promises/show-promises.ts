import type { PromiseList, PromiseView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { promiseFrom, promiseJson, promiseVisible } from './promise-json.js';

/** More is open nowhere; what is settled leads far back. */
const shownMax = 100;

/** What was promised, as a reader sees it. */
@Injectable()
export class ShowPromises {
  constructor(private readonly dataSource: DataSource) {}

  /** Of one thread, settled ones included; else what the reader itself promised and is open. The next due first. */
  async run({ accountGroupIds, agentId }: Reader, personId?: string): Promise<PromiseList> {
    const rows = (await this.dataSource.query(personId === undefined ? mine : ofThread, [
      accountGroupIds,
      personId ?? agentId,
    ])) as { json: PromiseView }[];
    return { items: rows.map(({ json }) => json) };
  }

  async one(
    { accountGroupIds }: Pick<Reader, 'accountGroupIds'>,
    id: string,
    db: Queryable = this.dataSource,
  ): Promise<PromiseView> {
    const [row] = (await db.query(single, [accountGroupIds, id])) as { json: PromiseView }[];
    if (row) return row.json;
    throw new DomainError('not-found', 'There is no promise with this id that you may see.');
  }
}

const ofThread = `
select ${promiseJson('$1')} as json from ${promiseFrom}
where l.person_id = $2 and ${promiseVisible('$1')}
order by p.state <> 'open', case when p.state = 'open' then p.due_at end, p.settled_at desc, p.id limit ${shownMax}`;

const mine = `
select ${promiseJson('$1')} as json from ${promiseFrom}
where p.owner_agent_id = $2 and p.state = 'open' and ${promiseVisible('$1')} order by p.due_at, p.id limit ${shownMax}`;

const single = `select ${promiseJson('$1')} as json from ${promiseFrom} where p.id = $2 and ${promiseVisible('$1')}`;
