import { accountFor, FakeCore, startConnector, type StartedConnector } from '@filo/connector/testing';
import type { Channel } from '@filo/connector';
import {
  accountHealth,
  mergeAccountHealth,
  stateBucket,
  type AccountHealth,
  type ConnectedAccount,
} from '@filo/contracts';
import { eventually, freshPrefix, type FreshPrefix, type Outage } from '@filo/testing';
import { BlueskyServer } from '@filo/testing/bluesky';
import { MastodonServer } from '@filo/testing/mastodon';
import { XServer } from '@filo/testing/x';
import { BlueskyChannel } from '../src/platforms/bluesky/bluesky.channel.js';
import { MastodonChannel } from '../src/platforms/mastodon/mastodon.channel.js';
import { XChannel } from '../src/platforms/x/x.channel.js';
import { xOptions } from './x-desk.js';

const hurry = { pollMs: 100, goneAfterMs: 0, answerMs: 400, refusedMs: 400 };
/** From the first try on each account waits 100 to 200 ms. */
const retries = { firstMs: 200, maxMs: 200 };
const patience = { timeoutMs: 20_000 };

/** A network on loopback with an account of ours and one more, as far as its test of health needs it. */
export interface Network {
  channel: Channel;
  /** Where it is; the name leads somewhere, so that a test can lead it nowhere. */
  url: string;
  server: { outage: Outage | undefined; requests: number; goDown(): void; stop(): Promise<void> };
  us: { suspended: boolean };
  /** Good secrets, made anew. */
  secrets(who?: 'shop' | 'cafe'): Record<string, string>;
  revoke(): void;
  /** A customer says this to the shop, or to the other account. */
  say(text: string, to?: 'shop' | 'cafe'): void;
}

const named = (url: string): string => url.replace('127.0.0.1', 'localhost');

const bluesky = async (): Promise<Network> => {
  const server = new BlueskyServer();
  server.requestsLeft = 1_000_000;
  const url = named(await server.start());
  const [shop, cafe, ada] = ['shop.example', 'cafe.example', 'ada.example'].map((name) =>
    server.world.join(name),
  );
  const who = { shop: shop!, cafe: cafe! };
  return {
    ...{ channel: new BlueskyChannel({ ...hurry, plcUrl: url }), url, server, us: shop! },
    secrets: (name = 'shop') => ({ appPassword: (who[name].appPassword += 'x') }),
    revoke: () => server.sessions.revoke(shop!),
    say: (text, to = 'shop') => void server.world.post(ada!, `@${to}.example ${text}`),
  };
};

const mastodon = async (): Promise<Network> => {
  const server = new MastodonServer();
  const url = named(await server.start());
  const who = { shop: server.world.join('shop'), cafe: server.world.join('cafe') };
  const ada = server.world.join('ada@other.example');
  return {
    ...{ channel: new MastodonChannel(hurry), url, server, us: who.shop },
    secrets: (name = 'shop') => ({ accessToken: server.tokens.give(who[name]) }),
    revoke: () => server.tokens.revoke(who.shop),
    say: (text, to = 'shop') => void server.world.post(ada, `@${to} ${text}`),
  };
};

const x = async (): Promise<Network> => {
  const server = new XServer();
  for (const list of ['users/:id/mentions', 'users/:id/tweets', 'dm_events', 'tweets'])
    server.left.set(`GET ${list}`, 1_000_000);
  const url = named(await server.start());
  const who = { shop: server.world.join('shop'), cafe: server.world.join('cafe') };
  const ada = server.world.join('ada');
  return {
    ...{ channel: new XChannel(xOptions(url, hurry)), url, server, us: who.shop },
    secrets: (name = 'shop') => server.world.grant(who[name]),
    revoke: () => server.world.revoke(who.shop),
    say: (text, to = 'shop') => void server.world.post(ada, `@${to} ${text}`),
  };
};

export type NetworkName = 'bluesky' | 'mastodon' | 'x';

/** All three networks at once, each with two accounts of ours at work, and a stand-in for core. */
export class NetworksDesk {
  readonly #started: StartedConnector[] = [];
  readonly #said = new Map<string, AccountHealth>();
  readonly #over = new AbortController();

  private constructor(
    readonly networks: Readonly<Record<NetworkName, Network>>,
    readonly prefix: FreshPrefix,
    readonly core: FakeCore,
  ) {}

  static async open(): Promise<NetworksDesk> {
    const connectors = { bluesky: ['bluesky'], mastodon: ['mastodon'], x: ['x'] };
    // Nobody is killed here: leases last as long as in production, for one that is lost begins an account, and its dates, anew.
    const prefix = await freshPrefix({ connectors });
    const networks = { bluesky: await bluesky(), mastodon: await mastodon(), x: await x() };
    const desk = new NetworksDesk(networks, prefix, await FakeCore.start(prefix.busOptions()));
    for (const { channel } of Object.values(networks))
      desk.#started.push(await startConnector(prefix, channel, { retries }));
    for (const name of Object.keys(networks)) await desk.#follow(name);
    return desk;
  }

  /** Asked for again and again, it would use up the consumers of the bus. */
  async #follow(name: string): Promise<void> {
    const bucket = await this.core.bus.bucket(stateBucket(name));
    const take = (key: string, value: unknown) => {
      const { data } = accountHealth.safeParse(value);
      if (data) this.#said.set(key, data);
    };
    await bucket.watch('health.>', (key, entry) => take(key, entry?.value), this.#over.signal);
  }

  async close(): Promise<void> {
    this.#over.abort();
    for (const started of this.#started) await started.stop();
    for (const { server } of Object.values(this.networks)) await server.stop();
    await this.core.stop();
    await this.prefix.remove();
  }

  async put(
    name: NetworkName,
    who: 'shop' | 'cafe',
    over: Partial<ConnectedAccount> = {},
    secrets?: Record<string, string>,
  ) {
    const network = this.networks[name];
    const account = accountFor(
      {
        channel: network.channel,
        address: name === 'bluesky' ? `${who}.example` : who,
        settings: { service: network.url, instance: network.url },
        secrets: secrets ?? network.secrets(who),
      },
      over,
    );
    await this.core.putAccount(name, account);
    return account;
  }

  hears(text: string): Promise<boolean> {
    return eventually(() => this.core.texts().some((one) => one.includes(text)), patience);
  }

  healthIs({ accountId }: ConnectedAccount, state: string, code?: string): Promise<AccountHealth> {
    return eventually(() => {
      const health = mergeAccountHealth(this.#said.values()).get(accountId);
      const isIt = health?.state === state && (code === undefined || health.why?.[0]?.code === code);
      if (isIt) return health;
      throw new Error(`${health?.state} ${JSON.stringify(health?.why)} ${health?.reason}`);
    }, patience);
  }
}
