import { safeFetchWrap } from '@atproto-labs/fetch-node';
import { isLoopback } from '../service-address.js';

interface Limits {
  bytesMax?: number;
  timeoutMs?: number;
}

/**
 * Requests to wherever handles and documents of others lead: by https to addresses that everybody reaches, follows nowhere, and reads
 * no more than it must. Where the network itself was set to this machine, such as in a test, it may stay on it.
 */
export const safeRequests = (
  service: string,
  { bytesMax = 20_000_000, timeoutMs = 30_000 }: Limits = {},
): typeof fetch => {
  const local = isLoopback(new URL(service).hostname);
  const safe = safeFetchWrap({
    ssrfProtection: !local,
    allowCustomPort: true,
    allowImplicitRedirect: true,
    responseMaxSize: bytesMax,
    timeout: timeoutMs,
  });
  return async (input, init) => {
    const request = new Request(input as Request, { ...init, redirect: 'error' });
    if (local && !isLoopback(new URL(request.url).hostname))
      throw new TypeError(`${request.url} is not on this machine`);
    return safe.call(undefined as never, request);
  };
};
