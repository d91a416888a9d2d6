import { createGunzip } from 'node:zlib';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  ending,
  endingName,
  keyName,
  manifest,
  manifestName,
  memberKind,
  textOf,
  type Ending,
  type Manifest,
} from '../archive/members.js';
import { readArchive, type Member } from '../archive/read-archive.js';
import { BackupError } from '../backup-error.js';
import { openSealed, type Unlocked } from '../sealed/open-sealed.js';

export interface CheckedBackup {
  manifest: Manifest;
  ending: Ending;
  secretKey: string | undefined;
}

/** The members of a sealed backup, in their order; what is wrong with the file rejects with a sentence. */
export async function* readBackup(file: Unlocked, signal?: AbortSignal): AsyncGenerator<Member> {
  const plain = new PassThrough();
  const opened = pipeline(openSealed(file, signal), createGunzip(), plain);
  opened.catch(() => undefined);
  try {
    yield* readArchive(plain);
  } catch (error) {
    // The first cause is the file's, not that of the reader behind it.
    await opened;
    throw error;
  } finally {
    plain.destroy();
  }
  await opened;
}

/**
 * Reads a backup from its first byte to its last without changing anything: after this, nothing about the file itself can
 * go wrong any more.
 *
 * @throws {BackupError} a damaged or cut off file, or one that lacks something
 */
export const checkBackup = async (file: Unlocked, signal?: AbortSignal): Promise<CheckedBackup> => {
  const found: Partial<CheckedBackup> = {};
  let blobs = 0;
  for await (const { name, content } of readBackup(file, signal)) {
    if (name === manifestName) found.manifest = parse(manifest, await textOf(content));
    else if (name === endingName) found.ending = parse(ending, await textOf(content));
    else if (name === keyName) found.secretKey = JSON.parse(await textOf(content)) as string;
    else if (memberKind(name).kind === 'blobs') blobs++;
  }
  if (!found.manifest || !found.ending) throw new BackupError(incomplete);
  if (blobs < found.ending.blobs) throw new BackupError(incomplete);
  return { manifest: found.manifest, ending: found.ending, secretKey: found.secretKey };
};

const incomplete = 'This backup lacks a part of itself. Nothing was changed; take another one.';

const parse = <Value>(
  schema: { safeParse(value: unknown): { success: boolean; data?: Value } },
  text: string,
): Value => {
  const read = schema.safeParse(JSON.parse(text));
  if (read.success && read.data !== undefined) return read.data;
  throw new BackupError(
    'This backup is of a kind that this Filo does not know. Nothing was changed; restore it with the version that made it.',
  );
};
