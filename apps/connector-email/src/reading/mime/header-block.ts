/** Header fields in the order they stand; values are raw bytes as Latin-1, still folded. */
export class Headers {
  readonly #byName = new Map<string, string[]>();

  constructor(readonly fields: readonly { name: string; value: string }[]) {
    for (const { name, value } of fields) {
      const values = this.#byName.get(name);
      if (values) values.push(value);
      else this.#byName.set(name, [value]);
    }
  }

  /** The first field of that (lower-case) name. */
  get(name: string): string | undefined {
    return this.#byName.get(name)?.[0];
  }

  all(name: string): readonly string[] {
    return this.#byName.get(name) ?? [];
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }
}

export interface HeaderBlock {
  headers: Headers;
  /** Offset of the first byte of the body. */
  bodyStart: number;
  /** Lines stood there that are no header fields. */
  broken: boolean;
}

const field = /^([!-9;-~]+)[ \t]*:[ \t]*/;

/**
 * Reads header fields from `start`. Lines that are no fields are passed over as long as fields follow; where none
 * follows, the body begins there, even without an empty line before it. Line ends may be CRLF or LF.
 */
export const readHeaderBlock = (bytes: Buffer, start: number, end: number): HeaderBlock => {
  const fields: { name: string; value: string }[] = [];
  let broken = false;
  let position = start;
  for (; position < end;) {
    const line = lineAt(bytes, position, end);
    if (line.length === 0) return { headers: new Headers(fields), bodyStart: line.next, broken };
    const text = bytes.toString('latin1', position, position + line.length);
    const last = fields.at(-1);
    const match = field.exec(text);
    if (match) {
      fields.push({ name: match[1]!.toLowerCase(), value: text.slice(match[0].length) });
    } else if (last && /^[ \t]/.test(text) && (/[^ \t]/.test(text) || fieldFollows(bytes, line.next, end))) {
      last.value += `\n${text}`;
    } else if (!(fields.length === 0 && /^>?From /.test(text))) {
      if (!fieldFollows(bytes, line.next, end)) break;
      broken = true;
    }
    position = line.next;
  }
  return { headers: new Headers(fields), bodyStart: position, broken: broken || position < end };
};

/** Well-known fields: below a broken line, only these show that the header goes on. */
const wellKnown =
  /^(?:from|to|cc|subject|date|sender|reply-to|return-path|received|message-id|in-reply-to|references|mime-version|content-[a-z-]+|x-[!-9;-~]+|dkim-signature|delivered-to|list-[a-z-]+|auto-submitted|precedence)[ \t]*:/i;

const brokenLinesMax = 6;

const fieldFollows = (bytes: Buffer, from: number, end: number): boolean => {
  let position = from;
  for (let count = 0; count < brokenLinesMax && position < end; count += 1) {
    const { length, next } = lineAt(bytes, position, end);
    if (length === 0) return false;
    if (wellKnown.test(bytes.toString('latin1', position, position + Math.min(length, 200)))) return true;
    position = next;
  }
  return false;
};

/** The length of the line that begins here, without its end, and where the next one begins. */
export const lineAt = (bytes: Buffer, position: number, end: number): { length: number; next: number } => {
  let lineEnd = bytes.indexOf(0x0a, position);
  if (lineEnd < 0 || lineEnd >= end) lineEnd = end;
  const withCr = lineEnd > position && bytes[lineEnd - 1] === 0x0d;
  const next = Math.min(lineEnd + 1, end);
  return { length: lineEnd - position - (withCr ? 1 : 0), next };
};
