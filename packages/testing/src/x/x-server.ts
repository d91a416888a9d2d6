import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { failBy, type Outage } from '../outage.js';
import { answerSignIn } from '../sign-in-page.js';
import { XFaults } from './faults.js';
import { asApp, complianceRequestsOf, hookRequestsOf } from './hook-requests.js';
import { SignedBy } from './oauth1.js';
import { XCompliance } from './x-compliance.js';
import type { Spelling } from './x-fields.js';
import { XHooks } from './x-hooks.js';
import { forbidden, invalid, unauthorized, XRefusal } from './x-refusal.js';
import { requestsOf, type XAsked } from './x-requests.js';
import { XSignIns } from './x-sign-ins.js';
import { XViews } from './x-views.js';
import { XWorld, type XUser } from './x-world.js';

const windowMs = 15 * 60_000;

export interface XAnswered {
  request: string;
  query: [name: string, value: string][];
  body: object;
  answer: object;
}

/** An X on loopback: signed requests as one user each, lists with tokens, limits by request, and faults. */
export class XServer {
  readonly world = new XWorld();
  readonly faults = new XFaults();
  readonly #views = new XViews(
    this.world,
    (key) =>
      this.world.oddAddresses.get(key) ??
      (this.world.privatePictures.has(key) ? `${this.url}/ton/data/dm/${key}` : `${this.url}/media/${key}`),
  );
  readonly hooks = new XHooks(this.world, this.#views, () => this.spelling);
  readonly compliance = new XCompliance(this.world, {
    url: () => this.url,
    bearer: () => this.hooks.bearer,
  });
  readonly signIns = new XSignIns();
  /** How many requests came, by their name, such as `GET users/:id/mentions`. */
  readonly asked = new Map<string, number>();
  /** What was asked and answered, where that was no refusal, for whoever holds it to X's own description. */
  readonly answered: XAnswered[] = [];
  /** What was refused, with the answer as it travelled. */
  readonly refused: { request: string; answer: object }[] = [];
  spelling: Spelling = 'tweet';
  outage: Outage | undefined;
  /** All that came, whatever became of them. */
  requests = 0;
  slowMs = 2_000;
  limitedMs = 60_000;
  /** Of one kind; no window ends before the server does. */
  perWindow = 300;
  /** What is left of a window, by request; all of it where nothing is said. */
  readonly left = new Map<string, number>();
  /** False: the app may not read direct messages. */
  mayReadMessages = true;
  url = '';
  readonly #signedBy = new SignedBy(this.world);
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly #requests = {
    ...requestsOf({
      world: this.world,
      views: this.#views,
      spelling: () => this.spelling,
    }),
    ...hookRequestsOf(this.hooks),
    ...complianceRequestsOf(this.compliance),
    ...this.signIns.requests,
  };

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
    if (url.pathname === '/i/oauth2/authorize') return this.#signInPage(url, response);
    if (url.pathname.startsWith('/media/')) return this.#picture(url.pathname.slice(7), response);
    if (url.pathname.startsWith('/ton/data/dm/')) return this.#privatePicture(url, request, response);
    if (url.pathname.startsWith('/compliance/')) return this.#handing(url.pathname, request, response);
    const { name, ids } = nameOf(request.method ?? 'GET', url);
    const [id = '', other = ''] = ids;
    this.asked.set(name, (this.asked.get(name) ?? 0) + 1);
    const fault = this.faults.take(name);
    if (fault === 'cut') return void request.socket.destroy();
    try {
      if (fault === 'rate-limited') throw new XRefusal(429, 'Too Many Requests', 'Too Many Requests');
      if (fault === 'broken') throw new XRefusal(500, 'Internal Server Error', 'Something went wrong');
      if (fault === 'route-404') throw new XRefusal(404, 'Not Found', 'Not Found');
      if (fault === 'refused') throw forbidden('You are not permitted to perform this action.');
      if (fault === 'not-of-the-plan')
        throw forbidden('Your client app is not permitted to access this endpoint at its access level.');
      if (fault === 'no-credits') throw new XRefusal(402, 'Payment Required', 'Your credits are depleted.');
      const body = await bodyOf(request);
      const us = this.#whoAsks(name, url, request);
      const { authorization } = request.headers;
      const answer = await this.#run(name, { us, id, other, body, authorization, query: url.searchParams });
      if (fault === 'cut-after') return void request.socket.destroy();
      if (fault === 'slow-after') await this.#slow();
      this.#send(response, { name, status: request.method === 'POST' ? 201 : 200, body: answer });
    } catch (error) {
      const refusal = error instanceof XRefusal ? error : new XRefusal(500, 'Internal', String(error));
      this.refused.push({ request: name, answer: refusal.body });
      this.#send(response, { name, status: refusal.status, body: refusal.body });
    }
  }

  /** An app may act as nobody. */
  #whoAsks(name: string, url: URL, request: IncomingMessage): XUser {
    const said = request.headers.authorization;
    if (name.startsWith('POST 2/oauth2/')) return nobody;
    if (!asApp.has(name) && said?.startsWith('Bearer ')) return this.signIns.who(name, said);
    const { key, secret } = this.world.app;
    const app = Buffer.from(`${key}:${secret}`).toString('base64');
    if (!asApp.has(name) && name !== 'POST oauth2/token')
      return this.#signedBy.who(request.method ?? 'GET', url, said);
    if (said !== (asApp.has(name) ? `Bearer ${this.hooks.bearer}` : `Basic ${app}`)) throw unauthorized();
    return nobody;
  }

  async #run(name: string, asked: XAsked): Promise<object> {
    const run: ((asked: XAsked) => object | Promise<object>) | undefined = this.#requests[name];
    if (run === undefined) throw new XRefusal(404, 'Not Found', `No ${name} here`);
    if (asked.us.suspended)
      throw forbidden('Your account is suspended and is not permitted to access this feature.');
    if (name === 'GET dm_events' && !this.mayReadMessages)
      throw new XRefusal(
        ...([
          403,
          'Forbidden',
          'Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.',
        ] as const),
        'https://api.x.com/2/problems/oauth1-permissions',
      );
    if (name === 'GET users/:id/mentions' && asked.id !== asked.us.id) throw invalid('Not your own list');
    const answer = JSON.parse(JSON.stringify(await run(asked))) as object;
    this.answered.push({ request: name, query: [...asked.query], body: asked.body, answer });
    return answer;
  }

  #signInPage(url: URL, response: ServerResponse): void {
    const { users } = this.world;
    answerSignIn(url, response, {
      people: [...users.values()].map(({ id, username: name }) => ({ id, name })),
      decide: (pageUrl, as) => this.signIns.decide(pageUrl, users.get(as)),
    });
  }

  #slow(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.slowMs).unref());
  }

  #send(
    response: ServerResponse,
    { name, status, body }: { name: string; status: number; body: object },
  ): void {
    const left = (this.left.get(name) ?? this.perWindow) - 1;
    this.left.set(name, left);
    const resetAt = Date.now() + (status === 429 || left < this.perWindow / 10 ? this.limitedMs : windowMs);
    response
      .writeHead(status, {
        'content-type': `application/${status < 400 ? '' : 'problem+'}json; charset=utf-8`,
        'x-rate-limit-limit': String(this.perWindow),
        'x-rate-limit-remaining': String(status === 429 ? 0 : Math.max(0, left)),
        'x-rate-limit-reset': String(Math.ceil(resetAt / 1_000)),
      })
      .end(JSON.stringify(body));
  }

  async #handing(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, headers } = request;
    const body = await textOf(request);
    try {
      response.end(this.compliance.hand(path, { method, authorization: headers.authorization, body }));
    } catch (error) {
      response.writeHead(error instanceof XRefusal ? error.status : 500).end();
    }
  }

  /** X shows a picture of a message to its two people alone, and does not take what acts for nobody. */
  #privatePicture(url: URL, { headers }: IncomingMessage, response: ServerResponse): void {
    const key = url.pathname.split('/').at(-1)!;
    try {
      const us = this.#signedBy.who('GET', url, headers.authorization, this.url);
      if (!this.world.privatePictures.get(key)?.includes(us.id)) return void response.writeHead(403).end();
      this.#picture(key, response);
    } catch (error) {
      response.writeHead(error instanceof XRefusal ? error.status : 500).end();
    }
  }

  #picture(key: string, response: ServerResponse): void {
    const picture = this.world.pictures.get(key);
    if (picture === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': picture.mediaType }).end(picture.bytes);
  }
}

const nobody: XUser = {
  ...{ id: '', username: '', name: '', protected: false, suspended: false, premium: false },
  ...{ followers: 0, bio: '' },
};

/** `/2/users/12/mentions` is `GET users/:id/mentions` of 12. What people sign in with keeps its number: apps have one without. */
const nameOf = (method: string, url: URL): { name: string; ids: string[] } => {
  const path = url.pathname.replace(/^\/(2\/(?!oauth2\/))?/, '');
  const ids = Array.from(path.matchAll(/\/(\d+)(?=\/|$)/g), ([, id]) => id!);
  return { name: `${method} ${path.replaceAll(/\/\d+(?=\/|$)/g, '/:id')}`, ids };
};

const textOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
};

const bodyOf = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const text = await textOf(request);
  if (!text.startsWith('{')) return Object.fromEntries(new URLSearchParams(text));
  return JSON.parse(text) as Record<string, unknown>;
};
