import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endedAfterMs, overBudget } from './budget.mjs';
import { lanes, packagesWith, piecesOf, placesFor, pooled } from './lanes.mjs';
import { readResults } from './read-results.mjs';
import { report } from './report.mjs';
import { filesToLookAtAgain, lookAgain } from './second-look.mjs';
import { ensureTools } from './system-tools.mjs';
import { root } from '../toolchain/root.mjs';

const folder = mkdtempSync(join(tmpdir(), 'filo-results-'));
afterAll(() => rmSync(folder, { recursive: true }));

const results = (content, ok) => {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify({ numRuntimeErrorTestSuites: 0, testResults: [], ...content }));
  return readResults(file, { ok });
};

test('counts what Jest counted and names what it skipped', () => {
  const testResults = [
    { assertionResults: [{ status: 'passed' }, { status: 'pending', fullName: 'needs chromium' }] },
  ];
  expect(results({ numPassedTests: 3, numFailedTests: 1, testResults }, false)).toEqual({
    passed: 3,
    failed: 1,
    leftOut: ['needs chromium'],
    failedFiles: [],
  });
});

test('names the files that failed, with their tests', () => {
  const testResults = [
    { name: 'a.test.ts', status: 'passed', assertionResults: [{ status: 'passed' }] },
    {
      ...{ name: 'b.test.ts', status: 'failed' },
      assertionResults: [{ status: 'failed', fullName: 'holds' }, { status: 'passed' }],
    },
  ];
  expect(results({ numPassedTests: 2, numFailedTests: 1, testResults }, false).failedFiles).toEqual([
    { path: 'b.test.ts', tests: ['holds'], property: false },
  ]);
});

test('says when a property met a counterexample', () => {
  const failureMessages = [
    'Error: Property failed after 3 tests\n{ seed: 1, path: "2", endOnFailure: true }',
  ];
  const testResults = [
    {
      ...{ name: 'b.test.ts', status: 'failed' },
      assertionResults: [{ status: 'failed', fullName: 'holds', failureMessages }],
    },
  ];
  expect(results({ numPassedTests: 2, numFailedTests: 1, testResults }, false).failedFiles).toMatchObject([
    { path: 'b.test.ts', property: true },
  ]);
});

test('a run that ended badly without a failed test is not green', () => {
  expect(results({ numPassedTests: 3, numFailedTests: 0 }, false).failed).toBe(1);
  expect(results({ numPassedTests: 3, numFailedTests: 0, numRuntimeErrorTestSuites: 2 }, false).failed).toBe(
    2,
  );
  expect(readResults(join(folder, 'none.json'), { ok: true }).failed).toBe(1);
});

test('a run that hung after a test had failed gets no second look for that test', () => {
  const file = join(folder, 'hung.json');
  const failing = { numPassedTests: 3, numFailedTests: 1, numRuntimeErrorTestSuites: 0, testResults: [] };
  writeFileSync(file, JSON.stringify(failing));
  expect(readResults(file, { ok: false, hung: true }).failed).toBe(2);
});

test('what hangs is ended after twice the minutes of its lane', () => {
  expect(endedAfterMs('unit', { budget: { unit: 3 } })).toBe(6 * 60_000);
  expect(endedAfterMs('unit', { budget: { unit: 3 }, pace: 2 })).toBe(12 * 60_000);
  expect(Number.isInteger(endedAfterMs('unit', { budget: { unit: 3 }, pace: 1.1234567 }))).toBe(true);
  expect(endedAfterMs('new lane', { budget: {} })).toBe(40 * 60_000);
});

test('a lane may take half again its budget, not more', () => {
  expect(overBudget('unit', 4.5, { budget: { unit: 3 } })).toBeUndefined();
  expect(overBudget('unit', 4.6, { budget: { unit: 3 } })).toMatch(/unit took 4.6 minutes; its budget is 3/);
  expect(overBudget('unit', 8, { budget: { unit: 3 }, pace: 2 })).toBeUndefined();
  expect(overBudget('new lane', 99, { budget: {} })).toBeUndefined();
});

const summary = (overrides) => {
  const lines = [];
  const unit = { name: 'unit', minutes: 1, passed: 5, failed: 0, leftOut: [], ...overrides.unit };
  const good = report({
    ...{ results: [unit], missing: [], minutes: 1, budget: { unit: 3 }, ci: false },
    ...overrides,
    say: (line) => lines.push(line),
  });
  return { good, last: lines.at(-1), text: lines.join('\n') };
};

test('the last line says how many passed and failed', () => {
  expect(summary({})).toMatchObject({ good: true, last: '5 passed, 0 failed' });
  expect(summary({ unit: { failed: 2 } })).toMatchObject({ good: false, last: '5 passed, 2 failed' });
});

test('what passed only when it ran again is named', () => {
  const { good, text } = summary({ unit: { shaky: ['end to end: a.test.ts: holds'] } });
  expect(good).toBe(true);
  expect(text).toMatch(/Find out why:\n {2}end to end: a.test.ts: holds/);
});

describe('a second look', () => {
  const file = { path: join(root, 'a.test.ts'), tests: ['holds'] };
  const failing = { name: 'end to end', secondLook: true, passed: 9, failed: 1, failedFiles: [file] };
  const fine = { name: 'unit', passed: 5, failed: 0, failedFiles: [] };
  const look = async (results, ...answers) => {
    let times = 0;
    const runAlone = async () => answers[times++];
    return { settled: await lookAgain(results, { say: () => {}, runAlone }), times };
  };

  test('counts as passed when what failed is good alone, twice', async () => {
    const { settled, times } = await look([fine, failing], true, true);
    expect(times).toBe(2);
    expect(settled).toEqual([
      fine,
      { ...failing, passed: 10, failed: 0, shaky: ['end to end: a.test.ts: holds'] },
    ]);
  });

  test('is taken of two files in two lanes, each alone and twice', async () => {
    const unit = {
      ...failing,
      name: 'unit',
      failedFiles: [{ path: join(root, 'b.test.ts'), tests: ['too'] }],
    };
    const { settled, times } = await look([unit, failing], true, true, true, true);
    expect(times).toBe(4);
    expect(settled).toMatchObject([
      { name: 'unit', failed: 0, passed: 10, shaky: ['unit: b.test.ts: too'] },
      { name: 'end to end', failed: 0, passed: 10, shaky: ['end to end: a.test.ts: holds'] },
    ]);
  });

  test('leaves it failed when one fails once more', async () => {
    expect((await look([failing], false)).settled).toEqual([failing]);
    expect((await look([failing], true, false)).settled).toEqual([failing]);
    const other = { ...failing, name: 'contract' };
    expect((await look([failing, other], true, true, true, false)).settled).toEqual([failing, other]);
  });

  test.each([
    ['three files', [{ ...failing, failed: 3, failedFiles: [file, file, file] }]],
    ['three lanes', [failing, { ...failing, name: 'contract' }, { ...failing, name: 'unit' }]],
    ['a lane of no second look', [{ ...failing, secondLook: false }]],
    ['a failure that is no test', [{ ...failing, failed: 2 }]],
    ['a file that cannot be loaded', [{ ...failing, failedFiles: [{ ...file, tests: [] }] }]],
    ['a property that met a counterexample', [{ ...failing, failedFiles: [{ ...file, property: true }] }]],
    ['a check beside it', [{ name: 'checks', passed: 4, failed: 1 }, failing]],
    ['nothing failed', [fine]],
  ])('is not taken: %s', async (_, some) => {
    expect(filesToLookAtAgain(some)).toEqual([]);
    expect(await look(some)).toEqual({ settled: some, times: 0 });
  });
});

test('a lane far over its budget fails', () => {
  expect(summary({ unit: { minutes: 9 } })).toMatchObject({ good: false, last: '5 passed, 1 failed' });
});

test('what is left out is named with its reason, and fails under CI', () => {
  const missing = [
    { name: 'chromium', suites: 'everything in a real browser', reason: 'it is not installed' },
  ];
  expect(summary({ missing }).text).toMatch(
    /everything in a real browser: needs chromium; it is not installed/,
  );
  expect(summary({ missing }).good).toBe(true);
  expect(summary({ missing, ci: true })).toMatchObject({ good: false, last: '5 passed, 1 failed' });
});

test('without root the suites of a missing tool are named', async () => {
  const left = await ensureTools({ say: () => {}, isRoot: false, exists: (path) => !path.includes('chrom') });
  expect(left).toEqual([
    {
      name: 'chromium',
      suites: 'everything in a real browser',
      reason: 'it is not installed, and only root can install it',
    },
  ]);
});

test('every connector is held to the contract', () => {
  const connectors = readdirSync(join(root, 'apps')).filter((name) => name.startsWith('connector-'));
  expect(packagesWith('test:contract').map(({ name }) => name)).toEqual(
    connectors.sort().map((name) => `@filo/${name}`),
  );
});

test('no lane is empty', () => {
  const empty = ({ commands, script }) => (commands ?? packagesWith(script)).length === 0;
  expect(lanes.filter(empty)).toEqual([]);
});

test('a large package is run in pieces that together are the whole of it, the largest first', () => {
  const lane = { script: 'test:integration', filesAtOnce: 20 };
  const pieces = piecesOf(lane);
  for (const { name } of packagesWith(lane.script)) {
    const ofIt = pieces.filter((one) => one.name === name);
    expect(ofIt.map(({ piece = 1 }) => piece)).toEqual(ofIt.map((_, n) => n + 1));
    for (const { pieces: said = 1, files } of ofIt) {
      expect(said).toBe(ofIt.length);
      expect(files).toBeLessThanOrEqual(20);
    }
  }
  const sizes = pieces.map(({ files }) => files);
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  expect(pieces.filter(({ name }) => name === '@filo/core').length).toBeGreaterThan(1);
  expect(piecesOf({ script: 'test:integration' }).every(({ piece }) => piece === undefined)).toBe(true);
});

test('in integration the largest package takes turns with the others, each piece once', () => {
  const lane = lanes.find(({ inTurn }) => inTurn);
  expect(lane.name).toBe('integration');
  const pieces = piecesOf(lane);
  expect(pieces).toHaveLength(piecesOf({ ...lane, inTurn: false }).length);
  expect(new Set(pieces.map(({ name, piece }) => `${name} ${piece}`)).size).toBe(pieces.length);
  const isCore = pieces.map(({ name }) => name === '@filo/core');
  expect(isCore.slice(0, 8)).toEqual([true, false, true, false, true, false, true, false]);
});

test('neighbours of one pool run beside each other, the others one after the other', () => {
  const [a, b, c, d] = [{}, { pool: 'product' }, { pool: 'product' }, {}];
  expect(pooled([a, b, c, d])).toEqual([[a], [b, c], [d]]);
  expect(pooled([])).toEqual([]);
  const names = pooled(lanes).map((some) => some.map(({ name }) => name));
  expect(names).toEqual([
    ['checks', 'unit'],
    ['contract', 'integration'],
    ['end to end'],
    ['bad builds', 'torture short', 'fuzz and corpus'],
  ]);
});

test('in two places no more than two work at once, in their order, also after one failed', async () => {
  const place = placesFor(2);
  const log = [];
  let atWork = 0;
  const work = (name) =>
    place(async () => {
      atWork += 1;
      log.push(`${name} of ${atWork}`);
      await new Promise(setImmediate);
      atWork -= 1;
      if (name === 'a') throw new Error('broken');
      return name;
    });
  const ended = await Promise.allSettled(['a', 'b', 'c', 'd'].map(work));
  expect(ended.map(({ value, reason }) => value ?? reason.message)).toEqual(['broken', 'b', 'c', 'd']);
  expect(log).toEqual(['a of 1', 'b of 2', 'c of 2', 'd of 2']);
});
