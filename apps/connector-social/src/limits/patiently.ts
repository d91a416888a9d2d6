import { wait } from '@filo/connector';
import type { RateBudget } from './rate-budget.js';
import { RateLimited } from './rate-limited.js';

export interface Patience {
  budget: Pick<RateBudget, 'waitMs'>;
  signal: AbortSignal;
}

/** Asks within what the network allows: a comparison may take its time, and goes on where it stood. */
export const patiently = async <Answer>(
  ask: () => Promise<Answer>,
  { budget, signal }: Patience,
): Promise<Answer> => {
  for (;;) {
    const pauseMs = budget.waitMs();
    if (pauseMs > 0) await wait(pauseMs, signal);
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof RateLimited)) throw error;
      await wait(error.afterMs, signal);
    }
  }
};
