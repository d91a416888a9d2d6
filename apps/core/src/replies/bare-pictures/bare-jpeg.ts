import { BrokenPicture, cut } from './broken-picture.js';
import { exifHead, orientationIn, tiffOf } from './orientation.js';

/** Markers of ISO/IEC 10918-1, table B.1. */
const [startOfImage, endOfImage, startOfScan, app0, app1, app2, app14] = [
  ...[0xd8, 0xd9, 0xda],
  ...[0xe0, 0xe1, 0xe2, 0xee],
] as const;
/** For extensions: it may hold anything. */
const reserved = 0xc8;
const jfif = Buffer.from('JFIF\0', 'latin1');
const colourProfile = Buffer.from('ICC_PROFILE\0', 'latin1');
const adobe = Buffer.from('Adobe', 'latin1');

interface Part {
  marker: number;
  body: Buffer;
}

/**
 * A JPEG with nothing but what its pixels need: tables, frames, scans, how its colours are meant (JFIF, ICC, Adobe) and how it is turned. What stands behind its
 * end, where cameras keep a second picture with all of its own words, goes too.
 */
export const bareJpeg = (bytes: Buffer): Buffer => {
  const head: Buffer[] = [];
  const rest: Buffer[] = [];
  let orientation: number | undefined;
  let scans = 0;
  let at = 2;
  for (;;) {
    const marker = markerAt(bytes, at);
    at = marker.end;
    if (marker.code === endOfImage) break;
    if (marker.code === startOfImage) throw new BrokenPicture('It begins twice.');
    const length = cut(bytes, at, 2).readUInt16BE(0);
    if (length < 2) throw new BrokenPicture('A part has no length.');
    const part: Part = { marker: marker.code, body: cut(bytes, at, length).subarray(2) };
    at += length;
    if (isExif(part)) orientation ??= orientationIn(part.body);
    const kept = bareBody(part);
    if (kept) (part.marker === app0 ? head : rest).push(written({ marker: part.marker, body: kept }));
    if (part.marker !== startOfScan) continue;
    scans++;
    const end = endOfScan(bytes, at);
    rest.push(bytes.subarray(at, end));
    at = end;
  }
  if (scans === 0) throw new BrokenPicture('It shows nothing.');
  const turned =
    orientation === undefined
      ? []
      : [written({ marker: app1, body: Buffer.concat([exifHead, tiffOf(orientation)]) })];
  return Buffer.concat([
    ...[Buffer.from([0xff, startOfImage]), ...head.slice(0, 1), ...turned, ...rest],
    Buffer.from([0xff, endOfImage]),
  ]);
};

/** The marker that stands here; any number of 0xFF may stand before one. */
const markerAt = (bytes: Buffer, from: number): { code: number; end: number } => {
  let at = from;
  while (bytes[at] === 0xff) at++;
  const code = bytes[at];
  if (at === from || code === undefined || code === 0 || isRestart(code))
    throw new BrokenPicture('A part does not begin where it should.');
  return { code, end: at + 1 };
};

const isRestart = (code: number): boolean => code >= 0xd0 && code <= 0xd7;

const isExif = ({ marker, body }: Part): boolean =>
  marker === app1 && body.subarray(0, exifHead.length).equals(exifHead);

/** What of a part the picture needs; undefined: nothing. */
const bareBody = ({ marker, body }: Part): Buffer | undefined => {
  const begins = (head: Buffer) => body.subarray(0, head.length).equals(head);
  if (marker === app0) return begins(jfif) ? withoutThumbnail(body) : undefined;
  if (marker === app2) return begins(colourProfile) ? body : undefined;
  if (marker === app14) return begins(adobe) ? body.subarray(0, 12) : undefined;
  // Tables, frames, restart intervals and scans; not the other APPn, comments, and what is reserved.
  return marker >= 0xc0 && marker <= 0xdf && marker !== reserved ? body : undefined;
};

/** A picture may have been cropped after its thumbnail was made. */
const withoutThumbnail = (body: Buffer): Buffer => {
  const bare = Buffer.from(cut(body, 0, 14));
  bare.fill(0, 12);
  return bare;
};

const written = ({ marker, body }: Part): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** Where the next part begins; within a scan 0xFF stands before a zero or a restart. */
const endOfScan = (bytes: Buffer, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next !== undefined && next !== 0 && next !== 0xff && !isRestart(next)) return at;
  }
  throw new BrokenPicture('It ends too early.');
};
