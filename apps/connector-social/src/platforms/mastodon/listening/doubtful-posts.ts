import { TemporaryError, type Listening, type Reason } from '@filo/connector';
import { RateLimited } from '../../../limits/rate-limited.js';

/** So many for the first time, one after the other, are no fault of a post. */
const failedInARowMax = 3;
/** An instance that fails at a post for so long does not do so in passing. */
const lastingMs = 3_600_000;
/** More are not remembered; the comparison looks at all once a day. */
const rememberedMax = 10_000;

/** It fails at a post that something else waits for, which is asked for again. */
export class DoubtfulPost extends TemporaryError {}

/** Posts at which an instance fails that is asked for one after the other: each is left for the next look, and what comes after it is looked at. */
export class DoubtfulPosts {
  readonly #failed = new Map<string, { since: number; last: number }>();
  #inARow = 0;

  constructor(
    private readonly around: Pick<Listening, 'signal' | 'log'>,
    private readonly now: () => number = Date.now,
  ) {}

  /** What failed in another look does not stand in a row with what fails in this one. */
  beginLook(): void {
    this.#inARow = 0;
  }

  /** What it answers; undefined where it fails at this post alone. What is no fault of a post is thrown. */
  async ask<Answer>(id: string, ask: () => Promise<Answer>): Promise<Answer | undefined> {
    try {
      const answer = await ask();
      this.#failed.delete(id);
      this.#inARow = 0;
      return answer;
    } catch (error) {
      this.#note(id, error);
      return undefined;
    }
  }

  /** Whether it failed at this post again and again, for so long that it is not waited for. */
  isLasting(id: string): boolean {
    const { since, last } = this.#failed.get(id) ?? { since: 0, last: 0 };
    return last - since >= lastingMs;
  }

  /** Why changes may not be seen here; undefined while nothing lasts. */
  remark(network: string): Reason | undefined {
    // One that nobody asks for any more says nothing of now.
    const lasting = [...this.#failed].filter(
      ([id, { last }]) => this.isLasting(id) && this.now() - last < lastingMs,
    );
    if (lasting.length === 0) return undefined;
    const posts = String(lasting.length);
    const at = new Date(Math.min(...lasting.map(([, { since }]) => since))).toISOString();
    return {
      words: `${network} fails at ${posts} of the posts that it is asked for, since ${at.slice(0, 16).replace('T', ' ')} UTC: what was changed or deleted of these may stand here as it was. They are asked for again and again, and all others are read; tell whoever runs the instance.`,
      why: { code: 'posts-untold', with: { network, posts, at } },
    };
  }

  #note(id: string, error: unknown): void {
    if (!(error instanceof TemporaryError) || error instanceof RateLimited) throw error;
    this.around.signal.throwIfAborted();
    const now = this.now();
    const known = this.#failed.get(id);
    if (known !== undefined) return void (known.last = now);
    if (this.#failed.size < rememberedMax) this.#failed.set(id, { since: now, last: now });
    this.#inARow += 1;
    if (this.#inARow >= failedInARowMax) {
      this.#inARow = 0;
      throw error;
    }
    this.around.log.warn({ post: id, reason: error.message }, 'mastodon.post_not_looked_at');
  }
}
