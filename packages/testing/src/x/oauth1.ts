import { createHmac } from 'node:crypto';
import type { XWorld, XUser } from './x-world.js';
import { unauthorized } from './x-refusal.js';

/** What the caller signs, whichever address the request went to. */
const signedOrigin = 'https://api.x.com';
const skewMs = 5 * 60_000;

/** Whose keys signed this request (RFC 5849). A wrong, revoked or old signature, or one that was used before, is refused. */
export class SignedBy {
  readonly #nonces = new Set<string>();

  constructor(private readonly world: XWorld) {}

  who(method: string, url: URL, header: string | undefined, origin = signedOrigin): XUser {
    const oauth = parametersOf(header);
    const token = this.world.tokens.get(oauth.get('oauth_token') ?? '');
    if (!token || token.revoked || oauth.get('oauth_consumer_key') !== this.world.app.key)
      throw unauthorized();
    const nonce = `${oauth.get('oauth_timestamp')} ${oauth.get('oauth_nonce')}`;
    const ageMs = Math.abs(Date.now() - Number(oauth.get('oauth_timestamp')) * 1_000);
    if (this.#nonces.has(nonce) || !(ageMs < skewMs)) throw unauthorized();
    this.#nonces.add(nonce);
    const key = [this.world.app.secret, token.secret].map(encoded).join('&');
    const signature = createHmac('sha1', key)
      .update(baseOf(method, `${origin}${url.pathname}`, [...oauth, ...url.searchParams]))
      .digest('base64');
    if (signature !== oauth.get('oauth_signature')) throw unauthorized();
    return this.world.users.get(token.userId)!;
  }
}

const parametersOf = (header = ''): Map<string, string> =>
  new Map(
    Array.from(header.replace(/^OAuth /, '').matchAll(/([a-z_]+)="([^"]*)"/g), ([, name, value]) => [
      name!,
      decodeURIComponent(value!),
    ]),
  );

const baseOf = (method: string, address: string, named: readonly [string, string][]): string => {
  const all = named.filter(([name]) => name !== 'oauth_signature');
  const parameters = all
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join('&');
  return [method, address, parameters].map(encoded).join('&');
};

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!*'()]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
