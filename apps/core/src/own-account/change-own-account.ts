import type { OwnAccountPatch } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { holdSignedIn } from '../sessions/hold-signed-in.js';

/** Changes what an agent may change of themselves: their name, their time zone and the language of mails to them. */
@Injectable()
export class ChangeOwnAccount {
  constructor(private readonly dataSource: DataSource) {}

  run(reader: Reader, patch: OwnAccountPatch): Promise<void> {
    const { agentId } = reader;
    return inTransaction(this.dataSource, async (db) => {
      await holdSignedIn(db, reader);
      const { name = null, language = null, timeZone = null } = patch;
      await db.query(
        `update agent set name = coalesce($2, name), language = coalesce($3, language), time_zone = coalesce($4, time_zone)
         where id = $1`,
        [agentId, name, language, timeZone],
      );
      await recordAudit(db, {
        agentId,
        kind: 'own-account-changed',
        subjectId: agentId,
        data: { ...patch, was: { name: reader.name } },
      });
    });
  }
}
