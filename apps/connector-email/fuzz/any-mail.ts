import fc from 'fast-check';

/** A mail as a tree, and what must not be lost of it. */
export interface BuiltMail {
  raw: Buffer;
  /** Words of its text parts. */
  words: string[];
  /** Bytes of its attachments. */
  files: Buffer[];
}

interface Entity {
  text: string;
  words: string[];
  files: Buffer[];
}

const eol = '\r\n';
const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('base64')
    .replace(/.{1,76}/g, `$&${eol}`);

const word = fc.stringMatching(/^w[a-z]{11}$/);

const textPart: fc.Arbitrary<Entity> = fc
  .record({ word, encoding: fc.constantFrom('7bit', 'base64', 'quoted-printable'), html: fc.boolean() })
  .map(({ word: said, encoding, html }) => {
    const body = html ? `<p>${said}</p>` : said;
    const head = `Content-Type: text/${html ? 'html' : 'plain'}; charset=utf-8${eol}Content-Transfer-Encoding: ${encoding}`;
    const text = `${head}${eol}${eol}${encoding === 'base64' ? base64(Buffer.from(body)) : body}`;
    return { text, words: [said], files: [] };
  });

const filePart: fc.Arbitrary<Entity> = fc
  .record({
    bytes: fc.uint8Array({ minLength: 1, maxLength: 200, size: 'max' }),
    name: fc.constantFrom('a.bin', 'ä ö.pdf', '../x', ''),
    type: fc.constantFrom('application/octet-stream', 'image/png', 'application/pdf'),
  })
  .map(({ bytes, name, type }) => {
    const head = `Content-Type: ${type}${eol}Content-Disposition: attachment; filename="${name}"${eol}Content-Transfer-Encoding: base64`;
    return { text: `${head}${eol}${eol}${base64(bytes)}`, words: [], files: [Buffer.from(bytes)] };
  });

const multipart = (children: Entity[], boundary: string): Entity => ({
  text: [
    `Content-Type: multipart/mixed; boundary="${boundary}"${eol}`,
    ...children.map(({ text }) => `--${boundary}${eol}${text}`),
    `--${boundary}--`,
  ].join(eol),
  words: children.flatMap(({ words }) => words),
  files: children.flatMap(({ files }) => files),
});

const entity = fc.letrec<{ entity: Entity; branch: Entity }>((tie) => ({
  entity: fc.oneof({ maxDepth: 4, withCrossShrink: true }, textPart, filePart, tie('branch')),
  branch: fc
    .tuple(fc.array(tie('entity'), { minLength: 1, maxLength: 4, size: 'max' }), fc.uuid())
    .map(([children, boundary]) => multipart(children, boundary)),
})).entity;

/** Well-formed mails of any shape. */
export const wellFormedMail: fc.Arbitrary<BuiltMail> = fc
  .record({ body: entity, subject: fc.stringMatching(/^[ -~]{0,60}$/) })
  .map(({ body: { text, words, files }, subject }) => ({
    raw: Buffer.from(
      `From: Ada <ada@example.org>${eol}To: support@example.com${eol}Subject: ${subject}${eol}${text}${eol}`,
    ),
    words,
    files,
  }));

/** The same, torn: cut off, bytes changed, lines said again a hundred times. */
export const brokenMail: fc.Arbitrary<Buffer> = fc
  .record({
    mail: wellFormedMail,
    cut: fc.double({ min: 0, max: 1, noNaN: true }),
    changes: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
    again: fc.nat(),
  })
  .map(({ mail, cut, changes, again }) => {
    const bytes = Buffer.from(mail.raw.subarray(0, Math.ceil(mail.raw.length * Math.max(cut, 0.2))));
    for (const [at, value] of changes) bytes[at % bytes.length] = value;
    const lines = bytes.toString('latin1').split(eol);
    const line = `${lines[again % lines.length] ?? ''}${eol}`;
    return Buffer.concat([bytes, Buffer.from(line.repeat(100), 'latin1')]);
  });
