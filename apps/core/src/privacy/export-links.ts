import type { ExportLink } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { DomainError } from '../http/domain-error.js';
import { iso } from '../paging/json-times.js';
import { hashSecret, newSecret } from '../sessions/secrets.js';
import { jobVisibleTo } from './show-jobs.js';

const linkMinutes = 10;

/**
 * Links by which an export is fetched: each works once, for minutes, and for the very admin who made it, signed in as ever. A new one voids the
 * one before. We keep its hash alone.
 */
@Injectable()
export class ExportLinks {
  constructor(private readonly dataSource: DataSource) {}

  async make(reader: Reader, jobId: string): Promise<ExportLink> {
    const secret = newSecret();
    const [made] = (await this.dataSource.query(
      `with made as (
         update privacy_job j set link_hash = $3, link_expires_at = least(now() + interval '${linkMinutes} minutes', expires_at)
         where j.id = $2 and j.agent_id = $4 and j.file is not null and j.expires_at > now() and ${jobVisibleTo('$1')}
         returning j.link_expires_at)
       select ${iso('link_expires_at')} as "expiresAt" from made`,
      [reader.accountGroupIds, jobId, hashSecret(secret), reader.agentId],
    )) as { expiresAt: string }[];
    if (!made)
      throw new DomainError(
        'not-found',
        'There is no export that you asked for and that can still be fetched. Ask for a new one.',
      );
    return { path: `/api/v1/privacy/exports/${secret}`, expiresAt: made.expiresAt };
  }

  /** Uses the link up; answers which file to send. */
  use(reader: Reader, secret: string): Promise<{ file: string; bytes: number; jobId: string }> {
    return inTransaction(this.dataSource, async (db) => {
      const [found] = (await db.query(
        `with used as (
           update privacy_job j set link_hash = null, link_expires_at = null
           where j.link_hash = $2 and j.link_expires_at > now() and j.agent_id = $3 and j.file is not null and ${jobVisibleTo('$1')}
           returning j.*)
         select file, bytes::float8 as bytes, id as "jobId", person_id as "personId" from used`,
        [reader.accountGroupIds, hashSecret(secret), reader.agentId],
      )) as { file: string; bytes: number; jobId: string; personId: string }[];
      if (!found)
        throw new DomainError(
          'wrong-link',
          'This link was used, is over, or is not yours. Make a new one on the page Privacy.',
        );
      await recordAudit(db, { agentId: reader.agentId, kind: 'export-fetched', subjectId: found.personId });
      return found;
    });
  }
}
