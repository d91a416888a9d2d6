import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pictureRequests } from './picture-requests.js';

let inside: Server;
let asked = 0;
beforeAll(async () => {
  inside = createServer((_, response) => void response.end(String((asked += 1))));
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => inside.close(resolve)));
const address = () => `127.0.0.1:${(inside.address() as AddressInfo).port}`;

it('a picture that an instance says is inside is not asked for', async () => {
  const { mayFetch, request } = pictureRequests('https://social.example');
  expect(mayFetch(new URL(`http://${address()}/a.png`))).toBe(false);
  expect(mayFetch(new URL(`https://${address()}/a.png`))).toBe(true);
  await expect(request(`https://${address()}/a.png`, {})).rejects.toThrow();
  await expect(request(`http://${address()}/a.png`, {})).rejects.toThrow();
  expect(asked).toBe(0);
});

it('an instance that is inside itself is asked at its own address', async () => {
  const instance = `http://${address()}`;
  const { mayFetch, request } = pictureRequests(instance);
  expect(mayFetch(new URL('/a.png', instance))).toBe(true);
  expect(await (await request(`${instance}/a.png`, {})).text()).toBe('1');
});
