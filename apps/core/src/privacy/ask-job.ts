import type { ErasureRequest, PrivacyJob } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { PreviewPerson } from './preview-person.js';
import { ShowJobs } from './show-jobs.js';

/** Writes down what an admin wants; the worker does it. */
@Injectable()
export class AskJob {
  constructor(
    private readonly dataSource: DataSource,
    private readonly preview: PreviewPerson,
    private readonly showJobs: ShowJobs,
  ) {}

  /** Asked for twice while it waits, it is one. */
  async export(reader: Reader, id: string): Promise<PrivacyJob> {
    const jobId = await inTransaction(this.dataSource, async (db) => {
      const { personId, partial } = await this.preview.run(reader, id, db);
      const [waiting] = (await db.query(
        `select id from privacy_job where person_id = $1 and kind = 'export' and agent_id = $2
         and state in ('waiting', 'running') and account_group_ids = $3::uuid[]`,
        [personId, reader.agentId, reader.accountGroupIds],
      )) as { id: string }[];
      return waiting?.id ?? write(db, { kind: 'export', personId, partial, reader });
    });
    return this.showJobs.one(reader, jobId);
  }

  /** What is erased is what was shown: another name, or address of whoever has none, or other addresses, and nothing is done. */
  async erase(reader: Reader, id: string, { name, identityIds }: ErasureRequest): Promise<PrivacyJob> {
    const jobId = await inTransaction(this.dataSource, async (db) => {
      const seen = await this.preview.run(reader, id, db);
      if (seen.partial)
        throw new DomainError(
          'not-allowed',
          'This person has words in account groups that you do not see. Only an admin who sees all of them can erase it. Nothing was changed.',
        );
      const shown = seen.identities.map((identity) => identity.id);
      if (!isSame(identityIds, shown))
        throw new DomainError(
          'people-changed',
          'This person was joined or parted since it was shown. Look again at what would go. Nothing was changed.',
        );
      if (plain(name) !== (plain(seen.name) || plain(seen.identities[0]?.key ?? '')))
        throw new DomainError(
          'not-as-read',
          'The name is not that of this person. Type it as it is shown. Nothing was changed.',
        );
      const [waiting] = (await db.query(
        `select id from privacy_job where person_id = $1 and kind = 'erase' and state in ('waiting', 'running')`,
        [seen.personId],
      )) as { id: string }[];
      return waiting?.id ?? write(db, { kind: 'erase', personId: seen.personId, partial: false, reader });
    });
    return this.showJobs.one(reader, jobId);
  }
}

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  [...new Set(some)].sort().join() === [...others].sort().join();

/** As people type it: blanks and letters that look the same are the same. */
const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase();

interface Asked {
  kind: 'export' | 'erase';
  personId: string;
  partial: boolean;
  reader: Reader;
}

const write = async (db: Queryable, { kind, personId, partial, reader }: Asked): Promise<string> => {
  const id = uuidv7();
  // Whose they are then, under its locks, must be whose they are now.
  await db.query(
    `insert into privacy_job (id, kind, person_id, agent_id, account_group_ids, partial, work)
     select $1, $2::text, $3::uuid, $4, $5, $6, case when $2 = 'erase' then jsonb_build_object('identityIds', (
       select jsonb_agg(identity_id order by identity_id) from link where person_id = $3 and withdrawn_at is null)) end`,
    [id, kind, personId, reader.agentId, reader.accountGroupIds, partial],
  );
  if (kind === 'export')
    await recordAudit(db, { agentId: reader.agentId, kind: 'person-exported', subjectId: personId });
  return id;
};
