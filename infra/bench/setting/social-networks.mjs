// Three networks on loopback with accounts of ours, and customers who mention them.
import { BlueskyServer } from '@filo/testing/bluesky';
import { MastodonServer } from '@filo/testing/mastodon';
import { XServer } from '@filo/testing/x';

const customersEach = 200;
/** Bluesky's window; the others' are longer than a run. */
const windowMs = 300_000;

/** Each network says its `channel`, makes accounts, and posts a mention of one of them: `mention(account, customer, text)`. One that `tells` streams. */
export async function startNetworks(accountsEach) {
  const [bluesky, mastodon, x] = [new BlueskyServer(), new MastodonServer(), new XServer()];
  await Promise.all([bluesky.start(), mastodon.start(), x.start()]);
  const refill = setInterval(() => (bluesky.requestsLeft = 3_000), windowMs);
  return {
    xUrl: x.url,
    networks: [ofBluesky(bluesky, accountsEach), ofMastodon(mastodon, accountsEach), ofX(x, accountsEach)],
    stop: async () => {
      clearInterval(refill);
      await Promise.all([bluesky.stop(), mastodon.stop(), x.stop()]);
    },
  };
}

const times = (count, make) => Array.from({ length: count }, (_, n) => make(n));

function ofBluesky(server, accountsEach) {
  const { world } = server;
  const shops = times(accountsEach, (n) => world.join(`shop${n}.example`));
  const customers = times(customersEach, (n) => world.join(`customer${n}.example`));
  return {
    channel: 'bluesky',
    accounts: shops.map(({ handle, appPassword }) => ({
      channel: 'bluesky',
      address: handle,
      settings: { service: server.url },
      secrets: { appPassword },
    })),
    mention: (account, customer, text) =>
      world.post(customers[customer % customersEach], `@shop${account}.example ${text}`, {
        reach: { reposts: 3 },
      }),
  };
}

function ofMastodon(server, accountsEach) {
  const { world } = server;
  const shops = times(accountsEach, (n) => world.join(`shop${n}`));
  const customers = times(customersEach, (n) => world.join(`customer${n}@town.example`));
  return {
    channel: 'mastodon',
    tells: true,
    accounts: shops.map((shop) => ({
      channel: 'mastodon',
      address: `@${shop.username}@${new URL(server.url).host}`,
      settings: { instance: server.url },
      secrets: { accessToken: server.tokens.give(shop) },
    })),
    mention: (account, customer, text) =>
      world.post(customers[customer % customersEach], `@shop${account} ${text}`),
  };
}

function ofX({ world }, accountsEach) {
  const shops = times(accountsEach, (n) => world.join(`shop${n}`));
  const customers = times(customersEach, (n) => world.join(`customer${n}`));
  return {
    channel: 'x',
    accounts: shops.map((shop) => ({
      channel: 'x',
      address: `@${shop.username}`,
      settings: {},
      secrets: world.grant(shop),
    })),
    mention: (account, customer, text) =>
      world.post(customers[customer % customersEach], `@shop${account} ${text}`),
  };
}
