import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endedAfterMs, overBudget } from './budget.mjs';
import { lanes, packagesWith } from './lanes.mjs';
import { readResults } from './read-results.mjs';
import { report } from './report.mjs';
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
  });
});

test('a run that ended badly without a failed test is not green', () => {
  expect(results({ numPassedTests: 3, numFailedTests: 0 }, false).failed).toBe(1);
  expect(results({ numPassedTests: 3, numFailedTests: 0, numRuntimeErrorTestSuites: 2 }, false).failed).toBe(
    2,
  );
  expect(readResults(join(folder, 'none.json'), { ok: true }).failed).toBe(1);
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
  expect(lanes.filter(({ script }) => packagesWith(script).length === 0)).toEqual([]);
});
