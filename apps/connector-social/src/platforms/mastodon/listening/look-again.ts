import type { Listening } from '@filo/connector';
import type { mastodon } from 'masto';
import { inRequests } from '../in-requests.js';
import type { MastodonClient } from '../mastodon-client.js';
import { postIdOf } from '../reading/post-ids.js';
import type { DoubtfulPosts } from './doubtful-posts.js';
import type { TellEdits } from './tell-edits.js';

/** What is older is looked at by the comparison alone. */
const youngMs = 14 * 86_400_000;

interface Look {
  told: mastodon.v1.Status[];
  looked: readonly string[];
  /** What is left waits for the next look. */
  isOver: boolean;
}

/** Looks again at posts that the stream named: what was changed or is gone there is told to core at once. */
export class LookAgain {
  constructor(
    private readonly client: MastodonClient,
    private readonly edits: TellEdits,
    private readonly listening: Listening,
    private readonly doubtful: DoubtfulPosts,
  ) {}

  /** Takes out of `changed` what is looked at; what fails on the way is in it again, and so is what other requests come before. */
  async run(changed: Set<string>): Promise<void> {
    this.doubtful.beginLook();
    for (const some of inRequests([...changed])) {
      // Before the look: what is named again meanwhile changed after it.
      for (const id of some) changed.delete(id);
      const done = new Set<string>();
      try {
        if (await this.#lookAt(some, done)) return;
      } finally {
        for (const id of some) if (!done.has(id)) changed.add(id);
      }
    }
  }

  /** Notes what is done; resolves with whether the others are left to another look. */
  async #lookAt(some: readonly string[], done: Set<string>): Promise<boolean> {
    const { told, looked, isOver } = await this.#look(some);
    await this.edits.run(told);
    const present = new Set(told.map(({ id }) => id));
    const left = await this.#tellGone(looked.filter((id) => !present.has(id)));
    for (const id of looked) if (!left.has(id)) done.add(id);
    return isOver;
  }

  /**
   * One by one it is as many requests as there are posts: it ends where they are better left to what is said now. One at which the instance fails is not
   * looked at yet.
   */
  async #look(ids: readonly string[]): Promise<Look> {
    const { client, doubtful } = this;
    if (!client.isAskedOneByOne) return { told: await client.posts(ids), looked: ids, isOver: false };
    const [told, looked]: [mastodon.v1.Status[], string[]] = [[], []];
    for (const id of ids) {
      if (client.budget.restMs() > 0) return { told, looked, isOver: true };
      const found = await doubtful.ask(id, () => client.posts([id]));
      if (found === undefined) continue;
      told.push(...found);
      looked.push(id);
    }
    return { told, looked, isOver: false };
  }

  /** Resolves with those of which it could not be said. */
  async #tellGone(ids: readonly string[]): Promise<Set<string>> {
    const left = new Set<string>();
    if (ids.length === 0) return left;
    const { client, doubtful, listening } = this;
    for (const [id, externalId] of await this.#externalIdsOf(new Set(ids))) {
      const isGone = client.isAskedOneByOne
        ? await doubtful.ask(id, () => client.isGone(id))
        : await client.isGone(id);
      if (isGone === undefined) left.add(id);
      if (isGone) await listening.deleted(externalId);
    }
    return left;
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
