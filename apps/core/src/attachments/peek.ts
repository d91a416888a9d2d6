import { Readable } from 'node:stream';

/** Enough to know every kind of picture. */
const enough = 16;

/** How a stream begins, and all of it for whoever reads on. Rejects when it breaks before. */
export const peek = async (source: Readable): Promise<{ head: Buffer; whole: Readable }> => {
  const chunks = (source as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  let last: IteratorResult<Buffer> | undefined;
  while (head.length < enough && last?.done !== true) {
    last = await chunks.next();
    if (last.done !== true) head = Buffer.concat([head, last.value]);
  }
  const rest = { [Symbol.asyncIterator]: () => chunks };
  const whole = Readable.from(joined(head, rest), { objectMode: false });
  // Who turns away in the middle leaves no file open.
  whole.once('close', () => source.destroy());
  return { head: head.subarray(0, enough), whole };
};

async function* joined(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  yield* rest;
}
