import type { KV } from '@nats-io/kv';
import { inTime } from '../connection/within.js';

const listMs = 5_000;

/**
 * The keys that are present. Rejects with `TemporaryError` when the list does not end in time: left alone, the client
 * waits two minutes for the rest of a list that a server began before it went away.
 */
export async function listKeys(kv: Pick<KV, 'keys'>, filter: string, limitMs = listMs): Promise<string[]> {
  const listing = await kv.keys(filter);
  const found: string[] = [];
  const collect = async () => {
    for await (const key of listing) found.push(key);
  };
  try {
    await inTime(limitMs, collect());
    return found;
  } finally {
    listing.stop();
  }
}
