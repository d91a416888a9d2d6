import type { NodeSavedSession, NodeSavedState } from '@atproto/oauth-client-node';
import { PermanentError, type Consent, type OwnMemory } from '@filo/connector';
import { PendingConsents } from '../../consent/pending-consents.js';
import { serviceOf } from '../bluesky-login.js';
import { clientDocument } from './client-document.js';
import { clientKey, makeClient } from './make-client.js';
import { sessionSecrets } from './kept-session.js';

type StartRequest = Parameters<Consent['start']>[0];
type FinishRequest = Parameters<Consent['finish']>[0];
type Finished = Extract<Awaited<ReturnType<Consent['finish']>>, { ok: true }>;

/** A sign-in that somebody was sent away for. */
interface Pending extends Pick<StartRequest, 'accountId' | 'address' | 'note' | 'redirectUri'> {
  documentUrl: string;
  service: string;
  /** Whose sign-in it must be. */
  did: string;
  /** What the library needs to know the answer again, under the state that it made. */
  theirs: { key: string; state: NodeSavedState };
}

const signInTimeoutMs = 30_000;

/** Signing in at Bluesky instead of with an app password (https://atproto.com/specs/oauth). */
export class BlueskyConsent implements Consent {
  readonly #pending: PendingConsents<Pending>;

  constructor(
    private readonly memory: () => OwnMemory,
    private readonly plcUrl: string,
  ) {
    this.#pending = new PendingConsents(memory);
  }

  providers() {
    return [{ name: 'bluesky', label: 'Bluesky' }];
  }

  async start({ address, state, documentUrl, redirectUri, settings, ...request }: StartRequest) {
    if (documentUrl === undefined)
      throw new PermanentError('unavailable', 'Core is older than this connector.');
    mustBeReachable(redirectUri);
    const service = serviceOf(settings ?? {});
    const handle = address.trim().replace(/^@/, '');
    let theirs: Pending['theirs'] | undefined;
    const client = await this.#client(
      { service, documentUrl, redirectUri },
      {
        stateStore: {
          get: () => undefined,
          del: () => undefined,
          set: (key: string, kept: NodeSavedState) => void (theirs = { key, state: kept }),
        },
        sessionStore: nothing,
      },
    );
    const signal = AbortSignal.timeout(signInTimeoutMs);
    const { did } = await reached(handle, () => client.identityResolver.resolve(handle, { signal }));
    const url = await reached(handle, () => client.authorize(handle, { signal, state }));
    const { accountId, note } = request;
    await this.#pending.keep(state, {
      accountId,
      address: handle,
      note,
      redirectUri,
      documentUrl,
      service,
      did,
      theirs: theirs!,
    });
    return { ok: true as const, url: url.href, ownState: true };
  }

  async finish({ state, code, said }: FinishRequest): Promise<Finished> {
    const pending = await this.#pending.take(state);
    const { saved, revoke } = await this.#exchange(pending, new URLSearchParams({ ...said, code }));
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

  /** The library checks who answers: the state, the issuer, and that the issuer is the one that the account's own document names. */
  async #exchange({ theirs, redirectUri, ...pending }: Pending, answer: URLSearchParams) {
    let saved: NodeSavedSession | undefined;
    const client = await this.#client(
      { ...pending, redirectUri },
      {
        stateStore: {
          get: (key: string) => (key === theirs.key ? theirs.state : undefined),
          set: () => undefined,
          del: () => undefined,
        },
        sessionStore: {
          get: () => saved,
          set: (_: string, given: NodeSavedSession) => void (saved = given),
          del: () => void (saved = undefined),
        },
      },
    );
    try {
      const { session } = await client.callback(answer, { redirect_uri: redirectUri as never });
      return { saved: saved!, revoke: () => session.signOut().catch(() => undefined) };
    } catch (error) {
      throw new PermanentError(
        'exchange-failed',
        `Bluesky did not take the sign-in (${(error as Error).message}). Nothing was stored. Begin it again.`,
        { cause: error },
      );
    }
  }

  #client(
    { service, documentUrl, redirectUri }: Pick<Pending, 'service' | 'documentUrl' | 'redirectUri'>,
    stores: Pick<Parameters<typeof makeClient>[1], 'stateStore' | 'sessionStore'>,
  ) {
    const parts = { memory: this.memory(), service, plcUrl: this.plcUrl, documentUrl, redirectUri };
    // One sign-in, one process: nobody else has these stores.
    return makeClient(parts, { ...stores, requestLock: (_, work) => work() });
  }
}

const nothing = { get: () => undefined, set: () => undefined, del: () => undefined };

/** Bluesky sends browsers back by https, or to this machine by its number. */
const mustBeReachable = (redirectUri: string): void => {
  const { protocol, hostname } = new URL(redirectUri);
  if (protocol === 'https:' || ['127.0.0.1', '[::1]'].includes(hostname)) return;
  throw new PermanentError(
    'unavailable',
    'Bluesky sends people back to an address with https only, or to http://127.0.0.1 on this machine. Nothing was stored. Set FILO_PUBLIC_URL so, or use an app password.',
  );
};

const reached = async <Result>(handle: string, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw new PermanentError(
      'unavailable',
      `The sign-in page of @${handle} cannot be found (${(error as Error).message}). Nothing was stored. Check the handle, and try again.`,
      { cause: error },
    );
  }
};
