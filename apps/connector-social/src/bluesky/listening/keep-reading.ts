import { reasonOf, wait, type Listening } from '@filo/connector';
import { RateLimited } from '../../limits/rate-limited.js';
import { readingWaits } from '../../limits/reading-waits.js';
import { readAgainAfter, type Waits } from '../../limits/waits.js';
import type { BlueskyClient } from '../bluesky-client.js';
import type { ReadAccount } from './read-account.js';

/** Our own posts are looked at once in so many rounds. */
const ownPostsEvery = 6;
/** A shorter pause is no news. */
const toldFromMs = 60_000;

export interface KeepReading {
  waits?: Partial<Waits> | undefined;
  read: ReadAccount;
  client: BlueskyClient;
  pollMs: number;
}

/** Reads an account again and again until the signal aborts, and says how it does. */
export const keepReading = async (
  { health, signal }: Listening,
  { read, client, pollMs, waits = {} }: KeepReading,
): Promise<void> => {
  for (let round = 0; !signal.aborted; round += 1) {
    try {
      await read.notices();
      if (round % ownPostsEvery === 0) await read.ownPosts();
      const pauseMs = client.session.budget.waitMs();
      if (pauseMs > toldFromMs) health('degraded', readingWaits('Bluesky', pauseMs));
      else health('ok');
      await wait(Math.max(pollMs, pauseMs), signal);
    } catch (error) {
      if (signal.aborted) return;
      const afterMs = readAgainAfter(error, waits);
      if (afterMs === undefined) throw error;
      health(error instanceof RateLimited ? 'degraded' : 'failed', reasonOf(error));
      await wait(afterMs, signal);
    }
  }
};
