import { type Entity, MimeLimitExceeded, type MimeLimits } from './entity.js';
import { lineAt, readHeaderBlock } from './header-block.js';
import { type Parameters, readParameters } from './parameters.js';

interface Range {
  start: number;
  end: number;
}

/**
 * The tree of a raw mail's parts. Attached messages (`message/rfc822`) are leaves: their inside is not part of the mail.
 * Bodies are views into `raw`. Throws `MimeLimitExceeded` above the limits.
 */
export const parseMime = (raw: Buffer, { partsMax, depthMax }: MimeLimits): Entity => {
  let parts = 0;
  const parse = ({ start, end }: Range, depth: number, inDigest: boolean): Entity => {
    parts += 1;
    if (parts > partsMax)
      throw new MimeLimitExceeded(`more than ${partsMax} parts`, {
        why: { code: 'mail-beyond-parts', with: { count: partsMax } },
      });
    if (depth > depthMax)
      throw new MimeLimitExceeded(`parts nested deeper than ${depthMax}`, {
        why: { code: 'mail-beyond-depth', with: { count: depthMax } },
      });
    const { headers, bodyStart, broken } = readHeaderBlock(raw, start, end);
    const type = readParameters(headers.get('content-type'));
    const entity: Entity = {
      headers,
      mediaType: mediaTypeOf(type, inDigest),
      type,
      disposition: readParameters(headers.get('content-disposition')),
      children: [],
      body: raw.subarray(bodyStart, end),
      broken,
    };
    if (!entity.mediaType.startsWith('multipart/')) return entity;
    const ranges = splitParts(raw, { start: bodyStart, end }, boundaryOf(raw, entity, bodyStart));
    if (ranges.length === 0) return { ...entity, mediaType: 'text/plain', broken: true };
    const digest = entity.mediaType === 'multipart/digest';
    for (const range of ranges) entity.children.push(parse(range, depth + 1, digest));
    return entity;
  };
  return parse({ start: 0, end: raw.length }, 0, false);
};

const mediaTypeOf = ({ value }: Parameters, inDigest: boolean): string => {
  const known = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+/.exec(value)?.[0];
  if (known) return known;
  if (value === '') return inDigest ? 'message/rfc822' : 'text/plain';
  return value === 'text' ? 'text/plain' : 'application/octet-stream';
};

/** The declared boundary, else the one that the body's first line suggests. */
const boundaryOf = (raw: Buffer, entity: Entity, bodyStart: number): string => {
  const declared = entity.type.parameters.get('boundary');
  if (declared) return declared.trimEnd();
  const head = raw.toString('latin1', bodyStart, Math.min(bodyStart + 2000, raw.length));
  return /(?:^|\n)--([^\s-][^\r\n]{2,68}?)[ \t]*\r?\n/.exec(head)?.[1] ?? '';
};

/** Ranges between the delimiter lines; an unclosed last part ends where its parent ends. */
const splitParts = (raw: Buffer, range: Range, boundary: string) => {
  const ranges: Range[] = [];
  if (!boundary) return ranges;
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  let partStart: number | undefined;
  let from = range.start;
  while (from < range.end) {
    const at = raw.indexOf(delimiter, from);
    if (at < 0 || at + delimiter.length > range.end) break;
    // Looked at first, so that a long line full of delimiters is read once.
    if (at !== range.start && raw[at - 1] !== 0x0a) {
      from = at + delimiter.length;
      continue;
    }
    const line = lineAt(raw, at, range.end);
    const rest = raw.toString(
      'latin1',
      at + delimiter.length,
      at + Math.min(line.length, delimiter.length + 200),
    );
    const closes = /^--\s*$/.test(rest);
    if (!closes && !/^\s*$/.test(rest)) {
      from = at + delimiter.length;
      continue;
    }
    if (partStart !== undefined) ranges.push({ start: partStart, end: beforeLineEnd(raw, partStart, at) });
    partStart = closes ? undefined : line.next;
    from = line.next;
    if (closes) break;
  }
  if (partStart !== undefined && partStart < range.end) ranges.push({ start: partStart, end: range.end });
  return ranges;
};

/** The line end before a delimiter belongs to the delimiter. */
const beforeLineEnd = (raw: Buffer, start: number, at: number): number => {
  let end = at;
  if (end > start && raw[end - 1] === 0x0a) end -= 1;
  if (end > start && raw[end - 1] === 0x0d) end -= 1;
  return end;
};
