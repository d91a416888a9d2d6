import type { NodeSavedSession, NodeSavedState } from '@atproto/oauth-client-node';
import { PermanentError, type OwnMemory } from '@filo/connector';
import { workScope } from './client-document.js';
import { makeClient, nothing } from './make-client.js';

/** Where the network is, and where it sends browsers back to. */
interface At {
  service: string;
  documentUrl: string;
  redirectUri: string;
}

/** A sign-in that somebody was sent away for, to be kept until they come back. */
export interface Begun extends At {
  /** Whose page they were sent to. */
  did: string;
  /** What the library needs to know the answer again, under the state that it made. */
  theirs: { key: string; state: NodeSavedState };
}

const timeoutMs = 30_000;

/** Sends somebody to the sign-in page of an account at Bluesky, and hears who came back. */
export class Handshake {
  constructor(
    private readonly memory: () => OwnMemory,
    private readonly plcUrl: string,
  ) {}

  /** `who`: a handle or a DID. Throws `PermanentError` when there is no page to go to. */
  async begin(at: At, who: string, scope = workScope): Promise<Begun & { url: string }> {
    mustBeReachable(at.redirectUri);
    let theirs: Begun['theirs'] | undefined;
    const set = (key: string, state: NodeSavedState) => void (theirs = { key, state });
    const client = await this.#client(at, { stateStore: { ...nothing, set }, sessionStore: nothing });
    const signal = AbortSignal.timeout(timeoutMs);
    const { did } = await reached(who, () => client.identityResolver.resolve(who, { signal }));
    const url = await reached(who, () => client.authorize(who, { signal, scope }));
    return { ...at, did, theirs: theirs!, url: url.href };
  }

  /**
   * The library checks who answers: the state, the issuer, and that the issuer is the one that the account's own document
   * names. Throws `PermanentError`; nothing stays open then.
   */
  async end({ theirs, ...at }: Begun, answer: Record<string, string>) {
    let saved: NodeSavedSession | undefined;
    const client = await this.#client(at, {
      stateStore: { ...nothing, get: (key: string) => (key === theirs.key ? theirs.state : undefined) },
      sessionStore: {
        get: () => saved,
        set: (_: string, given: NodeSavedSession) => void (saved = given),
        del: () => void (saved = undefined),
      },
    });
    try {
      const back = { redirect_uri: at.redirectUri as never };
      const { session } = await client.callback(new URLSearchParams(answer), back);
      return { saved: saved!, revoke: () => session.signOut().catch(() => undefined) };
    } catch (error) {
      throw new PermanentError(
        'exchange-failed',
        `Bluesky did not take the sign-in (${(error as Error).message}). Nothing was stored. Begin it again.`,
        { cause: error },
      );
    }
  }

  #client(at: At, stores: Pick<Parameters<typeof makeClient>[1], 'stateStore' | 'sessionStore'>) {
    const { service, documentUrl, redirectUri } = at;
    const parts = { memory: this.memory(), service, plcUrl: this.plcUrl, documentUrl, redirectUri };
    // One sign-in, one process: nobody else has these stores.
    return makeClient(parts, { ...stores, requestLock: (_, work) => work() });
  }
}

/** Bluesky sends browsers back by https, or to this machine by its number. */
const mustBeReachable = (redirectUri: string): void => {
  const { protocol, hostname } = new URL(redirectUri);
  if (protocol === 'https:' || ['127.0.0.1', '[::1]'].includes(hostname)) return;
  throw new PermanentError(
    'unavailable',
    'Bluesky sends people back to an address with https only, or to http://127.0.0.1 on this machine. Nothing was stored. Set FILO_PUBLIC_URL so, or use an app password.',
  );
};

const reached = async <Result>(who: string, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw new PermanentError(
      'unavailable',
      `The sign-in page of ${who} cannot be found (${(error as Error).message}). Nothing was stored. Check the handle, and try again.`,
      { cause: error },
    );
  }
};
