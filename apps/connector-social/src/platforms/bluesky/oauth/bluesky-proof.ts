import type { OwnMemory, Prove } from '@filo/connector';
import { PendingConsents } from '../../../consent/pending-consents.js';
import { serviceOf } from '../bluesky-login.js';
import { Handshake, type Begun } from './handshake.js';

interface Pending extends Begun {
  note: Record<string, unknown>;
}

/** Who they are, and nothing else: no reading, no writing. */
const proofScope = 'atproto';

/** Somebody shows that an account at Bluesky is theirs by signing in to it; what Bluesky gives for it is given back. */
export class BlueskyProof implements Prove {
  readonly label = 'Bluesky';
  readonly #pending: PendingConsents<Pending>;
  readonly #handshake: Handshake;

  constructor(memory: () => OwnMemory, plcUrl: string) {
    this.#pending = new PendingConsents(memory, 'proof');
    this.#handshake = new Handshake(memory, plcUrl);
  }

  async start(
    ...[account, request]: Parameters<Prove['start']>
  ): Promise<{ url: string; theirState: string }> {
    const { key, state, redirectUri, documentUrl, note } = request;
    const at = { service: serviceOf(account.settings), documentUrl, redirectUri };
    const { url, ...begun } = await this.#handshake.begin(at, key, proofScope);
    await this.#pending.keep(state, { ...begun, note });
    return { url, theirState: begun.theirs.key };
  }

  async finish(state: string, said: Readonly<Record<string, string>>) {
    const { note, ...begun } = await this.#pending.take(state);
    const { saved, revoke } = await this.#handshake.end(begun, said);
    await revoke();
    return { key: saved.tokenSet.sub, note };
  }
}
