import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { MailReader } from '../reading/mail-reader.js';
import { compareMail } from './compare-mail.js';
import { expectedMail } from './expected-mail.js';
import { Tally } from './tally.js';

/**
 * `run-corpus DIR [--misses] [--json] [--min PROPERTY=SHARE]...`: reads every mail below DIR through the worker threads
 * and says, per corpus and property, how often the reading equals what `NAME.expected.json` knows. Ends with 1 when a
 * mail could not be stored or a share is below its minimum.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    misses: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    min: { type: 'string', multiple: true, default: [] },
  },
});
const directory = positionals[0];
if (directory === undefined) {
  console.error(
    'Say which folder holds the mails: run-corpus DIR [--misses] [--json] [--min PROPERTY=SHARE]',
  );
  process.exit(2);
}

const tally = new Tally();
const unreadable: string[] = [];
const crashed: string[] = [];
let mails = 0;
const started = Date.now();
const reader = new MailReader();
try {
  const files = (await readdir(directory, { recursive: true }))
    .filter((name) => name.endsWith('.eml'))
    .sort();
  for (const file of files) await readOne(join(directory, file));
} finally {
  await reader.close();
}

async function readOne(path: string): Promise<void> {
  const corpus = relative(directory!, dirname(path)) || basename(directory!);
  const name = basename(path, '.eml');
  const raw = await readFile(path);
  mails += 1;
  try {
    const reading = await reader.read(raw);
    if (reading.type === 'unreadable') unreadable.push(`${corpus}/${name}: ${reading.reason}`);
    const known = await readFile(path.replace(/\.eml$/, '.expected.json'), 'utf8').catch(() => undefined);
    if (known !== undefined)
      tally.add(corpus, name, compareMail(expectedMail.parse(JSON.parse(known)), reading, raw));
  } catch (error) {
    crashed.push(
      `${corpus}/${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}

const below = values.min
  .map((rule) => ({ property: rule.split('=')[0]!, min: Number(rule.split('=')[1]) }))
  .map((rule) => ({ ...rule, share: tally.share(rule.property) }))
  .filter(({ share, min }) => !(share >= min));

if (values.json) {
  const result = {
    mails,
    crashed,
    unreadable,
    rows: tally.rows(),
    below,
    ...(values.misses ? { misses: tally.misses } : {}),
  };
  console.log(JSON.stringify(result, null, 2));
} else {
  for (const { corpus, property, right, total, share } of tally.rows()) {
    console.log(
      `${corpus.padEnd(16)}${property.padEnd(20)}${`${right}/${total}`.padStart(9)}${share.toFixed(3).padStart(8)}`,
    );
  }
  if (values.misses) {
    for (const { mail, property, expected, got } of tally.misses) {
      console.log(
        `\nMISS ${mail} ${property}\n  expected ${expected.slice(0, 800)}\n  got      ${got.slice(0, 800)}`,
      );
    }
  }
  console.log(
    `\n${mails} mails in ${Date.now() - started} ms; ${unreadable.length} unreadable, ${crashed.length} crashed`,
  );
  for (const line of [
    ...unreadable.map((text) => `unreadable ${text}`),
    ...crashed.map((text) => `CRASHED ${text}`),
  ])
    console.log(line);
  for (const { property, share, min } of below)
    console.log(`BELOW ${property}: ${share.toFixed(3)} < ${min}`);
}
process.exitCode = crashed.length > 0 || below.length > 0 ? 1 : 0;
