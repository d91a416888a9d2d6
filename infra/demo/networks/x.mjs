import { XServer } from '@filo/testing/x';

/**
 * X on loopback.
 *
 * @param {{id: string, name: string}[]} customers
 * @returns {import('./all-networks.mjs').Network}
 */
export function xNetwork(customers) {
  const server = new XServer();
  const { world } = server;
  const shop = Object.assign(world.join('shop'), { name: 'Shop' });
  const users = new Map(customers.map(({ id, name }) => [id, Object.assign(world.join(id), { name })]));
  return {
    id: 'x',
    label: 'X',
    mention: '@shop',
    start: (port) => server.start(port),
    stop: () => server.stop(),
    account: () => ({
      channel: 'x',
      address: '@shop',
      name: 'Shop at X',
      settings: {},
      secrets: world.grant(shop),
    }),
    post: ({ customerId, text, replyTo }) =>
      world.post(users.get(customerId), text, { replyTo: world.posts.get(replyTo) }).id,
    remove: (id) => {
      const post = world.posts.get(id);
      if (post) world.delete(post);
    },
    posts: () =>
      [...world.posts.values()].map(({ id, authorId, text, createdAt, replyTo }) => ({
        id,
        author: world.users.get(authorId)?.name ?? authorId,
        customerId: customers.find((customer) => users.get(customer.id)?.id === authorId)?.id,
        text,
        at: createdAt,
        replyTo,
      })),
  };
}
