import { randomUUID } from 'node:crypto';

/**
 * A UUIDv7 (RFC 9562): sorts by the millisecond it was made in, random within it. Made from Node's own pool of random
 * numbers at a tenth of the price of a library's, since ingest needs several for each message.
 */
export const newId = (): string => {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
};
