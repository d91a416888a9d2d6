import { lookup as lookUp } from 'node:dns';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps, type AgentOptions } from 'node:https';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { PublicAddresses } from './public-address.js';

const timeoutMs = 15_000;
const answerBytesMax = 1_024;

export interface PublicPostOptions extends Pick<AgentOptions, 'ca' | 'lookup'> {
  /** Addresses or networks to be written to though they are not public; those named here by their address may be written to by http. */
  allow?: readonly string[];
  timeoutMs?: number;
}

export interface Posted {
  /** Undefined: there was no answer. */
  status?: number;
  answer?: string;
  retryAfter?: string | undefined;
  durationMs: number;
  problem?: 'refused' | 'timeout' | 'no-connection';
}

/**
 * The one way by which core writes to where others say: the same refusal of addresses that are not public, at the moment of connecting, as
 * `FetchPublic`. It follows no redirect, and reads of an answer its first kilobyte. Fifteen seconds for all of it.
 */
export class PostPublic {
  readonly #allow: readonly string[];
  readonly #timeoutMs: number;
  readonly #addresses: PublicAddresses;
  readonly #agents: { http: RequestFilteringHttpAgent; https: RequestFilteringHttpsAgent };

  constructor({ allow = [], timeoutMs: within = timeoutMs, ...tls }: PublicPostOptions = {}) {
    this.#allow = allow;
    this.#timeoutMs = within;
    this.#addresses = new PublicAddresses(allow);
    const lookup = this.#addresses.lookup(tls.lookup ?? lookUp);
    const filter = { keepAlive: false, allowIPAddressList: [...allow], lookup };
    this.#agents = {
      http: new RequestFilteringHttpAgent(filter),
      https: new RequestFilteringHttpsAgent({ ...tls, ...filter }),
    };
  }

  /** Whether it would write there at all, as far as the address itself says. */
  takes(address: string): boolean {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (!url || url.username !== '' || url.password !== '') return false;
    return (
      url.protocol === 'https:' || (url.protocol === 'http:' && this.#allow.includes(bare(url.hostname)))
    );
  }

  /** Never rejects: what became of it is the answer. */
  async run(address: string, body: string, headers: Readonly<Record<string, string>>): Promise<Posted> {
    const began = performance.now();
    const taken = (): { durationMs: number } => ({ durationMs: Math.round(performance.now() - began) });
    if (!this.takes(address)) return { problem: 'refused', ...taken() };
    const signal = AbortSignal.timeout(this.#timeoutMs);
    try {
      const answer = await this.#post(new URL(address), { body, headers, signal });
      const { statusCode: status = 0, headers: said } = answer;
      const text = await beginningOf(answer);
      return { status, answer: text, retryAfter: said['retry-after'], ...taken() };
    } catch (error) {
      return { problem: signal.aborted ? 'timeout' : problemOf(error), ...taken() };
    }
  }

  #post(
    url: URL,
    {
      body,
      headers,
      signal,
    }: { body: string; headers: Readonly<Record<string, string>>; signal: AbortSignal },
  ): Promise<IncomingMessage> {
    this.#addresses.demand(url);
    const isHttp = url.protocol === 'http:';
    const options = {
      method: 'POST',
      signal,
      agent: isHttp ? this.#agents.http : this.#agents.https,
      headers: { ...headers, 'content-length': Buffer.byteLength(body), 'user-agent': 'Filo' },
    };
    return new Promise((resolve, reject) => {
      const asked = (isHttp ? requestHttp : requestHttps)(url, options, resolve);
      asked.on('error', reject);
      // Also after an answer that would go on in another protocol, which ends without an error.
      asked.on('close', () => reject(new Error('It was closed without an answer')));
      asked.end(body);
    });
  }
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

/** The filter says no in words alone. */
const problemOf = (error: unknown): 'refused' | 'no-connection' =>
  /is not allowed/.test((error as Error).message) ? 'refused' : 'no-connection';

/** What does not come in time, or breaks off, has been answered all the same: the status stands at its head. */
const beginningOf = async (answer: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= answerBytesMax) break;
    }
  } catch {
    // Too slow, or broken off.
  }
  answer.destroy();
  // Postgres takes no null characters.
  return Buffer.concat(chunks).subarray(0, answerBytesMax).toString('utf8').replaceAll('\0', '�');
};
