import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Keys that sign, newest first: the first one mints, all of them verify, so that a key can be rotated. */
export type TokenKeys = readonly [Uint8Array, ...Uint8Array[]];

/** Derives the keys of one purpose from the service's secrets (newest first), so that no two purposes share a key. */
export const deriveTokenKeys = (
  secrets: readonly [Uint8Array, ...Uint8Array[]],
  purpose: string,
): TokenKeys => {
  const derive = (secret: Uint8Array) =>
    new Uint8Array(hkdfSync('sha256', secret, '', `filo ${purpose}`, 32));
  const [first, ...older] = secrets;
  return [derive(first), ...older.map(derive)];
};

/** 80 bits of HMAC-SHA256: out of reach for guessing through a mail server, short enough for a local part. */
export const macBytes = 10;

export const sign = (key: Uint8Array, payload: Uint8Array): Buffer =>
  createHmac('sha256', key).update(payload).digest().subarray(0, macBytes);

/** True when one of the keys signed the payload; looks at every key, in constant time each. */
export const isSigned = (keys: TokenKeys, payload: Uint8Array, mac: Uint8Array): boolean => {
  if (mac.length !== macBytes) return false;
  return keys.map((key) => timingSafeEqual(sign(key, payload), mac)).includes(true);
};
