import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { MailReader } from '../reading/mail-reader.js';
import { compareMail } from './compare-mail.js';
import { expectedMail } from './expected-mail.js';
import { Tally } from './tally.js';

export interface CorpusReading {
  mails: number;
  /** `CORPUS/NAME: why`; each of them would not have been stored. */
  crashed: string[];
  /** The same of those that would wait in quarantine. */
  unreadable: string[];
  tally: Tally;
}

export const isFolder = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** Reads every mail below the folder through a worker thread and judges it by what `NAME.expected.json` knows. */
export const readCorpus = async (directory: string): Promise<CorpusReading> => {
  const result: CorpusReading = { mails: 0, crashed: [], unreadable: [], tally: new Tally() };
  const reader = new MailReader();
  try {
    const files = (await readdir(directory, { recursive: true })).filter((name) => name.endsWith('.eml'));
    for (const file of files.sort()) await readOne(join(directory, file), { directory, reader, result });
  } finally {
    await reader.close();
  }
  return result;
};

const readOne = async (
  path: string,
  { directory, reader, result }: { directory: string; reader: MailReader; result: CorpusReading },
): Promise<void> => {
  const corpus = relative(directory, dirname(path)) || basename(directory);
  const name = basename(path, '.eml');
  const raw = await readFile(path);
  result.mails += 1;
  try {
    const reading = await reader.read(raw);
    if (reading.type === 'unreadable') result.unreadable.push(`${corpus}/${name}: ${reading.reason}`);
    const known = await readFile(path.replace(/\.eml$/, '.expected.json'), 'utf8').catch(() => undefined);
    if (known !== undefined)
      result.tally.add(corpus, name, compareMail(expectedMail.parse(JSON.parse(known)), reading, raw));
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    result.crashed.push(`${corpus}/${name}: ${why}`);
  }
};
