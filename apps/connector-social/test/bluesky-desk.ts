import { accountFor, FakeCore, startConnector, type StartedConnector } from '@filo/connector/testing';
import { stateBucket, type ConnectedAccount, type MessageReceived, type takeBack } from '@filo/contracts';
import { aSend, eventually, freshPrefix, type FreshPrefix } from '@filo/testing';
import { BlueskyServer, type Actor, type Post } from '@filo/testing/bluesky';
import type { z } from 'zod';
import { BlueskyChannel } from '../src/platforms/bluesky/bluesky.channel.js';

const timing = { pollMs: 50, goneAfterMs: 0 };

/** A shop with an account at a Bluesky on loopback, a bus, and a stand-in for core. */
export class BlueskyDesk {
  readonly server = new BlueskyServer();
  readonly us: Actor = this.server.world.join('shop.example');
  readonly ada: Actor = this.server.world.join('ada.example');
  /** The channel of the connector that works now. */
  working = this.channel();
  #started: StartedConnector | undefined;
  #second: StartedConnector | undefined;

  private constructor(
    readonly prefix: FreshPrefix,
    readonly core: FakeCore,
  ) {}

  static async open(): Promise<BlueskyDesk> {
    const prefix = await freshPrefix({ connectors: { bluesky: ['bluesky'] }, leaseTtlMs: 10_000 });
    const desk = new BlueskyDesk(prefix, await FakeCore.start(prefix.busOptions()));
    await desk.server.start();
    return desk;
  }

  async close(): Promise<void> {
    await this.rest();
    await this.server.stop();
    await this.core.stop();
    await this.prefix.remove();
  }

  account(us = this.us, over: Partial<ConnectedAccount> = {}): ConnectedAccount {
    return accountFor(
      {
        channel: this.channel(),
        address: us.handle,
        settings: { service: this.server.url },
        secrets: { appPassword: us.appPassword },
      },
      over,
    );
  }

  /** One as a replica has it. */
  channel(): BlueskyChannel {
    return new BlueskyChannel({ ...timing, plcUrl: this.server.url });
  }

  put(account: ConnectedAccount): Promise<void> {
    return this.core.putAccount('bluesky', account);
  }

  async work(firstReconcileMs?: number): Promise<void> {
    this.working = this.channel();
    this.#started = await startConnector(this.prefix, this.working, {
      leaseTtlMs: 10_000,
      ...(firstReconcileMs !== undefined && { firstReconcileMs }),
    });
  }

  /** One replica more. */
  async alsoWork(): Promise<void> {
    this.#second = await startConnector(this.prefix, this.channel(), { leaseTtlMs: 10_000 });
  }

  /** What the connector keeps on the bus. */
  state() {
    return this.core.bus.bucket(stateBucket('bluesky'));
  }

  /** The connector at work. */
  get started(): StartedConnector {
    return this.#started!;
  }

  async rest(): Promise<void> {
    await this.#started?.stop();
    await this.#second?.stop();
    this.#started = this.#second = undefined;
  }

  mention(text: string, at?: Date): Post {
    return this.server.world.post(this.ada, `@shop.example ${text}`, { ...(at && { at }) });
  }

  heard(): MessageReceived[] {
    return [...this.core.ledger.values()].flatMap((event) => (event.type === 'message' ? [event] : []));
  }

  hearing(uri: string): Promise<MessageReceived> {
    return eventually(() => this.heard().find(({ externalId }) => externalId === uri), { timeoutMs: 20_000 });
  }

  healthIs(account: ConnectedAccount, state: string) {
    return eventually(
      async () => {
        const health = await this.core.healthOf('bluesky', account.accountId);
        return health?.state === state && health;
      },
      { timeoutMs: 20_000 },
    );
  }

  /** When the key of this account ends, as the connector tells it. */
  keyEnd({ accountId }: ConnectedAccount): Promise<string> {
    return eventually(async () => (await this.core.healthOf('bluesky', accountId))?.keyEnd?.at ?? undefined);
  }

  answer(account: ConnectedAccount, post: Post, text: string) {
    return aSend({
      channel: 'bluesky',
      accountId: account.accountId,
      recipient: { kind: 'bluesky', key: post.did },
      audience: 'public',
      inReplyTo: post.uri,
      text,
    });
  }

  receiptOf(deliveryId: string) {
    return eventually(() => this.core.receipts.find((receipt) => receipt.deliveryId === deliveryId), {
      timeoutMs: 30_000,
    });
  }

  takeBack(request: z.output<typeof takeBack.request>) {
    return this.#started!.connector.answers.takeBack(request);
  }

  /** As an admin's Test asks of a stored account. */
  async verify({ accountId, channel, address, settings, sealedSecrets }: ConnectedAccount) {
    const stored = { accountId, channel, address, settings };
    const tested = await this.started.connector.answers.verifyAccount({ ...stored, sealedSecrets });
    return tested.checks;
  }

  answers(): Post[] {
    return this.server.world.postsOf(this.us.did).filter(({ record }) => record.reply);
  }
}
