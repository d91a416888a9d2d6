import type { AccountGroupView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { SessionEnds } from '../sessions/session-ends.js';

/** Makes and renames account groups. */
@Injectable()
export class AccountGroups {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ends: SessionEnds,
  ) {}

  list(reader: Reader): Promise<AccountGroupView[]> {
    return read(this.dataSource, reader, null);
  }

  async make(reader: Reader, name: string): Promise<AccountGroupView> {
    const id = uuidv7();
    await this.dataSource.transaction(async (db) => {
      await needFreeName(db, id, name);
      await db.query('insert into account_group (id, name) values ($1, $2)', [id, name]);
      await db.query('insert into agent_access (agent_id, account_group_id) values ($1, $2)', [
        reader.agentId,
        id,
      ]);
      await recordAudit(db, {
        agentId: reader.agentId,
        kind: 'account-group-made',
        subjectId: id,
        data: { name },
      });
    });
    // Their open page learns of what is theirs now.
    this.ends.tellAgent(reader.agentId);
    return this.one({ ...reader, accountGroupIds: [...reader.accountGroupIds, id] }, id);
  }

  async rename(reader: Reader, id: string, name: string): Promise<AccountGroupView> {
    await this.dataSource.transaction(async (db) => {
      await needFreeName(db, id, name);
      const [renamed] = await db.query(
        `with named as (update account_group set name = $2 where id = $1 returning id) select id from named`,
        [id, name],
      );
      if (!renamed)
        throw new DomainError('not-found', 'There is no account group with this id.', {
          reason: 'no-such-group',
        });
      await recordAudit(db, {
        agentId: reader.agentId,
        kind: 'account-group-renamed',
        subjectId: id,
        data: { name },
      });
    });
    return this.one(reader, id);
  }

  private async one(reader: Reader, id: string): Promise<AccountGroupView> {
    const [group] = await read(this.dataSource, reader, id);
    return group!;
  }
}

/** Two groups of one name could not be told apart; the lock keeps two admins from making them at once. */
const needFreeName = async (db: Queryable, id: string, name: string): Promise<void> => {
  await db.query(`select pg_advisory_xact_lock(hashtextextended('filo account groups', 0))`);
  const [taken] = await db.query('select from account_group where lower(name) = lower($2) and id <> $1', [
    id,
    name,
  ]);
  if (taken)
    throw new DomainError(
      'conflict',
      `Nothing was changed: there is an account group named ${name} already.`,
      {
        reason: 'name-taken',
        errors: [{ path: 'name', message: 'This name is taken' }],
      },
    );
};

const read = async (db: Queryable, reader: Reader, id: string | null): Promise<AccountGroupView[]> =>
  (await db.query(
    `select g.id, g.name,
       (select count(*)::int from agent_access may join agent a on a.id = may.agent_id
        where may.account_group_id = g.id and a.disabled_at is null) as agents,
       array(select coalesce(a.name, a.address::text) from account a
         where a.account_group_id = g.id and a.state <> 'removed' and ${visibleTo('a', '$1')} order by 1) as accounts
     from account_group g where $2::uuid is null or g.id = $2 order by g.name, g.id`,
    [reader.accountGroupIds, id],
  )) as AccountGroupView[];
