import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { evaluate } from './evaluate.js';
import { makeWorld } from './make-world.js';
import { MatcherInMemory } from './matcher-in-memory.js';
import type { WorldOptions } from './world-options.js';

/**
 * `npm run matching -- [--persons N] [--seed N] [--options FILE] [--json] [--examples]`: makes a labelled world and says how
 * well suggestions find who is one person in it. FILE holds JSON as `world-options.ts` describes it: rates and name lists.
 * Ends with 1 when recall is below 0.90 or precision below 0.80.
 */
const { values } = parseArgs({
  options: {
    persons: { type: 'string' },
    seed: { type: 'string' },
    options: { type: 'string' },
    json: { type: 'boolean', default: false },
    examples: { type: 'boolean', default: false },
  },
});
const options: WorldOptions = {
  ...(values.options === undefined ? {} : (JSON.parse(readFileSync(values.options, 'utf8')) as WorldOptions)),
  ...(values.persons !== undefined && { persons: Number(values.persons) }),
  ...(values.seed !== undefined && { seed: Number(values.seed) }),
};
const world = makeWorld(options);
const started = performance.now();
const result = evaluate(world, new MatcherInMemory(world).run());
const { wrong, missing, calibration, ...figures } = result;

if (values.json) console.log(JSON.stringify(values.examples ? result : { ...figures, calibration }, null, 2));
else {
  for (const [name, value] of Object.entries(figures))
    console.log(`${name.padEnd(12)}${String(Math.round(value * 1000) / 1000).padStart(9)}`);
  console.log('\nconfidence      pairs     said    right');
  for (const row of calibration)
    console.log(
      `${row.from.toFixed(2)}-${row.to.toFixed(2)}${String(row.pairs).padStart(12)}${row.said.toFixed(3).padStart(9)}${row.right.toFixed(3).padStart(9)}`,
    );
  if (values.examples) {
    console.log(`\nWRONG\n${wrong.join('\n')}\n\nMISSING\n${missing.join('\n')}`);
  }
  console.log(`\n${world.messages.length} messages in ${Math.round(performance.now() - started)} ms`);
}
if (figures.recall < 0.9 || figures.precision < 0.8) process.exitCode = 1;
