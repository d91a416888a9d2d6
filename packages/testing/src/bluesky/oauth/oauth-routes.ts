import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { answerSignIn } from '../../sign-in-page.js';
import type { Actor } from '../actor.js';
import type { BlueskyWorld } from '../bluesky-world.js';
import { AuthorizationServer } from './authorization-server.js';
import { DpopProofs } from './dpop-proofs.js';
import { didDocument, documentsOf } from './oauth-documents.js';
import { OAuthRefusal } from './oauth-refusal.js';

/** The pages and doors of the authorization server, on the same address as everything else. */
export class OAuthRoutes {
  readonly server = new AuthorizationServer();
  readonly proofs = new DpopProofs();

  constructor(
    private readonly world: BlueskyWorld,
    private readonly url: () => string,
  ) {}

  /** Undefined: not for us. */
  async answer(
    request: IncomingMessage,
    url: URL,
  ): Promise<((response: ServerResponse) => void) | undefined> {
    this.server.issuer = this.url();
    const path = url.pathname;
    const document = documentsOf(this.url())[path] ?? this.#didDocument(path);
    if (document !== undefined) return this.#json(200, document);
    if (path === '/oauth/authorize') return this.#page(url);
    if (!path.startsWith('/oauth/')) return undefined;
    try {
      const form = Object.fromEntries(new URLSearchParams(await text(request)));
      const jkt = this.proofs.check(request, { url: `${this.url()}${path}` });
      if (path === '/oauth/par') return this.#json(201, await this.server.push(form, jkt));
      if (path === '/oauth/token') return this.#json(200, await this.server.token(form, jkt));
      this.server.revokeToken(form['token'] ?? '');
      return this.#json(200, {});
    } catch (error) {
      const refusal =
        error instanceof OAuthRefusal ? error : new OAuthRefusal(400, 'invalid_request', String(error));
      return this.#json(refusal.status, { error: refusal.error, error_description: refusal.message });
    }
  }

  /** Whose bound token a request of the network carries; throws what the server answers. */
  who(request: IncomingMessage, url: URL): string {
    const token = (request.headers.authorization ?? '').replace(/^DPoP /, '');
    const jkt = this.proofs.check(request, { url: `${this.url()}${url.pathname}`, token });
    const did = this.server.who(token, jkt);
    if (did === undefined) throw new OAuthRefusal(401, 'invalid_token', 'This token is over');
    return did;
  }

  /** Signs in on the page that `consentUrl` leads to, or denies; resolves with where the browser is sent. */
  decide(consentUrl: string, actor: Actor | undefined): string {
    return this.server.decide(new URL(consentUrl).searchParams.get('request_uri') ?? '', actor);
  }

  #page(url: URL): (response: ServerResponse) => void {
    const { actors } = this.world;
    const people = [...actors.values()].map(({ did: id, handle: name }) => ({ id, name }));
    return (response) =>
      answerSignIn(url, response, {
        people,
        decide: (pageUrl, as) => this.decide(pageUrl, actors.get(as)),
      });
  }

  #didDocument(path: string): object | undefined {
    const actor = this.world.actors.get(decodeURIComponent(path.slice(1)));
    return actor && didDocument(actor, this.url());
  }

  #json(status: number, body: object): (response: ServerResponse) => void {
    return (response) =>
      response
        .writeHead(status, {
          'content-type': 'application/json',
          'dpop-nonce': this.proofs.nonce,
          'cache-control': 'no-store',
        })
        .end(JSON.stringify(body));
  }
}
