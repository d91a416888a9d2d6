import { Bus } from '@filo/bus';
import { accountHealth, mergeAccountHealth, stateBucket, type AccountHealth } from '@filo/contracts';

/** What all replicas of connectors last said of their accounts, put together, by account id. A connector or bus that is away leaves the map empty. */
export const readAccountsHealth = async (
  bus: Bus,
  connectors: Iterable<string>,
): Promise<Map<string, AccountHealth>> => {
  const said: AccountHealth[] = [];
  for (const connector of new Set(connectors)) {
    try {
      const bucket = await bus.bucket(stateBucket(connector));
      for (const key of await bucket.keys('health.>')) {
        const parsed = accountHealth.safeParse((await bucket.get(key))?.value);
        if (parsed.success) said.push(parsed.data);
      }
    } catch {
      // Unknown is not healthy: the page says that the connector has not spoken.
    }
  }
  return mergeAccountHealth(said);
};
