import type { LookedAt } from '../../deletions/find-deleted.js';
import { patiently } from '../../limits/patiently.js';
import { perPage, type XClient } from '../client/x-client.js';

/** How X is looked at for what its authors deleted: it says of each whether it is gone or only hidden from us. */
export const lookedAt = (
  client: XClient,
  { signal, mayGoOn }: { signal: AbortSignal; mayGoOn(): Promise<void> },
): LookedAt => ({
  network: 'x',
  isCostly: true,
  isExplicit: true,
  missing: async (ids) => {
    const gone: string[] = [];
    for (let from = 0; from < ids.length; from += perPage) {
      await mayGoOn();
      const some = ids.slice(from, from + perPage).filter((id) => /^\d{1,19}$/.test(id));
      const budget = client.access.budgetOf('tweets');
      if (some.length > 0) gone.push(...(await patiently(() => client.gone(some), { budget, signal })));
    }
    return gone;
  },
});
