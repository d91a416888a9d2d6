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

it.each([
  () => `http://127.0.0.1:${port}/`,
  () => `https://127.0.0.1:${port}/`,
  () => `https://localhost:${port}/`,
  () => `https://[::1]:${port}/`,
  () => `https://[::ffff:127.0.0.1]:${port}/`,
  () => 'https://10.0.0.1/',
  () => 'https://169.254.169.254/latest/meta-data/',
  () => 'http://example.org/',
  () => 'file:///etc/passwd',
])('what others name does not lead inside: %s', async (address) => {
  await expect(safeRequests('https://bsky.social')(address())).rejects.toThrow(
    /not|protocol|host|address|fetch failed/i,
  );
  expect(asked).toBe(0);
});

it('a network on this machine stays on it, and follows nowhere', async () => {
  const local = safeRequests(`http://127.0.0.1:${port}`);
  expect((await local(`http://127.0.0.1:${port}/`)).status).toBe(200);
  await expect(local(`http://127.0.0.1:${port}/away`)).rejects.toThrow();
  expect(asked).toBe(2);
  await expect(local('https://example.org/')).rejects.toThrow('not on this machine');
});
