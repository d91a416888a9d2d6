import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { inTransaction } from '../database/in-transaction.js';
import { DomainError } from '../http/domain-error.js';
import { clientOf } from '../sessions/client-of.js';
import { linkAccounts } from './find-link-account.js';

/** Requests of one client within the hour, whatever address they name. */
const clientMax = 10;

/**
 * Writes down that somebody forgot a password. It does the same for every address, and the worker does the rest: neither the
 * answer nor how long it takes tells whether there is such an agent.
 */
@Injectable()
export class ForgetPassword {
  constructor(private readonly dataSource: DataSource) {}

  /** Resolves with whether links go out by mail at all. What is refused is not written down, and prolongs no wait. */
  async run(email: string, address: string): Promise<boolean> {
    const client = clientOf(address);
    const asked = await inTransaction(this.dataSource, async (db) => {
      // One after the other: a hundred at once get no more than a hundred in a row.
      await db.query(`select pg_advisory_xact_lock(hashtextextended('filo forgotten ' || $1, 0))`, [client]);
      const [row] = (await db.query(asking, [uuidv7(), email, client])) as [Asked];
      return row;
    });
    if (asked.taken) return asked.byMail;
    const wait = Math.max(1, asked.wait);
    throw new DomainError(
      'too-many-attempts',
      `Too many links were asked for from here. Try again in ${Math.ceil(wait / 60)} minutes, or ask an admin.`,
      { retryAfterSeconds: wait },
    );
  }
}

interface Asked {
  taken: boolean;
  byMail: boolean;
  /** Seconds until the oldest request leaves the hour. */
  wait: number;
}

const asking = `
with before as (
  select count(*) as count, ceil(extract(epoch from min(at) + interval '1 hour' - now()))::int as wait
  from forgotten_password where address = $3 and at > now() - interval '1 hour'),
taken as (
  insert into forgotten_password (id, email, address)
  select $1, $2, $3 from before where count < ${clientMax} returning 1)
select exists (select from taken) as taken, coalesce((select wait from before), 0) as wait,
  exists (select from workspace w join account a on a.id = w.agent_mail_account_id where ${linkAccounts}) as "byMail"`;
