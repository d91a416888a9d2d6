import { once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { letRestThrough } from './let-rest-through.js';

const megabyte = 1024 * 1024;
let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    void letRestThrough(request, 20 * megabyte).then(() => response.writeHead(413).end('too large'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** Reads the answer only when all is sent, as browsers do. */
const send = async (megabytes: number): Promise<number> => {
  const { port } = server.address() as AddressInfo;
  const sending = httpRequest({ port, host: '127.0.0.1', method: 'POST', agent: false });
  const answered = once(sending, 'response');
  const sent = pipeline(
    Readable.from(Array.from({ length: megabytes }, () => Buffer.alloc(megabyte))),
    sending,
  );
  const [[response]] = await Promise.all([answered, sent]);
  response.resume();
  return response.statusCode;
};

it('lets a sender finish, who then reads the answer', async () => {
  expect(await send(10)).toBe(413);
});

it('cuts the line of one who sends on and on', async () => {
  await expect(send(200)).rejects.toThrow(/EPIPE|ECONNRESET|hang up|Premature close/);
});
