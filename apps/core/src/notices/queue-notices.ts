import type { Queryable } from '../database/queryable.js';

/** What agents may be told of, by what its id names. */
export type NoticeSource = 'message' | 'action' | 'delivery' | 'ok';

/** `insert ... select` of ids into what the worker tells agents of, as part of a statement; `from` gives one id in each row. */
export const queueing = (source: NoticeSource, from: string): string =>
  `insert into notice_waiting (kind, source_id) select '${source}', ${from}`;

/** In the transaction of what happened: whom it is told, and whether at all, is decided after its commit. */
export const queueNotice = async (db: Queryable, source: NoticeSource, id: string): Promise<void> => {
  await db.query(queueing(source, '$1::uuid'), [id]);
};
