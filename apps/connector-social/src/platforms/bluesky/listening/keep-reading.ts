import { reasonOf, wait, type Listening } from '@filo/connector';
import { deletionsDoubted } from '../../../deletions/deletions-doubted.js';
import { LookPace } from '../../../limits/look-pace.js';
import { RateLimited } from '../../../limits/rate-limited.js';
import { readingWaits } from '../../../limits/reading-waits.js';
import { readAgainAfter, type Waits } from '../../../limits/waits.js';
import { tellHealth } from '../../../troubles/tell-health.js';
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
  { health, signal, cursor }: Listening,
  { read, client, pollMs, waits = {} }: KeepReading,
): Promise<void> => {
  const pace = new LookPace(pollMs);
  for (let round = 0; !signal.aborted;) {
    pace.begin();
    try {
      await read.notices();
      if (round % ownPostsEvery === 0) await read.ownPosts();
      // A round that broke is not over: what came further in it goes on at once.
      round += 1;
      const pauseMs = client.session.budget.waitMs();
      const pause = pauseMs > toldFromMs ? readingWaits('Bluesky', pauseMs) : undefined;
      tellHealth(health, [pause, await deletionsDoubted(cursor, 'Bluesky')]);
      await wait(Math.max(pace.restMs(), pauseMs), signal);
    } catch (error) {
      if (signal.aborted) return;
      // Who came further goes on at once: the growing wait of one that gets nowhere would make a long list take days.
      const comesFurther = read.cameFurther;
      const afterMs = readAgainAfter(error, waits) ?? (comesFurther ? pollMs : undefined);
      if (afterMs === undefined) throw error;
      health(error instanceof RateLimited || comesFurther ? 'degraded' : 'failed', reasonOf(error));
      // Whoever is refused asks no faster than whoever is not.
      await wait(Math.max(afterMs, pace.restMs()), signal);
    }
  }
};
