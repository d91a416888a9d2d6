import type { AccountHours, AccountHoursList, AccountHoursSet } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/** Hours that mailboxes and forms have of their own; all others go by those of the workspace. */
@Injectable()
export class SetAccountHours {
  constructor(private readonly dataSource: DataSource) {}

  async list(reader: Reader): Promise<AccountHoursList> {
    return { items: await read(this.dataSource, reader, null) };
  }

  run(reader: Reader, accountId: string, { version, hours }: AccountHoursSet): Promise<AccountHours> {
    return inTransaction(this.dataSource, async (db) => {
      // Of two admins the second is told what the first did.
      await db.query('select from account where id = $1 for no key update', [accountId]);
      const before = await readOne(db, reader, accountId);
      if (before.version !== version)
        throw new DomainError(
          'conflict',
          'Nothing was changed: somebody else set these hours meanwhile. Look at how they are now, and say it again.',
          { reason: 'account-hours-changed', hours: before },
        );
      const kept = hours && { ...hours, holidays: [...new Set(hours.holidays)].toSorted() };
      await db.query(
        `insert into account_hours (account_id, hours) values ($1, $2::jsonb)
         on conflict (account_id) do update set hours = excluded.hours, version = account_hours.version + 1`,
        [accountId, kept && JSON.stringify(kept)],
      );
      const { agentId } = reader;
      await recordAudit(db, { agentId, kind: 'account-hours-set', subjectId: accountId, data: kept ?? {} });
      return readOne(db, reader, accountId);
    });
  }
}

const readOne = async (db: Queryable, reader: Reader, accountId: string): Promise<AccountHours> => {
  const [found] = await read(db, reader, accountId);
  if (!found)
    throw new DomainError('not-found', 'There is no mailbox or form with this id that you may see.');
  return found;
};

/** `accountId` null: of all. */
const read = async (db: Queryable, reader: Reader, accountId: string | null): Promise<AccountHours[]> =>
  (await db.query(reading, [reader.accountGroupIds, accountId])) as AccountHours[];

/** What comes by other channels is acknowledged by nobody, so that hours would say nothing there. */
const reading = `
select a.id as "accountId", a.channel, coalesce(a.name, a.address) as name, a.address, coalesce(own.version, 0) as version, own.hours
from account a left join account_hours own on own.account_id = a.id
where a.channel in ('email', 'webform') and a.state <> 'removed' and ($2::uuid is null or a.id = $2) and ${visibleTo('a', '$1')}
order by lower(coalesce(a.name, a.address)), a.id`;
