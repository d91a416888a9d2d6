import { MastodonServer } from '@filo/testing/mastodon';

/**
 * A Mastodon instance on loopback; the customers are at another one.
 *
 * @param {{id: string, name: string}[]} customers
 * @returns {import('./all-networks.mjs').Network}
 */
export function mastodonNetwork(customers) {
  const [server, town] = [new MastodonServer(), new MastodonServer()];
  const { world } = server;
  const actors = new Map();
  let shop;
  return {
    id: 'mastodon',
    label: 'Mastodon',
    mention: '@shop',
    start: async (port) => {
      await server.start(port);
      await town.start();
      // Who is somebody here follows from the address of the instance.
      shop = world.join('shop');
      for (const customer of customers) actors.set(customer.id, residentOf(town, world, customer));
    },
    stop: () => Promise.all([server.stop(), town.stop()]),
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

/** Somebody of another instance, where they can sign in. */
const residentOf = (town, world, { id, name }) => {
  const { uri, url } = town.world.join(id);
  return Object.assign(world.join(`${id}@town.example`), { displayName: name, uri, url });
};

const shown = ({ id, author, text, createdAt, inReplyTo }) => ({
  id,
  author: author.displayName,
  text,
  at: createdAt,
  replyTo: inReplyTo?.id,
});
