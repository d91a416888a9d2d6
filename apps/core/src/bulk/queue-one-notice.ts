import type { Queryable } from '../database/queryable.js';
import { queueing } from '../notices/queue-notices.js';

/** Whoever was given many threads by one order is told of one of them: the others stand beside it in their list. */
export const queueOneNotice = async (db: Queryable, jobId: string): Promise<void> => {
  await db.query(
    queueing(
      'action',
      `a.id from (select person_id, change_id from bulk_item where job_id = $1 and outcome = 'changed' order by n limit 1) given
       join link l on l.person_id = given.person_id and l.withdrawn_at is null
       join topic t on t.anchor_identity_id = l.identity_id
       join action a on a.topic_id = t.id and a.kind = 'assign' and a.data ->> 'changeId' = given.change_id::text
       order by t.last_at desc, t.id limit 1`,
    ),
    [jobId],
  );
};
