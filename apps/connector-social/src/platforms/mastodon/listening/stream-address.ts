import type { LookupFunction } from 'node:net';
import { isUnicastIp, unicastLookup } from '../../../requests/public-addresses.js';

/**
 * Where a stream of an instance is, which it may have elsewhere (`told`): by an encrypted line alone, and nowhere inside, since a token goes there.
 * What its name leads to is looked at when connecting. Where the instance itself is, it may be.
 */
export const streamAt = (
  told: string | undefined,
  instance: string,
): { url: string; lookup?: LookupFunction } => {
  const url = new URL('/api/v1/streaming?stream=user', told ?? instance.replace(/^http/, 'ws'));
  const at = new URL(instance);
  if (url.protocol !== 'wss:' && !(url.protocol === 'ws:' && at.protocol === 'http:'))
    throw new Error('The instance names no stream that is encrypted.');
  if (url.hostname === at.hostname) return { url: url.href };
  if (isUnicastIp(url.hostname) === false)
    throw new Error('The instance names a stream where nobody else can reach it.');
  return { url: url.href, lookup: unicastLookup as LookupFunction };
};
