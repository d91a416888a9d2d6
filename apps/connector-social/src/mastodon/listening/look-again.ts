import type { Listening } from '@filo/connector';
import { inRequests } from '../in-requests.js';
import type { MastodonClient } from '../mastodon-client.js';
import { postIdOf } from '../reading/post-ids.js';
import type { TellEdits } from './tell-edits.js';

/** What is older is looked at by the comparison alone. */
const youngMs = 14 * 86_400_000;

/** Looks again at posts that the stream named: what was changed or is gone there is told to core at once. */
export class LookAgain {
  constructor(
    private readonly client: MastodonClient,
    private readonly edits: TellEdits,
    private readonly listening: Listening,
  ) {}

  /** Takes out of `changed` what was looked at; what fails on the way stays in it. */
  async run(changed: Set<string>): Promise<void> {
    for (const some of inRequests([...changed])) {
      const told = await this.client.posts(some);
      await this.edits.run(told);
      const present = new Set(told.map(({ id }) => id));
      await this.#tellGone(some.filter((id) => !present.has(id)));
      for (const id of some) changed.delete(id);
    }
  }

  async #tellGone(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    for (const [id, externalId] of await this.#externalIdsOf(new Set(ids)))
      if (await this.client.isGone(id)) await this.listening.deleted(externalId);
  }

  /** The stream tells of whatever is in our timeline, too: only what core holds is of interest. */
  async #externalIdsOf(ids: ReadonlySet<string>): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for await (const page of this.listening.published(new Date(Date.now() - youngMs).toISOString())) {
      for (const { externalId } of page) {
        const id = postIdOf(this.client.login.instance, externalId);
        if (id !== undefined && ids.has(id)) found.set(id, externalId);
      }
    }
    return found;
  }
}
