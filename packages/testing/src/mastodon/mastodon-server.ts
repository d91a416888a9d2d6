import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { failBy, type Outage } from '../outage.js';
import { answerSignIn } from '../sign-in-page.js';
import { buffer } from 'node:stream/consumers';
import { Entities, toWire } from './entities.js';
import { Faults, type Fault } from './faults.js';
import { MastodonWorld } from './mastodon-world.js';
import type { Posted } from './post-status.js';
import { notFound, Refusal } from './refusal.js';
import type { Asked } from './route.js';
import { routesOf } from './routes.js';
import { SignIns } from './sign-ins.js';
import { Streams } from './streams.js';
import { Tokens } from './tokens.js';

/** A Mastodon instance on loopback, with a memory. What it answers has the shapes that `masto` names. */
export class MastodonServer {
  readonly world = new MastodonWorld(() => this.url);
  readonly tokens = new Tokens();
  readonly signIns = new SignIns(this.tokens);
  readonly faults = new Faults();
  /** How many requests came, such as `GET /api/v1/notifications`. */
  readonly asked = new Map<string, number>();
  readonly limits = { maxCharacters: 500, charactersReservedPerUrl: 23 };
  /** `looks`: how often one has to look until a picture is worked; `hangs`: whoever asks for one gets no answer. */
  readonly media = { imageSizeLimit: 16_777_216, descriptionLimit: 1_500, looks: 0, hangs: false };
  /** Forgets which key posted what, as instances do after an hour. */
  readonly posted: Posted = new Map();
  /** What was asked and answered with yes, as it travelled. */
  readonly answered: { request: string; query: [string, string][]; body: unknown; answer: unknown }[] = [];
  /** What was asked and refused, with the answer as it travelled. */
  readonly refused: { request: string; status: number; answer: unknown }[] = [];
  outage: Outage | undefined;
  /** All that came, whatever became of them. */
  requests = 0;
  /** How long a slow answer takes, and when a limit that was reached is over. */
  slowMs = 2_000;
  limitedMs = 60_000;
  /** Of every 300 requests, as the headers tell. */
  requestsLeft = 100_000;
  url = '';
  readonly #entities = new Entities(this.world, () => this.url);
  readonly streams = new Streams(this.tokens, this.#entities);
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly #routes = routesOf({
    ...{ world: this.world, tokens: this.tokens, signIns: this.signIns, entities: this.#entities },
    ...{ limits: this.limits, media: this.media, posted: this.posted, origin: () => this.url },
  });

  constructor() {
    // Once, however often it is started.
    this.#server.on('upgrade', (request, socket, head) =>
      this.outage ? socket.destroy() : this.streams.upgrade(request, socket, head),
    );
  }

  /** On a free port, unless one is named; again after it was stopped. */
  async start(port = 0): Promise<string> {
    this.world.tell = (event) => this.streams.tell(event);
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this.url;
  }

  async stop(): Promise<void> {
    this.streams.cut();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  goDown(): void {
    this.outage = 'down';
    this.streams.cut();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    if (failBy(this.outage, request, response)) return;
    const url = new URL(request.url ?? '/', this.url);
    if (url.pathname.startsWith('/media/')) return this.#picture(url.pathname.slice(7), response);
    if (url.pathname === '/oauth/authorize') return this.#signInPage(url, response);
    const route = this.#routes.find(
      (one) => one.request.startsWith(`${request.method} `) && one.path.test(url.pathname),
    );
    const name = route?.request ?? `${request.method} ${url.pathname}`;
    this.asked.set(name, (this.asked.get(name) ?? 0) + 1);
    const fault = this.faults.take(name);
    if (fault === 'cut') return void request.socket.destroy();
    if (fault === 'route-404') return this.#send(response, 404, { message: 'no Route matched' });
    // To a program that names no format an instance shows its page for people where it knows no such address.
    if (name === 'GET /api/v1/statuses' && this.world.isBeforeLists)
      return void response
        .writeHead(404, { 'content-type': 'text/html; charset=utf-8' })
        .end('<h1>The page you are looking for is not here.</h1>');
    if (fault === 'gateway') return void response.writeHead(502).end('<h1>Bad gateway</h1>');
    try {
      refuseBy(fault);
      if (route === undefined) throw new Refusal(404, 'Not Found');
      const asked = await readAsked(request, url, route.path);
      const answer = toWire(route.run(asked));
      this.answered.push({ request: name, query: [...url.searchParams], body: asked.body, answer });
      if (fault === 'cut-after') return void request.socket.destroy();
      if (fault === 'slow-after') await this.#slow();
      this.#send(response, 200, answer);
    } catch (error) {
      const { status, message } = error instanceof Refusal ? error : new Refusal(500, String(error));
      const answer = { error: message };
      this.refused.push({ request: name, status, answer });
      this.#send(response, status, answer);
    }
  }

  #signInPage(url: URL, response: ServerResponse): void {
    const locals = this.world.actors.filter(({ domain }) => domain === undefined);
    answerSignIn(url, response, {
      people: locals.map(({ id, username: name }) => ({ id, name })),
      decide: (pageUrl, as) =>
        this.signIns.decide(
          pageUrl,
          locals.find(({ id }) => id === as),
        ),
    });
  }

  #slow(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.slowMs).unref());
  }

  #send(response: ServerResponse, status: number, body: unknown): void {
    this.requestsLeft -= 1;
    response
      .writeHead(status, {
        'content-type': 'application/json; charset=utf-8',
        'x-ratelimit-limit': '300',
        'x-ratelimit-remaining': String(status === 429 ? 0 : this.requestsLeft),
        'x-ratelimit-reset': new Date(Date.now() + this.limitedMs).toISOString(),
      })
      .end(JSON.stringify(body));
  }

  #picture(id: string, response: ServerResponse): void {
    if (this.media.hangs) return;
    const picture = this.world.pictures.get(id);
    if (picture === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': picture.mediaType }).end(picture.bytes);
  }
}

const refuseBy = (fault: Fault | undefined): void => {
  if (fault === 'rate-limited') throw new Refusal(429, 'Too many requests');
  if (fault === 'not-found') throw notFound();
  if (fault === 'refused') throw new Refusal(422, 'Validation failed: This cannot be posted');
  if (fault === 'broken') throw new Refusal(500, 'This is not your fault, something went wrong');
};

const readAsked = async (request: IncomingMessage, url: URL, path: RegExp): Promise<Asked> => {
  const key = request.headers['idempotency-key'];
  return {
    id: path.exec(url.pathname)?.[1] ?? '',
    query: url.searchParams,
    body: await bodyOf(await buffer(request), request.headers['content-type'] ?? ''),
    token: (request.headers.authorization ?? '').replace(/^Bearer /, ''),
    idempotencyKey: typeof key === 'string' ? key : undefined,
  };
};

const bodyOf = async (bytes: Buffer, type: string): Promise<Record<string, unknown>> => {
  if (bytes.length === 0) return {};
  if (!type.startsWith('multipart/')) return JSON.parse(bytes.toString()) as Record<string, unknown>;
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const parts: Record<string, unknown> = {};
  for (const [name, value] of form.entries())
    parts[name] =
      typeof value === 'string'
        ? value
        : { bytes: new Uint8Array(await value.arrayBuffer()), mediaType: value.type };
  return parts;
};
