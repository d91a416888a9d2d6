import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../toolchain/root.mjs';
import { runStep } from '../toolchain/run-step.mjs';
import { packagesWith } from './lanes.mjs';
import { readResults } from './read-results.mjs';

const reports = join(root, 'tmp', 'test');

/**
 * @typedef {object} LaneResult
 * @property {string} name
 * @property {number} minutes
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} leftOut tests that were skipped
 * @property {boolean} [empty] no package has anything in it
 */

/** Runs one lane over all packages that take part. @returns {Promise<LaneResult>} */
export async function runLane(lane, { pnpm, env, say, timeoutMs }) {
  const packages = packagesWith(lane.script);
  const run = ({ name, folder }) => runPackage({ lane, name, folder, pnpm, env, say, timeoutMs });
  const { minutes, results } = await timed(() => inTurns(packages, lane.parallel, run));
  return { name: lane.name, minutes, ...total(results), empty: packages.length === 0 };
}

/** Runs the checks as one lane, each counting as one test. @returns {Promise<LaneResult>} */
export async function runChecks(checks, { env, say }) {
  const run = async ({ name, command: [tool, ...args] }) => {
    const command = [join(root, 'node_modules', '.bin', tool), ...args];
    return attempt(`check ${name}`, say, () => runStep(name, command, { cwd: root, env }));
  };
  const { minutes, results } = await timed(() => inTurns(checks, 2, run));
  return { name: 'checks', minutes, ...total(results.map(asResult)) };
}

const asResult = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, leftOut: [] });

async function runPackage({ lane, name, folder, pnpm, env, say, timeoutMs }) {
  mkdirSync(reports, { recursive: true });
  const file = join(reports, `${lane.script}-${name.replace(/[@/]/g, '')}`.replace(/:/g, '-'));
  rmSync(`${file}.json`, { force: true });
  const jest = ['--silent', '--ci', '--json', `--outputFile=${file}.json`];
  const command = [pnpm, 'run', lane.script, ...jest];
  const log = [];
  const ok = await attempt(`${lane.name} ${name}`, say, () =>
    runStep(lane.script, command, {
      cwd: folder,
      env,
      timeoutMs,
      onLine: (line) => log.push(line),
    }),
  );
  writeFileSync(`${file}.log`, log.join('\n'));
  const results = readResults(`${file}.json`, { ok });
  if (!ok) say(`  Full log: ${file}.log`);
  return results;
}

async function attempt(what, say, work) {
  const startedAt = Date.now();
  const took = () => `${((Date.now() - startedAt) / 1000).toFixed(0)} s`;
  try {
    await work();
    say(`  ok      ${what} (${took()})`);
    return true;
  } catch (error) {
    say(`  FAILED  ${what} (${took()})\n${indent(error.output ?? error.message)}`);
    return false;
  }
}

async function inTurns(items, parallel, run) {
  const waiting = [...items];
  const results = [];
  const worker = async () => {
    for (let item = waiting.shift(); item; item = waiting.shift()) results.push(await run(item));
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return results;
}

async function timed(work) {
  const startedAt = Date.now();
  const results = await work();
  return { results, minutes: (Date.now() - startedAt) / 60_000 };
}

const total = (results) => ({
  passed: results.reduce((sum, { passed }) => sum + passed, 0),
  failed: results.reduce((sum, { failed }) => sum + failed, 0),
  leftOut: results.flatMap(({ leftOut }) => leftOut),
});

const indent = (text) => text.replace(/^/gm, '    ');
