export interface Block {
  readonly bytes: Buffer;
  /** Nothing comes after it. */
  readonly last: boolean;
}

/** Cuts a stream into blocks of exactly `size` bytes; the last one is shorter, or empty when the stream is. */
export async function* blocksOf(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Block> {
  let waiting: Uint8Array[] = [];
  let held = 0;
  for await (const chunk of source) {
    waiting.push(chunk);
    held += chunk.byteLength;
    if (held <= size) continue;
    // More than one block is here, so none of those given out now is the last.
    let rest = Buffer.concat(waiting);
    for (; rest.byteLength > size; rest = rest.subarray(size))
      yield { bytes: rest.subarray(0, size), last: false };
    waiting = [rest];
    held = rest.byteLength;
  }
  yield { bytes: Buffer.concat(waiting), last: true };
}
