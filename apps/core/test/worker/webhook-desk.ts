import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { v7 as uuidv7 } from 'uuid';
import { deriveTokenKeys } from '../../src/replies/token-keys.js';
import { WebhookSecrets } from '../../src/webhooks/webhook-secret.js';
import { groupId, secretKey, type TestWorker } from './test-worker.js';

export interface Heard {
  id: string;
  headers: IncomingHttpHeaders;
  body: string;
  event: { v: number; type: string; timestamp: string; data: Record<string, unknown> };
}

export interface Listener {
  url: string;
  heard: Heard[];
  answer: (heard: Heard, response: ServerResponse) => void;
  close(): Promise<void>;
}

/** Somebody else's server on this machine. */
export const startListener = async (): Promise<Listener> => {
  const listener: Listener = {
    url: '',
    heard: [],
    answer: (_, response) => void response.writeHead(204).end(),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const heard = {
        id: String(request.headers['webhook-id']),
        headers: request.headers,
        body,
        event: JSON.parse(body) as Heard['event'],
      };
      listener.heard.push(heard);
      listener.answer(heard, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  listener.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
  return listener;
};

/** As the specification says a receiver reads it, by nothing of ours. */
export const verifies = (secret: string, { headers, body }: Heard): boolean => {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const wanted = createHmac('sha256', key)
    .update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`)
    .digest();
  const fresh = Math.abs(Date.now() / 1000 - Number(headers['webhook-timestamp'])) < 300;
  return (
    fresh &&
    String(headers['webhook-signature'])
      .split(' ')
      .some((one) => {
        const [version, signature = ''] = one.split(',');
        const given = Buffer.from(signature, 'base64');
        return version === 'v1' && given.length === wanted.length && timingSafeEqual(given, wanted);
      })
  );
};

export const secrets = new WebhookSecrets(deriveTokenKeys([Buffer.from(secretKey, 'base64url')], 'webhook'));

/** An endpoint as an admin made it; resolves with its id and secret. */
export const endpoint = async (
  worker: TestWorker,
  { url, events, groups = [groupId] }: { url: string; events: string[]; groups?: string[] },
): Promise<{ id: string; secret: string }> => {
  const id = uuidv7();
  const { shown, sealed } = secrets.make(id);
  await worker.rows(
    `insert into webhook (id, name, url, events, account_group_ids, sealed_secret) values ($1, $2, $3, $4, $5, $6)`,
    [id, `Endpoint ${id}`, url, events, groups, sealed],
  );
  return { id, secret: shown };
};
