import {
  oauthAuthorizationRequestParametersSchema,
  oauthTokenRequestSchema,
  type OAuthAuthorizationRequestParameters,
} from '@atproto/oauth-types';
import { createHash, randomUUID } from 'node:crypto';
import type { Actor } from '../actor.js';
import { KnownClients } from './known-clients.js';
import { OAuthRefusal } from './oauth-refusal.js';

type Form = Readonly<Record<string, string>>;
interface Pushed {
  parameters: OAuthAuthorizationRequestParameters;
  jkt: string;
}
interface Given {
  did: string;
  clientId: string;
  scope: string;
  jkt: string;
}
/** What one consent opened: tokens follow each other, and an old one that comes again ends it. */
interface Grant extends Given {
  access: string;
  refresh: string;
  ended: boolean;
}

/** Gives tokens as the network's own authorization server does: pushed requests, PKCE, keys bound to tokens, a refresh that works once. */
export class AuthorizationServer {
  readonly clients = new KnownClients();
  issuer = '';
  lifeSeconds = 3_600;
  /** Answers to refreshes, also those that were refused. */
  refreshes = 0;
  readonly #pushed = new Map<string, Pushed>();
  readonly #codes = new Map<string, Pushed & { did: string }>();
  readonly grants: Grant[] = [];
  readonly #spent = new Map<string, Grant>();
  readonly #expired = new Set<string>();

  async push(form: Form, jkt: string) {
    const parameters = oauthAuthorizationRequestParametersSchema.parse(form);
    const client = await this.#client(form);
    const { redirect_uri: back = '', scope = '', code_challenge_method: method } = parameters;
    if (!client.redirectUris.includes(back)) throw invalidRequest('redirect_uri');
    if (method !== 'S256' || !parameters.code_challenge) throw invalidRequest('code_challenge');
    if (!scope.split(' ').every((one) => client.scope.split(' ').includes(one)) || !scope.includes('atproto'))
      throw new OAuthRefusal(400, 'invalid_scope', 'Not a scope of this client');
    const requestUri = `urn:ietf:params:oauth:request_uri:${randomUUID()}`;
    this.#pushed.set(requestUri, { parameters, jkt });
    return { request_uri: requestUri, expires_in: 300 };
  }

  /** What the owner of an account decides on the page; resolves with where the browser goes then. Without an account: denied. */
  decide(requestUri: string, actor: Actor | undefined): string {
    const pushed = this.#pushed.get(requestUri);
    if (pushed === undefined) throw invalidRequest('request_uri');
    this.#pushed.delete(requestUri);
    const back = new URL(pushed.parameters.redirect_uri ?? '');
    const code = `cod-${randomUUID()}`;
    if (actor !== undefined) this.#codes.set(code, { ...pushed, did: actor.did });
    const said = actor ? { code } : { error: 'access_denied' };
    for (const [name, value] of Object.entries({
      iss: this.issuer,
      state: pushed.parameters.state ?? '',
      ...said,
    }))
      back.searchParams.set(name, value);
    return back.href;
  }

  /** Who is expected to sign in, where the client said it. */
  hintOf(requestUri: string): string | undefined {
    return this.#pushed.get(requestUri)?.parameters.login_hint;
  }

  async token(form: Form, jkt: string) {
    const request = oauthTokenRequestSchema.parse(form);
    await this.#client(form);
    if (request.grant_type === 'authorization_code') {
      const { code, code_verifier: verifier = '', redirect_uri: back } = request;
      return this.#open(this.#codeOf(code, { verifier, back, jkt, clientId: form['client_id'] ?? '' }));
    }
    if (request.grant_type !== 'refresh_token') throw new OAuthRefusal(400, 'unsupported_grant_type', 'No');
    return this.#refresh(request.refresh_token, jkt);
  }

  /** Ends a grant by any of its tokens (RFC 7009); one that nobody knows is as good as ended. */
  revokeToken(token: string): void {
    const grant = this.grants.find(({ access, refresh }) => [access, refresh].includes(token));
    if (grant) grant.ended = true;
  }

  /** The owner took back what they allowed. */
  revoke({ did }: Actor): void {
    for (const grant of this.grants) if (grant.did === did) grant.ended = true;
  }

  expireAccess(): void {
    for (const { access } of this.grants) this.#expired.add(access);
  }

  /** Whose token this is, bound to this key; undefined when it opens nothing. */
  who(token: string, jkt: string): string | undefined {
    const grant = this.grants.find((one) => one.access === token && !one.ended && one.jkt === jkt);
    return this.#expired.has(token) || !grant?.scope.includes('transition:generic') ? undefined : grant.did;
  }

  async #client(form: Form) {
    const id = form['client_id'] ?? '';
    const client = await this.clients.find(id);
    this.clients.check(client, id, this.issuer, form['client_assertion']);
    return client;
  }

  #codeOf(
    code: string,
    by: { verifier: string; back: string | undefined; jkt: string; clientId: string },
  ): Given {
    const held = this.#codes.get(code);
    this.#codes.delete(code);
    const challenge = createHash('sha256').update(by.verifier).digest('base64url');
    const { parameters } = held ?? {};
    const fits =
      held?.jkt === by.jkt &&
      parameters?.code_challenge === challenge &&
      parameters.redirect_uri === by.back &&
      parameters.client_id === by.clientId;
    if (held === undefined || !fits) throw invalidGrant('This code is over, or of somebody else');
    return { did: held.did, jkt: by.jkt, clientId: by.clientId, scope: parameters?.scope ?? '' };
  }

  #refresh(token: string, jkt: string) {
    this.refreshes += 1;
    const spent = this.#spent.get(token);
    if (spent !== undefined) {
      spent.ended = true;
      throw invalidGrant('Refresh token replayed');
    }
    const grant = this.grants.find(({ refresh, ended }) => refresh === token && !ended);
    if (grant?.jkt !== jkt) throw invalidGrant('Invalid refresh token');
    this.#spent.set(token, grant);
    return this.#renew(grant);
  }

  #open(given: Given) {
    const grant: Grant = { ...given, access: '', refresh: '', ended: false };
    this.grants.push(grant);
    return this.#renew(grant);
  }

  #renew(grant: Grant) {
    Object.assign(grant, { access: `tok-${randomUUID()}`, refresh: `ref-${randomUUID()}` });
    return {
      access_token: grant.access,
      refresh_token: grant.refresh,
      token_type: 'DPoP',
      expires_in: this.lifeSeconds,
      scope: grant.scope,
      sub: grant.did,
    };
  }
}

const invalidRequest = (what: string) => new OAuthRefusal(400, 'invalid_request', `Invalid ${what}`);
const invalidGrant = (why: string) => new OAuthRefusal(400, 'invalid_grant', why);
