import type { ByteBudget } from './byte-budget.js';

/** What came of a DATA stream; the stream is read to its end in every case. */
export type ReadData = { type: 'mail'; raw: Buffer } | { type: 'too-large' } | { type: 'no-room' };

/**
 * Reads a mail out of the door. The library only marks a stream that grew too large and goes on: what is over is dropped
 * here. `release` gives the room back when the mail is no longer in hand.
 */
export const readData = async (
  stream: AsyncIterable<Buffer> & { sizeExceeded: boolean },
  budget: ByteBudget,
): Promise<{ data: ReadData; release(): void }> => {
  let chunks: Buffer[] = [];
  let held = 0;
  let noRoom = false;
  const drop = () => {
    chunks = [];
    budget.giveBack(held);
    held = 0;
  };
  try {
    for await (const chunk of stream) {
      if (stream.sizeExceeded || noRoom) {
        drop();
      } else if (budget.take(chunk.length)) {
        chunks.push(chunk);
        held += chunk.length;
      } else {
        noRoom = true;
        drop();
      }
    }
  } catch (error) {
    drop();
    throw error;
  }
  if (stream.sizeExceeded) drop();
  const data: ReadData = stream.sizeExceeded
    ? { type: 'too-large' }
    : noRoom
      ? { type: 'no-room' }
      : { type: 'mail', raw: Buffer.concat(chunks) };
  chunks = [];
  return { data, release: drop };
};
