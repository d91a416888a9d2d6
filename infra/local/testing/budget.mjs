import { readFileSync } from 'node:fs';

export const readBudget = () =>
  JSON.parse(readFileSync(new URL('../test-budget.json', import.meta.url), 'utf8'));

/** A complaint when a lane took more than half again its minutes. */
export function overBudget(name, minutes, budget) {
  const allowed = budget[name];
  if (allowed === undefined || minutes <= allowed * 1.5) return undefined;
  return `${name} took ${minutes.toFixed(1)} minutes; its budget is ${allowed} (fails above ${allowed * 1.5})`;
}
