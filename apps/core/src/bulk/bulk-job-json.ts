import type { BulkJob } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/** An order of the reader's own, as far as it is: what they may not see any more is not counted. */
export const showBulkJob = async (
  db: Queryable,
  { agentId }: Pick<Reader, 'agentId'>,
  id: string,
): Promise<BulkJob> => {
  const [job] = (await db.query(showing, [id, agentId])) as { json: BulkJob }[];
  if (!job) throw new DomainError('not-found', 'You gave no such order.');
  return job.json;
};

const showing = `
select json_build_object('id', j.id, 'kind', j.action ->> 'kind', 'state', j.state, 'undoes', j.undoes_id,
  'undoneBy', (select u.id from bulk_job u where u.undoes_id = j.id),
  'total', n.total, 'through', n.through, 'changed', n.changed, 'same', n.same, 'left', n."left",
  'reasons', coalesce((
    select json_agg(json_build_object('why', w.why, 'count', w.count) order by w.count desc, w.why)
    from (select i.why, count(*)::int from bulk_item i where i.job_id = j.id and i.outcome = 'left' group by i.why) w), '[]')) as json
from bulk_job j cross join lateral (
  select count(*) filter (where outcome is distinct from 'unseen')::int as total,
    count(*) filter (where outcome <> 'unseen')::int as through,
    count(*) filter (where outcome = 'changed')::int as changed,
    count(*) filter (where outcome = 'same')::int as same,
    count(*) filter (where outcome = 'left')::int as "left"
  from bulk_item i where i.job_id = j.id) n
where j.id = $1 and j.agent_id = $2`;
