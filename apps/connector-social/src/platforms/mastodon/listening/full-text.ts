import type { MastodonClient } from '../mastodon-client.js';

const rememberedMs = 3_600_000;

/**
 * Whether an instance searches in words for us. None of them says so; one that does finds what we posted ourselves. Where we have posted
 * nothing it cannot be told, and is hoped.
 */
export class FullText {
  #known: { isThere: boolean; at: number } | undefined;

  constructor(private readonly client: MastodonClient) {}

  async isThere(now = Date.now()): Promise<boolean> {
    if (this.#known !== undefined && now - this.#known.at < rememberedMs) return this.#known.isThere;
    const { statusesCount } = await this.client.us();
    const isThere =
      statusesCount === 0 || (await this.client.search('from:me', { limit: 1 })).posts.length > 0;
    this.#known = { isThere, at: now };
    return isThere;
  }
}
