import { createHmac, randomBytes } from 'node:crypto';
import type { XKeys } from '../x-login.js';

/**
 * How our app asks for something of X's in the name of an account, where its library cannot ask (OAuth 1.0a, RFC 5849): a GET without a body. What is
 * signed names the address, and is good there alone.
 */
export const signedHeader = (
  address: string,
  { appKey, appSecret, accessToken, accessSecret }: XKeys,
  { nonce = randomBytes(16).toString('hex'), now = Date.now() } = {},
): string => {
  const { origin, pathname, searchParams } = new URL(address);
  const ours: [string, string][] = [
    ['oauth_consumer_key', appKey],
    ['oauth_nonce', nonce],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', String(Math.floor(now / 1_000))],
    ['oauth_token', accessToken],
    ['oauth_version', '1.0'],
  ];
  const named = [...ours, ...searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  const base = ['GET', `${origin}${pathname}`, named.toSorted(byBytes).join('&')].map(encoded).join('&');
  const key = [appSecret, accessSecret].map(encoded).join('&');
  const signature = createHmac('sha1', key).update(base).digest('base64');
  const all = [...ours, ['oauth_signature', signature] as const];
  return `OAuth ${all.map(([name, value]) => `${name}="${encoded(value)}"`).join(', ')}`;
};

const byBytes = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** More than a browser encodes (RFC 3986). */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!*'()]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
