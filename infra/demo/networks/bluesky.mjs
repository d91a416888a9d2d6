import { BlueskyServer } from '@filo/testing/bluesky';

/**
 * Bluesky on loopback, as the demo's page uses every network.
 *
 * @param {{id: string, name: string}[]} customers
 * @returns {import('./all-networks.mjs').Network}
 */
export function blueskyNetwork(customers) {
  const server = new BlueskyServer();
  const { world } = server;
  const shop = world.join('shop.example');
  const second = world.join('second-shop.example');
  const actors = new Map(customers.map(({ id, name }) => [id, named(world.join(`${id}.example`), name)]));
  return {
    ...{ id: 'bluesky', label: 'Bluesky', mention: '@shop.example', can: [] },
    start: (port) => server.start(port),
    stop: () => server.stop(),
    account: () => ({
      channel: 'bluesky',
      address: shop.handle,
      name: 'Shop at Bluesky',
      settings: { service: server.url },
      secrets: { appPassword: shop.appPassword },
    }),
    spare: () => ({ Handle: second.handle, Service: server.url, 'App password': second.appPassword }),
    post: ({ customerId, text, replyTo }) => {
      const answered = replyTo === undefined ? undefined : world.posts.get(replyTo);
      return world.post(actors.get(customerId), text, { ...(answered && { replyTo: answered }) }).uri;
    },
    remove: (id) => world.delete(id),
    posts: () =>
      [...world.posts.values()].map(({ uri, did, record }) => ({
        id: uri,
        author: world.actors.get(did)?.displayName ?? did,
        customerId: customers.find(({ id }) => actors.get(id)?.did === did)?.id,
        text: record.text,
        at: record.createdAt,
        replyTo: record.reply?.parent.uri,
        pictures: (record.embed?.images ?? []).map(({ alt, image }) => ({
          url: `${server.url}/img/${image.ref.$link ?? image.ref}`,
          alt,
        })),
      })),
  };
}

const named = (actor, name) => Object.assign(actor, { displayName: name });
