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
import { putTags, takeTags, type TagPlace, tagsSeen } from './tag-places.js';
import { placesTaken, taggings } from './taggings.js';

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
    return inTransaction(this.dataSource, async (db) => {
      await lockThreads(db, [personId]);
      await needTags(db, tagging, undoing);
      await refuse(db, reader, { personId, tagging, undoing });
      const seen = await tagsSeen(db, reader, personId);
      const add = [...new Set(tagging.add)].filter((id) => !seen.has(id));
      const back = undoing.undoes === undefined ? [] : await placesTaken(db, undoing.undoes);
      const put = await putTags(db, reader, { personId, tagIds: add, back });
      const taken = await takeTags(db, reader, { personId, tagIds: tagging.remove });
      if (put.length + taken.length > 0) await note(db, reader, { personId, put, taken, undoing });
      const row = (await this.showThread.rows(reader, [personId], db)).get(personId);
      if (!row)
        throw new DomainError(
          'unknown-reference',
          'Nothing was changed: nothing that you may see was said in this thread yet.',
        );
      return { row };
    });
  }
}

const needTags = async (db: Queryable, { add }: Tagging, { undoes }: Undoing): Promise<void> => {
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

const refuse = async (db: Queryable, reader: Reader, { personId, tagging, undoing }: Wanted) => {
  if (undoing.undoes === undefined) return;
  for (const tagId of [...tagging.add, ...tagging.remove])
    refuseOvertaken(reader, undoing, {
      what: 'tag',
      changes: await taggings(db, reader, { personId, tagId }),
    });
};

interface Done {
  personId: string;
  put: readonly TagPlace[];
  taken: readonly TagPlace[];
  undoing: Undoing;
}

const note = async (
  db: Queryable,
  reader: Reader,
  { personId, put, taken, undoing }: Done,
): Promise<void> => {
  const groups = new Set([...put, ...taken].map(({ accountGroupId }) => accountGroupId));
  const data = { added: idsOf(put), removed: idsOf(taken), taken, groups: [...groups], ...undoing.noted };
  const { agentId } = reader;
  undoing.made(await recordAudit(db, { agentId, kind: 'thread-tagged', subjectId: personId, data }));
  await projectThreads(db, { personIds: [personId], bump: false, in: new Map([[personId, groups]]) });
};

const idsOf = (places: readonly TagPlace[]): string[] => [...new Set(places.map(({ tagId }) => tagId))];
