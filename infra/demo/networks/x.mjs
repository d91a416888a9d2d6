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
  world.hasUsualReach = false;
  // The demo reads for as long as somebody looks at it.
  server.perWindow = 10_000_000;
  const shop = Object.assign(world.join('shop'), { name: 'Shop' });
  const spare = world.grant(Object.assign(world.join('second_shop'), { name: 'Second shop' }));
  const users = new Map(customers.map(({ id, name }) => [id, Object.assign(world.join(id), { name })]));
  return {
    ...{ id: 'x', label: 'X', mention: '@shop' },
    can: ['edit', 'message'],
    start: (port) => server.start(port),
    stop: () => server.stop(),
    account: () => ({
      channel: 'x',
      address: '@shop',
      name: 'Shop at X',
      settings: {},
      secrets: world.grant(shop),
    }),
    spare: () => fieldsOf(spare),
    post: ({ customerId, text, replyTo, isPrivate }) =>
      isPrivate || world.messages.some(({ id }) => id === replyTo)
        ? world.write(users.get(customerId), shop, text).id
        : world.post(users.get(customerId), text, { replyTo: world.posts.get(replyTo) }).id,
    edit: (id, { text }) => world.posts.has(id) && world.edit(world.posts.get(id), text),
    remove: (id) => {
      const post = world.posts.get(id);
      if (post) world.delete(post);
    },
    posts: () =>
      [...postsOf(server), ...messagesOf(server)].map(({ authorId, ...post }) => ({
        ...post,
        author: nameOf(world, authorId),
        customerId: customers.find(({ id }) => users.get(id)?.id === authorId)?.id,
      })),
  };
}

const nameOf = (world, userId) => world.users.get(userId)?.name ?? userId;

/** With the addresses that X has shortened. */
const whole = (text, links) =>
  [...links].reduce((words, [short, address]) => words.replaceAll(short, address), text);

/** An edit is a post of its own, and the former ones stay. */
const isNewest = ({ id, edits }) => edits.at(-1) === id;

const postsOf = ({ world, url }) =>
  [...world.posts.values()]
    .filter(isNewest)
    .map(({ id, authorId, text, createdAt, replyTo, links, pictures }) => ({
      ...{ id, authorId, text: whole(text, links), at: createdAt, replyTo },
      pictures: pictures.map((key) => ({
        url: `${url}/media/${key}`,
        alt: world.pictures.get(key)?.alt ?? '',
      })),
    }));

const messagesOf = ({ world }) =>
  world.messages.map(({ id, from, to, text, createdAt, links }) => ({
    ...{ id, authorId: from, text: whole(text, links), at: createdAt },
    readers: `a direct message to ${nameOf(world, to)}`,
    isPrivate: true,
  }));

/** By the words of the dialog that adds an account at X. */
const fieldsOf = ({ appKey, appSecret, accessToken, accessSecret }) => ({
  ...{ Handle: '@second_shop', 'API key': appKey, 'API key secret': appSecret },
  ...{ 'Access token': accessToken, 'Access token secret': accessSecret },
});
