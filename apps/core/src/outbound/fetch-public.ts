import type { IncomingMessage } from 'node:http';
import { lookup as lookUp } from 'node:dns';
import { get, type AgentOptions } from 'node:https';
import { RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { PublicAddresses } from './public-address.js';

const redirectsMax = 3;
const timeoutMs = 10_000;

export interface PublicFetchOptions extends Pick<AgentOptions, 'ca' | 'lookup'> {
  /** Addresses or networks to be asked though they are not public. */
  allow?: readonly string[];
}

/** What was named cannot or may not be had; nothing was stored. */
export class FetchRefused extends Error {
  override name = 'FetchRefused';
}

/**
 * The one way by which core fetches what strangers name. By https alone, without cookies or credentials, in ten seconds for
 * all of it. Addresses of this machine, of private networks and of the net's own housekeeping are refused at the moment of
 * connecting, on every redirect: the address that was looked at is the one connected to, whatever a name resolves to next.
 */
export class FetchPublic {
  readonly #agent: RequestFilteringHttpsAgent;
  readonly #addresses: PublicAddresses;

  constructor({ allow = [], ...tls }: PublicFetchOptions = {}) {
    this.#addresses = new PublicAddresses(allow);
    this.#agent = new RequestFilteringHttpsAgent({
      ...tls,
      lookup: this.#addresses.lookup(tls.lookup ?? lookUp),
      keepAlive: false,
      allowIPAddressList: [...allow],
    });
  }

  /** The bytes at `url`, at most so many; rejects with `FetchRefused`. */
  async run(url: string, bytesMax: number): Promise<Buffer> {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      return await this.#follow(url, { bytesMax, signal });
    } catch (cause) {
      if (cause instanceof FetchRefused) throw cause;
      throw new FetchRefused(`It could not be fetched: ${(cause as Error).message}`, { cause });
    }
  }

  async #follow(
    from: string,
    { bytesMax, signal }: { bytesMax: number; signal: AbortSignal },
  ): Promise<Buffer> {
    let url = httpsUrl(from);
    for (let redirects = 0; redirects <= redirectsMax; redirects++) {
      const answer = await this.#ask(url, signal);
      const { statusCode = 0, headers } = answer;
      if (statusCode === 200) return readBody(answer, bytesMax);
      answer.destroy();
      if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined)
        throw new FetchRefused(`The other side answered ${statusCode}`);
      url = httpsUrl(headers.location, url);
    }
    throw new FetchRefused(`It leads on more than ${redirectsMax} times`);
  }

  #ask(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
    this.#addresses.demand(url);
    return new Promise((resolve, reject) => {
      const asked = get(url, { agent: this.#agent, signal, headers: { 'user-agent': 'Filo' } }, resolve);
      asked.on('error', reject);
      // Also after an answer that would go on in another protocol, which ends without an error.
      asked.on('close', () => reject(new Error('It was closed without an answer')));
    });
  }
}

const httpsUrl = (text: string, base?: URL): URL => {
  const url = URL.canParse(text, base?.href) ? new URL(text, base) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '')
    throw new FetchRefused('It is no plain https address');
  return url;
};

const readBody = async (answer: IncomingMessage, bytesMax: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw new FetchRefused(`It is larger than ${bytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
