import type { AccountRouting, accountRoutingSet } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { recordLive } from '../live/record-live.js';

/** Whose what comes in by an account is: of a mailbox, a profile or a form. */
@Injectable()
export class AccountRoutings {
  constructor(private readonly dataSource: DataSource) {}

  show(reader: Reader, accountId: string): Promise<AccountRouting> {
    return read(this.dataSource, reader, accountId);
  }

  set(
    reader: Reader,
    accountId: string,
    wanted: z.output<typeof accountRoutingSet>,
  ): Promise<AccountRouting> {
    return inTransaction(this.dataSource, async (db) => {
      // Of two admins the second is told what the first did.
      await db.query('select from account where id = $1 for no key update', [accountId]);
      const before = await read(db, reader, accountId);
      if (before.version !== wanted.version)
        throw new DomainError(
          'conflict',
          'Nothing was changed: somebody else set this meanwhile. Look at how it is now, and say it again.',
          { reason: 'routing-changed', routing: before },
        );
      if (wanted.teamId !== null) await needTeam(db, wanted.teamId);
      const { teamId, lastAgent, roundRobin, fewestOpen } = wanted;
      await db.query(setting, [accountId, teamId, lastAgent, roundRobin, fewestOpen]);
      const data = { teamId, lastAgent, roundRobin, fewestOpen };
      await recordAudit(db, {
        agentId: reader.agentId,
        kind: 'account-routing-set',
        subjectId: accountId,
        data,
      });
      await recordLive(db, [{ accountGroupId: null, kind: 'teams', data: {} }]);
      return read(db, reader, accountId);
    });
  }
}

/** A removed team, which nobody sees here, stays noted until another is chosen: it may come back with what it had. */
const setting = `
insert into account_routing (account_id, team_id, last_agent, round_robin, fewest_open) values ($1, $2, $3, $4, $5)
on conflict (account_id) do update set
  team_id = coalesce(excluded.team_id, (select gone.id from team gone where gone.id = account_routing.team_id and gone.removed_at is not null)),
  last_agent = excluded.last_agent,
  round_robin = excluded.round_robin, fewest_open = excluded.fewest_open, version = account_routing.version + 1`;

const needTeam = async (db: Queryable, teamId: string): Promise<void> => {
  const [team] = await db.query('select from team where id = $1 and removed_at is null for share', [teamId]);
  if (!team)
    throw new DomainError('unknown-reference', 'Nothing was changed: there is no such team.', {
      reason: 'no-such-team',
    });
};

const read = async (db: Queryable, reader: Reader, accountId: string): Promise<AccountRouting> => {
  const [found] = (await db.query(
    `select coalesce(r.version, 0) as version, t.id as "teamId",
       coalesce(r.last_agent, false) as "lastAgent", coalesce(r.round_robin, false) as "roundRobin",
       coalesce(r.fewest_open, false) as "fewestOpen"
     from account a left join account_routing r on r.account_id = a.id
     left join team t on t.id = r.team_id and t.removed_at is null
     where a.id = $2 and a.state <> 'removed' and ${visibleTo('a', '$1')}`,
    [reader.accountGroupIds, accountId],
  )) as AccountRouting[];
  if (!found) throw new DomainError('not-found', 'There is no account with this id that you may see.');
  return found;
};
