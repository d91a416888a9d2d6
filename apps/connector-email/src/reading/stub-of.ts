import type { Why } from '@filo/contracts';
import { findAuthor } from './addresses/find-author.js';
import { isAutoSubmitted, readAutomatic } from './classify/is-automatic.js';
import { isListMail } from './classify/is-list-mail.js';
import { externalIdOf } from './message/external-id.js';
import { readEnvelope, unreadableEnvelope } from './message/read-envelope.js';
import { claimedAt, readThreading } from './message/read-threading.js';
import { tidy, tidyLine } from './message/tidy.js';
import { decodeHeaderText } from './mime/encoded-words.js';
import { type Headers, readHeaderBlock } from './mime/header-block.js';
import type { Reading, UnreadableEnvelope } from './reading.js';

/** Why, as a part of an English sentence or one, and for other languages. */
export interface NotOpened {
  words: string;
  why: Why;
}

const headerBytesMax = 1024 * 1024;
const topBytes = 2_000;

/**
 * A message with the headers of a mail whose body is not read, because it is beyond a limit: it stands in its author's
 * thread and says so. Without a usable author it is unreadable.
 */
export const stubOf = (raw: Uint8Array, { words, why }: NotOpened): Reading => {
  const { headers, body } = split(raw);
  const externalId = externalIdOf(headers, body);
  const found = findAuthor(headers);
  const sentence = `This mail was not opened: ${words}. Its original is kept.`;
  if (!found)
    return { type: 'unreadable', reason: sentence, why, envelope: envelopeOf(headers, raw), externalId };
  const envelope = readEnvelope(headers);
  const threading = readThreading(headers, externalId);
  const subject = tidyLine(decodeHeaderText(headers.get('subject') ?? ''), 2000);
  const automatic = readAutomatic(headers, subject);
  return {
    type: 'message',
    mail: {
      externalId,
      class: automatic ?? (isListMail(headers) ? 'list' : 'human'),
      autoSubmitted: automatic !== undefined || isAutoSubmitted(headers),
      author: found.author,
      authorSure: found.sure,
      participants: envelope.participants,
      replyTo: found.author,
      ...(subject ? { subject } : {}),
      text: sentence,
      newText: sentence,
      parts: [],
      claimedAt: claimedAt(headers),
      threadingId: threading.threadingId,
      inReplyTo: threading.inReplyTo,
      references: threading.references,
      marks: [{ code: 'over-limit', text: sentence }, ...found.marks, ...envelope.marks],
      reports: [],
      returnPath: envelope.returnPath,
      recipientsSeen: envelope.recipientsSeen,
    },
  };
};

/** A fault of ours, in the words of the machine. */
export const readingFailed = (words: string, said: string): NotOpened => ({
  ...{ words, why: { code: 'mail-reading-failed', with: { said: said.slice(0, 500) } } },
});

/** What a mail becomes of which nothing can be said but its headers; it waits for a human. */
export const unreadable = (raw: Uint8Array, { words, why }: NotOpened): Reading => {
  const { headers, body } = split(raw);
  return {
    type: 'unreadable',
    reason: words.slice(0, 2000),
    why,
    envelope: envelopeOf(headers, raw),
    externalId: externalIdOf(headers, body),
  };
};

/** Of a mail without one readable header its first lines are shown as they came, so that a human can tell what it is. */
const envelopeOf = (headers: Headers, raw: Uint8Array): UnreadableEnvelope => {
  const envelope = unreadableEnvelope(headers);
  if (envelope.headers) return envelope;
  return { ...envelope, headers: tidy(Buffer.from(raw.subarray(0, topBytes)).toString('latin1'), topBytes) };
};

const split = (raw: Uint8Array): { headers: Headers; body: Uint8Array } => {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const { headers, bodyStart } = readHeaderBlock(bytes, 0, Math.min(bytes.length, headerBytesMax));
  return { headers, body: bytes.subarray(bodyStart) };
};
