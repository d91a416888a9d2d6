import type {
  DeliveryReport,
  IdentityRef,
  MessageClass,
  MessageMark,
  ParticipantRole,
  Why,
} from '@filo/contracts';
import type { Signatures } from '../judging/verify-signatures.js';

/** One attachment, inline image or attached message, decoded. */
export interface MailPart {
  /** As sent, decoded and stripped of paths; absent when the sender gave none. */
  name?: string;
  /** By magic bytes where they are known, else as declared. */
  mediaType: string;
  content: Uint8Array;
  /** Shown inside the text: it has a Content-ID that the HTML names, or asks to be shown inline. */
  inline: boolean;
  /** Without angle brackets. */
  contentId?: string;
}

/** A mail as we understood it. Pure content: nothing here says how it reached us. */
export interface ReadMail {
  /** Ledger key: the same mail has the same one, whichever way it came. */
  externalId: string;
  class: MessageClass;
  author: IdentityRef;
  /** Who signed or sent the mail is this author, if anybody is; otherwise nothing can prove who wrote it. */
  authorSure: boolean;
  participants: { identity: IdentityRef; role: ParticipantRole }[];
  replyTo: IdentityRef;
  subject?: string;
  text: string;
  newText: string;
  quotedText?: string;
  signatureText?: string;
  /** Cleaned by an allow list; remote images wait in `data-remote-src`, inline ones are `cid:`. */
  html?: string;
  parts: MailPart[];
  /** What the Date header says, ISO 8601. */
  claimedAt?: string;
  /** The Message-ID without angle brackets; a deterministic one when the mail has none. */
  threadingId?: string;
  inReplyTo: string[];
  references: string[];
  marks: MessageMark[];
  reports: DeliveryReport[];
  language?: string;
  /** A program wrote it (RFC 3834, delivery reports, vacation notices): it must get no automatic answer. */
  autoSubmitted: boolean;
  /** The Return-Path address; the empty string for `<>`, absent without the header. */
  returnPath?: string;
  /** To, Cc, Delivered-To, X-Original-To and Envelope-To addresses, for choosing account and reply tokens. */
  recipientsSeen: string[];
}

export interface UnreadableEnvelope {
  from?: string;
  /** Whoever it says it is from, where that could be read. */
  author?: { kind: string; key: string };
  to?: string[];
  subject?: string;
  headers?: string;
}

/** What came of reading raw bytes: always one of the two, never an exception. */
export type Reading =
  | {
      type: 'message';
      mail: ReadMail;
      /** Of its author; absent where they are still to be verified. */
      signatures?: Signatures;
    }
  | { type: 'unreadable'; reason: string; why: Why; envelope: UnreadableEnvelope; externalId: string };
