import { move, transferableSymbol, valueSymbol } from 'piscina';
import { readMail } from './read-mail.js';

/**
 * Reads one mail in a worker thread. Each part gets bytes of its own, which are handed over: a view would take the whole
 * mail along, and a pooled buffer must not be given away.
 */
const work = async (raw: Uint8Array): Promise<unknown> => {
  const reading = await readMail(raw);
  if (reading.type === 'unreadable') return reading;
  const parts = reading.mail.parts.map((part) => ({ ...part, content: new Uint8Array(part.content) }));
  return move({
    [valueSymbol]: { ...reading, mail: { ...reading.mail, parts } },
    [transferableSymbol]: parts.map(({ content }) => content.buffer),
  });
};

export default work;
