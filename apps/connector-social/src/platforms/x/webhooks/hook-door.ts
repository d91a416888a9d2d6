import { letRestThrough } from '@filo/service';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HookBook } from './hook-book.js';
import { answerChallenge, judgeHook, refuseUnread, type Answered } from './judge-hook.js';

/** What X tells at once is far smaller. It must fit on the bus. */
const bodyBytesMax = 256 * 1_024;
const requestMaxMs = 30_000;
/** Each may hold a body. */
const connectionsMax = 1_024;
/** Of a refused body, before the line is cut. */
const refusedBytesMax = 4 * 1_024 * 1_024;

interface Place {
  port: number;
  host: string;
}

/** Where X tells what happens, behind the address that the company gave it. */
export class HookDoor {
  private constructor(private readonly server: Server) {}

  static async open(hooks: HookBook, { port, host }: Place): Promise<HookDoor> {
    const server = createServer((request, response) => void answer(hooks, request, response));
    server.requestTimeout = requestMaxMs;
    server.maxConnections = connectionsMax;
    server.listen(port, host);
    await once(server, 'listening').catch((cause: unknown) => {
      const words = `The port ${host}:${port} for X cannot be opened. Free it or set FILO_X_WEBHOOK_PORT to another.`;
      throw new Error(words, { cause });
    });
    return new HookDoor(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeIdleConnections();
    await closed;
  }
}

const answer = async (hooks: HookBook, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { status, body } = await answerOf(hooks, request).catch((): Answered => ({ status: 503 }));
  if (!request.complete) await letRestThrough(request, refusedBytesMax);
  const text = JSON.stringify(body ?? {});
  response
    .writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      ...(status === 503 && { 'retry-after': '5' }),
    })
    .end(text);
};

const answerOf = async (hooks: HookBook, request: IncomingMessage): Promise<Answered> => {
  const url = new URL(request.url ?? '/', 'http://door.invalid');
  const path = url.pathname.replace(/\/$/, '');
  if (request.method === 'GET')
    return answerChallenge(hooks, { path, crcToken: url.searchParams.get('crc_token') ?? undefined });
  if (request.method !== 'POST') return { status: 405 };
  const signature = request.headersDistinct['x-twitter-webhooks-signature']?.[0];
  const refusal = refuseUnread(hooks, { path, signature });
  if (refusal !== undefined) return refusal;
  const body = await bodyOf(request);
  if (body === undefined) return { status: 413 };
  return judgeHook(hooks, { path, body, signature });
};

/** Undefined when it is too large. */
const bodyOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  if (Number(request.headers['content-length'] ?? 0) > bodyBytesMax) return undefined;
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    parts.push(part as Buffer);
    bytes += (part as Buffer).byteLength;
    if (bytes > bodyBytesMax) return undefined;
  }
  return Buffer.concat(parts);
};
