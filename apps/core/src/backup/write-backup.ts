import { randomBytes } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { BlobStore } from '../blobs/blob-store.js';
import { endingName, keyName, type Ending } from './archive/members.js';
import { ArchiveWriter } from './archive/write-archive.js';
import { BackupError } from './backup-error.js';
import { addBlobs } from './snapshot/add-blobs.js';
import { takeSnapshot } from './snapshot/take-snapshot.js';
import { seal } from './sealed/seal.js';
import { syncFolder } from '../blobs/sync-folder.js';

export interface BackupOrder {
  file: string;
  passphrase: string;
  databaseUrl: string;
  blobs: BlobStore;
  /** The installation's secret; without it, accounts' passwords in the backup cannot be opened again. */
  secretKey?: string | undefined;
  /** Called after each table. */
  progress?: (table: string) => Promise<void> | void;
  signal?: AbortSignal;
}

export type BackupMade = Ending & { bytes: number };

/**
 * Writes database, blobs and secret as of one instant into one sealed file, while everything runs. The file gets its name
 * when it is whole and on the disk; on any failure nothing is left.
 */
export class WriteBackup {
  async run(order: BackupOrder): Promise<BackupMade> {
    const file = resolve(order.file);
    const aside = `${file}.${randomBytes(4).toString('hex')}.part`;
    const handle = await open(aside, 'wx', 0o600).catch((cause: unknown) => cannotWrite(file, cause));
    try {
      const made = await fill(handle, order);
      await handle.sync();
      const { size } = await handle.stat();
      await handle.close();
      await rename(aside, file);
      await syncFolder(dirname(file));
      return { ...made, bytes: size };
    } catch (error) {
      await handle.close().catch(() => undefined);
      await rm(aside, { force: true });
      throw error;
    }
  }
}

/** Both ends at once: what fails at one stops the other, and the first failure is the one that is told. */
const fill = async (handle: FileHandle, order: BackupOrder): Promise<Ending> => {
  const archive = new ArchiveWriter();
  const written = pipeline(
    archive.stream,
    createGzip({ level: 1 }),
    async (source: AsyncIterable<Uint8Array>) => {
      for await (const chunk of seal(source, order.passphrase)) await handle.writeFile(chunk);
    },
    { ...(order.signal && { signal: order.signal }) },
  ).catch((error: Error) => {
    archive.fail(error);
    throw error;
  });
  const filled = addMembers(archive, order).catch((error: Error) => {
    archive.fail(error);
    throw error;
  });
  const [ending] = await Promise.all([filled, written]);
  return ending;
};

const addMembers = async (archive: ArchiveWriter, order: BackupOrder): Promise<Ending> => {
  const { rows, sequences, blobs } = await takeSnapshot(
    order.databaseUrl,
    archive,
    order.progress ?? (() => undefined),
  );
  if (order.secretKey !== undefined) await archive.addJson(keyName, order.secretKey);
  const lostBlobs = await addBlobs(order.blobs, blobs, archive);
  const ending: Ending = {
    rows,
    sequences,
    blobs: blobs.length - lostBlobs.length,
    lostBlobs,
    holdsKey: order.secretKey !== undefined,
  };
  await archive.addJson(endingName, ending);
  archive.end();
  return ending;
};

const cannotWrite = (file: string, cause: unknown): never => {
  throw new BackupError(`The backup cannot be written to ${file}: ${(cause as Error).message}.`, { cause });
};
