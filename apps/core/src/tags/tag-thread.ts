import type { threadTagging, ThreadTagged } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { ShowThread } from '../thread-pages/show-thread.js';
import { lockThreads } from '../threads/lock-threads.js';
import { projectThreads } from '../threads/project-threads.js';
import { refuseOvertaken } from '../undoing/refuse-overtaken.js';
import type { Undoing } from '../undoing/undoing.js';
import { putBack, putTags, takeTags, type TagPlace, tagsSeen } from './tag-places.js';
import { noChange, taggingDone, taggings } from './taggings.js';

type Tagging = z.output<typeof threadTagging>;

/** Puts tags on a thread and takes them off, in every account group that the reader sees of it, and answers with its row. */
@Injectable()
export class TagThread {
  constructor(
    private readonly dataSource: DataSource,
    private readonly showThread: ShowThread,
  ) {}

  run(
    reader: Reader,
    personId: string,
    { tagging, undoing }: { tagging: Tagging; undoing: Undoing },
  ): Promise<ThreadTagged> {
    return inTransaction(this.dataSource, (db) => this.within(db, reader, { personId, tagging, undoing }));
  }

  /** In the transaction of a caller that may hold the lock of the thread, and no other. */
  async within(db: Queryable, reader: Reader, { personId, tagging, undoing }: Wanted): Promise<ThreadTagged> {
    await lockThreads(db, [personId]);
    await needTags(db, tagging, undoing);
    const { put, taken } = await write(db, reader, { personId, tagging, undoing });
    if (put.length + taken.length > 0) await note(db, reader, { personId, put, taken, undoing });
    const row = (await this.showThread.rows(reader, [personId], db)).get(personId);
    if (!row)
      throw new DomainError(
        'unknown-reference',
        'Nothing was changed: nothing that you may see was said in this thread yet.',
      );
    return { row, added: idsOf(put), removed: idsOf(taken) };
  }
}

export const needTags = async (
  db: Queryable,
  { add }: Pick<Tagging, 'add'>,
  { undoes }: Undoing,
): Promise<void> => {
  const [row] = (await db.query(
    `select exists (select from unnest($1::uuid[]) wanted where not exists (
       select from tag g where g.id = wanted and ($2 or g.archived_at is null))) as unknown`,
    [add, undoes !== undefined],
  )) as [{ unknown: boolean }];
  if (row.unknown)
    throw new DomainError(
      'unknown-reference',
      'Nothing was changed: there is no such tag, or it is archived.',
      {
        reason: 'no-such-tag',
      },
    );
};

interface Wanted {
  personId: string;
  tagging: Tagging;
  undoing: Undoing;
}

const write = async (db: Queryable, reader: Reader, wanted: Wanted): Promise<Written> => {
  const { personId, tagging, undoing } = wanted;
  if (undoing.undoes !== undefined) return undo(db, reader, { ...wanted, changeId: undoing.undoes });
  const seen = await tagsSeen(db, reader, personId);
  const tagIds = [...new Set(tagging.add)].filter((id) => !seen.has(id));
  const put = await putTags(db, reader, { personId, tagIds });
  return { put, taken: await takeTags(db, reader, { personId, tagIds: tagging.remove }) };
};

/** Only what the change did itself, and where: a tag that stood there before is not the caller's to take off. */
const undo = async (
  db: Queryable,
  reader: Reader,
  { personId, tagging, undoing, changeId }: Wanted & { changeId: string },
): Promise<Written> => {
  const done = await taggingDone(db, reader, { personId, changeId });
  const add = tagging.add.filter((id) => done.removed.includes(id));
  const remove = tagging.remove.filter((id) => done.added.includes(id));
  if (add.length + remove.length === 0) throw noChange();
  for (const tagId of [...add, ...remove])
    refuseOvertaken(reader, undoing, {
      what: 'tag',
      changes: await taggings(db, reader, { personId, tagId }),
    });
  const put = await putBack(db, reader, { personId, tagIds: add, at: done.taken });
  return { put, taken: await takeTags(db, reader, { personId, tagIds: remove, at: done.put }) };
};

interface Written {
  put: readonly TagPlace[];
  taken: readonly TagPlace[];
}

interface Done extends Written {
  personId: string;
  undoing: Undoing;
}

const note = async (
  db: Queryable,
  reader: Reader,
  { personId, put, taken, undoing }: Done,
): Promise<void> => {
  const groups = new Set([...put, ...taken].map(({ accountGroupId }) => accountGroupId));
  const data = {
    added: idsOf(put),
    removed: idsOf(taken),
    put,
    taken,
    groups: [...groups],
    ...undoing.noted,
  };
  const { agentId } = reader;
  undoing.made(await recordAudit(db, { agentId, kind: 'thread-tagged', subjectId: personId, data }));
  await projectThreads(db, { personIds: [personId], bump: false, in: new Map([[personId, groups]]) });
};

const idsOf = (places: readonly TagPlace[]): string[] => [...new Set(places.map(({ tagId }) => tagId))];
