import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../toolchain/root.mjs';
import { runStep } from '../toolchain/run-step.mjs';
import { readResults } from './read-results.mjs';

const longestMs = 10 * 60_000;
/** More than that is no accident of one test, and would take the minutes that a whole run has. */
const mostFiles = 2;

/**
 * The files whose failed tests are all that failed in a run, if every lane that failed is one where the company or the order of what runs
 * at once can be the reason. More than two files, a property that met a counterexample, or a failure that is no test's (a leaked handle, a
 * file that cannot be loaded) get no second look: then there are none.
 *
 * @param {{secondLook?: boolean, failed: number, failedFiles?: {path: string, tests: string[], property?: boolean}[]}[]} results
 */
export function filesToLookAtAgain(results) {
  const failing = results.filter(({ failed }) => failed > 0);
  const found = failing.flatMap((lane) => (lane.failedFiles ?? []).map((file) => ({ lane, file })));
  if (found.length > mostFiles || found.some(({ file }) => file.property)) return [];
  const allAreTests = failing.every(
    ({ secondLook, failed, failedFiles = [] }) =>
      secondLook && failedFiles.reduce((sum, { tests }) => sum + tests.length, 0) === failed,
  );
  return allAreTests ? found : [];
}

/**
 * Runs the files that failed again, each alone and two times in a row. Only when all of it is good their lanes count as passed, and the
 * report names what was shaky.
 */
export async function lookAgain(results, { pnpm, env, say, runAlone = alone }) {
  const found = filesToLookAtAgain(results);
  for (const { file } of found) {
    say(`\n${relative(root, file.path)} failed. It runs again, alone and twice.`);
    for (const time of ['first', 'second']) {
      const good = await runAlone(file, { pnpm, env });
      say(`  ${good ? 'ok     ' : 'FAILED '} the ${time} time`);
      if (!good) return results;
    }
  }
  return results.map((lane) =>
    settled(
      lane,
      found.filter((one) => one.lane === lane),
    ),
  );
}

function settled(lane, found) {
  if (found.length === 0) return lane;
  const shaky = found.flatMap(({ file }) =>
    file.tests.map((test) => `${lane.name}: ${relative(root, file.path)}: ${test}`),
  );
  return { ...lane, failed: 0, passed: lane.passed + lane.failed, shaky };
}

async function alone({ path, tests, folder, config }, { pnpm, env }) {
  const reports = join(root, 'tmp', 'test');
  mkdirSync(reports, { recursive: true });
  const report = join(reports, 'second-look.json');
  rmSync(report, { force: true });
  const jest = ['jest', ...(config ? ['-c', config] : []), '-i', '--silent', '--ci', '--json'];
  const command = [pnpm, 'exec', ...jest, `--outputFile=${report}`, '--runTestsByPath', path];
  const ok = await runStep('second look', command, {
    cwd: folder,
    env: { ...env, NODE_OPTIONS: '--experimental-vm-modules' },
    timeoutMs: longestMs,
  }).then(
    () => true,
    () => false,
  );
  const { passed, failed, leftOut } = readResults(report, { ok });
  return failed === 0 && leftOut.length === 0 && passed >= tests.length;
}
