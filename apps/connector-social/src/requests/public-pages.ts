import { safeFetchWrap } from '@atproto-labs/fetch-node';
import { isLoopback } from '../service-address.js';

/** Far above what anybody reads of an answer: who reads one ends it. */
const bytesMax = 20_000_000;

/**
 * Requests to pages that anybody names: by http and https at their usual ports, to addresses that everybody reaches, looked at at the
 * moment of connecting. Follows nowhere: where an answer leads on, that is asked anew. Where the network itself is on this machine, such as in a
 * test, only this machine is asked.
 */
export const publicPages = (
  service: string,
  timeoutMs: number,
): ((url: URL, signal: AbortSignal) => Promise<Response>) => {
  const local = isLoopback(new URL(service).hostname);
  const safe = safeFetchWrap({
    ...{ ssrfProtection: !local, allowHttp: true, allowCustomPort: local, allowImplicitRedirect: true },
    ...{ responseMaxSize: bytesMax, timeout: timeoutMs, forbiddenDomainNames: [] },
  });
  return async (url, signal) => {
    if (local && !isLoopback(url.hostname)) throw new TypeError(`${url.host} is not on this machine`);
    const headers = { 'user-agent': 'Filo', accept: 'text/html,application/xhtml+xml,image/*' };
    return safe.call(undefined as never, new Request(url, { headers, redirect: 'manual', signal }));
  };
};
