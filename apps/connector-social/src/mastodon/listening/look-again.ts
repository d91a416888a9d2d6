import type { Listening } from '@filo/connector';
import type { MastodonClient } from '../mastodon-client.js';
import { postIdOf } from '../reading/post-ids.js';

/** What is older is looked at by the comparison alone. */
const youngMs = 14 * 86_400_000;

/** Looks again at posts that the stream named: what is gone there is told to core at once. */
export class LookAgain {
  constructor(
    private readonly client: MastodonClient,
    private readonly listening: Listening,
  ) {}

  /** Takes out of `changed` what was looked at; what fails on the way stays in it. */
  async run(changed: Set<string>): Promise<void> {
    if (changed.size === 0) return;
    const asked = [...changed];
    const ours = await this.#externalIdsOf(new Set(asked));
    for (const id of asked) {
      const externalId = ours.get(id);
      if (externalId !== undefined && (await this.client.isGone(id)))
        await this.listening.deleted(externalId);
      changed.delete(id);
    }
  }

  /** The stream tells of whatever is in our timeline, too: only what core holds is of interest. */
  async #externalIdsOf(ids: ReadonlySet<string>): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for await (const page of this.listening.published(new Date(Date.now() - youngMs).toISOString())) {
      for (const externalId of page) {
        const id = postIdOf(this.client.login.instance, externalId);
        if (id !== undefined && ids.has(id)) found.set(id, externalId);
      }
    }
    return found;
  }
}
