import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { safeFileName } from '../submissions/safe-file-name.js';
import { sniffMediaType } from '../submissions/sniff-media-type.js';
import type { ReceivedFile } from '../submissions/submission.js';

const headBytes = 64;

/** Streams one upload to disk while hashing it; a chunk that `take` refuses is read to nowhere. */
export const storeUpload = async (
  source: Readable,
  path: string,
  {
    field,
    name,
    declaredType,
    take,
  }: { field: string; name: string; declaredType: string; take: (bytes: number) => boolean },
): Promise<ReceivedFile> => {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let bytes = 0;
  await pipeline(
    source,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        if (!take(chunk.byteLength)) continue;
        bytes += chunk.byteLength;
        hash.update(chunk);
        if (head.byteLength < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes)]);
        yield chunk;
      }
    },
    createWriteStream(path, { flags: 'wx', mode: 0o600 }),
  );
  return {
    field,
    path,
    name: safeFileName(name),
    declaredType,
    mediaType: sniffMediaType(head, declaredType),
    sha256: hash.digest('hex'),
    bytes,
  };
};
