import { createHash } from 'node:crypto';

/** Milliseconds that {@link pieceOfWork} took on the machine the budgets were written on, when it was quiet. */
const referenceMs = 100;

const pieceOfWork = () => {
  const block = Buffer.alloc(8 << 20, 7);
  for (let round = 0; round < 16; round++) createHash('sha256').update(block).digest();
};

/**
 * How many times slower this machine is at the moment than the one the budgets were written on; never below 1, so that a
 * fast machine gets no tighter budget, and never above 4.
 */
export function machinePace(work = pieceOfWork) {
  const times = Array.from({ length: 3 }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  }).sort((a, b) => a - b);
  return Math.min(4, Math.max(1, times[1] / referenceMs));
}
