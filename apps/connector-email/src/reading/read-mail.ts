import type { MessageClass, MessageMark } from '@filo/contracts';
import { type Author, findAuthor } from './addresses/find-author.js';
import { type Bounce, readBounce } from './bounces/read-bounce.js';
import { readComplaint } from './bounces/read-complaint.js';
import { classifyMail } from './classify/classify-mail.js';
import { contentMarks } from './message/content-marks.js';
import { externalIdOf } from './message/external-id.js';
import { readEnvelope } from './message/read-envelope.js';
import { readParts } from './message/read-parts.js';
import { claimedAt, readThreading } from './message/read-threading.js';
import { readWords } from './message/read-words.js';
import { tidyLine } from './message/tidy.js';
import { charsetLabel } from './mime/charset.js';
import { decodeHeaderText } from './mime/encoded-words.js';
import { type Entity, MimeLimitExceeded } from './mime/entity.js';
import { parseMime } from './mime/parse-mime.js';
import { readBodies } from './mime/read-bodies.js';
import type { Reading, ReadMail } from './reading.js';
import { readingFailed, stubOf, unreadable } from './stub-of.js';

const limits = { partsMax: 1000, depthMax: 20 };

/**
 * Reads one raw mail (RFC 5322, RFC 2045). Pure: no network, no clock, no state. Never rejects: a mail built beyond the
 * limits becomes a visible stub with its headers, one without any usable author becomes `unreadable`.
 */
export const readMail = async (raw: Uint8Array): Promise<Reading> => {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  try {
    return read(parseMime(bytes, limits), bytes);
  } catch (error) {
    if (error instanceof MimeLimitExceeded) return stubOf(bytes, { words: error.message, why: error.why });
    const said = error instanceof Error ? error.message : String(error);
    return unreadable(bytes, readingFailed(`Reading failed: ${said}`, said));
  }
};

const noAuthor = {
  words: 'No header names who wrote it: From, Sender and Return-Path hold no address.',
  why: { code: 'mail-without-author' },
};

const read = (root: Entity, raw: Buffer): Reading => {
  const externalId = externalIdOf(root.headers, root.body);
  const charset = charsetOf(root);
  const found = findAuthor(root.headers, charset) ?? reportingProgram(root);
  if (!found) return unreadable(raw, noAuthor);
  const bodies = readBodies(root);
  const words = readWords(bodies.segments);
  const subject = tidyLine(decodeHeaderText(root.headers.get('subject') ?? '', charset), 2000);
  const leaves = bodies.others;
  const classified = classifyMail({ root, leaves, subject, text: words.text, authorKey: found.author.key });
  const envelope = readEnvelope(root.headers, charset);
  const threading = readThreading(root.headers, externalId);
  const minted = threading.minted ? [noMessageId] : [];
  const told = reportOf(classified.class, root, { leaves, text: words.text });
  const mail: ReadMail = {
    externalId,
    class: classified.class,
    autoSubmitted: classified.autoSubmitted,
    author: found.author,
    authorSure: found.sure,
    participants: envelope.participants,
    replyTo: found.author,
    ...(subject ? { subject } : {}),
    ...words,
    parts: readParts(leaves, words.html),
    claimedAt: claimedAt(root.headers),
    threadingId: threading.threadingId,
    inReplyTo: threading.inReplyTo,
    references: [...new Set([...threading.references, ...told.returnedIds])].slice(-200),
    reports: told.reports,
    marks: [found.marks, contentMarks(root, leaves, words.text), envelope.marks, words.marks, minted].flat(),
    language: languageOf(root),
    returnPath: envelope.returnPath,
    recipientsSeen: envelope.recipientsSeen,
  };
  return { type: 'message', mail };
};

/** What a bounce or a complaint tells of mails that were sent before. */
const reportOf = (
  kind: MessageClass,
  root: Entity,
  { leaves, text }: { leaves: readonly Entity[]; text: string },
): Bounce => {
  if (kind === 'bounce') return readBounce(leaves, text, root.headers.get('x-failed-recipients'));
  if (kind === 'complaint') return readComplaint(leaves);
  return { reports: [], returnedIds: [] };
};

/** A delivery report without an author speaks for its program; nobody is named by it. */
const reportingProgram = ({ mediaType, headers }: Entity): Author | undefined =>
  mediaType === 'multipart/report' || headers.has('x-failed-recipients')
    ? { author: { kind: 'mail', key: 'mailer-daemon' }, sure: false, marks: [] }
    : undefined;

const noMessageId: MessageMark = {
  code: 'no-message-id',
  text: 'The mail has no Message-ID; answers to it are recognised by one that was made for it.',
};

/** What raw bytes in headers most likely are: the charset of the first text part. */
const charsetOf = (entity: Entity): string | undefined => {
  const own = charsetLabel(entity.type.parameters.get('charset'));
  if (own) return own;
  for (const child of entity.children) {
    const found = charsetOf(child);
    if (found) return found;
  }
  return undefined;
};

const languageOf = ({ headers }: Entity): string | undefined =>
  /^\s*([a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3})\b/i.exec(headers.get('content-language') ?? '')?.[1];
