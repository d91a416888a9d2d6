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
  world.hasUsualReach = false;
  const actors = new Map();
  let shop;
  let spare;
  return {
    ...{ id: 'mastodon', label: 'Mastodon', mention: '@shop' },
    can: ['edit', 'warn', 'message'],
    start: async (port) => {
      await server.start(port);
      await town.start();
      // Who is somebody here follows from the address of the instance.
      shop = world.join('shop');
      spare = server.tokens.give(world.join('second'));
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
    spare: () => fieldsOf(server, spare),
    post: ({ customerId, ...said }) => post(world, { ...said, author: actors.get(customerId), shop }),
    edit: (id, now) => edit(world, id, now),
    remove: (id) => {
      const status = world.statuses.get(id);
      if (status) world.delete(status);
    },
    posts: () =>
      [...world.statuses.values()].map((status) => ({
        ...shown(status),
        pictures: status.pictures.map(({ id, alt }) => ({ url: `${server.url}/media/${id}`, alt })),
        customerId: customers.find(({ id }) => actors.get(id) === status.author)?.id,
      })),
  };
}

const edit = (world, id, { text, warning }) => {
  const status = world.statuses.get(id);
  if (status) world.edit(status, { text, spoilerText: warning });
};

/** By the words of the dialog that adds an account at Mastodon. */
const fieldsOf = ({ url }, token) => ({
  ...{ Handle: `@second@${new URL(url).host}`, 'Access token': token, Instance: url },
});

/** An answer to what is private stays there. */
const post = (world, { author, shop, text, replyTo, warning, isPrivate }) => {
  const answered = world.statuses.get(replyTo);
  const isAlone = isPrivate || answered?.visibility === 'direct';
  const alone = isAlone ? { visibility: 'direct', names: [shop] } : {};
  return world.post(author, text, { replyTo: answered, spoilerText: warning, ...alone }).id;
};

/** Somebody of another instance, where they can sign in. */
const residentOf = (town, world, { id, name }) => {
  const { uri, url } = town.world.join(id);
  return Object.assign(world.join(`${id}@town.example`), { displayName: name, uri, url });
};

const readersOf = ({ visibility, mentioned }) =>
  ({
    unlisted: 'everybody, in no timeline',
    private: 'followers only',
    direct: `a direct message to ${mentioned.map(({ displayName }) => displayName).join(', ')}`,
  })[visibility];

const shown = ({ id, author, text, spoilerText, createdAt, inReplyTo, visibility, mentioned }) => ({
  id,
  author: author.displayName,
  text,
  warning: spoilerText,
  at: createdAt,
  readers: readersOf({ visibility, mentioned }),
  isPrivate: visibility === 'direct',
  replyTo: inReplyTo?.id,
});
