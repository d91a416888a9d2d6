import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import { findFactHome, type FactHome } from '../facts/find-fact-home.js';
import { lockThreads } from '../threads/lock-threads.js';
import { projectThreads } from '../threads/project-threads.js';
import { newestPhoto } from './photo-of.js';
import type { StoredPhoto } from './store-photo.js';

/**
 * Gives a person a photo or takes it away; either is a new fact. A photo that is replaced or taken away lets go of its bytes:
 * that there was one stays written, what it showed does not.
 */
@Injectable()
export class ChangePhoto {
  constructor(private readonly dataSource: DataSource) {}

  put(reader: Reader, personId: string, photo: StoredPhoto): Promise<void> {
    return inTransaction(this.dataSource, async (db) => {
      await lockThreads(db, [personId]);
      const home = await findFactHome(db, reader, { personId, identityId: undefined });
      await state(db, reader, { personId, home, photo });
    });
  }

  /** Without a photo there is nothing to do. */
  remove(reader: Reader, personId: string): Promise<void> {
    return inTransaction(this.dataSource, async (db) => {
      await lockThreads(db, [personId]);
      const [shown] = (await db.query(
        `select photo.identity_id as "identityId" from ${newestPhoto('$1', '$2')} photo`,
        [personId, reader.accountGroupIds],
      )) as { identityId: string }[];
      if (!shown) return;
      const home = await findFactHome(db, reader, { personId, identityId: shown.identityId });
      await state(db, reader, { personId, home, photo: undefined });
    });
  }
}

const state = async (
  db: Queryable,
  reader: Reader,
  { personId, home, photo }: { personId: string; home: FactHome; photo: StoredPhoto | undefined },
): Promise<void> => {
  const { identityId, accountGroupId } = home;
  await db.query(
    `update fact set photo_sha256 = null
     where identity_id = $1 and field = 'photo' and account_group_id = $2 and photo_sha256 is not null`,
    [identityId, accountGroupId],
  );
  await db.query(
    `insert into fact (id, identity_id, field, value, source, actor, at, account_group_id, photo_sha256)
     values ($1, $2, 'photo', $3, 'agent', $4, clock_timestamp(), $5, $6)`,
    [
      newId(),
      identityId,
      photo?.mediaType ?? '',
      `agent:${reader.agentId}`,
      accountGroupId,
      photo?.sha256 ?? null,
    ],
  );
  await recordAudit(db, {
    agentId: reader.agentId,
    kind: photo ? 'photo-set' : 'photo-removed',
    subjectId: personId,
    data: { identityId },
  });
  await projectThreads(db, { personIds: [personId], bump: false });
};
