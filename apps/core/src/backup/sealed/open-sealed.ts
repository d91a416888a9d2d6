import { createDecipheriv } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { BackupError } from '../backup-error.js';
import { blocksOf, type Block } from '../blocks-of.js';
import { chunkNonce, tagBytes } from './chunk-nonce.js';
import { headerBytesMax, readHeader, type SealKeys } from './sealed-header.js';

/** A sealed file whose passphrase is right. */
export interface Unlocked {
  readonly path: string;
  /** Where its chunks begin. */
  readonly start: number;
  readonly keys: SealKeys;
}

/**
 * Takes half a second, so do it once per file.
 *
 * @throws {BackupError} wrong passphrase, foreign or newer file
 */
export const unlock = async (path: string, passphrase: string): Promise<Unlocked> => {
  const { bytes, keys } = await readHeader(await startOf(path), passphrase);
  return { path, start: bytes, keys };
};

/**
 * Gives out what {@link seal} sealed, each chunk only after its code is right. The end is proven too: a file that was cut
 * off rejects instead of ending.
 *
 * @throws {BackupError} with a sentence for whoever restores
 */
export async function* openSealed(
  { path, start, keys }: Unlocked,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { start, highWaterMark: keys.chunkBytes, signal });
  let place = 0;
  for await (const block of blocksOf(file, keys.chunkBytes + tagBytes)) {
    const plain = opened(block, keys, { place, last: block.last });
    if (!plain) throw new BackupError(faultOf(block, place, keys));
    place++;
    yield plain;
  }
}

const startOf = async (path: string): Promise<Buffer> => {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytesMax), 0, headerBytesMax, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

/** The chunk, if it was sealed for this place. */
const opened = (
  block: Block,
  keys: SealKeys,
  { place, last }: { place: number; last: boolean },
): Buffer | undefined => {
  const end = block.bytes.byteLength - tagBytes;
  if (end < 0) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', keys.key, chunkNonce(place, last));
  decipher.setAAD(keys.code).setAuthTag(block.bytes.subarray(end));
  try {
    return Buffer.concat([decipher.update(block.bytes.subarray(0, end)), decipher.final()]);
  } catch {
    return undefined;
  }
};

/** A chunk that opens as one in the middle, at the end of the file: the rest is missing. */
const faultOf = (block: Block, place: number, keys: SealKeys): string => {
  const megabytes = Math.floor((place * keys.chunkBytes) / 1024 / 1024);
  if (!block.last) return `This backup is damaged after ${megabytes} MB. Take another copy of it.`;
  return opened(block, keys, { place, last: false })
    ? `This backup is cut off after ${megabytes + 1} MB: its end is missing. Take another copy of it.`
    : `This backup is cut off or damaged after ${megabytes} MB. Take another copy of it.`;
};
