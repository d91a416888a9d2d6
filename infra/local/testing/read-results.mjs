import { existsSync, readFileSync } from 'node:fs';

/**
 * What one package's run came to, from Jest's own report. A run that ended badly without a failed test (a leaked handle,
 * a suite that cannot be loaded, no report at all) counts as one failure: it must never look green. One that hung and was
 * ended counts as one more, beside the tests that had failed until then.
 *
 * @returns {{passed: number, failed: number, leftOut: string[], failedFiles: {path: string, tests: string[], property: boolean}[]}}
 * `property`: fast-check found inputs that break it, which other inputs of another run would only hide.
 */
export function readResults(reportFile, { ok, hung = false }) {
  const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined;
  if (!report) return { passed: 0, failed: 1, leftOut: [], failedFiles: [] };
  const leftOut = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'pending' || status === 'skipped' || status === 'todo')
      .map(({ fullName }) => fullName),
  );
  const failedFiles = report.testResults
    .filter(({ status }) => status === 'failed')
    .map(({ name, assertionResults }) => ({
      path: name,
      tests: assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
      property: assertionResults.some(({ failureMessages = [] }) => failureMessages.some(isCounterexample)),
    }));
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + (hung ? 1 : 0);
  return { passed: report.numPassedTests, failed: failed === 0 && !ok ? 1 : failed, leftOut, failedFiles };
}

const isCounterexample = (message) => /Property failed (after \d+ tests?|by returning)/.test(message);
