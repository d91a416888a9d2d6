import type { OwnMemory } from '@filo/connector';

const keptMs = 180 * 86_400_000;

/**
 * Which message of ours a post of ours is, kept on the bus: a post carries nothing of ours, and who answers it names its id at
 * the instance alone. What is lost with the bus is an answer that finds its topic by its person only.
 */
export class OwnPosts {
  constructor(
    private readonly memory: OwnMemory | undefined,
    private readonly accountId: string,
  ) {}

  async note(postIds: readonly string[], threadingId: string): Promise<void> {
    // Noted once it never changes.
    for (const id of postIds)
      await this.memory?.state.create(this.#key(id), threadingId).catch(() => undefined);
  }

  async threadingIdOf(postId: string): Promise<string | undefined> {
    return (await this.memory?.state.get<string>(this.#key(postId)))?.value;
  }

  /** What nobody answers any more; ids that tell no time are kept. It looks at all keys, which is enough once in a while. */
  async forgetOld(now = Date.now()): Promise<void> {
    for (const key of (await this.memory?.state.keys(this.#key('>'))) ?? []) {
      const at = timeOfId(key.split('.').at(-1)!);
      if (at !== undefined && now - at > keptMs) await this.memory!.state.delete(key);
    }
  }

  /** The account is gone. */
  async forget(): Promise<void> {
    for (const key of (await this.memory?.state.keys(this.#key('>'))) ?? [])
      await this.memory?.state.delete(key);
  }

  #key(postId: string): string {
    return `mastodon-said.${this.accountId}.${postId}`;
  }
}

/** Mastodon counts the milliseconds in front of the last 16 bits of an id; other programs of the network do not. */
const timeOfId = (id: string): number | undefined =>
  /^\d{15,19}$/.test(id) ? Number(BigInt(id) >> 16n) : undefined;
