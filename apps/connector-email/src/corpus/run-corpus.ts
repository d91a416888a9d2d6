import { parseArgs } from 'node:util';
import { isFolder, readCorpus } from './read-corpus.js';

const usage = `npm run corpus -- DIR [--misses] [--json] [--min PROPERTY=SHARE]...

  DIR        a folder of mails, NAME.eml, at any depth; what is known of one stands beside it in NAME.expected.json
  --misses   every property that was read otherwise, with what was expected and what was read
  --json     all of it as JSON
  --min      ends with 1 where the share of a property over all mails is below, as --min class=0.98`;

/**
 * Reads every mail below DIR through the worker threads and says, per corpus and property, how often the reading equals
 * what `NAME.expected.json` knows. Ends with 1 when a mail could not be stored or a share is below its minimum, and with
 * 2, having read nothing, when it was asked for something that it does not know.
 */
const asked = ():
  | {
      values: { misses: boolean; json: boolean; help: boolean; min: string[] };
      positionals: string[];
    }
  | undefined => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        misses: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        min: { type: 'string', multiple: true, default: [] },
      },
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return undefined;
  }
};
const { values, positionals } = asked() ?? { values: undefined, positionals: [] };
const directory = positionals[0];
if (values?.help) {
  console.log(usage);
  process.exit(0);
}
const unclear = values?.min.filter((rule) => !/^[^=]+=(0|1|0?\.\d+|1\.0+)$/.test(rule)) ?? [];
if (values === undefined || directory === undefined || positionals.length > 1 || unclear.length > 0) {
  for (const rule of unclear) console.error(`--min ${rule}: say a property and a share from 0 to 1.`);
  console.error(usage);
  process.exit(2);
}
if (!(await isFolder(directory))) {
  console.error(`${directory} is no folder that can be read. Nothing was done.`);
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
  const rows = [...tally.rows(), ...tally.totals()];
  const widest = Math.max(0, ...rows.map(({ corpus }) => corpus.length));
  for (const { corpus, property, right, total, share } of rows) {
    console.log(
      `${corpus.padEnd(widest + 2)}${property.padEnd(20)}${`${right}/${total}`.padStart(9)}${share.toFixed(3).padStart(8)}`,
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
