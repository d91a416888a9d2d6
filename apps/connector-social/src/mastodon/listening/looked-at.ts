import type { LookedAt } from '../../deletions/find-deleted.js';
import { patiently } from '../../limits/patiently.js';
import { inRequests } from '../in-requests.js';
import type { MastodonClient } from '../mastodon-client.js';
import { postIdOf } from '../reading/post-ids.js';
import type { TellEdits } from './tell-edits.js';

/** How an instance is looked at for what authors deleted; what they changed is told on the way. */
export const lookedAt = (client: MastodonClient, edits: TellEdits, signal: AbortSignal): LookedAt => {
  const { instance } = client.login;
  const patience = { budget: client.budget, signal };
  return {
    network: 'mastodon',
    authorOf: (externalId) => /\/@([^/]+)\/[^/]+$/.exec(externalId)?.[1],
    missing: async (externalIds) => {
      const asked = externalIds.flatMap((externalId) => {
        const id = postIdOf(instance, externalId);
        return id === undefined ? [] : [{ externalId, id }];
      });
      const gone: string[] = [];
      for (const some of inRequests(asked)) {
        const told = await patiently(() => client.posts(some.map(({ id }) => id)), patience);
        await edits.run(told);
        const present = new Set(told.map(({ id }) => id));
        for (const { externalId, id } of some.filter((one) => !present.has(one.id))) {
          // A post may be hidden from us without being gone.
          if (await patiently(() => client.isGone(id), patience)) gone.push(externalId);
        }
      }
      return gone;
    },
  };
};
