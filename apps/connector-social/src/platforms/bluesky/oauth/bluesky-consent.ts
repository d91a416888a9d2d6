import { PermanentError, type Consent, type OwnMemory } from '@filo/connector';
import { PendingConsents } from '../../../consent/pending-consents.js';
import { serviceOf } from '../bluesky-login.js';
import { clientDocument } from './client-document.js';
import { Handshake, type Begun } from './handshake.js';
import { clientKey } from './make-client.js';
import { sessionSecrets } from './kept-session.js';

type StartRequest = Parameters<Consent['start']>[0];
type FinishRequest = Parameters<Consent['finish']>[0];
type Finished = Extract<Awaited<ReturnType<Consent['finish']>>, { ok: true }>;

/** A sign-in that somebody was sent away for. */
interface Pending extends Begun, Pick<StartRequest, 'accountId' | 'address' | 'note'> {}

/** Signing in at Bluesky instead of with an app password (https://atproto.com/specs/oauth). */
export class BlueskyConsent implements Consent {
  readonly #pending: PendingConsents<Pending>;
  readonly #handshake: Handshake;

  constructor(
    private readonly memory: () => OwnMemory,
    plcUrl: string,
  ) {
    this.#pending = new PendingConsents(memory, 'account');
    this.#handshake = new Handshake(memory, plcUrl);
  }

  providers() {
    return [{ name: 'bluesky', label: 'Bluesky' }];
  }

  async start({ address, state, documentUrl, redirectUri, settings, ...request }: StartRequest) {
    if (documentUrl === undefined)
      throw new PermanentError('unavailable', 'Core is older than this connector.');
    const service = serviceOf(settings ?? {});
    const handle = address.trim().replace(/^@/, '');
    const at = { service, documentUrl, redirectUri };
    const { url, ...begun } = await this.#handshake.begin(at, handle);
    const { accountId, note } = request;
    await this.#pending.keep(state, {
      accountId,
      address: handle,
      note,
      ...at,
      ...begun,
    });
    return { ok: true as const, url, theirState: begun.theirs.key };
  }

  async finish({ state, code, said }: FinishRequest): Promise<Finished> {
    const pending = await this.#pending.take(state);
    const { saved, revoke } = await this.#handshake.end(pending, { ...said, code });
    if (saved.tokenSet.sub !== pending.did) {
      await revoke();
      throw new PermanentError(
        'wrong-mailbox',
        `The sign-in at Bluesky was for another account than @${pending.address}. Nothing was stored. Sign in there as @${pending.address}.`,
      );
    }
    const { accountId, address, note, service, documentUrl, redirectUri, did } = pending;
    const oauth = { provider: 'bluesky', grantedAt: new Date().toISOString(), did, documentUrl, redirectUri };
    const sealedSecrets = this.memory().seal(accountId, sessionSecrets({ saved, generation: Date.now() }));
    return { ok: true, accountId, address, settings: { service, oauth }, sealedSecrets, note };
  }

  /** The same document wherever it is asked for; who asks for it under another address gets a client that this address names. */
  async document({ documentUrl, redirectUris }: Parameters<NonNullable<Consent['document']>>[0]) {
    const { publicJwk } = await clientKey(this.memory());
    const uris = redirectUris as [string, ...string[]];
    return { ...clientDocument({ documentUrl, redirectUris: uris, keys: [publicJwk!] }) };
  }
}
