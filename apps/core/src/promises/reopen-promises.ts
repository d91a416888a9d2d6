import type { PromiseView } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { lockThreads } from '../threads/lock-threads.js';
import { changePromise } from './change-promise.js';
import { promiseFrom, promiseJson, promiseVisible } from './promise-json.js';

/** With a thread that is opened again, in the caller's transaction: what is open stays so. Throws where one of them stands in no such thread. */
export const reopenPromises = async (
  db: Queryable,
  reader: Reader,
  { personId, ids }: { personId: string; ids: readonly string[] },
): Promise<void> => {
  await lockThreads(db, [personId]);
  const found = (await db.query(finding, [reader.accountGroupIds, personId, ids])) as { json: PromiseView }[];
  if (found.length < new Set(ids).size)
    throw new DomainError('not-found', 'Nothing was opened: this thread holds no such promise.');
  for (const { json } of found)
    await changePromise(db, reader, { promise: json, change: { kind: 'reopen' } });
};

const finding = `
select ${promiseJson('$1')} as json from ${promiseFrom}
where l.person_id = $2 and ${promiseVisible('$1')} and p.id = any($3::uuid[]) order by p.due_at, p.id`;
