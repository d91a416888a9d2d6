import type { RetentionList, RetentionPreview } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { DomainError } from '../http/domain-error.js';
import { hasRetention, isKept, isOlder } from './due-messages.js';

/** More is told as this number. */
const countMax = 100_000;

/** How long channels keep messages, in the account groups that an admin sees; what a closed group keeps is its own. */
@Injectable()
export class SetRetention {
  constructor(private readonly dataSource: DataSource) {}

  async list(reader: Reader): Promise<RetentionList> {
    const items = (await this.dataSource.query(listing, [reader.accountGroupIds])) as RetentionList['items'];
    return { items: items.filter(({ channel }) => hasRetention(channel)) };
  }

  /** How many messages would go if so many days were kept. */
  async preview(
    reader: Reader,
    { channel, days }: { channel: string; days: number },
  ): Promise<RetentionPreview> {
    const [row] = (await this.dataSource.query(
      `select count(*)::int as messages from (
         select from message m where m.channel = $1 and ${visibleTo('m', '$2')} and ${isKept('m')} and ${isOlder('m', '$3')}
         limit ${countMax}) due`,
      [hasRetention(channel) ? channel : '', reader.accountGroupIds, days],
    )) as RetentionPreview[];
    return row!;
  }

  /** Null: for ever. What was removed before stays removed. */
  async set(
    reader: Reader,
    { channel, days }: { channel: string; days: number | null },
  ): Promise<RetentionList> {
    const { items } = await this.list(reader);
    if (!items.some((one) => one.channel === channel))
      throw new DomainError(
        'unknown-reference',
        'Nothing was changed: no account of this channel keeps messages for a time.',
      );
    await inTransaction(this.dataSource, async (db) => {
      const groups = [channel, reader.accountGroupIds];
      if (days === null)
        await db.query(
          'delete from retention where channel = $1 and account_group_id = any($2::uuid[])',
          groups,
        );
      else await db.query(setting, [...groups, days, reader.agentId]);
      await recordAudit(db, { agentId: reader.agentId, kind: 'retention-set', data: { channel, days } });
    });
    return this.list(reader);
  }
}

/** The shortest time that one of the groups keeps; groups that were opened since keep for ever until it is set anew. */
/** Something is kept of the platform of a removed account, or for so long. */
const isOfConcern = `(
  exists (select from message m where m.channel = a.channel and m.account_group_id = a.account_group_id and ${isKept('m')})
  or exists (select from retention r where r.channel = a.channel and r.account_group_id = a.account_group_id))`;

const listing = `
select a.channel, (select min(r.days) from retention r where r.channel = a.channel and ${visibleTo('r', '$1')}) as days
from account a where ${visibleTo('a', '$1')} and (a.state <> 'removed' or ${isOfConcern}) group by a.channel order by a.channel`;

const setting = `
insert into retention (channel, account_group_id, days, set_by)
select $1, g, $3, $4 from unnest($2::uuid[]) g order by g
on conflict (channel, account_group_id) do update set days = excluded.days, set_by = excluded.set_by, set_at = now()`;
