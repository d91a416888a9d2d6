import { Bus } from '@filo/bus';
import { accountHealth, stateBucket, type AccountHealth } from '@filo/contracts';

/** What connectors last said of their accounts, by account id. A connector or bus that is away leaves the map empty. */
export const readAccountsHealth = async (
  bus: Bus,
  connectors: Iterable<string>,
): Promise<Map<string, AccountHealth>> => {
  const found = new Map<string, AccountHealth>();
  for (const connector of new Set(connectors)) {
    try {
      const bucket = await bus.bucket(stateBucket(connector));
      for (const key of await bucket.keys('health.*')) {
        const parsed = accountHealth.safeParse((await bucket.get(key))?.value);
        if (parsed.success) found.set(parsed.data.accountId, parsed.data);
      }
    } catch {
      // Unknown is not healthy: the page says that the connector has not spoken.
    }
  }
  return found;
};
