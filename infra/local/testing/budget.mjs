import { readFileSync } from 'node:fs';

export const readBudget = () =>
  JSON.parse(readFileSync(new URL('../test-budget.json', import.meta.url), 'utf8'));

/** Milliseconds after which a package of this lane is ended: what hangs must not take the other lanes' time. */
export const endedAfterMs = (name, { budget, pace = 1 }) =>
  Math.ceil((budget[name] ?? 20) * pace * 2 * 60_000);

/** A complaint when a lane took more than half again its minutes, on a machine `pace` times slower than the budget's own. */
export function overBudget(name, minutes, { budget, pace = 1 }) {
  const allowed = budget[name] * pace;
  if (Number.isNaN(allowed) || minutes <= allowed * 1.5) return undefined;
  return `${name} took ${minutes.toFixed(1)} minutes; its budget is ${allowed.toFixed(1)} (fails above ${(allowed * 1.5).toFixed(1)})`;
}
