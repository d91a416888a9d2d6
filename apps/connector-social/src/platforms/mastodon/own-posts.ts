import { createHash } from 'node:crypto';
import type { OwnMemory } from '@filo/connector';
import type { Send } from '@filo/contracts';

const keptMs = 180 * 86_400_000;
const addresses = 'mastodon-said-at';

/** The message that a post of ours is all or a part of. */
type OurMessage = Pick<Send, 'messageId' | 'threadingId'>;
/** A post of a message. */
interface KeptPart {
  id: string;
  at: number;
}

interface KeptAddress {
  threadingId: string;
  accountId: string;
  at: number;
}

const addressKey = (uri: string): string => `${addresses}.${createHash('sha256').update(uri).digest('hex')}`;

/**
 * Which message of ours a post of ours is, kept on the bus: a post carries nothing of ours, and who answers it names its id at
 * the instance alone. What is lost with the bus is an answer that finds its topic by its person only.
 */
export class OwnPosts {
  constructor(
    private readonly memory: OwnMemory | undefined,
    private readonly accountId: string,
  ) {}

  /** By its id, and by what names it at every instance, where somebody may answer it who names another account of ours. */
  async note(
    posts: readonly { id: string; uri?: string | undefined }[],
    { messageId, threadingId }: OurMessage,
  ): Promise<void> {
    const { accountId } = this;
    // Noted once it never changes.
    for (const { id, uri } of posts) {
      await this.memory?.state.create(this.#key(id), threadingId).catch(() => undefined);
      const part: KeptPart = { id, at: Date.now() };
      await this.memory?.state.create(this.#partKey(messageId, id), part).catch(() => undefined);
      if (uri === undefined) continue;
      const kept: KeptAddress = { threadingId, accountId, at: Date.now() };
      await this.memory?.state.create(addressKey(uri), kept).catch(() => undefined);
    }
  }

  /** Of a post by whichever account of ours. */
  async threadingIdAt(uri: string | undefined): Promise<string | undefined> {
    if (uri === undefined) return undefined;
    return (await this.memory?.state.get<KeptAddress>(addressKey(uri)))?.value.threadingId;
  }

  async threadingIdOf(postId: string): Promise<string | undefined> {
    return (await this.memory?.state.get<string>(this.#key(postId)))?.value;
  }

  /** Those that a message became, also where it went no further and no receipt names them; the first comes first. */
  async postsOf(messageId: string): Promise<string[]> {
    const parts: KeptPart[] = [];
    for (const key of (await this.memory?.state.keys(this.#partKey(messageId, '>'))) ?? []) {
      const kept = await this.memory!.state.get<KeptPart>(key);
      if (kept) parts.push(kept.value);
    }
    return parts.toSorted((a, b) => a.at - b.at).map(({ id }) => id);
  }

  /** What nobody answers any more; ids that tell no time are kept. It looks at all keys, which is enough once in a while. */
  async forgetOld(now = Date.now()): Promise<void> {
    for (const key of (await this.memory?.state.keys(this.#key('>'))) ?? []) {
      const at = timeOfId(key.split('.').at(-1)!);
      if (at !== undefined && now - at > keptMs) await this.memory!.state.delete(key);
    }
    await this.#forgetKept(addresses, ({ at }) => now - at > keptMs);
    await this.#forgetKept(this.#partsKeys, ({ at }) => now - at > keptMs);
  }

  /** The account is gone. */
  async forget(): Promise<void> {
    for (const key of (await this.memory?.state.keys(this.#key('>'))) ?? [])
      await this.memory?.state.delete(key);
    await this.#forgetKept(addresses, ({ accountId }: KeptAddress) => accountId === this.accountId);
    await this.#forgetKept(this.#partsKeys, () => true);
  }

  async #forgetKept<Kept extends { at: number }>(
    under: string,
    isOver: (kept: Kept) => boolean,
  ): Promise<void> {
    for (const key of (await this.memory?.state.keys(`${under}.>`)) ?? []) {
      const kept = await this.memory!.state.get<Kept>(key);
      if (kept && isOver(kept.value)) await this.memory!.state.delete(key);
    }
  }

  get #partsKeys(): string {
    return `mastodon-parts.${this.accountId}`;
  }

  #partKey(messageId: string, postId: string): string {
    return `${this.#partsKeys}.${messageId}.${postId}`;
  }

  #key(postId: string): string {
    return `mastodon-said.${this.accountId}.${postId}`;
  }
}

/** Mastodon counts the milliseconds in front of the last 16 bits of an id; other programs of the network do not. */
const timeOfId = (id: string): number | undefined =>
  /^\d{15,19}$/.test(id) ? Number(BigInt(id) >> 16n) : undefined;
