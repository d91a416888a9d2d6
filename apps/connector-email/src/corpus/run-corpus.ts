import { parseArgs } from 'node:util';
import { readCorpus } from './read-corpus.js';

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

const started = Date.now();
const { mails, crashed, unreadable, tally } = await readCorpus(directory);

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
