import { jsonToLex, lexicons } from '@atproto/api';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { failBy, type Outage } from '../outage.js';
import { BlueskyWorld } from './bluesky-world.js';
import { Faults, type Fault } from './faults.js';
import { OAuthRefusal } from './oauth/oauth-refusal.js';
import { OAuthRoutes } from './oauth/oauth-routes.js';
import { readAsked } from './read-asked.js';
import { Sessions } from './sessions.js';
import { methodsOf, type Asked } from './xrpc-methods.js';
import { XrpcRefusal } from './xrpc-refusal.js';

/**
 * A Bluesky on loopback: a personal data server and the app's view in one, with a memory. What it is asked and what it answers
 * is held to the network's own lexicons: an answer that they refuse is a fault of this server and ends as status 500.
 */
export class BlueskyServer {
  readonly world = new BlueskyWorld();
  readonly sessions = new Sessions(this.world);
  readonly oauth = new OAuthRoutes(this.world, () => this.url);
  readonly faults = new Faults();
  /** How many requests came, by method. */
  readonly asked = new Map<string, number>();
  /** False: as one that lets through what its lexicons do not allow. */
  isHeldToLexicons = true;
  outage: Outage | undefined;
  /** All that came, whatever became of them. */
  requests = 0;
  /** How long a slow answer takes, and when a limit that was reached is over. */
  slowMs = 2_000;
  limitedMs = 60_000;
  /** Of every 3,000 requests, as the headers tell. */
  requestsLeft = 3_000;
  url = '';
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly #methods = methodsOf({
    world: this.world,
    sessions: this.sessions,
    imageUrl: (cid) => `${this.url}/img/${cid}`,
  });

  /** On a free port, unless one is named. */
  async start(port = 0): Promise<string> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this.url;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  goDown(): void {
    this.outage = 'down';
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    if (failBy(this.outage, request, response)) return;
    const url = new URL(request.url ?? '/', this.url);
    if (url.pathname.startsWith('/img/')) return this.#picture(url.pathname.slice(5), response);
    const method = url.pathname.replace('/xrpc/', '');
    this.asked.set(method, (this.asked.get(method) ?? 0) + 1);
    const fault = this.faults.take(method);
    if (fault === 'cut') return void request.socket.destroy();
    const page = await this.oauth.answer(request, url);
    if (page !== undefined) return this.#answerPage(page, response, fault);
    try {
      if (fault === 'rate-limited') throw new XrpcRefusal(429, 'RateLimitExceeded', 'Rate Limit Exceeded');
      if (fault === 'broken') throw new XrpcRefusal(500, 'InternalServerError', 'Internal Server Error');
      if (fault === 'refused') throw new XrpcRefusal(400, 'InvalidRequest', 'This cannot be posted');
      const did = isBound(request) ? this.oauth.who(request, url) : undefined;
      const answer = this.#run(method, { ...(await readAsked(request, url, method)), did });
      if (fault === 'cut-after') return void request.socket.destroy();
      if (fault === 'slow-after') await this.#slow();
      this.#send(response, 200, answer);
    } catch (error) {
      if (error instanceof OAuthRefusal)
        response.setHeader('www-authenticate', `DPoP error="${error.error}"`);
      const {
        status,
        error: name,
        message,
      } = error instanceof OAuthRefusal
        ? { ...error, status: 401, message: error.message }
        : error instanceof XrpcRefusal
          ? error
          : ownFault(error);
      this.#send(response, status, { error: name, message });
    }
  }

  async #answerPage(
    page: (response: ServerResponse) => void,
    response: ServerResponse,
    fault: Fault | undefined,
  ): Promise<void> {
    if (fault === 'cut-after') return void response.socket?.destroy();
    if (fault === 'slow-after') await this.#slow();
    page(response);
  }

  #run(method: string, asked: Asked): object {
    const run = this.#methods[method];
    if (run === undefined) throw new XrpcRefusal(501, 'MethodNotImplemented', `No ${method} here`);
    // Through JSON, as it travels: what the lexicons see is what the caller will.
    const answer = JSON.parse(JSON.stringify(run(asked))) as object;
    if (this.isHeldToLexicons) lexicons.assertValidXrpcOutput(method, jsonToLex(answer as never));
    return answer;
  }

  #slow(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.slowMs).unref());
  }

  #send(response: ServerResponse, status: number, body: object): void {
    this.requestsLeft -= 1;
    if (isBound(response.req)) response.setHeader('dpop-nonce', this.oauth.proofs.nonce);
    const resetAt = Math.ceil((Date.now() + this.limitedMs) / 1_000);
    response
      .writeHead(status, {
        'content-type': 'application/json; charset=utf-8',
        'ratelimit-limit': '3000',
        'ratelimit-remaining': String(status === 429 ? 0 : this.requestsLeft),
        'ratelimit-reset': String(resetAt),
        'ratelimit-policy': '3000;w=300',
      })
      .end(JSON.stringify(body));
  }

  #picture(cid: string, response: ServerResponse): void {
    const picture = this.world.pictures.get(cid);
    if (picture === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': picture.mediaType }).end(picture.bytes);
  }
}

const ownFault = (error: unknown) =>
  new XrpcRefusal(500, 'InternalServerError', `The test server breaks its lexicon: ${String(error)}`);

/** It comes with a token that is bound to a key. */
const isBound = (request: IncomingMessage): boolean =>
  request.headers.authorization?.startsWith('DPoP ') === true;
