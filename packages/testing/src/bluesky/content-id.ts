import { createHash } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz234567';
/** CIDv1; SHA-256 with 32 bytes. */
const head = (codec: number) => Uint8Array.of(1, codec, 0x12, 0x20);
const codecs = { record: 0x71, bytes: 0x55 };

/** The id of a content as the network writes it: a record by its JSON, which is enough for a test. */
export const contentId = (kind: keyof typeof codecs, content: string | Uint8Array): string => {
  const hash = createHash('sha256').update(content).digest();
  return `b${base32(Buffer.concat([head(codecs[kind]), hash]))}`;
};

const base32 = (bytes: Uint8Array): string => {
  let [bits, value, text] = [0, 0, ''];
  for (const byte of bytes) {
    value = (value << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += letters[(value >>> (bits - 5)) & 31];
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + letters[(value << (5 - bits)) & 31] : text;
};
