import fc from 'fast-check';
import { readMail } from '../src/reading/read-mail.js';
import type { Reading } from '../src/reading/reading.js';
import { brokenMail, wellFormedMail } from './any-mail.js';

const oneSecond = 1_000_000;
/** A busy machine tries fewer; a failure names its seed, also when there is no time to make it smaller. */
const runs = { numRuns: 1_500, interruptAfterTimeLimit: 25_000 };

/** Reads it and fails when that costs a second of this process; what other processes do meanwhile does not count. */
const readInTime = async (raw: Buffer): Promise<Reading> => {
  const before = process.cpuUsage();
  const reading = await readMail(raw);
  const { user, system } = process.cpuUsage(before);
  expect(user + system).toBeLessThan(oneSecond);
  return reading;
};

describe('a mail of any shape', () => {
  it('keeps every word and every attachment', async () => {
    await fc.assert(
      fc.asyncProperty(wellFormedMail, async ({ raw, words, files }) => {
        const reading = await readInTime(raw);
        if (reading.type !== 'message') throw new Error(reading.reason);
        const { text, html = '', parts } = reading.mail;
        const kept = parts.map(({ content }) => Buffer.from(content));
        const said = [text, html, ...kept.map(String)].join('\n');
        expect(words.filter((word) => !said.includes(word))).toEqual([]);
        expect(files.filter((file) => !kept.some((one) => one.equals(file)))).toEqual([]);
      }),
      runs,
    );
  }, 60_000);

  it('becomes a message or waits with a reason when it is torn, the same each time', async () => {
    await fc.assert(
      fc.asyncProperty(brokenMail, async (raw) => {
        const reading = await readInTime(raw);
        if (reading.type === 'unreadable') expect(reading.reason).not.toMatch(/^Reading failed/);
        expect(await readMail(raw)).toEqual(reading);
      }),
      runs,
    );
  }, 60_000);
});
