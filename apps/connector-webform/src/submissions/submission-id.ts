import { createHash, randomBytes } from 'node:crypto';
import type { ReceivedFile, Values } from './submission.js';

const digest = (...parts: readonly string[]): Buffer => {
  const hash = createHash('sha256');
  // Lengths keep two lists of parts with one concatenation apart.
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest();
};

/** What was said, as one value: the same answers and files give the same one. */
export const contentHash = (values: Values, files: readonly ReceivedFile[]): string =>
  digest(
    JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))),
    ...files.map((file) => `${file.field} ${file.sha256}`),
  ).toString('hex');

/**
 * The ledger key of a submission: from its idempotency key, so that a repeated post is one message; random without one.
 * The content goes in too: another text under a used key is another message and never lost.
 */
export const externalIdOf = (
  accountId: string,
  idempotencyKey: string | undefined,
  content: string,
): string =>
  `form-${idempotencyKey === undefined ? randomBytes(24).toString('hex') : digest(accountId, idempotencyKey, content).toString('hex').slice(0, 48)}`;

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Short enough to read aloud: eight letters and digits without I, L, O, U (Crockford's base 32), such as `K7QF-2MXA`. */
export const referenceOf = (externalId: string): string => {
  const bytes = digest('reference', externalId);
  const letters = [...bytes.subarray(0, 8)].map((byte) => alphabet[byte % 32]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
};
