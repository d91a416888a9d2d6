import type { Acknowledgement, AcknowledgementSet } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { isOpenAt, nextOpening, nextWorkingDay } from '../business-hours/working-time.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { measureWaits } from './measure-waits.js';
import { refuseUnknownVariables } from './refuse-unknown-variables.js';
import { whatIsKnown } from './what-is-known.js';

/** What an account tells whoever writes to it: nothing until an admin says so. */
@Injectable()
export class SetAcknowledgement {
  constructor(private readonly dataSource: DataSource) {}

  show(reader: Reader, accountId: string): Promise<Acknowledgement> {
    return read(this.dataSource, reader, accountId);
  }

  run(
    reader: Reader,
    accountId: string,
    { version, on, texts }: AcknowledgementSet,
  ): Promise<Acknowledgement> {
    texts.forEach(refuseUnknownVariables);
    return inTransaction(this.dataSource, async (db) => {
      // Of two admins the second is told what the first did.
      await db.query('select from account where id = $1 for no key update', [accountId]);
      const before = await read(db, reader, accountId);
      if (before.version !== version)
        throw new DomainError(
          'conflict',
          'Nothing was changed: somebody else set this meanwhile. Look at how it is now, and say it again.',
          { reason: 'acknowledgement-changed', acknowledgement: before },
        );
      await db.query(setting, [accountId, on, JSON.stringify(texts)]);
      await recordAudit(db, {
        ...{ agentId: reader.agentId, kind: 'account-acknowledgement-set', subjectId: accountId },
        data: { on, languages: texts.map(({ language }) => language) },
      });
      return read(db, reader, accountId);
    });
  }
}

/** What came before it was switched on stays unacknowledged; other words do not begin anew. */
const setting = `
insert into acknowledgement (account_id, on_since, texts) values ($1, case when $2 then now() end, $3)
on conflict (account_id) do update set texts = excluded.texts, version = acknowledgement.version + 1,
  on_since = case when $2 then coalesce(acknowledgement.on_since, now()) end`;

type Stored = Pick<Acknowledgement, 'version' | 'on' | 'texts'>;

const read = async (db: Queryable, reader: Reader, accountId: string): Promise<Acknowledgement> => {
  const [found] = (await db.query(reading, [reader.accountGroupIds, accountId])) as (Stored & {
    channel: string;
  })[];
  if (!found) throw new DomainError('not-found', 'There is no account with this id that you may see.');
  const { channel, ...stored } = found;
  if (!acknowledging.includes(channel))
    throw new DomainError(
      'conflict',
      'Nothing was changed: only mailboxes and forms acknowledge what comes in, for nothing is said to anybody in public by itself.',
      { reason: 'account-acknowledges-nothing' },
    );
  return { ...stored, known: await readKnown(db, accountId) };
};

/** What comes by other channels is answered where everybody may read it, or where machines that write first are not welcome. */
const acknowledging: readonly string[] = ['email', 'webform'];

const reading = `
select a.channel, coalesce(s.version, 0) as version, s.on_since is not null as on, coalesce(s.texts, '[]') as texts
from account a left join acknowledgement s on s.account_id = a.id
where a.id = $2 and a.state <> 'removed' and ${visibleTo('a', '$1')}`;

const readKnown = async (db: Queryable, accountId: string): Promise<Acknowledgement['known']> => {
  const now = Date.now();
  const known = await whatIsKnown(db, accountId, (time) => measureWaits(db, accountId, time));
  const openNow = known.time === null || isOpenAt(known.time, now);
  const next = known.time && (openNow ? nextWorkingDay : nextOpening)(known.time, now);
  return {
    ...{ organisation: known.organisation, timeZone: known.timeZone, hasHours: known.time !== null },
    openNow,
    ...{ expectedWithin: known.measured.within, expectedOutside: known.measured.outside },
    nextOpening: next === null ? null : new Date(next).toISOString(),
  };
};
