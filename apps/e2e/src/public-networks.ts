import { BlueskyServer } from '@filo/testing/bluesky';
import { MastodonServer, type Actor } from '@filo/testing/mastodon';
import { XServer } from '@filo/testing/x';

/** What can go wrong with a network: each has another trouble here. */
interface Trouble {
  /** What an admin must read of it: what happened, what is safe, what to do. */
  says: RegExp;
  begin(): unknown;
  /** Answers what an admin must enter anew, by its label. */
  end(): Promise<Record<string, string>>;
}

/** A public network on loopback with the shop's account and one customer, as the tests of a customer's story use each of them. */
export interface PublicNetwork {
  readonly channel: 'bluesky' | 'mastodon' | 'x';
  /** The customer's handle there. */
  readonly handle: string;
  /** The customer's key: what their identity is known by. */
  key(): string;
  /** The body by which the API adds the shop's account; after `start`. */
  account(): Record<string, unknown>;
  /** Settings that the product needs for it; after `start`. */
  env(): Record<string, string>;
  start(): Promise<unknown>;
  stop(): Promise<unknown>;
  /** The customer posts, naming the shop; answers the id of the post. */
  say(words: string, replyTo?: string): string;
  /** What the shop answered in public to this post. */
  answersTo(postId: string): { id: string; text: string }[];
  readonly trouble: Trouble;
}

/** Mastodon, where the customer is at an instance of their own, and somebody else at ours. */
export interface MastodonNetwork extends PublicNetwork {
  /** Somebody else posts, naming the shop. */
  sayAs(name: string, words: string): string;
  /** What the shop wrote to them alone. */
  writtenTo(name: string): string[];
}

export const publicNetworks = (mastodon: PublicNetwork = mastodonNetwork()): PublicNetwork[] => [
  blueskyNetwork(),
  mastodon,
  xNetwork(),
];

const blueskyNetwork = (): PublicNetwork => {
  const server = new BlueskyServer();
  const { world } = server;
  const shop = world.join('shop.example');
  const customer = world.join('ada.example');
  return {
    channel: 'bluesky',
    handle: customer.handle,
    key: () => customer.did,
    account: () => ({
      ...{ channel: 'bluesky', address: shop.handle, name: 'Shop at Bluesky' },
      settings: { service: server.url },
      secrets: { appPassword: shop.appPassword },
    }),
    env: () => ({}),
    start: () => server.start(),
    stop: () => server.stop(),
    say: (words, replyTo) => {
      const answered = replyTo === undefined ? undefined : world.posts.get(replyTo);
      return world.post(customer, `@shop.example ${words}`, { ...(answered && { replyTo: answered }) }).uri;
    },
    answersTo: (postId) =>
      world
        .postsOf(shop.did)
        .filter(({ record }) => record.reply?.parent.uri === postId)
        .map(({ uri, record }) => ({ id: uri, text: record.text })),
    trouble: {
      says: /^Bluesky has suspended this account\. What came is kept; ask there why, and remove or pause/,
      begin: () => (shop.suspended = true),
      end: async () => {
        shop.suspended = false;
        return {};
      },
    },
  };
};

export const mastodonNetwork = (): MastodonNetwork => {
  const [server, away] = [new MastodonServer(), new MastodonServer()];
  const { world } = server;
  const handle = 'bruno@other.example';
  // Who is somebody here follows from the address of the instance.
  const shop = once(() => world.join('shop'));
  const customer = once(() => {
    const { uri, url } = away.world.join('bruno');
    return Object.assign(world.join(handle), { uri, url });
  });
  const others = new Map<string, Actor>();
  return {
    channel: 'mastodon',
    handle,
    key: () => customer().uri,
    account: () => ({
      ...{ channel: 'mastodon', address: `@shop@${new URL(server.url).host}`, name: 'Shop at Mastodon' },
      settings: { instance: server.url },
      secrets: { accessToken: server.tokens.give(shop()) },
    }),
    env: () => ({}),
    start: () => Promise.all([server.start(), away.start()]),
    stop: () => Promise.all([server.stop(), away.stop()]),
    say: (words, replyTo) => {
      const answered = replyTo === undefined ? undefined : world.statuses.get(replyTo);
      return world.post(customer(), `@shop ${words}`, { ...(answered && { replyTo: answered }) }).id;
    },
    answersTo: (postId) =>
      world
        .statusesOf(shop())
        .filter(({ inReplyTo }) => inReplyTo?.id === postId)
        .map(({ id, text }) => ({ id, text })),
    trouble: {
      says: /^127\.0\.0\.1:\d+ cannot be reached.* Nothing is lost; .* if it is gone for good, remove the account/,
      begin: () => server.stop(),
      end: async () => {
        await server.start(Number(new URL(server.url).port));
        return {};
      },
    },
    sayAs: (name, words) => {
      if (!others.has(name)) others.set(name, world.join(name));
      return world.post(others.get(name)!, `@shop ${words}`).id;
    },
    writtenTo: (name) =>
      world
        .statusesOf(shop())
        .filter(
          ({ visibility, mentioned }) => visibility === 'direct' && mentioned.includes(others.get(name)!),
        )
        .map(({ text }) => text),
  };
};

const xNetwork = (): PublicNetwork => {
  const server = new XServer();
  const { world } = server;
  const shop = world.join('shop');
  const customer = world.join('chiara');
  return {
    channel: 'x',
    handle: customer.username,
    key: () => customer.id,
    account: () => ({
      ...{ channel: 'x', address: '@shop', name: 'Shop at X' },
      settings: {},
      secrets: world.grant(shop),
    }),
    env: () => ({ FILO_X_API_URL: server.url, FILO_X_POLL_SECONDS: '1', FILO_X_DAILY_CEILING: '0' }),
    start: () => server.start(),
    stop: () => server.stop(),
    say: (words, replyTo) => {
      const answered = replyTo === undefined ? undefined : world.posts.get(replyTo);
      return world.post(customer, `@shop ${words}`, { ...(answered && { replyTo: answered }) }).id;
    },
    answersTo: (postId) =>
      world
        .postsOf(shop.id)
        .filter(({ replyTo }) => replyTo === postId)
        .map(({ id, text, links }) => ({
          id,
          // As a reader sees where each shortened address leads.
          text: [...links].reduce((said, [short, full]) => said.replace(short, () => full), text),
        })),
    trouble: {
      says: /^X does not take these keys; .* Nothing is lost: make new ones on .* and enter them here\./,
      begin: () => world.revoke(shop),
      end: async () => {
        const { appKey, appSecret, accessToken, accessSecret } = world.grant(shop);
        return {
          ...{ 'API key': appKey, 'API key secret': appSecret },
          ...{ 'Access token': accessToken, 'Access token secret': accessSecret },
        };
      },
    },
  };
};

const once = <Value>(make: () => Value): (() => Value) => {
  let made: Value | undefined;
  return () => (made ??= make());
};
