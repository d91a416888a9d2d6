import type { setup } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { recordAudit } from '../audit/record-audit.js';
import { DomainError } from '../http/domain-error.js';
import { needGoodPassword } from '../sessions/need-good-password.js';
import { openSession } from '../sessions/open-session.js';
import { hashSecret } from '../sessions/secrets.js';
import { makeAdmin } from './make-admin.js';
import { isSetupNeeded, lockSetup } from './setup-lock.js';

/** Makes the first admin with the one-time token and signs in; the token works once, whoever is faster. */
@Injectable()
export class FinishSetup {
  constructor(private readonly dataSource: DataSource) {}

  async run(wanted: z.output<typeof setup>, userAgent: string): Promise<string> {
    needGoodPassword(wanted.password, wanted);
    return this.dataSource.transaction(async (db) => {
      await lockSetup(db);
      if (!(await isSetupNeeded(db))) {
        throw new DomainError('setup-done', 'The first admin exists already. Sign in instead.');
      }
      const [used] = await db.query(
        `with used as (delete from setup_token where secret_hash = $1 and expires_at > now() returning 1) select 1 from used`,
        [hashSecret(wanted.token)],
      );
      if (!used) {
        throw new DomainError(
          'wrong-setup-token',
          'This setup link is not valid any more. Nothing was changed. Use the link printed at the last start, or start Filo again for a new one.',
        );
      }
      await db.query('update workspace set name = $1, time_zone = $2', [
        wanted.organisation,
        wanted.timeZone,
      ]);
      const agentId = await makeAdmin(db, wanted);
      await recordAudit(db, { agentId, kind: 'setup-finished', subjectId: agentId });
      return openSession(db, agentId, userAgent);
    });
  }
}
