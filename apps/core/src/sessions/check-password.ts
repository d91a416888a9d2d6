import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DomainError } from '../http/domain-error.js';
import { clientOf } from './client-of.js';
import { isPassword } from './passwords.js';

/** Failures within the window: of one account from one client, and of one client whatever account it names. */
const failuresMax = 5;
const clientFailuresMax = 30;
const windowMinutes = 15;

/** Whose password was right, and as what it is stored: it may be replaced before the answer is used. */
export interface Checked {
  agentId: string;
  passwordHash: string;
  /** Calls the attempt no failure; in the transaction that uses the answer. */
  forgive: { email: string; client: string };
}

/**
 * Checks a password. After five failures for one account from one client, or thirty from one client, it refuses for a while
 * without looking at the password, which would cost work. An account is never shut for everybody: whoever knows its address could
 * shut its owner out. All of it is the same for an account that does not exist.
 */
@Injectable()
export class CheckPassword {
  constructor(private readonly dataSource: DataSource) {}

  async run({ email, password }: { email: string; password: string }, address: string): Promise<Checked> {
    const client = clientOf(address);
    const attempt = await this.countAttempt(email, client);
    const [agent] = (await this.dataSource.query(
      'select id, password_hash from agent where email = $1 and disabled_at is null',
      [email],
    )) as { id: string; password_hash: string | null }[];
    const right = await isPassword(agent?.password_hash, password);
    if (!agent?.password_hash || !right) throw wrongCredentials(attempt);
    return { agentId: agent.id, passwordHash: agent.password_hash, forgive: { email, client } };
  }

  /**
   * Counts before the password is looked at, each attempt in a transaction of its own: a hundred at once get no more guesses
   * than a hundred in a row.
   */
  private async countAttempt(email: string, client: string): Promise<number> {
    const [mine] = (await this.dataSource.query(
      `insert into sign_in_failure (email, address, at) values ($1, $2, clock_timestamp()) returning at::text`,
      [email, client],
    )) as [{ at: string }];
    const [seen] = (await this.dataSource.query(counting, [email, client, windowMinutes])) as [Seen];
    const most = seen.count > failuresMax ? failuresMax : clientFailuresMax;
    if (seen.count <= failuresMax && seen.all <= clientFailuresMax) return seen.count;
    // A refused attempt does not prolong the wait.
    await this.dataSource.query(
      'delete from sign_in_failure where email = $1 and address = $2 and at = $3::timestamptz',
      [email, client, mine.at],
    );
    const wait = Math.max(1, seen.count > failuresMax ? seen.wait : seen.waitAll);
    throw new DomainError(
      'too-many-attempts',
      `${most} attempts failed within ${windowMinutes} minutes. Try again in ${Math.ceil(wait / 60)} minutes.`,
      { retryAfterSeconds: wait },
    );
  }
}

export const wrongCredentials = (attempt = 1): DomainError =>
  new DomainError(
    'wrong-credentials',
    `The e-mail address or the password is wrong. ${Math.max(failuresMax - attempt, 0)} more attempts are left for now.`,
  );

interface Seen {
  count: number;
  wait: number;
  all: number;
  waitAll: number;
}

/** Attempts of the window, and seconds until the oldest of them leaves it: for this account, and for all. */
const counting = `
select count(*) filter (where email = $1)::int as count, count(*)::int as all,
  ceil(extract(epoch from min(at) filter (where email = $1) + make_interval(mins => $3) - now()))::int as wait,
  ceil(extract(epoch from min(at) + make_interval(mins => $3) - now()))::int as "waitAll"
from sign_in_failure where address = $2 and at > now() - make_interval(mins => $3)`;
