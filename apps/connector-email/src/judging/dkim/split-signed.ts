/** One header field as it stands, folded, without its last line end; bytes as Latin-1. */
export interface SignedField {
  /** Lower case. */
  name: string;
  raw: string;
}

export interface SignedMail {
  fields: readonly SignedField[];
  body: Buffer;
}

const headerBytesMax = 1024 * 1024;

/**
 * Splits a mail the way a signature sees it: strictly by RFC 5322. A line that is no field is kept as a field without a name,
 * so that nothing below it is taken for what it is not. Every line end counts as CRLF.
 */
export const splitSigned = (raw: Buffer): SignedMail => {
  const end = headerEnd(raw);
  const fields: SignedField[] = [];
  const lines = raw
    .toString('latin1', 0, Math.min(end.fields, headerBytesMax))
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
  for (const line of lines) {
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) last.raw += `\r\n${line}`;
    else fields.push({ name: /^([!-9;-~]+)[ \t]*:/.exec(line)?.[1]?.toLowerCase() ?? '', raw: line });
  }
  return { fields, body: raw.subarray(end.body) };
};

/** Where the first empty line begins and ends. */
const headerEnd = (raw: Buffer): { fields: number; body: number } => {
  for (let at = raw.indexOf(0x0a); at >= 0; at = raw.indexOf(0x0a, at + 1)) {
    if (raw[at + 1] === 0x0a) return { fields: at + 1, body: at + 2 };
    if (raw[at + 1] === 0x0d && raw[at + 2] === 0x0a) return { fields: at + 1, body: at + 3 };
  }
  return { fields: raw.length, body: raw.length };
};

/** What stands behind the name of a field. */
export const valueOf = ({ raw }: SignedField): string => raw.slice(raw.indexOf(':') + 1);
