/** The beginning of a body, at most so many bytes; the rest is not read. */
export const readUpTo = async (
  body: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array> | null,
  max: number,
): Promise<{ bytes: Buffer; isCut: boolean }> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop ends the request.
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    parts.push(part);
    length += part.byteLength;
    if (length > max) break;
  }
  return { bytes: Buffer.concat(parts).subarray(0, max), isCut: length > max };
};
