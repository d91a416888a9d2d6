import { freePort } from '@filo/testing';
import { BlueskyServer } from '@filo/testing/bluesky';
import { MastodonServer } from '@filo/testing/mastodon';
import { XServer } from '@filo/testing/x';
import type { SunkMail } from './smtp-sink.js';

export const networkNames = ['bluesky', 'mastodon', 'x'] as const;
export type NetworkName = (typeof networkNames)[number];

/** What a network does to whoever asks it. */
interface Network {
  /** What names us in a post. */
  ourName: string;
  /** The body by which the API adds our account. */
  account(): { secrets: Record<string, string> } & Record<string, unknown>;
  /** What customer `n` is known by. */
  keyOf(n: number): string;
  post(n: number, text: string): void;
  /** Our own posts there. */
  ours(): { id: string; text: string }[];
  /** The next `times` looks for what is new, and one answer, meet a limit; each ends after another time. */
  limit(times: number): void;
  /** The next answer is posted, and whoever posts it does not hear so for a while. */
  hold(): void;
  /** Takes our keys back; answers new ones. */
  renew(): Record<string, string>;
}

/** Three public networks on loopback with an account of ours at each, and customers who name it. X tells at once, and is asked as well. */
export class Networks {
  private readonly bluesky = new BlueskyServer();
  private readonly mastodon = new MastodonServer();
  private readonly x = new XServer();
  private readonly all: Readonly<Record<NetworkName, Network>>;
  readonly accountIds = new Map<NetworkName, string>();
  /** Keys that came for revoked ones, until an admin entered them. */
  readonly notEntered = new Map<NetworkName, Record<string, string>>();
  /** Every key of ours that was given to Filo, and where it is one. */
  readonly secrets = new Map<string, string>();
  #refilling: NodeJS.Timeout | undefined;

  private constructor(private readonly hookPort: number) {
    this.all = {
      bluesky: ofBluesky(this.bluesky),
      mastodon: ofMastodon(this.mastodon),
      x: ofX(this.x, `http://127.0.0.1:${hookPort}`),
    };
  }

  static async start(): Promise<Networks> {
    const networks = new Networks(await freePort());
    await Promise.all([networks.bluesky.start(), networks.mastodon.start(), networks.x.start()]);
    networks.#refilling = setInterval(() => (networks.bluesky.requestsLeft = 3_000), 60_000);
    return networks;
  }

  async stop(): Promise<void> {
    clearInterval(this.#refilling);
    await Promise.all([this.bluesky.stop(), this.mastodon.stop(), this.x.stop()]);
  }

  env(): Record<string, string> {
    return {
      ...{ FILO_X_API_URL: this.x.url, FILO_X_WEBHOOK_PORT: String(this.hookPort) },
      ...{ FILO_X_POLL_SECONDS: '1', FILO_X_DAILY_CEILING: '0', FILO_SOCIAL_POLL_SECONDS: '1' },
    };
  }

  of(name: NetworkName): Network {
    const network = this.all[name];
    const noted = <Secrets extends Record<string, string>>(secrets: Secrets): Secrets => {
      for (const secret of Object.values(secrets)) this.secrets.set(secret, name);
      return secrets;
    };
    return {
      ...network,
      account: () => {
        const account = network.account();
        noted(account.secrets);
        return account;
      },
      renew: () => noted(network.renew()),
    };
  }

  /** What we said at any of them. Each post is a thing of its own: one that stands twice has two ids. */
  answers(): SunkMail[] {
    return networkNames.flatMap((name) =>
      this.all[name].ours().map(({ id, text }) => ({ messageId: id, to: name, raw: text })),
    );
  }
}

const ofBluesky = (server: BlueskyServer): Network => {
  const { world, sessions } = server;
  const shop = world.join('shop.example');
  const customer = perNumber((n) => world.join(`customer${n}.example`));
  return {
    ourName: '@shop.example',
    account: () => ({
      ...{ channel: 'bluesky', address: shop.handle, settings: { service: server.url } },
      secrets: { appPassword: shop.appPassword },
    }),
    keyOf: (n) => customer(n).did,
    post: (n, text) => void world.post(customer(n), text),
    ours: () => world.postsOf(shop.did).map(({ uri, record }) => ({ id: uri, text: record.text })),
    limit: (times) => {
      changeLimits(server);
      server.faults.plan('app.bsky.notification.listNotifications', 'rate-limited', { times });
      server.faults.plan('com.atproto.repo.createRecord', 'rate-limited');
    },
    hold: () => {
      server.slowMs = heldMs;
      server.faults.plan('com.atproto.repo.createRecord', 'slow-after');
    },
    renew: () => {
      sessions.revoke(shop);
      return { appPassword: shop.appPassword };
    },
  };
};

const ofMastodon = (server: MastodonServer): Network => {
  const { world, tokens } = server;
  // Who is somebody here follows from the address of the instance, which is known once it is started.
  const shop = perNumber(() => world.join('shop'));
  const customer = perNumber((n) => world.join(`customer${n}@town.example`));
  return {
    ourName: '@shop',
    account: () => ({
      ...{ channel: 'mastodon', address: `@shop@${new URL(server.url).host}` },
      settings: { instance: server.url },
      secrets: { accessToken: tokens.give(shop(0)) },
    }),
    keyOf: (n) => customer(n).uri,
    post: (n, text) => void world.post(customer(n), text),
    ours: () => world.statusesOf(shop(0)).map(({ id, text }) => ({ id, text })),
    limit: (times) => {
      changeLimits(server);
      server.faults.plan('GET /api/v1/notifications', 'rate-limited', times);
      server.faults.plan('POST /api/v1/statuses', 'rate-limited');
    },
    hold: () => {
      server.slowMs = heldMs;
      server.faults.plan('POST /api/v1/statuses', 'slow-after');
    },
    renew: () => {
      tokens.revoke(shop(0));
      server.streams.cut();
      return { accessToken: tokens.give(shop(0)) };
    },
  };
};

const ofX = (server: XServer, webhookUrl: string): Network => {
  const { world, hooks } = server;
  const shop = world.join('shop');
  const customer = perNumber((n) => world.join(`customer${n}`));
  return {
    ourName: '@shop',
    account: () => ({
      ...{ channel: 'x', address: '@shop', settings: { webhookUrl } },
      secrets: world.grant(shop),
    }),
    keyOf: (n) => customer(n).id,
    post: (n, text) => {
      const post = world.post(customer(n), text);
      // Told at once, and found when it is asked a second later. Who is not heard comes no second time.
      void hooks.tellPost(shop, post).catch(() => undefined);
    },
    ours: () => world.postsOf(shop.id).map(({ id, text }) => ({ id, text })),
    limit: (times) => {
      changeLimits(server);
      server.faults.plan('GET users/:id/mentions', 'rate-limited', { times });
      server.faults.plan('POST tweets', 'rate-limited');
    },
    hold: () => {
      server.slowMs = heldMs;
      server.faults.plan('POST tweets', 'slow-after');
    },
    renew: () => {
      world.revoke(shop);
      return world.grant(shop);
    },
  };
};

const heldMs = 10_000;

const changeLimits = (server: { limitedMs: number }): void => {
  server.limitedMs = 300;
  for (let n = 1; n <= 20; n += 1)
    setTimeout(() => (server.limitedMs = 300 + ((n * 700) % 2_100)), n * 1_000).unref();
};

/** Few, so that each has a thread of some length. */
const customersEach = 25;

const perNumber = <Value>(make: (n: number) => Value): ((n: number) => Value) => {
  const made = new Map<number, Value>();
  return (number) => {
    const n = number % customersEach;
    if (!made.has(n)) made.set(n, make(n));
    return made.get(n)!;
  };
};
