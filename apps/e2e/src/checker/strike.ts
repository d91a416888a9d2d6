import { lastWarnings } from '../filo.js';
import type { Fault, Struck } from './faults.js';

export interface Strike {
  hit: string;
  at: number;
}

/**
 * Does one fault after the other, spread over `overMs`. A part that is just being started again cannot be hit: it is tried
 * again a moment later. Ends early when the signal aborts.
 */
export const strike = async (
  struck: Struck,
  faults: readonly Fault[],
  options: { overMs: number; random: () => number; signal: AbortSignal },
): Promise<Strike[]> => {
  const strikes: Strike[] = [];
  const startedAt = Date.now();
  for (const [index, fault] of faults.entries()) {
    const due = startedAt + (options.overMs * (index + options.random())) / faults.length;
    await pause(Math.max(0, due - Date.now()), options.signal);
    let done = false;
    let tries = 0;
    while (!done && !options.signal.aborted) {
      done = await fault.run(struck);
      tries += 1;
      if (!done) await pause(100, options.signal);
    }
    if (!done) {
      console.error(`Nothing to hit in ${tries} tries: ${fault.name}.\n${lastWarnings()}`);
      break;
    }
    strikes.push({ hit: fault.name, at: Date.now() });
  }
  return strikes;
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
