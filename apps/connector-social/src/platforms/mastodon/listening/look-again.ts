import type { Listening } from '@filo/connector';
import type { mastodon } from 'masto';
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

  /** Takes out of `changed` what was looked at; what fails on the way stays in it, and so does what other requests come before. */
  async run(changed: Set<string>): Promise<void> {
    for (const some of inRequests([...changed])) {
      const { told, looked } = await this.#look(some);
      await this.edits.run(told);
      const present = new Set(told.map(({ id }) => id));
      await this.#tellGone(looked.filter((id) => !present.has(id)));
      for (const id of looked) changed.delete(id);
      if (looked.length < some.length) return;
    }
  }

  /** One by one it is as many requests as there are posts: it ends where they are better left to what is said now. */
  async #look(ids: readonly string[]): Promise<{ told: mastodon.v1.Status[]; looked: readonly string[] }> {
    const { client } = this;
    if (!client.isAskedOneByOne) return { told: await client.posts(ids), looked: ids };
    const [told, looked]: [mastodon.v1.Status[], string[]] = [[], []];
    for (const id of ids) {
      if (client.budget.restMs() > 0) break;
      told.push(...(await client.posts([id])));
      looked.push(id);
    }
    return { told, looked };
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
