import type { PasswordChange } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { holdChecked } from '../sessions/hold-checked.js';
import { needGoodPassword } from '../sessions/need-good-password.js';
import { hashPassword } from '../sessions/passwords.js';
import { SessionEnds } from '../sessions/session-ends.js';
import { CheckOwnPassword } from './check-own-password.js';
import { needSession } from './need-session.js';

/**
 * Sets a new password for whoever knows the old one, and signs every other browser out. API tokens stay: programs did not type the
 * password, and each can be taken back by itself. A wrong one counts like a wrong one at the door.
 */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly dataSource: DataSource,
    private readonly checkOwn: CheckOwnPassword,
    private readonly ends: SessionEnds,
  ) {}

  async run(reader: Reader, wanted: PasswordChange, address: string): Promise<void> {
    const sessionKey = needSession(reader);
    const { agentId } = reader;
    needGoodPassword(wanted.password, reader);
    const checked = await this.checkOwn.run(reader, wanted.current, address);
    const hashed = await hashPassword(wanted.password);
    await inTransaction(this.dataSource, async (db) => {
      await holdChecked(db, checked);
      await db.query('update agent set password_hash = $2 where id = $1', [agentId, hashed]);
      await db.query('delete from session where agent_id = $1 and id_hash <> $2', [agentId, sessionKey]);
      // A link that was made for a forgotten password would set another one.
      await db.query('delete from agent_link where agent_id = $1', [agentId]);
      await recordAudit(db, { agentId, kind: 'password-changed', subjectId: agentId });
    });
    this.ends.tellAgent(agentId);
  }
}
