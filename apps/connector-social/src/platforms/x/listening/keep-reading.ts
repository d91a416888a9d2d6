import { PermanentError, reasonOf, wait, type Listening, type Reason } from '@filo/connector';
import { LookPace } from '../../../limits/look-pace.js';
import { tellHealth } from '../../../troubles/tell-health.js';
import { readAgainAfter, type Waits } from '../../../limits/waits.js';
import { mentionsRequest, messagesRequest, ownPostsRequest } from '../client/x-access.js';
import type { XClient } from '../client/x-client.js';
import { CostsStop } from '../costs/costs-stop.js';
import { untilTomorrowMs } from '../costs/pace-of.js';
import type { ReadAccount } from './read-account.js';
import { ReadInTurn, type Look } from './read-in-turn.js';
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
  const { health, limits, signal } = listening;
  const { read, client } = parts;
  const inTurn = new ReadInTurn(client.access);
  const pace = new LookPace(pollMs);
  for (let round = 0; !signal.aborted; round += 1) {
    pace.begin();
    try {
      const unread: Reason[] = [];
      const waiting = await inTurn.run(looksOf(read, round, unread));
      const { known } = client.access.ourself;
      if (known) limits({ followersOnly: known.protected === true });
      const { factor } = await client.access.meter.pace();
      tellHealth(health, await remarks(listening, parts), [...unread, ...waiting]);
      await wait(pace.restMs(factor), signal);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof CostsStop) {
        health('degraded', await remarks(listening, parts));
        await wait(Math.min(stoppedLookMs, untilTomorrowMs(Date.now()) + 1_000), signal);
        continue;
      }
      const afterMs = readAgainAfter(error, waits);
      if (afterMs === undefined) throw error;
      health('failed', reasonOf(error));
      await wait(afterMs, signal);
    }
  }
};

/** What our app may not see although it sees the rest goes to `unread`. */
const looksOf = (read: ReadAccount, round: number, unread: Reason[]): Look[] => [
  { request: mentionsRequest, run: () => read.mentions() },
  { request: messagesRequest, run: async () => void unread.push(...(await readMessages(read))) },
  ...(round % ownPostsEvery === 0 ? [{ request: ownPostsRequest, run: () => read.ownPosts() }] : []),
];

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
