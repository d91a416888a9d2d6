import type { PromiseChange, PromiseView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { refuseWrongTime } from '../thread-actions/refuse-wrong-time.js';
import { lockThreads } from '../threads/lock-threads.js';
import { auditedChanges } from '../undoing/audited-changes.js';
import { refuseOvertaken } from '../undoing/refuse-overtaken.js';
import { Undoing } from '../undoing/undoing.js';
import { findPromiseHome, refuseOwner } from './find-promise-home.js';
import { followPromise } from './follow-promise.js';
import { judgeChange } from './judge-change.js';
import { ShowPromises } from './show-promises.js';
import { recordPromise, tellPromise, type PromiseAction } from './write-promise.js';

const kinds = {
  keep: 'promise-kept',
  drop: 'promise-dropped',
  move: 'promise-moved',
  give: 'promise-given',
  reopen: 'promise-reopened',
} as const satisfies Record<PromiseChange['kind'], PromiseAction['kind']>;

/** Keeps, drops, moves, gives away or opens a promise again; done twice, it is done once. */
@Injectable()
export class ChangePromise {
  constructor(
    private readonly dataSource: DataSource,
    private readonly show: ShowPromises,
  ) {}

  run(
    reader: Reader,
    id: string,
    { change, undoing }: { change: PromiseChange; undoing: Undoing },
  ): Promise<PromiseView> {
    return inTransaction(this.dataSource, async (db) => {
      const seen = await this.show.one(reader, id, db);
      await lockThreads(db, [seen.threadId]);
      // Under the lock, as it is now.
      await changePromise(db, reader, { promise: await this.show.one(reader, id, db), change, undoing });
      return this.show.one(reader, id, db);
    });
  }
}

/** The same in the caller's transaction, under the lock of the thread. */
export const changePromise = async (
  db: Queryable,
  reader: Reader,
  { promise, change, undoing = new Undoing() }: Wanted & { undoing?: Undoing },
): Promise<void> => {
  const { state, dueAt, owner, id } = promise;
  await refuseUndo(db, reader, { promise, change, undoing });
  const judged = judgeChange({ state, dueAt, ownerId: owner.id }, change);
  if (judged === 'same') return;
  if (judged === 'refused')
    throw new DomainError(
      'conflict',
      'Nothing was changed: this promise is settled already. Open it again first.',
      {
        reason: 'promise-settled',
      },
    );
  const [row] = (await db.query(
    'select topic_id as "topicId", account_group_id as "groupId" from promise where id = $1',
    [id],
  )) as { topicId: string; groupId: string }[];
  const { topicId, groupId } = row!;
  await refuseChange(db, reader, { promise, change, topicId });
  await db.query(changing, [id, judged.state, ...valuesOf(change, reader)]);
  const { agentId } = reader;
  const data = change.kind === 'move' ? { from: dueAt, to: new Date(change.dueAt).toISOString() } : {};
  await recordPromise(db, { kind: kinds[change.kind], promiseId: id, topicId, agentId, data });
  await followPromise(db, reader, { promiseId: id, personId: promise.threadId, change });
  await tellPromise(db, promise.threadId, groupId);
  const noted = { ...data, now: sayOf(change), from: formerly(promise, change), ...undoing.noted };
  undoing.made(await recordAudit(db, { agentId, kind: kinds[change.kind], subjectId: id, data: noted }));
};

interface Wanted {
  promise: PromiseView;
  change: PromiseChange;
}

const settling = [kinds.keep, kinds.drop, kinds.reopen];

/** An undo writes over nothing that somebody said of the same since: its time, whose it is, or whether it is done. */
const refuseUndo = async (
  db: Queryable,
  reader: Reader,
  { promise, change, undoing }: Wanted & { undoing: Undoing },
): Promise<void> => {
  if (undoing.undoes === undefined) return;
  const kindsOfSame = [...settling, ...(change.kind in { move: 1, give: 1 } ? [kinds[change.kind]] : [])];
  const changes = await auditedChanges(db, { subjectId: promise.id, kinds: kindsOfSame, key: 'now' });
  refuseOvertaken(reader, undoing, { what: 'promise', changes, back: sayOf(change) });
};

const instant = (time: string): string => new Date(time).toISOString();

/** What a change makes of that which it changes, in one word. */
const sayOf = (change: PromiseChange): string => {
  if (change.kind === 'move') return instant(change.dueAt);
  if (change.kind === 'give') return change.agentId;
  return { keep: 'kept', drop: 'dropped', reopen: 'open' }[change.kind];
};

const formerly = ({ dueAt, owner, state }: PromiseView, { kind }: PromiseChange): string =>
  kind === 'move' ? instant(dueAt) : kind === 'give' ? owner.id : state;

const refuseChange = async (
  db: Queryable,
  reader: Reader,
  { promise, change, topicId }: Wanted & { topicId: string },
): Promise<void> => {
  if (change.kind === 'move') await refuseWrongTime(db, change.dueAt);
  if (change.kind === 'give') await refuseOwner(db, change.agentId, topicId);
  if (change.kind === 'keep' && change.messageId !== undefined)
    await findPromiseHome(db, reader, {
      personId: promise.threadId,
      messageId: change.messageId,
      topicId: undefined,
    });
};

const valuesOf = (change: PromiseChange, reader: Reader): unknown[] => [
  reader.agentId,
  change.kind === 'keep' ? (change.messageId ?? null) : null,
  change.kind === 'drop' ? change.reason : null,
  change.kind === 'move' ? change.dueAt : null,
  change.kind === 'move' ? (change.timeZone ?? reader.timeZone) : null,
  change.kind === 'move' ? (change.typed ?? null) : null,
  change.kind === 'give' ? change.agentId : null,
];

const changing = `
update promise set state = $2,
  settled_at = case when $2 <> 'open' then clock_timestamp() end, settled_by = case when $2 <> 'open' then $3::uuid end,
  kept_message_id = $4::uuid, reason = $5::text,
  due_at = coalesce($6::timestamptz, due_at), due_zone = coalesce($7::text, due_zone),
  due_typed = case when $6::timestamptz is null then due_typed else $8::text end, owner_agent_id = coalesce($9::uuid, owner_agent_id),
  handed_from = case when $9::uuid is null then handed_from end
where id = $1`;
