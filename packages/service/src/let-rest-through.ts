import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';

/** More than anyone sends by mistake. */
const bytesMaxOfRefused = 1024 ** 3;
const waitMaxMs = 600_000;

/** Cuts the line of a sender who goes on and on. */
export const cutAfter = (request: IncomingMessage, bytesMax = bytesMaxOfRefused): void => {
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) request.destroy();
  });
};

/**
 * Lets what is left of a refused request through to nowhere, and resolves when its sender may be answered: a browser reads
 * an answer once it has sent everything, and shows a broken connection where it cannot. Never rejects. Above `bytesMax` the
 * line is cut all the same.
 */
export const letRestThrough = async (
  request: IncomingMessage,
  bytesMax = bytesMaxOfRefused,
): Promise<void> => {
  request.unpipe();
  cutAfter(request, bytesMax);
  request.resume();
  // Who is too slow is answered all the same, and who has gone away cannot be.
  await finished(request, { signal: AbortSignal.timeout(waitMaxMs) }).catch(() => undefined);
};
