import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { RateBudget } from '../limits/rate-budget.js';
import { BlueskyClient } from '../platforms/bluesky/bluesky-client.js';
import { BlueskySession } from '../platforms/bluesky/session/bluesky-session.js';
import { signIn } from '../platforms/bluesky/session/sign-in.js';
import { streamAt } from '../platforms/mastodon/listening/stream-address.js';
import { pageUp } from '../platforms/mastodon/listening/terms.js';
import { MastodonClient, type Range } from '../platforms/mastodon/mastodon-client.js';
import { XAccess } from '../platforms/x/client/x-access.js';
import { XRequests } from '../platforms/x/client/x-requests.js';
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

describe('an answer without an end', () => {
  const mb = Buffer.alloc(1 << 20, ' ');
  let [sent, address] = [0, ''];
  const posts = Array.from({ length: 15 }, (_, n) => ({
    id: String(n + 1),
    created_at: '2026-11-29T01:00:00Z',
  }));
  /** Right above an id. */
  const listed = ({ pathname, searchParams: asked }: URL): string => {
    const [above, below] = [Number(asked.get('min_id')), Number(asked.get('max_id') ?? Infinity)];
    const between = posts.filter(({ id }) => Number(id) > above && Number(id) < below);
    const page = between.slice(0, Number(asked.get('limit'))).toReversed();
    if (pathname.endsWith('/notifications')) return '[]';
    return JSON.stringify(pathname.endsWith('/search') ? { statuses: page } : page);
  };
  const endless = createServer((request, response) => {
    request.on('error', () => undefined).resume();
    response.on('error', () => undefined);
    response.writeHead(200, { 'content-type': 'application/json' });
    if (/limit=(?!40)/.test(request.url!)) return response.end(listed(new URL(request.url!, address)));
    response.write('{"error":"ExpiredToken"');
    const more = () => {
      while (sent < 100) {
        sent += 1;
        if (!response.write(mb)) return response.once('drain', more);
      }
      return response.end('}');
    };
    return more();
  });
  beforeAll(async () => {
    endless.listen(0, '127.0.0.1');
    await once(endless, 'listening');
    address = `http://127.0.0.1:${(endless.address() as AddressInfo).port}`;
  });
  beforeEach(() => (sent = 0));
  afterAll(() => {
    endless.closeAllConnections();
    endless.close();
  });

  const { signal } = new AbortController();
  const bluesky = () => ({ accountId: 'a', service: address, handle: 'shop.example', appPassword: 'secret' });
  const mastodon = () => {
    const login = { instance: address, host: 'town.example', accessToken: 'token', handle: '@shop' };
    return new MastodonClient(login as never, { signal, budget: new RateBudget() });
  };
  const asBluesky = () => {
    const opened = { did: 'did:plc:us', accessJwt: 'a', refreshJwt: 'r' };
    const store = { load: () => Promise.resolve(opened), save: () => Promise.resolve() };
    const session = new BlueskySession(bluesky(), store as never);
    return new BlueskyClient(session, signal).profile('did:plc:ada');
  };
  const asX = () => {
    const keys = { appKey: 'k', appSecret: 's', accessToken: 't', accessSecret: 'u' };
    const plan = { apiUrl: address, dailyCeiling: 0, currency: 'USD', prices: {} };
    const access = new XAccess({ accountId: 'a', ...keys } as never, undefined, plan as never);
    return new XRequests(access, signal).read('users/me', {
      path: 'users/me',
      query: {},
      schema: z.object(),
    });
  };

  it.each([
    ['Mastodon', () => mastodon().instance(), { options: { why: { code: 'instance-strange' } } }],
    ['Bluesky', asBluesky, { options: { why: { code: 'network-strange' } } }],
    [
      'Bluesky, who signs in',
      () => signIn(bluesky(), signal),
      { message: 'The answer is larger than 20000000 bytes' },
    ],
    ['X', asX, { options: { why: { code: 'network-strange' } } }],
  ])('of %s is read no further than anybody needs', async (_, ask, fault) => {
    await expect(ask()).rejects.toMatchObject(fault);
    // What lies on the way counts as sent.
    expect(sent).toBeLessThan(60);
  });

  it('mentions of any length are read, fewer at a time', async () => {
    expect(await mastodon().mentions({ minId: '0' })).toEqual([]);
  });

  it.each([
    ['with a hashtag', (range: Range) => mastodon().tagged('lamp', range)],
    ['in words', (range: Range) => mastodon().search('lamp', range)],
  ])('posts of any length are found %s, all of them, fewer at a time', async (_, list) => {
    const found: string[] = [];
    for await (const page of pageUp(list, { held: '0', from: 0 })) found.unshift(...page.map(({ id }) => id));
    expect(found).toEqual(posts.map(({ id }) => id).toReversed());
  });
});

describe('a stream', () => {
  const lookUp = async (told: string, instance: string, name = told) => {
    const { lookup } = streamAt(told, instance);
    if (lookup === undefined) return 'not looked at';
    return new Promise((resolve) => lookup(new URL(name).hostname, {}, (error) => resolve(error?.message)));
  };

  it.each([
    'wss://10.0.0.5:8443',
    'wss://127.0.0.1',
    'wss://[::1]:9',
    'wss://[::ffff:10.0.0.1]',
    'wss://169.254.169.254',
  ])('is not listened to inside: %s', (told) =>
    expect(() => streamAt(told, 'https://town.example')).toThrow('where nobody else can reach it'),
  );

  it('whose name leads inside is met by nobody', async () => {
    expect(await lookUp('wss://localhost', 'https://town.example')).toBe(named);
  });

  it('at the instance itself is where the instance is', async () => {
    for (const at of ['10.0.0.5', 'town.example:8443', '127.0.0.1:3000'])
      expect(await lookUp(`wss://${at}`, `https://${at}`)).toBe('not looked at');
    expect(await lookUp('ws://127.0.0.1:4000', 'http://127.0.0.1:3000')).toBe('not looked at');
    expect(() => streamAt('ws://town.example', 'https://town.example')).toThrow('encrypted');
    expect(streamAt(undefined, 'https://town.example').url).toBe(
      'wss://town.example/api/v1/streaming?stream=user',
    );
  });
});

/** Of an error and of all that caused it. */
const wordsOf = (error: unknown): string[] => {
  const { message, cause } = (error ?? {}) as { message?: string; cause?: unknown };
  return message === undefined ? [] : [message, ...wordsOf(cause)];
};
