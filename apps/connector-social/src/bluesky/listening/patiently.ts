import { wait, type Listening } from '@filo/connector';
import type { BlueskyClient } from '../bluesky-client.js';
import { RateLimited } from '../fault-of.js';

/** Asks within what the network allows: a comparison may take its time, and goes on where it stood. */
export const patiently = async <Answer>(
  ask: () => Promise<Answer>,
  { client, signal }: { client: BlueskyClient; signal: Listening['signal'] },
): Promise<Answer> => {
  for (;;) {
    const pauseMs = client.session.budget.waitMs();
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
