import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Actor } from './actor.js';
import { toWire, type Entities } from './entities.js';
import type { WorldEvent } from './mastodon-world.js';
import type { Tokens } from './tokens.js';

/** Streams over WebSocket: a token opens one, `user` is what its owner is told. */
export class Streams {
  /** How many were opened. */
  opened = 0;
  /** No new one is let in. */
  closed = false;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #open = new Map<WebSocket, Actor>();

  constructor(
    private readonly tokens: Tokens,
    private readonly entities: Entities,
  ) {}

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // A client that is killed resets its connection; that is its affair.
    socket.on('error', () => undefined);
    const actor = this.tokens.holds(String(request.headers['sec-websocket-protocol'] ?? ''));
    if (this.closed || actor === undefined) return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    this.#server.handleUpgrade(request, socket, head, (stream) => {
      this.opened += 1;
      const { searchParams } = new URL(request.url ?? '/', 'ws://loopback');
      if (searchParams.get('stream') === 'user') this.#open.set(stream, actor);
      stream.on('error', () => undefined);
      stream.on('close', () => this.#open.delete(stream));
    });
  }

  /** How many listen. */
  get listening(): number {
    return this.#open.size;
  }

  /** The lines break. */
  cut(): void {
    for (const stream of this.#server.clients) stream.terminate();
  }

  tell(event: WorldEvent): void {
    for (const [stream, actor] of this.#open) {
      if (actor !== event.to) continue;
      stream.send(JSON.stringify({ stream: ['user'], event: event.event, payload: this.#payload(event) }));
    }
  }

  #payload(event: WorldEvent): string {
    if (event.event === 'delete') return event.id;
    const told =
      event.event === 'notification'
        ? this.entities.notice(event.notice)
        : this.entities.status(event.status, event.to);
    return JSON.stringify(toWire(told));
  }
}
