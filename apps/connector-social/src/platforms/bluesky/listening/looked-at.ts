import type { LookedAt } from '../../../deletions/find-deleted.js';
import { patiently } from '../../../limits/patiently.js';
import type { BlueskyClient } from '../bluesky-client.js';
import { inRequests } from '../in-requests.js';
import type { TellEdits } from './tell-edits.js';

/** How Bluesky is looked at for what its authors deleted; what they changed is told on the way. */
export const lookedAt = (
  client: BlueskyClient,
  signal: AbortSignal,
  edits: Pick<TellEdits, 'run'>,
): LookedAt => ({
  network: 'bluesky',
  authorOf: (uri) => uri.split('/')[2],
  missing: async (uris) => {
    const patience = { budget: client.session.budget, signal };
    const gone: string[] = [];
    for (const some of inRequests(uris)) {
      const present = await patiently(() => client.posts(some), patience);
      await edits.run(present.values());
      for (const uri of some.filter((one) => !present.has(one))) {
        // A post may be hidden from us without being gone.
        if (await patiently(() => client.isGone(uri), patience)) gone.push(uri);
      }
    }
    return gone;
  },
});
