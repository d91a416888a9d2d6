import type { BlobRef } from '@filo/contracts';
import { createHash, randomUUID, type Hash } from 'node:crypto';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** Content whose hash is known, still readable: in memory when small, else in a temp file without a name. */
export type TakenIn =
  | { type: 'small'; ref: BlobRef; bytes: Uint8Array }
  | { type: 'large'; ref: BlobRef; read(): Readable; close(): Promise<void> };

/** Reads all of it once. A killed process leaves no file behind: it has no name from the start. */
export async function takeIn(content: Uint8Array | Readable, smallMax: number): Promise<TakenIn> {
  if (content instanceof Uint8Array) return ofBytes(content, smallMax);
  const hash = createHash('sha256');
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let file: FileHandle | undefined;
  try {
    for await (const chunk of content as AsyncIterable<Uint8Array | string>) {
      const part = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      hash.update(part);
      bytes += part.length;
      if (file === undefined && bytes > smallMax) {
        file = await namelessFile();
        for (const earlier of chunks.splice(0)) await writeAll(file, earlier);
      }
      if (file === undefined) chunks.push(part);
      else await writeAll(file, part);
    }
  } catch (error) {
    await file?.close();
    throw error;
  }
  const ref = named(hash, bytes);
  if (file === undefined) return { type: 'small', ref, bytes: Buffer.concat(chunks) };
  const handle = file;
  return {
    type: 'large',
    ref,
    read: () => handle.createReadStream({ start: 0, autoClose: false, highWaterMark: 256 * 1024 }),
    close: () => handle.close(),
  };
}

function ofBytes(content: Uint8Array, smallMax: number): TakenIn {
  const ref = named(createHash('sha256').update(content), content.length);
  return content.length <= smallMax
    ? { type: 'small', ref, bytes: content }
    : { type: 'large', ref, read: () => Readable.from([content]), close: () => Promise.resolve() };
}

const named = (hash: Hash, bytes: number): BlobRef => ({ sha256: hash.digest('hex'), bytes });

async function namelessFile(): Promise<FileHandle> {
  const path = join(tmpdir(), `filo-blob-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await unlink(path);
  return file;
}

async function writeAll(file: FileHandle, part: Uint8Array): Promise<void> {
  for (let at = 0; at < part.length;) at += (await file.write(part, at)).bytesWritten;
}
