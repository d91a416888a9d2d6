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
import { refuseOvertaken } from '../undoing/refuse-overtaken.js';
import { statedChanges } from '../undoing/stated-changes.js';
import type { Undoing } from '../undoing/undoing.js';
import { newestPhoto } from './photo-of.js';
import type { StoredPhoto } from './store-photo.js';

/**
 * Gives a person a photo or takes it away; either is a new fact. A photo that is replaced or taken away lets go of its bytes:
 * that there was one stays written, what it showed does not.
 */
@Injectable()
export class ChangePhoto {
  constructor(private readonly dataSource: DataSource) {}

  put(
    reader: Reader,
    personId: string,
    { photo, undoing }: { photo: StoredPhoto; undoing: Undoing },
  ): Promise<void> {
    return inTransaction(this.dataSource, async (db) => {
      await lockThreads(db, [personId]);
      await refuse(db, reader, { personId, undoing });
      const home = await findFactHome(db, reader, { personId, identityId: undefined });
      undoing.made(await state(db, reader, { personId, home, photo, undoing }));
    });
  }

  /** Without a photo there is nothing to do. */
  remove(reader: Reader, personId: string, undoing: Undoing): Promise<void> {
    return inTransaction(this.dataSource, async (db) => {
      await lockThreads(db, [personId]);
      await refuse(db, reader, { personId, undoing });
      const [shown] = (await db.query(
        `select photo.identity_id as "identityId" from ${newestPhoto('$1', '$2')} photo`,
        [personId, reader.accountGroupIds],
      )) as { identityId: string }[];
      if (!shown) return;
      const home = await findFactHome(db, reader, { personId, identityId: shown.identityId });
      undoing.made(await state(db, reader, { personId, home, photo: undefined, undoing }));
    });
  }
}

const refuse = async (
  db: Queryable,
  reader: Reader,
  { personId, undoing }: { personId: string; undoing: Undoing },
): Promise<void> => {
  if (undoing.undoes === undefined) return;
  const changes = await statedChanges(db, reader, { personId, field: 'photo' });
  refuseOvertaken(reader, undoing, { what: 'photo', changes });
};

interface Stated {
  personId: string;
  home: FactHome;
  photo: StoredPhoto | undefined;
  undoing: Undoing;
}

/** Resolves with the change by which it can be undone. */
const state = async (
  db: Queryable,
  reader: Reader,
  { personId, home, photo, undoing }: Stated,
): Promise<string> => {
  const { identityId, accountGroupId } = home;
  await db.query(
    `update fact set photo_sha256 = null
     where identity_id = $1 and field = 'photo' and account_group_id = $2 and photo_sha256 is not null`,
    [identityId, accountGroupId],
  );
  const changeId = await recordAudit(db, {
    agentId: reader.agentId,
    kind: photo ? 'photo-set' : 'photo-removed',
    subjectId: personId,
    data: { identityId, ...undoing.noted },
  });
  await db.query(
    `insert into fact (id, identity_id, field, value, source, actor, at, account_group_id, photo_sha256, change_id)
     values ($1, $2, 'photo', $3, 'agent', $4, clock_timestamp(), $5, $6, $7)`,
    [
      newId(),
      identityId,
      photo?.mediaType ?? '',
      `agent:${reader.agentId}`,
      accountGroupId,
      photo?.sha256 ?? null,
      changeId,
    ],
  );
  await projectThreads(db, { personIds: [personId], bump: false });
  return changeId;
};
