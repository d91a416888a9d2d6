import { PermanentError } from '@filo/connector';
import type { BlueskyClient } from '../bluesky-client.js';

const believedMs = 6 * 3_600_000;
const keptMax = 10_000;

/** What the network says of a handle; anything else says nothing of it. */
const leadsNowhere = new Set(['handle-not-found', 'invalid-handle', 'not-found']);
/** So the network says as well that it could not look, such as while a name server is away. */
const mayLeadNowhere = 'invalid-request';
/** What may be a hiccup is believed when it is said again so much later. */
const hiccupMs = 30 * 60_000;
const askedAgainMs = 5 * 60_000;

interface Claimed {
  did: string;
  handle: string;
}

interface Checked {
  /** Undefined: nobody knows yet. */
  holds: boolean | undefined;
  until: number;
  /** Since when the network says what may be a hiccup. */
  doubtedSince?: number;
}

/**
 * Handles that were seen to belong to whoever claims them. The network shows the handle that an account's own document names;
 * whether the handle names the account too is asked here. Null: it was asked, and does not. Undefined: nobody could be asked for now.
 */
export class CheckedHandles {
  readonly #checked = new Map<string, Checked>();
  /** Many posts of one author are read at once: they wait for one question. */
  readonly #asking = new Map<string, Promise<boolean | undefined>>();

  async handleOf(client: BlueskyClient, claimed: Claimed): Promise<string | null | undefined> {
    const { handle } = claimed;
    // So the network says that it asked itself.
    if (handle === 'handle.invalid') return null;
    const key = keyOf(claimed);
    const known = this.#checked.get(key);
    if (known !== undefined && known.until > Date.now()) return saidOf(handle, known.holds);
    const asking =
      this.#asking.get(key) ?? this.#ask(client, claimed).finally(() => this.#asking.delete(key));
    this.#asking.set(key, asking);
    return saidOf(handle, await asking);
  }

  async #ask(client: BlueskyClient, { did, handle }: Claimed): Promise<boolean | undefined> {
    try {
      const holds = (await client.resolveHandle(handle)) === did;
      this.#keep(keyOf({ did, handle }), holds);
      return holds;
    } catch (error) {
      if (!(error instanceof PermanentError)) return undefined;
      if (error.code === mayLeadNowhere) return this.#doubt(keyOf({ did, handle }));
      if (!leadsNowhere.has(error.code)) return undefined;
      this.#keep(keyOf({ did, handle }), false);
      return false;
    }
  }

  /** False once it was said for longer than a hiccup takes. */
  #doubt(key: string): false | undefined {
    const doubtedSince = this.#checked.get(key)?.doubtedSince ?? Date.now();
    const holds = Date.now() - doubtedSince >= hiccupMs ? false : undefined;
    this.#keep(key, holds, { doubtedSince });
    return holds;
  }

  #keep(key: string, holds: boolean | undefined, doubt: Pick<Checked, 'doubtedSince'> = {}): void {
    this.#checked.delete(key);
    const forMs = holds === undefined ? askedAgainMs : believedMs;
    this.#checked.set(key, { holds, until: Date.now() + forMs, ...doubt });
    const oldest = this.#checked.keys().next().value;
    if (this.#checked.size > keptMax && oldest !== undefined) this.#checked.delete(oldest);
  }
}

const saidOf = (handle: string, holds: boolean | undefined): string | null | undefined =>
  holds === undefined ? undefined : holds ? handle : null;

const keyOf = ({ did, handle }: Claimed): string => `${did} ${handle}`;
