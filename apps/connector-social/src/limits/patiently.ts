import { TemporaryError, wait } from '@filo/connector';
import type { RateBudget } from './rate-budget.js';
import { RateLimited } from './rate-limited.js';

export interface Patience {
  budget: Pick<RateBudget, 'waitMs'>;
  signal: AbortSignal;
  /** How often it is asked again after a hiccup of the network or of the line; by default never. */
  hiccups?: number;
  /** Before that for the first time, and twice as long each time after it. */
  hiccupPauseMs?: number;
}

const firstPauseMs = 50;
const longestPauseMs = 60_000;
const usualHiccupPauseMs = 1_000;

/** Asks within what the network allows: a comparison may take its time, and goes on where it stood. */
export const patiently = async <Answer>(
  ask: () => Promise<Answer>,
  { budget, signal, hiccups = 0, hiccupPauseMs = usualHiccupPauseMs }: Patience,
): Promise<Answer> => {
  for (let refused = 0, failed = 0; ;) {
    const pauseMs = budget.waitMs();
    if (pauseMs > 0) await wait(pauseMs, signal);
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      if (error instanceof RateLimited) {
        await wait(Math.max(error.afterMs, pauseAfter(refused++)), signal);
        continue;
      }
      if (!(error instanceof TemporaryError) || failed === hiccups) throw error;
      await wait(hiccupPauseMs * 2 ** failed++, signal);
    }
  }
};

/** Who says "come again at once" and means it not is asked more and more seldom. */
const pauseAfter = (refused: number): number => Math.min(longestPauseMs, firstPauseMs * 2 ** refused);
