import { parse, stringify } from 'uuid';
import { fromBase32, toBase32 } from './base32.js';
import { isSigned, macBytes, sign, type TokenKeys } from './token-keys.js';

const dayMs = 86_400_000;
const idBytes = 16;
const payloadBytes = idBytes + 2;

/** Length of every token: `support+` and a token fill 53 of the 64 characters of a local part. */
export const replyTokenLength = Math.ceil(((payloadBytes + macBytes) * 8) / 5);

/**
 * Mints the signed token that one recipient's answer carries back in our address (`support+<token>@…`). It names the
 * delivery it left with and says nothing about who may write: it is never authority over someone else's thread. Holds until
 * the end of the UTC day of `expiresAt`.
 */
export const mintReplyToken = (keys: TokenKeys, deliveryId: string, expiresAt: Date): string => {
  const payload = Buffer.alloc(payloadBytes);
  payload.set(parse(deliveryId));
  payload.writeUInt16BE(Math.floor(expiresAt.getTime() / dayMs), idBytes);
  return toBase32(Buffer.concat([payload, sign(keys[0], payload)]));
};

/** The delivery a token was minted for; undefined when it is not ours, was changed, or has expired. Case does not matter. */
export const verifyReplyToken = (
  keys: TokenKeys,
  token: string,
  now: Date,
): { deliveryId: string } | undefined => {
  if (token.length !== replyTokenLength) return undefined;
  const bytes = fromBase32(token);
  if (!bytes || bytes.length !== payloadBytes + macBytes) return undefined;
  const payload = Buffer.from(bytes.subarray(0, payloadBytes));
  if (!isSigned(keys, payload, bytes.subarray(payloadBytes))) return undefined;
  if (Math.floor(now.getTime() / dayMs) > payload.readUInt16BE(idBytes)) return undefined;
  return { deliveryId: stringify(payload.subarray(0, idBytes)) };
};

/** `support@example.org` with the token; undefined when it does not fit into 64 characters, so that no address is broken. */
export const replyAddressWith = (address: string, token: string): string | undefined => {
  const at = address.lastIndexOf('@');
  const local = `${address.slice(0, at)}+${token}`;
  return at > 0 && local.length <= 64 ? `${local}${address.slice(at)}` : undefined;
};
