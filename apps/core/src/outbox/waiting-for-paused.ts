import type { Why } from '@filo/contracts';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';

/** Paused accounts with what waits to leave from them: nobody looks at the health of what is paused, and somebody waits for an answer. */
export const waitingForPaused = async (
  db: Queryable,
  { accountGroupIds }: Reader,
): Promise<{ about: string; reason: string; why: Why[] }[]> => {
  const rows = (await db.query(
    `select a.address, count(*)::int as count
     from outbox o join delivery d on d.id = o.delivery_id and d.state = 'queued' join account a on a.id = d.account_id
     where o.done_at is null and a.state = 'paused' and a.account_group_id = any($1::uuid[])
     group by a.id order by a.address`,
    [accountGroupIds],
  )) as { address: string; count: number }[];
  return rows.map(({ address, count }) => ({
    about: address,
    reason: `paused, and ${count === 1 ? 'an answer waits' : `${count} answers wait`} to leave from it.`,
    why: [{ code: 'paused-answers-wait', with: { count } }],
  }));
};
