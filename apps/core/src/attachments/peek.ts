import { Readable } from 'node:stream';

/** How a stream begins, `enough` bytes of it or all that there are, and all of it for whoever reads on. Rejects when it breaks before. */
export const peek = async (source: Readable, enough: number): Promise<{ head: Buffer; whole: Readable }> => {
  const chunks = (source as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const seen: Buffer[] = [];
  let length = 0;
  while (length < enough) {
    const next = await chunks.next();
    if (next.done === true) break;
    seen.push(next.value);
    length += next.value.length;
  }
  const whole = Readable.from(joined(seen, { [Symbol.asyncIterator]: () => chunks }), { objectMode: false });
  // Who turns away in the middle leaves no file open.
  whole.once('close', () => source.destroy());
  return { head: Buffer.concat(seen).subarray(0, enough), whole };
};

async function* joined(seen: readonly Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* seen;
  yield* rest;
}
