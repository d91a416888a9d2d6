import { reasonOf, wait, type Listening } from '@filo/connector';
import { deletionsDoubted } from '../../../deletions/deletions-doubted.js';
import { deletionsLate } from '../../../deletions/part-of-the-day.js';
import { Bell } from '../../../limits/bell.js';
import { LookPace } from '../../../limits/look-pace.js';
import { RateLimited } from '../../../limits/rate-limited.js';
import { readingWaits } from '../../../limits/reading-waits.js';
import { readAgainAfter, type Waits } from '../../../limits/waits.js';
import { tellHealth } from '../../../troubles/tell-health.js';
import { instanceLimits } from '../instance-limits.js';
import type { MastodonClient } from '../mastodon-client.js';
import { DoubtfulPost, type DoubtfulPosts } from './doubtful-posts.js';
import { keepStreaming } from './keep-streaming.js';
import type { LookAgain } from './look-again.js';
import type { ReadAccount } from './read-account.js';

/** Our own posts are looked at once in so many looks of the clock. */
const ownPostsEvery = 6;
/** What the instance allows is asked once in so many: it seldom changes, and who answers looks again. */
const limitsEvery = 30;
/** Ids told of while nothing can be read; the comparison every half hour finds the others. */
const changedMax = 10_000;
/** Between two looks, however often it rings. */
const leastGapMs = 1_000;
/** A shorter pause is no news. */
const toldFromMs = 60_000;

export interface KeepReading {
  waits?: Partial<Waits> | undefined;
  read: ReadAccount;
  again: LookAgain;
  doubtful: DoubtfulPosts;
  client: MastodonClient;
  pollMs: number;
}

/** Reads an account again and again until the signal aborts, at once when its stream rings, and says how it does. */
export const keepReading = async (listening: Listening, keep: KeepReading): Promise<void> => {
  const [bell, changed] = [new Bell(), new Set<string>()];
  const told = {
    news: () => bell.ring(),
    changed: (id: string) => {
      if (changed.size < changedMax) changed.add(id);
      bell.ring();
    },
  };
  const over = new AbortController();
  const signal = AbortSignal.any([listening.signal, over.signal]);
  const streaming = keepStreaming(keep.client, told, { ...listening, signal });
  try {
    await look(listening, keep, { bell, changed });
  } finally {
    over.abort();
    await streaming;
  }
};

const look = async (
  { health, limits, signal, cursor }: Listening,
  { read, again, doubtful, client, pollMs, waits = {} }: KeepReading,
  { bell, changed }: { bell: Bell; changed: Set<string> },
): Promise<void> => {
  const pace = new LookPace(pollMs);
  for (let round = 0; !signal.aborted; round += 1) {
    pace.begin();
    try {
      await read.mentions();
      if (round % ownPostsEvery === 0) await read.ownPosts().catch(onlyDoubtful);
      if (round % limitsEvery === 0) await tellLimits(client, limits);
      await again.run(changed);
      const pauseMs = client.budget.waitMs();
      const pause = pauseMs > toldFromMs ? readingWaits(client.login.host, pauseMs) : undefined;
      const { host } = client.login;
      tellHealth(health, [
        ...[pause, doubtful.remark(host)],
        ...[await deletionsDoubted(cursor, host), await deletionsLate(cursor, host)],
      ]);
      // What the instance asks for is waited out: whoever likes our posts must not use up what answers need.
      const atLeastMs = Math.max(pauseMs, Math.min(pollMs, leastGapMs));
      await wait(atLeastMs, signal);
      await bell.wait(Math.max(0, pace.restMs()), signal);
    } catch (error) {
      if (signal.aborted) return;
      const afterMs = readAgainAfter(error, waits);
      if (afterMs === undefined) throw error;
      health(error instanceof RateLimited ? 'degraded' : 'failed', reasonOf(error));
      // Whoever is refused asks no faster than whoever is not.
      await wait(Math.max(afterMs, pace.restMs()), signal);
    }
  }
};

/** What we answered there by hand waits for the next look; what is said to us does not. */
const onlyDoubtful = (error: unknown): void => {
  if (!(error instanceof DoubtfulPost)) throw error;
};

/** An instance that does not say is counted as usual; reading goes on. */
const tellLimits = async (client: MastodonClient, tell: Listening['limits']): Promise<void> => {
  const allowed = await instanceLimits(client).catch(() => undefined);
  if (allowed !== undefined) tell(allowed);
};
