import type { PromiseView, ThreadAction } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { lockThreads } from '../threads/lock-threads.js';
import { changePromise } from './change-promise.js';
import { promiseFrom, promiseJson, promiseVisible, topicOfPromise } from './promise-json.js';

type Close = Extract<ThreadAction, { kind: 'close' }>;

/**
 * Before a thread or topic is closed in the caller's transaction: what becomes of what we promised in it. Throws `promise-open` where something
 * is open and nothing was said about it, so that nobody closes over a promise that they did not see. Resolves with what it settled.
 */
export const closeWithPromises = async (
  db: Queryable,
  reader: Reader,
  { personId, close }: { personId: string; close: Close },
): Promise<string[]> => {
  await lockThreads(db, [personId]);
  const open = (await db.query(finding, [reader.accountGroupIds, personId, close.topicId ?? null])) as {
    json: PromiseView;
  }[];
  if (open.length === 0 || close.promises === 'keep-open') return [];
  if (close.promises === undefined)
    throw new DomainError(
      'promise-open',
      'Nothing was closed: something is promised here and not done. Say what becomes of it: it stays open, is done, or is dropped.',
      { promises: open.map(({ json }) => ({ id: json.id, text: json.text, dueAt: json.dueAt })) },
    );
  const change =
    close.promises === 'kept'
      ? ({ kind: 'keep' } as const)
      : ({ kind: 'drop', reason: close.reason ?? 'Closed' } as const);
  for (const { json } of open) await changePromise(db, reader, { promise: json, change });
  return open.map(({ json }) => json.id);
};

const finding = `
select ${promiseJson('$1')} as json from ${promiseFrom}
where l.person_id = $2 and p.state = 'open' and ${promiseVisible('$1')} and ($3::uuid is null or ${topicOfPromise} = $3)
order by p.due_at, p.id`;
