import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { safeRequests } from './safe-requests.js';

let asked = 0;
const inside = createServer((request, response) => {
  asked += 1;
  if (request.url === '/away') response.writeHead(302, { location: '/' }).end();
  else response.end('{}');
});
let port = 0;
beforeAll(async () => {
  inside.listen(0, '127.0.0.1');
  await once(inside, 'listening');
  ({ port } = inside.address() as AddressInfo);
});
beforeEach(() => (asked = 0));
afterAll(() => new Promise((resolve) => inside.close(resolve)));

/** The guard's own words: a request that fails by anything else, such as its certificate, was let through. */
const numbered = 'Hostname is a non-unicast address';
const named = 'Hostname is not a public domain';
const unencrypted = 'Forbidden protocol "http:"';

it.each([
  ['http://127.0.0.1:PORT/', unencrypted],
  ['https://127.0.0.1:PORT/', numbered],
  ['https://localhost:PORT/', named],
  ['https://[::1]:PORT/', numbered],
  ['https://[::ffff:127.0.0.1]:PORT/', numbered],
  ['https://10.0.0.1/', numbered],
  ['https://169.254.169.254/latest/meta-data/', numbered],
  ['http://example.org/', unencrypted],
  ['file:///etc/passwd', 'Forbidden protocol "file:"'],
])('what others name does not lead inside: %s', async (address, words) => {
  const request = safeRequests('https://bsky.social')(address.replace('PORT', String(port)));
  expect(await request.then(() => ['answered'], wordsOf)).toContain(words);
  expect(asked).toBe(0);
});

it('a network on this machine stays on it, and follows nowhere', async () => {
  const local = safeRequests(`http://127.0.0.1:${port}`);
  expect((await local(`http://127.0.0.1:${port}/`)).status).toBe(200);
  await expect(local(`http://127.0.0.1:${port}/away`)).rejects.toThrow();
  expect(asked).toBe(2);
  await expect(local('https://example.org/')).rejects.toThrow('not on this machine');
});

/** Of an error and of all that caused it. */
const wordsOf = (error: unknown): string[] => {
  const { message, cause } = (error ?? {}) as { message?: string; cause?: unknown };
  return message === undefined ? [] : [message, ...wordsOf(cause)];
};
