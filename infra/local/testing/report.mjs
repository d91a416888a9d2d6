import { overBudget } from './budget.mjs';

/**
 * Prints the summary; its last line is `N passed, N failed`. Answers whether the run was good: nothing failed, no lane
 * far over its budget, and under CI nothing left out.
 */
export function report({ results, missing, minutes, budget, ci, say }) {
  say('\nSummary');
  for (const result of results) say(row(result, budget));
  const slow = results
    .map(({ name, minutes: took, pace }) => overBudget(name, took, { budget, pace }))
    .filter(Boolean);
  for (const complaint of slow) say(`  TOO SLOW  ${complaint}`);
  const leftOut = leftOutLines(results, missing);
  if (leftOut.length > 0) {
    say(ci ? '\nLeft out, which fails under CI=true:' : '\nLeft out:');
    for (const line of leftOut) say(`  ${line}`);
  }
  const shaky = results.flatMap((one) => one.shaky ?? []);
  if (shaky.length > 0) {
    say('\nFailed at first, and passed alone and twice. Find out why:');
    for (const test of shaky) say(`  ${test}`);
  }
  const passed = results.reduce((sum, one) => sum + one.passed, 0);
  const failed = results.reduce((sum, one) => sum + one.failed, 0) + slow.length + (ci ? leftOut.length : 0);
  say(`\n${minutes.toFixed(1)} minutes`);
  say(`${passed} passed, ${failed} failed`);
  return failed === 0;
}

function row({ name, passed, failed, minutes, empty }, budget) {
  const time = `${minutes.toFixed(1)} min`.padStart(9);
  const allowed = budget[name] === undefined ? '' : ` of ${budget[name]}`;
  if (empty) return `  ${name.padEnd(16)} has no tests`;
  return `  ${name.padEnd(16)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${time}${allowed}`;
}

function leftOutLines(results, missing) {
  const byTool = missing.map(({ name, suites, reason }) => `${suites}: needs ${name}; ${reason}`);
  const skipped = results.flatMap(({ name, leftOut }) => leftOut.map((test) => `${name}: ${test}`));
  return [...byTool, ...skipped];
}
