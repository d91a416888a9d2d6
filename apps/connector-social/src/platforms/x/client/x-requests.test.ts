import { XServer } from '@filo/testing/x';
import { XAccess } from './x-access.js';
import { XClient } from './x-client.js';

const server = new XServer();
beforeAll(() => server.start());
afterAll(() => server.stop());

const accessWith = (keys: ReturnType<XServer['world']['grant']>) => {
  const login = { accountId: 'a', ...keys } as ConstructorParameters<typeof XAccess>[0];
  return new XAccess(login, undefined, {
    ...{ apiUrl: server.url, dailyCeiling: 0, currency: 'USD' },
    prices: { post: 0, user: 0, message: 0, media: 0, write: 0, writeWithLink: 0 },
  });
};

it('keys that X refuses are known as such until it takes them again', async () => {
  const keys = server.world.grant(server.world.join('cafe'));
  const access = accessWith(keys);
  const client = new XClient(access, new AbortController().signal);
  const token = server.world.tokens.get(keys.accessToken)!;
  token.revoked = true;
  await expect(client.search('lamp', {})).rejects.toMatchObject({ code: 'keys-refused' });
  expect(access.isRefused).toBe(true);
  // Whatever else goes wrong says nothing of the keys.
  for (const fault of ['broken', 'rate-limited'] as const) {
    server.faults.plan('GET tweets/search/recent', fault);
    await expect(client.search('lamp', {})).rejects.toThrow();
    expect(access.isRefused).toBe(true);
  }
  token.revoked = false;
  await client.search('lamp', {});
  expect(access.isRefused).toBe(false);
});

describe('the name by which X calls a post', () => {
  it('is learned by all who ask at the same time', async () => {
    server.spelling = 'post';
    const { world } = server;
    const shop = world.join('shop');
    const post = world.post(world.join('ada'), '@shop where is my lamp?');
    const client = new XClient(accessWith(world.grant(shop)), new AbortController().signal);
    const pages = await Promise.all([1, 2, 3].map(() => client.search('lamp', {})));
    expect(pages.map(({ items }) => items.map(({ id }) => id))).toEqual([[post.id], [post.id], [post.id]]);
  });
});
