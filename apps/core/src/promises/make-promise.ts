import type { PromiseCreate, PromiseView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { refuseWrongTime } from '../thread-actions/refuse-wrong-time.js';
import { lockThreads } from '../threads/lock-threads.js';
import { findPromiseHome, refuseOwner } from './find-promise-home.js';
import { ShowPromises } from './show-promises.js';
import { tellPromise, writePromise } from './write-promise.js';

/** Writes down what we told a person that we would do, and by when. Asked again with the same id, it answers with what it made. */
@Injectable()
export class MakePromise {
  constructor(
    private readonly dataSource: DataSource,
    private readonly show: ShowPromises,
  ) {}

  run(reader: Reader, personId: string, wanted: PromiseCreate): Promise<PromiseView> {
    const { id, text, dueAt, typed, messageId, topicId } = wanted;
    const { agentId } = reader;
    return inTransaction(this.dataSource, async (db) => {
      const [known] = (await db.query('select id from promise where id = $1', [id])) as { id: string }[];
      if (known) return this.show.one(reader, id, db);
      await refuseWrongTime(db, dueAt);
      await lockThreads(db, [personId]);
      const home = await findPromiseHome(db, reader, { personId, messageId, topicId });
      const ownerId = wanted.ownerId ?? agentId;
      await refuseOwner(db, ownerId, home);
      const timeZone = wanted.timeZone ?? reader.timeZone;
      const groupId = await writePromise(db, {
        ...{ id, text, dueAt, typed, messageId, timeZone, ownerId, agentId },
        topicId: home,
      });
      if (groupId !== undefined) {
        await tellPromise(db, personId, groupId);
        await recordAudit(db, { agentId, kind: 'promise-made', subjectId: id, data: { dueAt } });
      }
      return this.show.one(reader, id, db);
    });
  }
}
