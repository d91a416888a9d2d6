import { TemporaryError } from '@filo/connector';
import type { BlueskyClient } from '../bluesky-client.js';

const believedMs = 6 * 3_600_000;
const keptMax = 10_000;

interface Claimed {
  did: string;
  handle: string;
}

/**
 * Handles that were seen to belong to whoever claims them. The network shows the handle that an account's own document names;
 * whether the handle names the account too is asked here. One that cannot be asked for now is not shown.
 */
export class CheckedHandles {
  readonly #checked = new Map<string, { holds: boolean; until: number }>();
  /** Many posts of one author are read at once: they wait for one question. */
  readonly #asking = new Map<string, Promise<boolean>>();

  async handleOf(client: BlueskyClient, claimed: Claimed): Promise<string | undefined> {
    const { handle } = claimed;
    if (handle === 'handle.invalid') return undefined;
    const key = keyOf(claimed);
    const known = this.#checked.get(key);
    if (known !== undefined && known.until > Date.now()) return known.holds ? handle : undefined;
    const asking =
      this.#asking.get(key) ?? this.#ask(client, claimed).finally(() => this.#asking.delete(key));
    this.#asking.set(key, asking);
    return (await asking) ? handle : undefined;
  }

  async #ask(client: BlueskyClient, { did, handle }: Claimed): Promise<boolean> {
    try {
      const holds = (await client.resolveHandle(handle)) === did;
      this.#keep(keyOf({ did, handle }), holds);
      return holds;
    } catch (error) {
      if (!(error instanceof TemporaryError)) this.#keep(keyOf({ did, handle }), false);
      return false;
    }
  }

  #keep(key: string, holds: boolean): void {
    this.#checked.delete(key);
    this.#checked.set(key, { holds, until: Date.now() + believedMs });
    const oldest = this.#checked.keys().next().value;
    if (this.#checked.size > keptMax && oldest !== undefined) this.#checked.delete(oldest);
  }
}

const keyOf = ({ did, handle }: Claimed): string => `${did} ${handle}`;
