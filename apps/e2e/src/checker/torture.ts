import { holds } from '../holds.js';
import { Filo } from '../filo.js';
import { generate, seeded } from './generate.js';
import { History } from './history.js';
import { judge, type Verdict } from './judge.js';
import { killAtRandom, type KillRecord } from './kill-at-random.js';
import { readBack } from './read-back.js';
import { sayAll } from './say.js';

export interface TortureOptions {
  items: number;
  persons: number;
  kills: number;
  perSecond: number;
  seed: number;
  historyFile?: string;
}

export interface TortureResult {
  verdict: Verdict;
  kills: KillRecord[];
  /** From the end of the load until everything could be read. */
  settledAfterMs: number;
}

const parts = ['core-worker', 'core-api', 'connector-email', 'connector-webform', 'nats-server', 'postgres'];

/** Generated customers write through the real doors while parts are killed; then everything is read back and judged. */
export const torture = async (options: TortureOptions): Promise<TortureResult> => {
  const filo = await Filo.start({ env: { FILO_FORM_RATE: '1000000' } });
  try {
    const items = generate({ seed: options.seed, count: options.items, persons: options.persons });
    const history = new History(options.historyFile);
    const loadEnds = new AbortController();
    const killing = killAtRandom(filo, {
      kills: options.kills,
      everyMs: (options.items / options.perSecond / Math.max(options.kills, 1)) * 1000,
      random: seeded(options.seed ^ 0x5eed),
      parts,
      signal: loadEnds.signal,
    });
    await sayAll(items, {
      ports: filo.ports,
      formUrl: filo.formUrl,
      history,
      parallel: 16,
      perSecond: options.perSecond,
      attemptsMax: 60,
    });
    loadEnds.abort();
    const kills = await killing;
    const loadEndedAt = Date.now();
    let verdict: Verdict | undefined;
    await holds(
      async () => {
        verdict = judge(history.entries, await readBack(await filo.signIn()));
        if (verdict.lost.length > 0) throw new Error(`${verdict.lost.length} items cannot be read yet`);
      },
      { timeoutMs: 120_000 },
    ).catch(() => undefined);
    if (!verdict) throw new Error('The API could not be read after the load');
    return { verdict, kills, settledAfterMs: Date.now() - loadEndedAt };
  } finally {
    await filo.remove();
  }
};
