import { parse } from 'uuid';
import { fromBase32, toBase32 } from './base32.js';
import { isSigned, sign, type TokenKeys } from './token-keys.js';

const shape = /^<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([a-z2-7]+)@[^@<>\s]+>?$/i;

/** Our Message-ID without angle brackets, `<message uuid>.<hmac>@<domain>`: minted once, the same on every retry. */
export const mintMessageId = (keys: TokenKeys, messageId: string, domain: string): string =>
  `${messageId}.${toBase32(sign(keys[0], parse(messageId)))}@${domain}`;

/**
 * The message that an id of ours names; undefined for every id that we did not mint, so that bounces and answers bind to
 * nothing else. Takes the id with or without angle brackets.
 */
export const verifyMessageId = (keys: TokenKeys, id: string): { messageId: string } | undefined => {
  const [, messageId, code] = shape.exec(id.trim()) ?? [];
  if (messageId === undefined || code === undefined) return undefined;
  const mac = fromBase32(code);
  return mac && isSigned(keys, parse(messageId), mac) ? { messageId: messageId.toLowerCase() } : undefined;
};
