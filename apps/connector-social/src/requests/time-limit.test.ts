import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MastodonClient } from '../platforms/mastodon/mastodon-client.js';
import { RateBudget } from '../limits/rate-budget.js';
import { timeLimit } from './time-limit.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a limit of time', () => {
  it('holds when memory was collected meanwhile', async () => {
    const aborted: unknown[] = [];
    const other = new AbortController();
    for (let n = 0; n < 20; n += 1) {
      const signal = timeLimit(50, other.signal);
      signal.addEventListener('abort', () => aborted.push((signal.reason as Error).name));
    }
    await pause(5);
    collect();
    await pause(100);
    expect(aborted).toEqual(Array.from({ length: 20 }, () => 'TimeoutError'));
  });

  it('ends with the signals beside it', () => {
    const other = new AbortController();
    const signal = timeLimit(60_000, other.signal);
    other.abort(new Error('Enough'));
    expect(signal.reason).toEqual(new Error('Enough'));
  });

  it('ends a question to an instance that never answers', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const instance = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const login = { instance, host: 'town.example', accessToken: 'token', handle: '@shop' };
    const around = { signal: new AbortController().signal, budget: new RateBudget(), answerMs: 200 };
    try {
      const asked = Array.from({ length: 5 }, () => new MastodonClient(login as never, around).us());
      const answers = Promise.allSettled(asked);
      await pause(50);
      collect();
      const all = await Promise.race([answers, pause(3_000)]);
      const said = (all as PromiseSettledResult<unknown>[] | undefined)?.map(
        (one) => one.status === 'rejected' && (one.reason as Error).message,
      );
      expect(said).toEqual(asked.map(() => expect.stringContaining('does not answer in time') as string));
    } finally {
      silent.closeAllConnections();
      silent.close();
    }
  });
});
