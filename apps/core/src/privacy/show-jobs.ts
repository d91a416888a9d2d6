import type { PrivacyJob, PrivacyJobs } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { personVisibleTo } from '../access/visible-to.js';
import { DomainError } from '../http/domain-error.js';
import { iso } from '../paging/json-times.js';
import { shownName } from '../people-pages/shown-name.js';

const shown = 100;

/** Exports and erasures with how far they are, for admins who see all that was seen when they were asked for. */
@Injectable()
export class ShowJobs {
  constructor(private readonly dataSource: DataSource) {}

  async list(reader: Reader): Promise<PrivacyJobs> {
    const rows = (await this.dataSource.query(
      `${reading} order by j.asked_at desc, j.id desc limit ${shown}`,
      [reader.accountGroupIds],
    )) as { json: PrivacyJob }[];
    return { items: rows.map(({ json }) => json) };
  }

  async one(reader: Reader, id: string): Promise<PrivacyJob> {
    const [row] = (await this.dataSource.query(`${reading} and j.id = $2`, [reader.accountGroupIds, id])) as {
      json: PrivacyJob;
    }[];
    if (!row) throw new DomainError('not-found', 'There is no job with this id that you may see.');
    return row.json;
  }
}

/** SQL: whether a reader of these groups sees the job `j`. */
export const jobVisibleTo = (groups: string): string => `j.account_group_ids <@ ${groups}::uuid[]`;

const reading = `
select json_build_object('id', j.id, 'kind', j.kind, 'state', j.state,
  'person', case when t.person_id is not null then json_build_object('id', t.person_id, 'name', ${shownName('t', '$1')}) end,
  'by', json_build_object('id', a.id, 'name', a.name), 'askedAt', ${iso('j.asked_at')}, 'endedAt', ${iso('j.ended_at')},
  'done', j.done, 'total', j.total, 'report', j.report, 'problem', j.problem, 'partial', j.partial,
  'bytes', case when j.file is not null then j.bytes end,
  'expiresAt', case when j.file is not null then ${iso('j.expires_at')} end) as json
from privacy_job j join agent a on a.id = j.agent_id
left join thread t on t.person_id = j.person_id and ${personVisibleTo('t.person_id', '$1')}
where ${jobVisibleTo('$1')}`;
