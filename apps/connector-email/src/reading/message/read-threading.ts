import type { Headers } from '../mime/header-block.js';
import { mintedMessageId } from './external-id.js';

export interface Threading {
  threadingId: string;
  /** The mail has no Message-ID of its own. */
  minted: boolean;
  inReplyTo: string[];
  references: string[];
}

const idMax = 998;

/** Message-IDs (RFC 5322 3.6.4) without angle brackets, oldest reference first. */
export const readThreading = (headers: Headers, externalId: string): Threading => {
  const own = messageIds(headers.all('message-id').slice(0, 1))[0];
  const references = messageIds(headers.all('references').slice(0, 5));
  return {
    threadingId: own ?? mintedMessageId(externalId),
    minted: own === undefined,
    inReplyTo: messageIds(headers.all('in-reply-to').slice(0, 5)).slice(0, 100),
    // The first opened the conversation, the last were answered: what is between may go.
    references: references.length > 200 ? [references[0]!, ...references.slice(-199)] : references,
  };
};

const messageIds = (values: readonly string[]): string[] => {
  const ids: string[] = [];
  for (const value of values) {
    const text = value.slice(0, 200_000).replace(/\r?\n\s*/g, ' ');
    const bracketed = [...text.matchAll(/<\s*([^<>\s]+)\s*>/g)].map(([, id]) => id!);
    ids.push(...(bracketed.length > 0 ? bracketed : (text.match(/[^\s<>"(),;]+@[^\s<>"(),;]+/g) ?? [])));
  }
  return [...new Set(ids.filter((id) => id.length <= idMax))];
};

/** The Date header as ISO 8601; `undefined` when it says nothing sensible. */
export const claimedAt = (headers: Headers): string | undefined => {
  const value = headers
    .get('date')
    ?.replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 100);
  if (!value) return undefined;
  // Without a zone the machine's own would be read into it.
  const zoned = /(?:[+-]\d{2}:?\d{2}|\b(?:UT|UTC|GMT|Z|[ECMP][SD]T))$/i.test(value)
    ? value
    : `${value} +0000`;
  const time = Date.parse(zoned);
  const sensible = time > 0 && time < Date.UTC(2200, 0);
  return sensible ? new Date(time).toISOString() : undefined;
};
