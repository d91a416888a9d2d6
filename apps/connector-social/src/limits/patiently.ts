import { wait } from '@filo/connector';
import type { RateBudget } from './rate-budget.js';
import { RateLimited } from './rate-limited.js';

export interface Patience {
  budget: Pick<RateBudget, 'waitMs'>;
  signal: AbortSignal;
}

const firstPauseMs = 50;
const longestPauseMs = 60_000;

/** Asks within what the network allows: a comparison may take its time, and goes on where it stood. */
export const patiently = async <Answer>(
  ask: () => Promise<Answer>,
  { budget, signal }: Patience,
): Promise<Answer> => {
  for (let refused = 0; ; refused += 1) {
    const pauseMs = budget.waitMs();
    if (pauseMs > 0) await wait(pauseMs, signal);
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof RateLimited)) throw error;
      await wait(Math.max(error.afterMs, pauseAfter(refused)), signal);
    }
  }
};

/** Who says "come again at once" and means it not is asked more and more seldom. */
const pauseAfter = (refused: number): number => Math.min(longestPauseMs, firstPauseMs * 2 ** refused);
