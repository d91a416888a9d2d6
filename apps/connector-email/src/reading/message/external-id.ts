import { createHash } from 'node:crypto';
import type { Headers } from '../mime/header-block.js';

const named = ['message-id', 'date', 'from', 'to', 'cc', 'subject'];

/**
 * The ledger key of a mail: a hash over the headers its author wrote and the raw body. Trace headers differ between two
 * copies of one mail, so they are left out; folding differs when a server rewrites headers, so blanks count as one.
 */
export const externalIdOf = (headers: Headers, body: Uint8Array): string => {
  const hash = createHash('sha256');
  for (const name of named) {
    const values = headers.all(name).map((value) => value.replace(/\s+/g, ' ').trim());
    hash.update(`${name}:${values.length}:${values.join('\n')}\n`, 'latin1');
  }
  hash.update(body);
  return hash.digest('hex');
};

/** What stands for the Message-ID of a mail without one; the same mail gets the same. */
export const mintedMessageId = (externalId: string): string =>
  `${externalId.slice(0, 40)}@no-message-id.invalid`;
