import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCorpus, type CorpusReading } from '../src/corpus/read-corpus.js';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Every property that a corpus knows, and the share below which the reading has become worse. */
type Floors = Readonly<Record<string, number>>;

const sharesOf = ({ tally }: CorpusReading): Record<string, number> =>
  Object.fromEntries(tally.rows().map(({ property }) => [property, tally.share(property)]));

const below = (reading: CorpusReading, floors: Floors): string[] =>
  Object.entries(floors)
    .map(([property, floor]) => ({ property, floor, share: sharesOf(reading)[property] ?? 0 }))
    .filter(({ floor, share }) => share < floor)
    .map(({ property, floor, share }) => `${property}: ${share.toFixed(3)} < ${floor}`);

describe('our own mails, one of each kind', () => {
  it('are read without a fault', async () => {
    const reading = await readCorpus(folder('../corpus'));
    expect(reading.mails).toBeGreaterThanOrEqual(38);
    expect([...reading.crashed, ...reading.unreadable]).toEqual([]);
    expect(reading.tally.misses).toEqual([]);
    const properties = ['from.address', 'from.name', 'to', 'cc', 'replyTo', 'subject', 'text', 'html'];
    const others = ['attachments', 'class', 'newText', 'quotedText', 'bounce.status', 'bounce.reason'];
    expect(Object.keys(sharesOf(reading))).toEqual(expect.arrayContaining([...properties, ...others]));
  }, 60_000);
});

/** Mails that others wrote; they lie beside the checkout where they may be used, and are no part of it. */
const others = folder('../../../../shared/corpora/mail');

const floors: Floors = {
  'from.address': 1,
  'from.name': 1,
  to: 1,
  cc: 1,
  replyTo: 1,
  subject: 0.98,
  text: 0.98,
  html: 1,
  attachments: 0.97,
  class: 0.99,
  newText: 1,
  quotedText: 0.91,
  'bounce.status': 0.97,
  'bounce.replyCode': 0.96,
  'bounce.reason': 0.92,
  'bounce.hard': 0.98,
  'bounce.count': 0.98,
  'bounce.recipients': 1,
};

if (existsSync(others)) {
  describe('mails of other programs', () => {
    it('never crash the reader, are readable but for two that name no author, and are read as well as before', async () => {
      const reading = await readCorpus(others);
      expect(reading.crashed).toEqual([]);
      expect(reading.unreadable.length).toBeLessThanOrEqual(2);
      expect(below(reading, floors)).toEqual([]);
    }, 120_000);
  });
}
