import { XServer } from '@filo/testing/x';
import { XAccess } from './x-access.js';
import { XClient } from './x-client.js';

describe('the name by which X calls a post', () => {
  const server = new XServer();
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  it('is learned by all who ask at the same time', async () => {
    server.spelling = 'post';
    const { world } = server;
    const shop = world.join('shop');
    const post = world.post(world.join('ada'), '@shop where is my lamp?');
    const keys = world.grant(shop);
    const login = { accountId: 'a', ...keys } as ConstructorParameters<typeof XAccess>[0];
    const access = new XAccess(login, undefined, {
      ...{ apiUrl: server.url, dailyCeiling: 0, currency: 'USD' },
      prices: { post: 0, user: 0, message: 0, media: 0, write: 0, writeWithLink: 0 },
    });
    const client = new XClient(access, new AbortController().signal);
    const pages = await Promise.all([1, 2, 3].map(() => client.search('lamp', {})));
    expect(pages.map(({ items }) => items.map(({ id }) => id))).toEqual([[post.id], [post.id], [post.id]]);
  });
});
