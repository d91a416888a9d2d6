import type { BulkAction, ThreadAction } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { FindPerson } from '../people-pages/find-person.js';
import { TagThread } from '../tags/tag-thread.js';
import { ActOnThread } from '../thread-actions/act-on-thread.js';
import { Undoing } from '../undoing/undoing.js';

/** One thread of an order, or of the undo of one. */
export interface BulkItem {
  jobId: string;
  n: number;
  personId: string;
  action: BulkAction;
  /** Of an undo: the change that it takes back, and the promises that were settled with it. */
  undoes: { changeId: string; settled: readonly string[] } | null;
}

/** What became of it, and what its own undo needs. */
export interface Changed {
  /** Undefined: it was so already. */
  changeId: string | undefined;
  settled: readonly string[];
}

/** Does with one thread what an order says, by the same parts as its own routes and under their rules. */
@Injectable()
export class ChangeOne {
  constructor(
    private readonly findPerson: FindPerson,
    private readonly actOnThread: ActOnThread,
    private readonly tagThread: TagThread,
  ) {}

  async run(db: Queryable, reader: Reader, item: BulkItem): Promise<Changed> {
    const personId = await this.findPerson.run(reader, item.personId, db);
    const { action, undoes } = item;
    const undoing = Undoing.together(item.jobId, undoneBy(item));
    if (action.kind === 'tag') {
      const { add, remove } = action;
      const tagging = undoes ? { add: remove, remove: add } : { add, remove };
      await this.tagThread.within(db, reader, { personId, tagging, undoing });
      return { changeId: undoing.change, settled: [] };
    }
    const one = undoes ? inverse(action, undoes) : action;
    const { settled } = await this.actOnThread.within(db, reader, { personId, action: one, undoing });
    return { changeId: undoing.change, settled };
  }
}

/** A handing over is named by its action itself. */
const undoneBy = ({ action, undoes }: BulkItem): string | undefined =>
  action.kind === 'team' ? undefined : undoes?.changeId;

const inverse = (
  action: Exclude<BulkAction, { kind: 'tag' }>,
  { changeId, settled }: NonNullable<BulkItem['undoes']>,
): ThreadAction => {
  switch (action.kind) {
    case 'close':
      return { kind: 'reopen', ...(settled.length > 0 && { promiseIds: [...settled] }) };
    case 'reopen':
      return { kind: 'close', promises: 'keep-open' };
    case 'assign':
      return { kind: 'assign', agentId: null };
    case 'team':
      return { kind: 'team-undo', handed: changeId };
    case 'snooze':
      return { kind: 'wake' };
    case 'wake':
      return { kind: 'snooze', until: null };
  }
};
