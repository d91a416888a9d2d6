import {
  TokenInvalidError,
  TokenRefreshError,
  TokenRevokedError,
  type NodeOAuthClient,
  type OAuthSession,
} from '@atproto/oauth-client-node';
import { PermanentError, TemporaryError, type OwnMemory } from '@filo/connector';
import { RateBudget } from '../../../limits/rate-budget.js';
import type { OAuthLogin } from '../bluesky-login.js';
import { ofTheNetwork, type NetworkSession } from '../session/network-session.js';
import { makeClient, nothing } from './make-client.js';
import { sessionIn } from './kept-session.js';
import { SessionBook } from './session-book.js';
import { timeLimit } from '../../../requests/time-limit.js';

const requestTimeoutMs = 30_000;

interface Parts {
  login: OAuthLogin;
  memory: () => OwnMemory;
  plcUrl: string;
}

/** Carries requests of an account that signed in at Bluesky, with a session that is renewed in time or when it is refused. */
export class OAuthNetworkSession implements NetworkSession {
  readonly budget = new RateBudget();
  readonly #book: SessionBook;
  #client: Promise<NodeOAuthClient> | undefined;

  constructor(private readonly parts: Parts) {
    const { accountId, grantedAt, secrets } = parts.login;
    const first = sessionIn(secrets);
    if (first === undefined) throw signInAgain(undefined);
    this.#book = new SessionBook(parts.memory, { accountId, grantedAt, first });
  }

  async did(): Promise<string> {
    return (await this.#open()).did;
  }

  readonly fetchHandler = async (path: string, init: RequestInit): Promise<Response> => {
    const first = await this.#ask(path, init);
    if (!isTokenRefused(first.response)) return ofTheNetwork(first.response);
    await first.response.body?.cancel();
    const { did } = this.parts.login;
    await this.#told(() =>
      this.#book.renew(first.token, async () => (await this.#client!).restore(did, true)),
    );
    const { response } = await this.#ask(path, init);
    if (!isTokenRefused(response)) return ofTheNetwork(response);
    await response.body?.cancel();
    throw notTaken();
  };

  async signOut(): Promise<void> {
    this.#book.close();
    const session = await (await this.#client)?.restore(this.parts.login.did, false);
    await session?.signOut();
  }

  async #ask(path: string, init: RequestInit): Promise<{ response: Response; token: string }> {
    const session = await this.#open();
    const token = this.#book.token ?? '';
    const signal = timeLimit(requestTimeoutMs, ...(init.signal ? [init.signal] : []));
    const response = await this.#told(() => session.fetchHandler(path, { ...init, signal }));
    // Writing has a budget of its own.
    if ((init.method ?? 'GET').toUpperCase() === 'GET') this.budget.note(response.headers, 'ratelimit');
    return { response, token };
  }

  #open(): Promise<OAuthSession> {
    this.#client ??= this.#makeClient();
    // What could not be made is made anew next time.
    this.#client.catch(() => (this.#client = undefined));
    return this.#told(async () => (await this.#client!).restore(this.parts.login.did, 'auto'));
  }

  #makeClient(): Promise<NodeOAuthClient> {
    const { login, memory, plcUrl } = this.parts;
    const { service, documentUrl, redirectUri } = login;
    const client = { memory: memory(), service, plcUrl, documentUrl, redirectUri, seen: refusedToUs };
    return makeClient(client, {
      stateStore: nothing,
      sessionStore: this.#book.store,
      requestLock: this.#book.lock,
    });
  }

  async #told<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      const isOver = [TokenRefreshError, TokenRevokedError, TokenInvalidError].some(
        (kind) => error instanceof kind,
      );
      if (isOver) throw signInAgain(this.#book.endedAt, error);
      throw error;
    }
  }
}

const refusedMark = 'filo-token-refused';

const isTokenRefused = ({ headers }: Response): boolean => headers.has(refusedMark);

/**
 * A token that the network does not take is renewed by us, once for all requests that meet it; the library would renew it for each of
 * them, which is why it does not get to see the refusal.
 */
const refusedToUs = (response: Response): Response => {
  const said = response.headers.get('www-authenticate') ?? '';
  if (response.status !== 401 || !said.includes('error="invalid_token"')) return response;
  const headers = new Headers(response.headers);
  headers.delete('www-authenticate');
  headers.set(refusedMark, 'true');
  return new Response(response.body, { status: response.status, headers });
};

/** Only a human can open the account to us again. */
const signInAgain = (since: string | undefined, cause?: unknown): PermanentError =>
  new PermanentError(
    'sign-in-again',
    `Bluesky lets us into this account no more${since ? ` since ${since.slice(0, 16).replace('T', ' ')} UTC` : ''}: the sign-in was taken back, or it has run out. Nothing is lost: what people write waits at Bluesky, and answers wait here. Sign in again on the page of the account.`,
    { cause, ofAccount: true, with: { network: 'Bluesky' } },
  );

const notTaken = () =>
  new TemporaryError(
    'Bluesky does not take the sign-in of this account right now. Nothing is lost; it is tried again.',
    { why: { code: 'sign-in-not-taken', with: { network: 'Bluesky' } } },
  );
