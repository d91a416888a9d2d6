import { move, transferableSymbol, valueSymbol } from 'piscina';
import { answerFrom, type KeyRecords } from '../judging/key-records.js';
import { type Signatures, verifySignatures } from '../judging/verify-signatures.js';
import { splitAddress } from '../receiving/our-address.js';
import { readMail } from './read-mail.js';
import type { Reading } from './reading.js';

/** What a thread is given; one entry of `keys` for each mail, undefined where no signatures are to be verified. */
export interface ThreadWork {
  raws: readonly Uint8Array[];
  keys: readonly (KeyRecords | undefined)[];
}

/**
 * Reads mails in a worker thread, one after the other. Each part gets bytes of its own, which are handed over: a view would take
 * the whole mail along, and a pooled buffer must not be given away.
 */
const work = async ({ raws, keys }: ThreadWork): Promise<unknown> => {
  const readings: Reading[] = [];
  const handedOver: ArrayBuffer[] = [];
  for (const [index, raw] of raws.entries()) {
    const reading = await readMail(raw);
    if (reading.type === 'message') {
      for (const part of reading.mail.parts) {
        const own = new Uint8Array(part.content);
        part.content = own;
        handedOver.push(own.buffer);
      }
      const signatures = await signaturesOf(raw, reading.mail.author.key, keys[index]);
      if (signatures !== undefined) reading.signatures = signatures;
    }
    readings.push(reading);
  }
  return move({ [valueSymbol]: readings, [transferableSymbol]: handedOver });
};

/** Undefined when another key was needed than those at hand: then the judge verifies by himself. */
const signaturesOf = async (
  raw: Uint8Array,
  authorAddress: string,
  keys: KeyRecords | undefined,
): Promise<Signatures | undefined> => {
  const domain = splitAddress(authorAddress)?.domain;
  if (keys === undefined || domain === undefined) return undefined;
  const { dns, missing } = answerFrom(keys);
  try {
    const signatures = await verifySignatures(raw, domain, dns);
    return missing() ? undefined : signatures;
  } catch {
    return undefined;
  }
};

export default work;
