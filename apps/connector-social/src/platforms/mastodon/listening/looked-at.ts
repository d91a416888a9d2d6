import { TemporaryError, type Following } from '@filo/connector';
import type { mastodon } from 'masto';
import type { LookedAt } from '../../../deletions/find-deleted.js';
import { patiently, type Patience } from '../../../limits/patiently.js';
import { inRequests } from '../in-requests.js';
import type { MastodonClient } from '../mastodon-client.js';
import { postIdOf } from '../reading/post-ids.js';
import type { TellEdits } from './tell-edits.js';

interface Asked {
  externalId: string;
  id: string;
}
type Around = Pick<Following, 'signal' | 'log'> & Pick<Patience, 'hiccupPauseMs'>;
type Found = { told: mastodon.v1.Status[]; gone: string[] };

/** One request for each post is much to begin again with for one that fails. */
const hiccups = 3;
/** So many one after the other are no fault of a post. */
const failedInARowMax = 3;

/** How an instance is looked at for what authors deleted; what they changed is told on the way. */
export const lookedAt = (client: MastodonClient, edits: TellEdits, around: Around): LookedAt => {
  const { instance } = client.login;
  const single = oneByOne(client, around);
  const together = lookingWith(client, { budget: client.budget, signal: around.signal });
  return {
    network: 'mastodon',
    authorOf: (externalId) => /\/@([^/]+)\/[^/]+$/.exec(externalId)?.[1],
    missing: async (externalIds) => {
      const asked = externalIds.flatMap((externalId) => {
        const id = postIdOf(instance, externalId);
        return id === undefined ? [] : [{ externalId, id }];
      });
      const missing: string[] = [];
      const isSingle = client.isAskedOneByOne;
      for (const some of inRequests(asked, isSingle ? 1 : undefined)) {
        const { told, gone } = await (isSingle ? single(some) : together(some));
        await edits.run(told);
        missing.push(...gone);
      }
      return missing;
    },
  };
};

const lookingWith =
  (client: MastodonClient, patience: Patience) =>
  async (some: readonly Asked[]): Promise<Found> => {
    const told = await patiently(() => client.posts(some.map(({ id }) => id)), patience);
    const [present, gone] = [new Set(told.map(({ id }) => id)), [] as string[]];
    for (const { externalId, id } of some.filter((one) => !present.has(one.id))) {
      // A post may be hidden from us without being gone.
      if (await patiently(() => client.isGone(id), patience)) gone.push(externalId);
    }
    return { told, gone };
  };

/** It takes far more requests, and leaves a larger share of them to what is said now. A post that the instance never gets to show counts as present. */
const oneByOne = (client: MastodonClient, { log, ...around }: Around) => {
  const look = lookingWith(client, { ...around, hiccups, budget: { waitMs: () => client.budget.restMs() } });
  let failedInARow = 0;
  return async (some: readonly Asked[]): Promise<Found> => {
    try {
      const found = await look(some);
      failedInARow = 0;
      return found;
    } catch (error) {
      around.signal.throwIfAborted();
      if (!(error instanceof TemporaryError) || ++failedInARow >= failedInARowMax) throw error;
      log.warn({ post: some[0]?.externalId, reason: error.message }, 'mastodon.post_not_looked_at');
      return { told: [], gone: [] };
    }
  };
};
