import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Entry {
  id: number;
  from: { id: string; name?: string; picture?: string };
  text: string;
  at: string;
  key?: string;
}

/** A guestbook on the web with one password, as the sample connector speaks to it. */
export class Guestbook {
  readonly token = 'open sesame';
  readonly entries: Entry[] = [];
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #written: () => void = () => undefined;

  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  write(from: Entry['from'], text: string, key?: string): Entry {
    const entry = { id: this.entries.length + 1, from, text, at: new Date().toISOString(), key };
    this.entries.push(entry);
    this.#written();
    return entry;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers.authorization !== `Bearer ${this.token}`)
      return void response.writeHead(401).end('who are you?');
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const { text, key } = JSON.parse(body) as { text: string; key: string };
      return void response.writeHead(201).end(JSON.stringify(this.write({ id: 'us' }, text, key)));
    }
    const query = new URL(request.url ?? '', 'http://guestbook').searchParams;
    const after = () => this.entries.filter((entry) => entry.id > Number(query.get('after')));
    // Long polling: who asked to wait hears of the next entry.
    if (Number(query.get('wait')) > 0 && after().length === 0) {
      const written = new Promise<void>((resolve) => (this.#written = resolve));
      await Promise.race([written, once(request.socket, 'close')]);
    }
    response.end(JSON.stringify(after()));
  }
}
