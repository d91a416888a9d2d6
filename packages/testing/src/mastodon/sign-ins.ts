import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from './actor.js';
import { Refusal } from './refusal.js';
import type { Tokens } from './tokens.js';

interface App {
  clientId: string;
  clientSecret: string;
  name: string;
  redirectUris: string[];
  scopes: string[];
}
interface Code {
  app: App;
  actor: Actor;
  redirectUri: string;
  scopes: string[];
  challenge: string | null;
  until: number;
}
type Body = Readonly<Record<string, unknown>>;

const codeLifeMs = 600_000;

/** Programs that register themselves, and owners who let them in on a page: codes work once, and tokens can be given back. */
export class SignIns {
  readonly apps = new Map<string, App>();
  /** Tokens that were given for codes, and for which scopes. */
  readonly given: { token: string; scopes: readonly string[] }[] = [];
  /** As it was before Mastodon 4.3: without a description, without bound codes, without the scope `profile`. */
  isOld = false;
  readonly #codes = new Map<string, Code>();

  constructor(private readonly tokens: Tokens) {}

  register({ client_name: name, redirect_uris: uris, scopes = 'read' }: Body) {
    const wanted = String(scopes).split(' ');
    if (this.isOld && (Array.isArray(uris) || wanted.includes('profile')))
      throw new Refusal(422, "Validation failed: Scopes doesn't match configured on the server.");
    const redirectUris = Array.isArray(uris) ? uris.map(String) : String(uris).split(/\s+/);
    const [clientId, clientSecret] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
    this.apps.set(clientId, { clientId, clientSecret, name: String(name), redirectUris, scopes: wanted });
    return {
      ...{ id: String(this.apps.size), name, website: null, scopes: wanted, vapidKey: 'none' },
      ...{ clientId, clientSecret, redirectUri: redirectUris.join('\n'), redirectUris },
    };
  }

  /** The instance forgets programs that nobody uses. */
  forgetApps(): void {
    this.apps.clear();
  }

  /** What the owner of an account decides on the page of this address; answers where the browser goes then. Without an account: denied. */
  decide(pageUrl: string, actor: Actor | undefined): string {
    const { app, redirectUri, state, ...asked } = this.#asked(new URL(pageUrl).searchParams);
    const back = new URL(redirectUri);
    const code = randomBytes(16).toString('hex');
    const until = Date.now() + codeLifeMs;
    if (actor !== undefined) this.#codes.set(code, { app, actor, redirectUri, until, ...asked });
    const said = actor ? { code } : { error: 'access_denied', error_description: 'The owner denied it.' };
    for (const [name, value] of Object.entries({ ...said, state })) back.searchParams.set(name, value);
    return back.href;
  }

  expireCodes(): void {
    for (const code of this.#codes.values()) code.until = 0;
  }

  /** A code works once, for whoever asked for it. */
  exchange(body: Body) {
    const app = this.#client(body);
    const held = this.#codes.get(String(body.code));
    this.#codes.delete(String(body.code));
    const proof = createHash('sha256').update(String(body.code_verifier)).digest('base64url');
    const fits =
      held !== undefined &&
      held.app === app &&
      held.redirectUri === body.redirect_uri &&
      held.until > Date.now() &&
      (held.challenge === null || held.challenge === proof);
    if (!fits) throw new Refusal(400, 'invalid_grant');
    const token = this.tokens.give(held.actor, held.scopes, app.name);
    this.given.push({ token, scopes: held.scopes });
    return {
      accessToken: token,
      tokenType: 'Bearer',
      scope: held.scopes.join(' '),
      createdAt: 1_700_000_000,
    };
  }

  giveBack(body: Body): object {
    this.#client(body);
    this.tokens.end(String(body.token));
    return {};
  }

  #client({ client_id: id, client_secret: secret }: Body): App {
    const app = this.apps.get(String(id));
    if (app?.clientSecret !== secret || app === undefined) throw new Refusal(401, 'invalid_client');
    return app;
  }

  #asked(query: URLSearchParams) {
    const app = this.apps.get(query.get('client_id') ?? '');
    if (app === undefined) throw new Refusal(401, 'Client authentication failed due to unknown client');
    const redirectUri = query.get('redirect_uri') ?? '';
    if (!app.redirectUris.includes(redirectUri)) throw new Refusal(400, 'The redirect uri is not valid');
    const scopes = (query.get('scope') ?? 'read').split(' ');
    if (query.get('response_type') !== 'code' || !scopes.every((one) => app.scopes.includes(one)))
      throw new Refusal(400, 'The requested scope is invalid');
    const challenge = this.isOld ? null : query.get('code_challenge');
    if (challenge !== null && query.get('code_challenge_method') !== 'S256')
      throw new Refusal(400, 'The code challenge method must be S256');
    return { app, redirectUri, scopes, challenge, state: query.get('state') ?? '' };
  }
}
