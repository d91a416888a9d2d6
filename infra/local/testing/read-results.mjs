import { existsSync, readFileSync } from 'node:fs';

/**
 * What one package's run came to, from Jest's own report. A run that ended badly without a failed test (a leaked handle,
 * a suite that cannot be loaded, no report at all) counts as one failure: it must never look green.
 *
 * @returns {{passed: number, failed: number, leftOut: string[]}}
 */
export function readResults(reportFile, { ok }) {
  const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined;
  if (!report) return { passed: 0, failed: 1, leftOut: [] };
  const leftOut = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'pending' || status === 'skipped' || status === 'todo')
      .map(({ fullName }) => fullName),
  );
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return { passed: report.numPassedTests, failed: failed === 0 && !ok ? 1 : failed, leftOut };
}
