import { move, transferableSymbol, valueSymbol } from 'piscina';
import { readMail } from './read-mail.js';
import type { Reading } from './reading.js';

/**
 * Reads mails in a worker thread, one after the other. Each part gets bytes of its own, which are handed over: a view would take
 * the whole mail along, and a pooled buffer must not be given away.
 */
const work = async (raws: readonly Uint8Array[]): Promise<unknown> => {
  const readings: Reading[] = [];
  const handedOver: ArrayBuffer[] = [];
  for (const raw of raws) {
    const reading = await readMail(raw);
    if (reading.type === 'message') {
      for (const part of reading.mail.parts) {
        const own = new Uint8Array(part.content);
        part.content = own;
        handedOver.push(own.buffer);
      }
    }
    readings.push(reading);
  }
  return move({ [valueSymbol]: readings, [transferableSymbol]: handedOver });
};

export default work;
