import { rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import pg from 'pg';
import { recordAudit } from '../../audit/record-audit.js';
import { blobFolder } from '../../blobs/open-blob-store.js';
import { createDataSource } from '../../database/data-source.js';
import { migrations } from '../../database/migrations/every-migration.js';
import type { Queryable } from '../../database/queryable.js';
import { runMigrations } from '../../database/run-migrations.js';
import { memberKind } from '../archive/members.js';
import { BackupError } from '../backup-error.js';
import { syncFolder } from '../../blobs/sync-folder.js';
import { unlock, type Unlocked } from '../sealed/open-sealed.js';
import type { BlobPlace } from './blob-place.js';
import { checkBackup, readBackup, type CheckedBackup } from './check-backup.js';
import { dropTables, requireEmptyDatabase } from './empty-database.js';
import { FolderPlace } from './folder-place.js';
import { LoadTables } from './load-tables.js';

export interface RestoreOrder {
  file: string;
  passphrase: string;
  databaseUrl: string;
  /** Core's data folder. */
  folder: string;
  /** By default the folder `blobs` in it, which must not exist yet. */
  blobs?: BlobPlace;
  /** The secret that this installation already has; another one in the backup is refused. */
  secretKey?: string | undefined;
  /** Where to write the secret of the backup when this installation has none. */
  secretKeyFile?: string | undefined;
  signal?: AbortSignal;
}

/**
 * Restores a backup into an empty database and an empty data folder. The whole file is checked before anything is written;
 * rows become visible in one commit, after blobs and secret are in place. On any failure all of it is taken away again.
 * Sending is held until an admin releases it: what waits in the backup may have left long ago.
 */
export class RestoreBackup {
  async run(order: RestoreOrder): Promise<CheckedBackup> {
    const file = await unlock(order.file, order.passphrase);
    const backup = await checkBackup(file, order.signal);
    refuseNewer(backup.manifest.migrations);
    refuseOtherKey(order.secretKey, backup.secretKey);
    const blobs = order.blobs ?? new FolderPlace(blobFolder(order.folder));
    await blobs.refuseFull();
    const client = new pg.Client({
      connectionString: order.databaseUrl,
      application_name: 'filo-restore',
      connectionTimeoutMillis: 10_000,
    });
    await client.connect();
    const db: Queryable = { query: async (sql, params) => (await client.query(sql, params)).rows };
    try {
      await requireEmptyDatabase(db);
      await this.#fill({ order, file, backup, client, db, blobs });
    } finally {
      await client.end().catch(() => undefined);
    }
    return backup;
  }

  async #fill(filling: Filling): Promise<void> {
    const { order, backup, db, blobs } = filling;
    const placed: string[] = [];
    try {
      const level = migrations.filter((one) => backup.manifest.migrations.includes(new one().name));
      await migrate(order.databaseUrl, level);
      await db.query('begin');
      await load(filling);
      await db.query('update workspace set sending_held = true');
      await recordAudit(db, {
        agentId: null,
        kind: 'restored',
        data: { backupOf: backup.manifest.madeAt, sendingHeld: true },
      });
      await place(filling, placed);
      await db.query('commit');
      await migrate(order.databaseUrl, migrations);
      await db.query('analyze');
    } catch (error) {
      await db.query('rollback').catch(() => undefined);
      await dropTables(db).catch(() => undefined);
      for (const path of placed) await rm(path, { force: true });
      await blobs.takeAway().catch((left: unknown) => couldNotTakeAway(error, left));
      throw error;
    }
  }
}

interface Filling {
  order: RestoreOrder;
  file: Unlocked;
  backup: CheckedBackup;
  client: pg.Client;
  db: Queryable;
  blobs: BlobPlace;
}

/** Fills tables and blobs, seen by nobody yet. */
const load = async ({ order, file, backup, client, db, blobs }: Filling): Promise<void> => {
  const tables = new LoadTables(client, db, backup.manifest.tables);
  await blobs.prepare();
  const lost = new Set(backup.ending.lostBlobs);
  await tables.begin();
  for await (const { name, content } of readBackup(file, order.signal)) {
    const { kind, of } = memberKind(name);
    if (kind === 'tables') await tables.load(of, content);
    if (kind === 'blobs' && !lost.has(of)) await blobs.store(of, content);
  }
  await tables.finish(backup.ending);
};

/** Gives blobs and secret their names before the commit; `placed` collects what a failure has to take away. */
const place = async ({ order, backup, blobs }: Filling, placed: string[]): Promise<void> => {
  await blobs.place();
  const { secretKeyFile: file } = order;
  if (file === undefined || backup.secretKey === undefined) return;
  await writeFile(file, `${backup.secretKey}\n`, { mode: 0o600, flag: 'wx', flush: true });
  placed.push(file);
  await syncFolder(dirname(file));
};

const couldNotTakeAway = (cause: unknown, left: unknown): never => {
  throw new BackupError(
    `It failed: ${(cause as Error).message} What it had stored could not be taken away again: ${(left as Error).message} ` +
      'Nobody uses it; the next restore into the same place takes it away.',
    { cause },
  );
};

const migrate = async (databaseUrl: string, level: typeof migrations): Promise<void> => {
  const dataSource = await createDataSource(databaseUrl, { poolMax: 3, migrations: level }).initialize();
  try {
    await runMigrations(dataSource);
  } finally {
    await dataSource.destroy();
  }
};

const refuseNewer = (names: readonly string[]): void => {
  const known = new Set(migrations.map((one) => new one().name));
  const strange = names.find((name) => !known.has(name));
  if (strange === undefined) return;
  throw new BackupError(
    `This backup was made by a newer Filo (its schema has "${strange}"). Nothing was changed; restore it with that version.`,
  );
};

const refuseOtherKey = (given: string | undefined, kept: string | undefined): void => {
  if (given === undefined || kept === undefined || sameKey(given, kept)) return;
  throw new BackupError(
    'This backup belongs to another FILO_SECRET_KEY than the one that is set, which could not open its passwords. ' +
      'Nothing was changed. Restore without FILO_SECRET_KEY: the backup brings its own.',
  );
};

const sameKey = (one: string, other: string): boolean =>
  Buffer.from(one, 'base64url').equals(Buffer.from(other, 'base64url'));
