import { setTimeout as delay } from 'node:timers/promises';

const tries = 3;

/**
 * Asks the monitoring endpoint whether the server fsyncs before it acknowledges. `undefined` when it has none, cannot be
 * reached or does not say.
 */
export async function readSyncAlways(monitorUrl: string | undefined): Promise<boolean | undefined> {
  if (monitorUrl === undefined) return undefined;
  // A server that has just started may not answer the first time.
  for (let left = tries; left > 0; left--) {
    const answer = await ask(monitorUrl);
    if (answer !== undefined) return answer;
    await delay(250);
  }
  return undefined;
}

async function ask(monitorUrl: string): Promise<boolean | undefined> {
  try {
    const response = await fetch(new URL('/varz', monitorUrl), { signal: AbortSignal.timeout(5_000) });
    const varz = (await response.json()) as { jetstream?: { config?: { sync_always?: unknown } } };
    const config = varz.jetstream?.config;
    return config === undefined ? undefined : config.sync_always === true;
  } catch {
    return undefined;
  }
}
