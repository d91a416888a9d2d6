/** Builds the bytes of a mail; `body` may be text (as UTF-8) or bytes. */
export const rawMail = (headers: Record<string, string>, body: string | Uint8Array = 'Hello'): Buffer => {
  const all = { From: 'Ada <ada@example.org>', To: 'support@example.com', Subject: 'A question', ...headers };
  const head = Object.entries(all)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  return Buffer.concat([Buffer.from(`${head}\r\n`), Buffer.from(body)]);
};

/** A multipart body; each part is its header block and its content. */
export const multipart = (boundary: string, parts: readonly (readonly [string, string])[]): string =>
  parts.map(([head, content]) => `--${boundary}\r\n${head}\r\n\r\n${content}\r\n`).join('') +
  `--${boundary}--\r\n`;
