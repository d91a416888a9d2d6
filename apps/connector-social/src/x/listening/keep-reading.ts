import { PermanentError, reasonOf, wait, type Listening, type Reason } from '@filo/connector';
import { RateLimited } from '../../limits/rate-limited.js';
import { readAgainAfter, type Waits } from '../../limits/waits.js';
import type { XClient } from '../client/x-client.js';
import { CostsStop } from '../costs/costs-stop.js';
import { untilTomorrowMs } from '../costs/pace-of.js';
import type { ReadAccount } from './read-account.js';
import { remarks } from './remarks.js';

/** Our own posts are looked at once in so many rounds. */
const ownPostsEvery = 6;
/** Somebody may raise the ceiling meanwhile, or the count be of another replica. */
const stoppedLookMs = 5 * 60_000;

export interface KeepReading {
  waits?: Partial<Waits> | undefined;
  read: ReadAccount;
  client: XClient;
  pollMs: number;
  /** How often it is looked for what was deleted. */
  compareEveryMs: number;
}

/** Reads an account again and again until the signal aborts, and says how it does. */
export const keepReading = async (
  listening: Listening,
  { pollMs, waits = {}, ...parts }: KeepReading,
): Promise<void> => {
  const { health, signal } = listening;
  const { read, client } = parts;
  for (let round = 0; !signal.aborted; round += 1) {
    try {
      const troubles = await readOnce(read, round);
      const { factor } = await client.access.meter.pace();
      const pauseMs = Math.max(pollMs * factor, client.access.waitMs());
      const words = [...troubles, ...(await remarks(listening, parts))];
      if (words.length === 0) health('ok');
      else health('degraded', words);
      await wait(pauseMs, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof CostsStop) {
        health('degraded', await remarks(listening, parts));
        await wait(Math.min(stoppedLookMs, untilTomorrowMs(Date.now()) + 1_000), signal);
        continue;
      }
      const afterMs = readAgainAfter(error, waits);
      if (afterMs === undefined) throw error;
      health(error instanceof RateLimited ? 'degraded' : 'failed', reasonOf(error));
      await wait(afterMs, signal);
    }
  }
};

/** What could not be read although the rest can, such as messages that our app may not see. */
const readOnce = async (read: ReadAccount, round: number): Promise<Reason[]> => {
  await read.mentions();
  const troubles = await readMessages(read);
  if (round % ownPostsEvery === 0) await read.ownPosts();
  return troubles;
};

const readMessages = async (read: ReadAccount): Promise<Reason[]> => {
  try {
    await read.messages();
    return [];
  } catch (error) {
    if (!(error instanceof PermanentError) || error.code !== 'app-permissions') throw error;
    const notRead = 'Direct messages are not read, mentions are.';
    return [{ words: notRead, why: { code: 'messages-not-read' } }, reasonOf(error)];
  }
};
