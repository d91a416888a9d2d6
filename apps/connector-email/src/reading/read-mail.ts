import type { Reading } from './reading.js';

export type { MailPart, ReadMail, Reading } from './reading.js';

/** Reads one raw mail (RFC 5322). Pure: no network, no clock, no state; never throws. */
export const readMail = async (raw: Uint8Array): Promise<Reading> => {
  throw new Error(`not yet: ${raw.length}`);
};
