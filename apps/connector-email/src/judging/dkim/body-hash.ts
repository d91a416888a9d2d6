import { createHash } from 'node:crypto';
import type { Canon } from './read-signature.js';

/** Text is made of so much at once, so that a mail of 64 MB is not held three times. */
const chunkBytes = 256 * 1024;

/** SHA-256 of the canonical body (RFC 6376, 3.4.3 and 3.4.4) in Base64. */
export const bodyHash = (body: Buffer, canon: Canon): string => {
  const hash = createHash('sha256');
  let emptyLines = 0;
  let some = false;
  for (const chunk of wholeLines(body)) {
    const text = canonical(chunk.toString('latin1'), canon);
    const end = endOfWords(text);
    if (end > 0) {
      hash.update('\r\n'.repeat(emptyLines) + text.slice(0, end), 'latin1');
      emptyLines = 0;
      some = true;
    }
    emptyLines += (text.length - end) / 2;
  }
  // Empty lines at the end do not count; what is there ends with one line end.
  if (some || canon === 'simple') hash.update('\r\n');
  return hash.digest('base64');
};

/** Cut behind line ends only: white space at the end of a line must be seen whole. */
function* wholeLines(body: Buffer): Generator<Buffer> {
  for (let from = 0; from < body.length;) {
    const lineEnd = body.indexOf(0x0a, Math.min(from + chunkBytes, body.length) - 1);
    const to = lineEnd < 0 ? body.length : lineEnd + 1;
    yield body.subarray(from, to);
    from = to;
  }
}

const canonical = (text: string, canon: Canon): string => {
  const lines = /(?:^|[^\r])\n/.test(text) ? text.replace(/\r?\n/g, '\r\n') : text;
  if (canon === 'simple') return lines;
  return lines.replace(/[ \t]+/g, ' ').replace(/ (?=\r\n|$)/g, '');
};

/** Where the line ends begin that nothing follows. */
const endOfWords = (text: string): number => {
  let end = text.length;
  while (end > 1 && text.charCodeAt(end - 1) === 0x0a && text.charCodeAt(end - 2) === 0x0d) end -= 2;
  return end;
};
