import { createHash, randomBytes } from 'node:crypto';
import { forbidden, invalid, unauthorized } from './x-refusal.js';
import type { XAsked } from './x-requests.js';
import type { XUser } from './x-world.js';

interface Code {
  user: XUser;
  redirectUri: string;
  scopes: string[];
  challenge: string;
  until: number;
}
interface Given {
  token: string;
  user: XUser;
  scopes: string[];
  ended: boolean;
}

/** As short as at X. */
const codeLifeMs = 30_000;

/** People who sign in with our app (OAuth 2): a code works once and only for whoever asked for it, a token can be given back. */
export class XSignIns {
  readonly app = { clientId: 'client-id', clientSecret: 'client-secret' };
  /** Where the app said at X that browsers come back to. */
  readonly redirectUris: string[] = [];
  readonly given: Given[] = [];
  /** Whether the app has a secret, which has to come with every request then. */
  isConfidential = true;
  readonly requests: Readonly<Record<string, (asked: XAsked) => object>> = {
    'POST 2/oauth2/token': (asked) => this.exchange(asked),
    'POST 2/oauth2/revoke': (asked) => this.giveBack(asked),
  };
  readonly #codes = new Map<string, Code>();

  /** What somebody decides on the page of this address; answers where the browser goes then. Without a user: denied. */
  decide(pageUrl: string, user: XUser | undefined): string {
    const { state, ...asked } = this.#asked(new URL(pageUrl).searchParams);
    const back = new URL(asked.redirectUri);
    const code = randomBytes(16).toString('hex');
    if (user !== undefined) this.#codes.set(code, { ...asked, user, until: Date.now() + codeLifeMs });
    for (const [name, value] of Object.entries({ ...(user ? { code } : { error: 'access_denied' }), state }))
      back.searchParams.set(name, value);
    return back.href;
  }

  expireCodes(): void {
    for (const code of this.#codes.values()) code.until = 0;
  }

  private exchange({ body, authorization }: XAsked): object {
    this.#mustBeApp(body, authorization);
    const held = this.#codes.get(String(body.code));
    this.#codes.delete(String(body.code));
    const proof = createHash('sha256').update(String(body.code_verifier)).digest('base64url');
    const fits =
      held?.redirectUri === body.redirect_uri && held?.challenge === proof && held.until > Date.now();
    if (held === undefined || !fits) throw invalid('Value passed for the authorization code was invalid.');
    const token = randomBytes(16).toString('hex');
    this.given.push({ token, user: held.user, scopes: held.scopes, ended: false });
    return { token_type: 'bearer', expires_in: 7_200, access_token: token, scope: held.scopes.join(' ') };
  }

  private giveBack({ body, authorization }: XAsked): object {
    this.#mustBeApp(body, authorization);
    for (const one of this.given) if (one.token === body.token) one.ended = true;
    return { revoked: true };
  }

  /** Who is asked for by a token, which reads who they are and nothing else here. */
  who(name: string, authorization: string): XUser {
    const held = this.given.find(({ token, ended }) => !ended && authorization === `Bearer ${token}`);
    if (held === undefined) throw unauthorized();
    const may = ['users.read', 'tweet.read'].every((scope) => held.scopes.includes(scope));
    if (name !== 'GET users/me' || !may) throw forbidden('You are not permitted to perform this action.');
    return held.user;
  }

  #mustBeApp(body: XAsked['body'], authorization: string | undefined): void {
    const { clientId, clientSecret } = this.app;
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    if (this.isConfidential ? authorization !== basic : body.client_id !== clientId) throw unauthorized();
  }

  #asked(query: URLSearchParams) {
    const redirectUri = query.get('redirect_uri') ?? '';
    const isApp = query.get('client_id') === this.app.clientId && query.get('response_type') === 'code';
    if (!isApp || !this.redirectUris.includes(redirectUri))
      throw invalid('Something went wrong with this app');
    const challenge = query.get('code_challenge') ?? '';
    if (challenge === '' || query.get('code_challenge_method') !== 'S256') throw invalid('code_challenge');
    const scopes = (query.get('scope') ?? '').split(' ');
    return { redirectUri, challenge, scopes, state: query.get('state') ?? '' };
  }
}
