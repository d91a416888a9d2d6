import { accountFor, FakeCore, startConnector, type StartedConnector } from '@filo/connector/testing';
import {
  stateBucket,
  type ConnectedAccount,
  type MessageReceived,
  lookForSent,
  type SendInput,
  type takeBack,
} from '@filo/contracts';
import { aSend, eventually, freshPrefix, type FreshPrefix } from '@filo/testing';
import { MastodonServer, type Actor, type Status } from '@filo/testing/mastodon';
import type { z } from 'zod';
import { MastodonChannel } from '../src/platforms/mastodon/mastodon.channel.js';

const patience = { timeoutMs: 20_000 };
/** Longer than any test: what comes meanwhile comes by the stream. */
export const neverMs = 600_000;

/** A shop with an account at an instance on loopback, a bus, and a stand-in for core. */
export class MastodonDesk {
  readonly us: Actor;
  readonly ada: Actor;
  /** The channel of the connector that works now. */
  working = new MastodonChannel({ pollMs: 50, goneAfterMs: 0 });
  #started: StartedConnector | undefined;

  private constructor(
    readonly server: MastodonServer,
    readonly prefix: FreshPrefix,
    readonly core: FakeCore,
  ) {
    this.us = server.world.join('shop');
    this.ada = server.world.join('ada@other.example');
  }

  static async open(): Promise<MastodonDesk> {
    const prefix = await freshPrefix({ connectors: { mastodon: ['mastodon'] }, leaseTtlMs: 10_000 });
    const server = new MastodonServer();
    await server.start();
    return new MastodonDesk(server, prefix, await FakeCore.start(prefix.busOptions()));
  }

  async close(): Promise<void> {
    await this.rest();
    await this.server.stop();
    await this.core.stop();
    await this.prefix.remove();
  }

  account(over: Partial<ConnectedAccount> = {}, at = { server: this.server, us: this.us }): ConnectedAccount {
    return accountFor(
      {
        channel: new MastodonChannel({ pollMs: 50, goneAfterMs: 0 }),
        address: at.us.username,
        settings: { instance: at.server.url },
        secrets: { accessToken: at.server.tokens.give(at.us) },
      },
      over,
    );
  }

  put(account: ConnectedAccount): Promise<void> {
    return this.core.putAccount('mastodon', account);
  }

  async work({
    pollMs = 50,
    firstReconcileMs,
  }: { pollMs?: number; firstReconcileMs?: number } = {}): Promise<void> {
    this.working = new MastodonChannel({ pollMs, goneAfterMs: 0 });
    this.#started = await startConnector(this.prefix, this.working, {
      leaseTtlMs: 10_000,
      ...(firstReconcileMs !== undefined && { firstReconcileMs }),
    });
  }

  state() {
    return this.core.bus.bucket(stateBucket('mastodon'));
  }

  /** The connector at work. */
  get started(): StartedConnector {
    return this.#started!;
  }

  async rest(): Promise<void> {
    await this.#started?.stop();
    this.#started = undefined;
  }

  mention(text: string, more: Parameters<MastodonServer['world']['post']>[2] = {}): Status {
    return this.server.world.post(this.ada, `@shop ${text}`, more);
  }

  externalIdOf({ id, author }: Status): string {
    const acct = author.domain === undefined ? author.username : `${author.username}@${author.domain}`;
    return `${this.server.url}/@${acct}/${id}`;
  }

  threadingIdOf({ id }: Status): string {
    return `${this.server.url}/statuses/${id}`;
  }

  heard(): MessageReceived[] {
    return [...this.core.ledger.values()].flatMap((event) => (event.type === 'message' ? [event] : []));
  }

  hearing(status: Status): Promise<MessageReceived> {
    const externalId = this.externalIdOf(status);
    return eventually(() => this.heard().find((one) => one.externalId === externalId), patience);
  }

  healthIs(account: ConnectedAccount, state: string) {
    return eventually(async () => {
      const health = await this.core.healthOf('mastodon', account.accountId);
      return health?.state === state && health;
    }, patience);
  }

  answer(account: ConnectedAccount, status: Status, over: Partial<SendInput> = {}) {
    return aSend({
      channel: 'mastodon',
      accountId: account.accountId,
      recipient: { kind: 'mastodon', key: status.author.uri },
      audience: status.visibility === 'direct' ? 'private' : 'public',
      inReplyTo: this.threadingIdOf(status),
      text: 'Sorry!',
      ...over,
    });
  }

  receiptOf({ deliveryId, attempt }: { deliveryId: string; attempt: number }) {
    return eventually(
      () => this.core.receipts.find((one) => one.deliveryId === deliveryId && one.attempt === attempt),
      { timeoutMs: 30_000 },
    );
  }

  look(send: SendInput) {
    return this.started.connector.answers.lookForSent(lookForSent.request.parse({ send }));
  }

  takeBack(request: z.output<typeof takeBack.request>) {
    return this.started.connector.answers.takeBack(request);
  }

  /** Oldest first. */
  answers(): Status[] {
    return this.server.world
      .statusesOf(this.us)
      .filter(({ inReplyTo }) => inReplyTo !== undefined)
      .toReversed();
  }
}
