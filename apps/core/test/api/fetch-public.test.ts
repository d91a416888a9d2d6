import type { LookupFunction } from 'node:net';
import { FetchPublic, FetchRefused } from '../../src/outbound/fetch-public.js';
import { startPictureServer, type PictureServer } from './picture-server.js';

let pictures: PictureServer;
beforeAll(async () => {
  pictures = await startPictureServer();
});
afterAll(() => pictures.close());
beforeEach(() => {
  pictures.asked.length = 0;
});

/** Where names lead, one answer after the other; the last one stays. */
const leading = (...addresses: string[]): LookupFunction => {
  const left = [...addresses];
  return (_, { all }, done) => {
    const address = left.length > 1 ? left.shift()! : left[0]!;
    const family = address.includes(':') ? 6 : 4;
    if (all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
};
const fetching = (lookup: LookupFunction, allow: string[] = ['127.0.0.1']) => {
  const fetch = new FetchPublic({ ca: pictures.ca, lookup, allow });
  return (url: string, bytesMax = 1_000) => fetch.run(url, bytesMax);
};
const sends = (text: string) => (pictures.answer = (_, response) => void response.end(text));

it('fetches over https, and follows a few redirects', async () => {
  pictures.answer = ({ url }, response) =>
    url === '/3'
      ? response.end('there')
      : response.writeHead(302, { location: `/${Number(url!.slice(1)) + 1}` }).end();
  const fetch = fetching(leading('127.0.0.1'));
  expect((await fetch(`${pictures.url}/0`)).toString()).toBe('there');
  expect(pictures.asked).toEqual(['/0', '/1', '/2', '/3']);
  await expect(fetch(`${pictures.url}/-1`)).rejects.toThrow('more than 3 times');
});

it.each([
  ...[
    '127.0.0.1',
    '127.9.9.9',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
  ],
  ...[
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    '::7f00:1',
    '::ffff:0:7f00:1',
    '2002:7f00:1::',
    'fec0::1',
    '100::1',
    '5f00::1',
    '4000::1',
  ],
])('does not connect to %s, by that address or a name that leads there', async (address) => {
  sends('secret');
  const fetch = fetching(leading(address), []);
  const host = address.includes(':') ? `[${address}]` : address;
  const { port } = new URL(pictures.url);
  for (const url of [`https://${host}:${port}/`, pictures.url]) {
    const refused = await fetch(url).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(FetchRefused);
    expect((refused as Error).message).toMatch(/is not allowed/);
  }
  expect(pictures.asked).toEqual([]);
});

it.each(['https://2130706433', 'https://0x7f.1', 'https://127.1'])(
  'knows loopback as %s, too',
  async (written) => {
    sends('secret');
    const url = `${written}:${new URL(pictures.url).port}/`;
    await expect(fetching(leading('127.0.0.1'), [])(url)).rejects.toThrow('is not allowed');
    expect(pictures.asked).toEqual([]);
  },
);

it('does not follow a redirect to an address that is not public, nor away from https', async () => {
  const { port } = new URL(pictures.url);
  const fetch = fetching(leading('127.0.0.1'));
  for (const location of [`https://127.0.0.2:${port}/`, 'http://pictures.example/', 'file:///etc/passwd']) {
    pictures.answer = (_, response) => response.writeHead(302, { location }).end();
    await expect(fetch(`${pictures.url}/${location.length}`)).rejects.toThrow(
      /is not allowed|no plain https/,
    );
  }
  expect(pictures.asked).toHaveLength(3);
});

it('gives up an answer that would speak another protocol', async () => {
  pictures.answer = (_, response) =>
    void response.socket!.end(
      'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n',
    );
  await expect(fetching(leading('127.0.0.1'))(pictures.url)).rejects.toThrow(FetchRefused);
});

it('connects to the address that it looked at, though the name leads elsewhere a moment later', async () => {
  pictures.answer = ({ url }, response) =>
    url === '/' ? response.writeHead(302, { location: '/again' }).end() : response.end('secret');
  // The first answer is allowed, the next one is another address of this machine.
  const fetch = fetching(leading('127.0.0.1', '127.0.0.2'));
  await expect(fetch(pictures.url)).rejects.toThrow('is not allowed');
  expect(pictures.asked).toEqual(['/']);
});

it.each([
  'http://pictures.example/',
  'ftp://pictures.example/',
  'https://user:word@pictures.example/',
  'nonsense',
])('refuses %s before it asks anybody', async (url) => {
  await expect(fetching(leading('127.0.0.1'))(url)).rejects.toThrow('no plain https');
});

it('ends at its limit of bytes, whatever the other side says of its length', async () => {
  const fetch = fetching(leading('127.0.0.1'));
  sends('x'.repeat(1_000));
  expect(await fetch(pictures.url)).toHaveLength(1_000);
  pictures.answer = (_, response) => {
    const more = () =>
      void response.write('x'.repeat(65_536), (error) => (error ? undefined : setImmediate(more)));
    more();
  };
  await expect(fetch(pictures.url)).rejects.toThrow('larger than 1000 bytes');
});
