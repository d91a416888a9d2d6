import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { diskTrouble } from '../disk-trouble.js';
import type { S3Body } from './s3-client.js';

/**
 * Lays a stream aside until its hash and length are known, which a bucket wants before the first byte. The file has no
 * name while it is used, so that nothing of it outlives this process.
 */
export const withAsideFile = async <Value>(
  folder: string,
  content: Readable,
  use: (body: S3Body) => Promise<Value>,
): Promise<Value> => {
  const path = join(folder, `${randomUUID()}.part`);
  let file: FileHandle | undefined;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const opened = (file = await open(path, 'wx+', 0o600));
    await rm(path);
    const written = await write(opened, content);
    return await use({
      ...written,
      open: () => createReadStream(path, { fd: opened, start: 0, autoClose: false }),
    });
  } catch (error) {
    throw diskTrouble(folder, error);
  } finally {
    await file?.close();
  }
};

const write = async (file: FileHandle, content: Readable): Promise<{ sha256: string; bytes: number }> => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of content as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    bytes += chunk.byteLength;
    await file.writeFile(chunk);
  }
  return { sha256: hash.digest('hex'), bytes };
};
