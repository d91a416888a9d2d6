import type { SignIn as Credentials } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recordAudit } from '../audit/record-audit.js';
import { DomainError } from '../http/domain-error.js';
import { openSession } from './open-session.js';
import { isPassword } from './passwords.js';

const failuresMax = 5;
const windowMinutes = 15;

/** Checks a password and opens a session. After five failures for one account from one address it refuses for a while. */
@Injectable()
export class SignIn {
  constructor(private readonly dataSource: DataSource) {}

  async run(credentials: Credentials, from: { address: string; userAgent: string }): Promise<string> {
    const attempt = await this.countAttempt(credentials.email, from.address);
    const [agent] = (await this.dataSource.query(
      'select id, password_hash from agent where email = $1 and disabled_at is null',
      [credentials.email],
    )) as { id: string; password_hash: string | null }[];
    const right = await isPassword(agent?.password_hash, credentials.password);
    if (!agent || !right) {
      throw new DomainError(
        'wrong-credentials',
        `The e-mail address or the password is wrong. ${Math.max(failuresMax - attempt, 0)} more attempts are left for now.`,
      );
    }
    return this.dataSource.transaction(async (db) => {
      await db.query('delete from sign_in_failure where email = $1 and address = $2', [
        credentials.email,
        from.address,
      ]);
      await recordAudit(db, { agentId: agent.id, kind: 'signed-in', subjectId: agent.id });
      return openSession(db, agent.id, from.userAgent);
    });
  }

  /**
   * Counts before the password is looked at, each attempt in a transaction of its own: a hundred at once get no more guesses
   * than a hundred in a row.
   */
  private async countAttempt(email: string, address: string): Promise<number> {
    const [mine] = (await this.dataSource.query(
      `insert into sign_in_failure (email, address, at) values ($1, $2, clock_timestamp()) returning at::text`,
      [email, address],
    )) as { at: string }[];
    const [seen] = (await this.dataSource.query(
      `select count(*)::int as count, ceil(extract(epoch from min(at) + make_interval(mins => $3) - now()))::int as wait
       from sign_in_failure where email = $1 and address = $2 and at > now() - make_interval(mins => $3)`,
      [email, address, windowMinutes],
    )) as { count: number; wait: number }[];
    if (!seen || !mine || seen.count <= failuresMax) return seen?.count ?? 0;
    // A refused attempt does not prolong the wait.
    await this.dataSource.query(
      'delete from sign_in_failure where email = $1 and address = $2 and at = $3::timestamptz',
      [email, address, mine.at],
    );
    throw new DomainError(
      'too-many-attempts',
      `${failuresMax} attempts failed within ${windowMinutes} minutes. Try again in ${Math.ceil(seen.wait / 60)} minutes.`,
      { retryAfterSeconds: seen.wait },
    );
  }
}
