import { TemporaryError } from '@filo/connector';
import type { BlueskyClient } from '../bluesky-client.js';

const believedMs = 6 * 3_600_000;
const keptMax = 10_000;

/**
 * Handles that were seen to belong to whoever claims them. The network shows the handle that an account's own document names;
 * whether the handle names the account too is asked here. One that cannot be asked for now is not shown.
 */
export class CheckedHandles {
  readonly #checked = new Map<string, { holds: boolean; until: number }>();

  async handleOf(
    client: BlueskyClient,
    claimed: { did: string; handle: string },
  ): Promise<string | undefined> {
    const { did, handle } = claimed;
    if (handle === 'handle.invalid') return undefined;
    const key = `${did} ${handle}`;
    const known = this.#checked.get(key);
    if (known !== undefined && known.until > Date.now()) return known.holds ? handle : undefined;
    try {
      const holds = (await client.resolveHandle(handle)) === did;
      this.#keep(key, holds);
      return holds ? handle : undefined;
    } catch (error) {
      if (!(error instanceof TemporaryError)) this.#keep(key, false);
      return undefined;
    }
  }

  #keep(key: string, holds: boolean): void {
    this.#checked.delete(key);
    this.#checked.set(key, { holds, until: Date.now() + believedMs });
    const oldest = this.#checked.keys().next().value;
    if (this.#checked.size > keptMax && oldest !== undefined) this.#checked.delete(oldest);
  }
}
