import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Entry {
  id: number;
  from: { id: string };
  text: string;
  at: string;
  key?: string;
}

/** A guestbook on loopback that can be down, busy, strict or rude. */
export class GuestbookServer {
  readonly entries: Entry[] = [];
  down = false;
  next: 'later' | 'refused' | 'cut' | undefined;
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #written: () => void = () => undefined;

  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  add(text: string, key?: string): Entry {
    const entry = {
      id: this.entries.length + 1,
      from: { id: 'ada' },
      text,
      at: new Date().toISOString(),
      key,
    };
    this.entries.push(entry);
    this.#written();
    return entry;
  }

  goDown(): void {
    this.down = true;
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.down) return void response.writeHead(503).end('down');
    if (request.headers.authorization !== 'Bearer secret')
      return void response.writeHead(401).end('who are you?');
    if (request.method === 'POST') return this.#write(request, response);
    const query = new URL(request.url ?? '', 'http://guestbook').searchParams;
    const after = Number(query.get('after'));
    const wait = Number(query.get('wait')) * 1_000;
    if (wait > 0 && !this.entries.some((entry) => entry.id > after)) {
      await Promise.race([
        new Promise<void>((resolve) => (this.#written = resolve)),
        once(request.socket, 'close'),
      ]);
    }
    response.end(JSON.stringify(this.entries.filter((entry) => entry.id > after)));
  }

  async #write(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const treatment = this.next;
    this.next = undefined;
    if (treatment === 'later') return void response.writeHead(429, { 'retry-after': '60' }).end('busy');
    if (treatment === 'refused') return void response.writeHead(422).end('no such thing here');
    if (treatment === 'cut') return void request.socket.destroy();
    const { text, key } = JSON.parse(body) as { text: string; key: string };
    response.writeHead(201).end(JSON.stringify(this.add(text, key)));
  }
}
