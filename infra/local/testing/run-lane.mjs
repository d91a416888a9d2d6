import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../toolchain/root.mjs';
import { runStep } from '../toolchain/run-step.mjs';
import { piecesOf } from './lanes.mjs';
import { readResults } from './read-results.mjs';

const reports = join(root, 'tmp', 'test');

/**
 * @typedef {object} LaneResult
 * @property {string} name
 * @property {number} minutes from when its first piece began until its last one ended
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} leftOut tests that were skipped
 * @property {{path: string, tests: string[], folder: string, config?: string}[]} [failedFiles]
 * @property {boolean} [empty] no package has anything in it
 */

/** Runs one lane over all packages that take part, each piece in one of the `places`. @returns {Promise<LaneResult>} */
export async function runLane(lane, { pnpm, env, say, timeoutMs, places }) {
  const pieces = piecesOf(lane);
  const run = (piece) => runPiece(piece, { lane, pnpm, env, say, timeoutMs });
  const { minutes, results } = await inPlaces(pieces, places, run);
  const failedFiles = results.flatMap((one) => one.failedFiles);
  const { name, secondLook } = lane;
  return { name, secondLook, minutes, ...total(results), failedFiles, empty: pieces.length === 0 };
}

/** Runs the checks as one lane, each counting as one test. @returns {Promise<LaneResult>} */
export async function runChecks(checks, { env, say, places }) {
  const run = async ({ name, command: [tool, ...args] }) => {
    const command = [join(root, 'node_modules', '.bin', tool), ...args];
    const { ok } = await attempt(`check ${name}`, say, () => runStep(name, command, { cwd: root, env }));
    return ok;
  };
  const { minutes, results } = await inPlaces(checks, places, run);
  return { name: 'checks', minutes, ...total(results.map(asResult)) };
}

const asResult = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, leftOut: [] });

async function runPiece({ name, folder, piece, pieces, config }, { lane, pnpm, env, say, timeoutMs }) {
  mkdirSync(reports, { recursive: true });
  const part = piece ? `-${piece}` : '';
  const file = join(reports, `${lane.script}-${name.replace(/[@/]/g, '')}${part}`.replace(/:/g, '-'));
  rmSync(`${file}.json`, { force: true });
  const jest = ['--silent', '--ci', '--json', `--outputFile=${file}.json`];
  if (piece) jest.push(`--shard=${piece}/${pieces}`);
  const what = `${lane.name} ${name}${piece ? `, part ${piece} of ${pieces}` : ''}`;
  const command = [pnpm, 'run', lane.script, ...jest];
  const log = [];
  const ended = await attempt(what, say, () =>
    runStep(lane.script, command, {
      cwd: folder,
      env,
      timeoutMs,
      onLine: (line) => log.push(line),
    }),
  );
  writeFileSync(`${file}.log`, log.join('\n'));
  const results = readResults(`${file}.json`, ended);
  if (!ended.ok) say(`  Full log: ${file}.log`);
  return { ...results, failedFiles: results.failedFiles.map((one) => ({ ...one, folder, config })) };
}

async function attempt(what, say, work) {
  const startedAt = Date.now();
  const took = () => `${((Date.now() - startedAt) / 1000).toFixed(0)} s`;
  try {
    await work();
    say(`  ok      ${what} (${took()})`);
    return { ok: true };
  } catch (error) {
    say(`  FAILED  ${what} (${took()})\n${indent(error.output ?? error.message)}`);
    return { ok: false, hung: error.signal !== undefined };
  }
}

async function inPlaces(items, places, run) {
  let begunAt;
  const each = (item) =>
    places(() => {
      begunAt ??= Date.now();
      return run(item);
    });
  const results = await Promise.all(items.map(each));
  return { results, minutes: begunAt === undefined ? 0 : (Date.now() - begunAt) / 60_000 };
}

const total = (results) => ({
  passed: results.reduce((sum, { passed }) => sum + passed, 0),
  failed: results.reduce((sum, { failed }) => sum + failed, 0),
  leftOut: results.flatMap(({ leftOut }) => leftOut),
});

const indent = (text) => text.replace(/^/gm, '    ');
