// `npm run torture`; how it is used stands in checker/read-options.ts.
import { readOptions, UnclearOptions, usage } from './checker/read-options.js';
import { torture } from './checker/torture.js';

const asked = () => {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UnclearOptions)) throw error;
    console.error(`${error.message}\n\n${usage}`);
    return process.exit(2);
  }
};
const options = asked();
if (!options) {
  console.log(usage);
  process.exit(0);
}

const result = await torture(options);
const { verdict, answers, strikes, secrets, readableAfterMs, settledAfterMs } = result;

const counted = (all: object) =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, Array.isArray(one) ? one.length : one]));
const listed = (all: object) => {
  for (const [name, one] of Object.entries(all)) {
    if (Array.isArray(one) && one.length > 0) console.log(`${name}: ${one.slice(0, 20).join(', ')}`);
  }
};
const perPart = new Map<string, number>();
for (const { hit } of strikes) perPart.set(hit, (perPart.get(hit) ?? 0) + 1);

console.table({
  ...counted(verdict),
  ...{ 'secrets found': secrets.length, strikes: strikes.length, readableAfterMs, settledAfterMs },
});
console.log('Answers');
console.table(counted(answers));
console.log('Through:', result.through, `Posted at networks: ${result.posted}`);
if (verdict.lost.length > 0) console.log('Lost at:', result.lostAt);
console.log('Hit:', Object.fromEntries(perPart));
listed(verdict);
listed(answers);
for (const copy of result.copies) console.log(copy);
for (const { of, file } of secrets) console.log(`secret of ${of} in ${file}`);
console.log(`Repeat with --seed ${options.seed}`);
process.exitCode = result.clean ? 0 : 1;
