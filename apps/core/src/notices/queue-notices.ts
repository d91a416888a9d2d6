import type { Queryable } from '../database/queryable.js';

/** What agents may be told of, by what its id names. */
export type NoticeSource = 'message' | 'action' | 'delivery' | 'ok' | 'webhook';

/** `insert ... select` of ids into what the worker tells agents of, as part of a statement; `from` gives one id in each row. */
export const queueing = (source: NoticeSource, from: string): string =>
  `insert into notice_waiting (kind, source_id) select '${source}', ${from}`;

/** In the transaction of what happened: whom it is told, and whether at all, is decided after its commit. */
export const queueNotice = async (db: Queryable, source: NoticeSource, id: string): Promise<void> => {
  await db.query(queueing(source, '$1::uuid'), [id]);
};

/** An answer that came back to its author is asked an OK for once more: told anew, in place of what was told of it before. */
export const queueOkAnew = async (db: Queryable, id: string): Promise<void> => {
  await db.query(`delete from notice where kind = 'ok' and source_id = $1`, [id]);
  await queueNotice(db, 'ok', id);
};
