import type { tagCreate, tagPatch, TagView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { needPlace, type Named } from '../database/need-place.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { recordLive } from '../live/record-live.js';
import { ShowTags } from './show-tags.js';

/** As many as a picker can still show, twice over. */
const tags: Named = { table: 'tag', outOfUse: 'archived_at', max: 500 };

/** Makes, changes and archives tags, and brings back what was archived. Every open page is told. */
@Injectable()
export class SaveTag {
  constructor(
    private readonly dataSource: DataSource,
    private readonly showTags: ShowTags,
  ) {}

  make(reader: Reader, { name, colour }: z.output<typeof tagCreate>): Promise<TagView> {
    return inTransaction(this.dataSource, async (db) => {
      const id = uuidv7();
      await needPlace(db, tags, { id, name });
      await db.query('insert into tag (id, name, colour) values ($1, $2, $3)', [id, name, colour]);
      await tell(db, { agentId: reader.agentId, kind: 'tag-made', subjectId: id, data: { name } });
      return this.showTags.one(id, db);
    });
  }

  change(reader: Reader, id: string, patch: z.output<typeof tagPatch>): Promise<TagView> {
    return inTransaction(this.dataSource, async (db) => {
      await db.query('select from tag where id = $1 for no key update', [id]);
      const before = await this.showTags.one(id, db);
      if (before.version !== patch.version) throw changed(before);
      const { version: _version, ...changes } = patch;
      const after = { ...before, ...changes };
      if (!after.archived) await needPlace(db, tags, { id, name: after.name });
      await db.query(
        `update tag set name = $2, colour = $3, version = version + 1,
           archived_at = case when $4 then coalesce(archived_at, now()) end where id = $1`,
        [id, after.name, after.colour, after.archived],
      );
      const data = { ...changes, was: before.name };
      await tell(db, { agentId: reader.agentId, kind: 'tag-changed', subjectId: id, data });
      return this.showTags.one(id, db);
    });
  }
}

const changed = (tag: TagView): DomainError =>
  new DomainError(
    'conflict',
    'Nothing was changed: somebody else changed this tag meanwhile. Look at how it is now, and say it again.',
    { reason: 'tag-changed', tag },
  );

const tell = async (db: Queryable, entry: Parameters<typeof recordAudit>[1]): Promise<void> => {
  await recordAudit(db, entry);
  await recordLive(db, [{ accountGroupId: null, kind: 'tags', data: {} }]);
};
