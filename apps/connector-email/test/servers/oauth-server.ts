import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Grant {
  email: string;
  ended: boolean;
}
interface Code {
  grant: Grant;
  challenge: string;
  redirectUri: string;
  nonce: string;
}
interface Answer {
  status: number;
  body: object;
}

const clientId = 'filo-test';
const clientSecret = 'hush-client-secret';
const refusal = (error: string, status = 400): Answer => ({ status, body: { error } });

/**
 * A provider of the test's own: its consent page says yes at once. Codes work once and with their PKCE verifier alone;
 * refresh tokens rotate, and one that comes twice ends the permission, as RFC 9700 wants it.
 */
export class OAuthServer {
  /** Seconds that an access token lives. */
  lifeSeconds = 3_600;
  /** Who signs in at the consent page; else who was hinted at. */
  signsIn: string | undefined;
  /** Answers the token endpoint with this status instead. */
  failing: number | undefined;
  givesRefreshTokens = true;
  /** Seconds until somebody must sign in again, as some providers set and tell. */
  refreshLifeSeconds: number | undefined;
  givesIdTokens = true;
  /** Whether mail servers that ask hear that its tokens are good. */
  vouches = true;
  readonly refreshes: string[] = [];
  tokenRequests = 0;
  /** Everything that must never be readable elsewhere. */
  readonly secrets: string[] = [clientSecret];
  private readonly codes = new Map<string, Code>();
  private readonly refreshTokens = new Map<string, { grant: Grant; used: boolean }>();
  private readonly accessTokens = new Map<string, { grant: Grant; expiresAt: number }>();
  private readonly grants: Grant[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<OAuthServer> {
    const server = createServer((request, response) => {
      void readForm(request).then((form) => {
        const url = new URL(request.url ?? '/', 'http://localhost');
        if (url.pathname === '/authorize') {
          response.writeHead(302, { location: oauth.consent(url.searchParams) }).end();
          return;
        }
        const { status, body } = oauth.answer(url.pathname, form, request.headers.authorization ?? '');
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
    const oauth = new OAuthServer(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return oauth;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get environment(): Record<string, string> {
    return {
      FILO_OAUTH_CUSTOM_CLIENT_ID: clientId,
      FILO_OAUTH_CUSTOM_CLIENT_SECRET: clientSecret,
      FILO_OAUTH_CUSTOM_LABEL: 'Example',
      FILO_OAUTH_CUSTOM_AUTHORIZE_URL: `${this.url}/authorize`,
      FILO_OAUTH_CUSTOM_TOKEN_URL: `${this.url}/token`,
      FILO_OAUTH_CUSTOM_USERINFO_URL: `${this.url}/userinfo`,
    };
  }

  /** The mailbox's owner takes every permission back. */
  revoke(): void {
    for (const grant of this.grants) grant.ended = true;
  }

  ownerOf(accessToken: string): string | undefined {
    const token = this.accessTokens.get(accessToken);
    return token && !token.grant.ended && token.expiresAt > Date.now() ? token.grant.email : undefined;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private consent(query: URLSearchParams): string {
    const get = (name: string) => query.get(name) ?? '';
    if (
      get('client_id') !== clientId ||
      get('response_type') !== 'code' ||
      get('code_challenge_method') !== 'S256'
    ) {
      throw new Error('not a consent that this server knows');
    }
    const grant = { email: this.signsIn ?? get('login_hint'), ended: false };
    this.grants.push(grant);
    const code = this.mint();
    const [challenge, redirectUri, nonce] = [get('code_challenge'), get('redirect_uri'), get('nonce')];
    this.codes.set(code, { grant, challenge, redirectUri, nonce });
    return `${redirectUri}?${new URLSearchParams({ code, state: get('state'), scope: 'openid' })}`;
  }

  private answer(path: string, form: URLSearchParams, authorization: string): Answer {
    if (path === '/introspect') {
      const email = this.vouches ? this.ownerOf(form.get('token') ?? '') : undefined;
      return { status: 200, body: email === undefined ? { active: false } : { active: true, email } };
    }
    if (path === '/userinfo') {
      const email = this.ownerOf(authorization.replace(/^Bearer /, ''));
      return email === undefined
        ? refusal('invalid_token', 401)
        : { status: 200, body: { email, email_verified: true } };
    }
    if (path !== '/token') return refusal('not_found', 404);
    this.tokenRequests += 1;
    if (this.failing !== undefined) return refusal('server_error', this.failing);
    if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret) {
      return refusal('invalid_client', 401);
    }
    return form.get('grant_type') === 'refresh_token' ? this.refresh(form) : this.exchange(form);
  }

  private exchange(form: URLSearchParams): Answer {
    const code = this.codes.get(form.get('code') ?? '');
    this.codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (code?.challenge !== challenge || code.redirectUri !== form.get('redirect_uri'))
      return refusal('invalid_grant');
    return this.give(code.grant, code.nonce);
  }

  private refresh(form: URLSearchParams): Answer {
    const held = this.refreshTokens.get(form.get('refresh_token') ?? '');
    if (held === undefined) return refusal('invalid_grant');
    if (held.used) held.grant.ended = true;
    held.used = true;
    if (held.grant.ended) return refusal('invalid_grant');
    this.refreshes.push(held.grant.email);
    return this.give(held.grant);
  }

  private give(grant: Grant, nonce?: string): Answer {
    const accessToken = this.mint();
    const refreshToken = this.mint();
    this.accessTokens.set(accessToken, { grant, expiresAt: Date.now() + this.lifeSeconds * 1000 });
    this.refreshTokens.set(refreshToken, { grant, used: false });
    const exp = Math.floor(Date.now() / 1000) + 300;
    const claims = { aud: clientId, nonce, exp, email: grant.email, email_verified: true };
    const idToken = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;
    const body = {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: this.lifeSeconds,
      ...(this.givesRefreshTokens ? { refresh_token: refreshToken } : {}),
      ...(this.refreshLifeSeconds && { refresh_token_expires_in: this.refreshLifeSeconds }),
      ...(this.givesIdTokens && nonce !== undefined ? { id_token: idToken } : {}),
    };
    return { status: 200, body };
  }

  private mint(): string {
    const secret = randomBytes(24).toString('base64url');
    this.secrets.push(secret);
    return secret;
  }
}

const readForm = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
};
