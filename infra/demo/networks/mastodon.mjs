import { MastodonServer } from '@filo/testing/mastodon';

/**
 * A Mastodon instance on loopback; the customers are at another one.
 *
 * @param {{id: string, name: string}[]} customers
 * @returns {import('./all-networks.mjs').Network}
 */
export function mastodonNetwork(customers) {
  const server = new MastodonServer();
  const { world } = server;
  const actors = new Map();
  let shop;
  return {
    id: 'mastodon',
    label: 'Mastodon',
    mention: '@shop',
    start: async (port) => {
      await server.start(port);
      // Who is somebody here follows from the address of the instance.
      shop = world.join('shop');
      for (const { id, name } of customers)
        actors.set(id, Object.assign(world.join(`${id}@town.example`), { displayName: name }));
    },
    stop: () => server.stop(),
    account: () => ({
      channel: 'mastodon',
      address: `@shop@${new URL(server.url).host}`,
      name: 'Shop at Mastodon',
      settings: { instance: server.url },
      secrets: { accessToken: server.tokens.give(shop) },
    }),
    post: ({ customerId, text, replyTo }) =>
      world.post(actors.get(customerId), text, { replyTo: world.statuses.get(replyTo) }).id,
    remove: (id) => {
      const status = world.statuses.get(id);
      if (status) world.delete(status);
    },
    posts: () =>
      [...world.statuses.values()]
        .filter(({ visibility }) => visibility !== 'direct')
        .map((status) => ({
          ...shown(status),
          customerId: customers.find(({ id }) => actors.get(id) === status.author)?.id,
        })),
  };
}

const shown = ({ id, author, text, createdAt, inReplyTo }) => ({
  id,
  author: author.displayName,
  text,
  at: createdAt,
  replyTo: inReplyTo?.id,
});
