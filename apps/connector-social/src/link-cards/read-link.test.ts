import { inTime } from '@filo/testing';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { publicPages } from '../requests/public-pages.js';
import { readLink } from './read-link.js';

const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(100)]);
const html = { 'content-type': 'text/html; charset=utf-8' };
const asked: string[] = [];
const pages: Record<string, RequestListener> = {
  '/lamps': (_, response) =>
    response.writeHead(200, html).end('<title>Lamps</title><meta property="og:image" content="/lamp.png">'),
  '/lamp.png': (_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(png),
  '/large': (_, response) =>
    response.writeHead(200, html).end('<title>Lamps</title><meta property="og:image" content="/large.png">'),
  '/large.png': (_, response) => response.end(Buffer.concat([png, Buffer.alloc(2_000)])),
  '/no-picture': (_, response) =>
    response.writeHead(200, html).end('<title>Lamps</title><meta property="og:image" content="/gone.png">'),
  '/moved': (_, response) => response.writeHead(302, { location: '/lamps' }).end(),
  '/round': (_, response) => response.writeHead(302, { location: '/round' }).end(),
  '/to-file': (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/to-us': (_, response) =>
    response.writeHead(302, { location: `http://localhost:${port}/invitation` }).end(),
  '/invitation': (_, response) => response.writeHead(200, html).end('<title>Write to us</title>'),
  '/paper': (_, response) =>
    response.writeHead(200, { 'content-type': 'application/pdf' }).end('<title>Lamps</title>'),
  '/broken': (_, response) => response.writeHead(500, html).end('<title>Lamps</title>'),
  '/endless': (_, response) => {
    response.writeHead(200, html).write('<title>Lamps</title>');
    const more = setInterval(() => response.write('x'.repeat(100_000)), 1);
    response.on('close', () => clearInterval(more));
  },
  '/cut': (_, response) => {
    response.writeHead(200, { ...html, 'content-length': 99 });
    response.write('<title>', () => response.destroy());
  },
  '/silent': () => undefined,
};
const server = createServer((request, response) => {
  asked.push(request.url!);
  const page = pages[request.url!];
  if (page) page(request, response);
  else response.writeHead(404).end();
});
let port = 0;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
beforeEach(() => void asked.splice(0));
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

const read = (path: string, over: { service?: string; signal?: AbortSignal } = {}) => {
  const { service = `http://127.0.0.1:${port}`, signal = AbortSignal.timeout(30_000) } = over;
  const notAt = [`localhost:${port}`];
  const ask = publicPages(service, 5_000);
  return readLink(new URL(path, `http://127.0.0.1:${port}`).href, {
    ...{ ask, notAt, signal, pictureBytesMax: 1_000 },
  });
};

it('a page shows what it says of itself, with its picture', async () => {
  const picture = { bytes: png, mediaType: 'image/png' };
  expect(await read('/lamps')).toEqual({ title: 'Lamps', description: '', picture });
  expect(await read('/moved')).toMatchObject({ title: 'Lamps', picture });
});

it.each(['/large', '/no-picture'])('a picture that cannot be had is none: %s', async (path) => {
  expect(await read(path)).toEqual({ title: 'Lamps', description: '' });
});

it.each(['/gone', '/round', '/to-file', '/paper', '/broken', '/cut'])(
  'what is no page has no card: %s',
  async (path) => {
    expect(await read(path)).toBeUndefined();
    expect(asked.length).toBeLessThanOrEqual(4);
  },
);

it('a page without end is read as far as it must be', async () => {
  expect(await read('/endless')).toMatchObject({ title: 'Lamps' });
});

it('a page that says nothing is waited for five seconds', async () => {
  expect(await inTime(8_000, () => read('/silent'))).toBeUndefined();
}, 60_000);

it('nothing of ours is asked, also where another page leads to it', async () => {
  expect(await read(`http://localhost:${port}/invitation`)).toBeUndefined();
  expect(await read(`http://localhost.:${port}/invitation`)).toBeUndefined();
  expect(asked).toEqual([]);
  expect(await read('/to-us')).toBeUndefined();
  expect(asked).toEqual(['/to-us']);
});

it.each(['https://filo.example/w/a', 'https://FILO.example./w/a', 'http://filo.example:8080/'])(
  'however our name is written: %s',
  async (url) => {
    const urls: URL[] = [];
    const ask = (url: URL) => Promise.resolve(new Response(String(urls.push(url))));
    const signal = AbortSignal.timeout(1_000);
    await readLink(url, { ask, signal, notAt: ['filo.example'], pictureBytesMax: 1 });
    expect(urls).toEqual([]);
  },
);

it.each(['/lamps', 'http://localhost:PORT/lamps', 'http://[::1]:PORT/lamps'])(
  'what strangers name does not lead inside: %s',
  async (address) => {
    expect(
      await read(address.replace('PORT', String(port)), { service: 'https://bsky.social' }),
    ).toBeUndefined();
    expect(asked).toEqual([]);
  },
);

it('whoever gives up waiting gets no card and no answer', async () => {
  const signal = AbortSignal.abort(new Error('over'));
  await expect(read('/lamps', { signal })).rejects.toThrow('over');
});
