/** How far into a page its own word on its letters may stand. */
const searchedBytes = 1_024;

/** The text of a page by the letters that it is said to be written in: by the answer, by its first bytes, by itself, else UTF-8. */
export const pageText = (bytes: Buffer, contentType: string): string => {
  const beginning = bytes.subarray(0, searchedBytes).toString('latin1');
  const named =
    markOf(bytes) ??
    /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1] ??
    /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(beginning)?.[1];
  return decoderOf(named).decode(bytes);
};

const markOf = (bytes: Buffer): string | undefined => {
  const [first, second] = bytes;
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : undefined;
};

const decoderOf = (name = 'utf-8') => {
  try {
    return new TextDecoder(name);
  } catch {
    return new TextDecoder();
  }
};
