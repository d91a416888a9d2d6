import { joined, type Reason } from '@filo/connector';
import { accountFor, FakeCore, startConnector, type StartedConnector } from '@filo/connector/testing';
import {
  stateBucket,
  type ConnectedAccount,
  type MessageReceived,
  type takeBack,
  type tryQuery,
} from '@filo/contracts';
import { aSend, eventually, freshPrefix, type FreshPrefix } from '@filo/testing';
import { XServer, type XPost, type XUser } from '@filo/testing/x';
import type { z } from 'zod';
import { itIsDaysLater } from './another-day.js';
import { HookBook } from '../src/platforms/x/webhooks/hook-book.js';
import { HookDoor } from '../src/platforms/x/webhooks/hook-door.js';
import { XChannel, type XOptions } from '../src/platforms/x/x.channel.js';

/** Of a connector that is a process of its own: it looks each second, whatever that costs. */
export const settingsOfX = ({ url }: XServer) => ({
  FILO_X_API_URL: url,
  FILO_X_POLL_SECONDS: '1',
  FILO_X_DAILY_CEILING: '0',
});

export const xOptions = (apiUrl: string, over: Partial<XOptions> = {}): XOptions => ({
  ...{
    apiUrl,
    pollMs: 50,
    goneAfterMs: 0,
    goneSettleMs: 0,
    pausesBeforeAgainMs: [1, 1, 1],
    compareEveryMs: 0,
    dailyCeiling: 0,
    currency: 'USD',
  },
  prices: { post: 0.005, user: 0.01, message: 0.01, media: 0.005, write: 0.015, writeWithLink: 0.2 },
  ...over,
});

/** A shop with an account at an X on loopback, a bus, and a stand-in for core. */
export class XDesk {
  readonly server = new XServer();
  readonly us: XUser = this.server.world.join('shop');
  readonly ada: XUser = this.server.world.join('ada');
  readonly hooks = new HookBook();
  #working: XChannel | undefined;
  #door: HookDoor | undefined;
  #started: StartedConnector | undefined;
  #atWork = new AbortController();
  #leavingGone: Promise<void> | undefined;
  /** What the service says of accounts that are gone. */
  ofGone: string | undefined;

  private constructor(
    readonly prefix: FreshPrefix,
    readonly core: FakeCore,
  ) {}

  static async open(): Promise<XDesk> {
    itIsDaysLater(0);
    const prefix = await freshPrefix({ connectors: { x: ['x'] }, leaseTtlMs: 10_000 });
    const desk = new XDesk(prefix, await FakeCore.start(prefix.busOptions()));
    await desk.server.start();
    return desk;
  }

  async close(): Promise<void> {
    await this.rest();
    await this.#door?.close();
    await this.server.stop();
    await this.core.stop();
    await this.prefix.remove();
  }

  account(us = this.us, over: Partial<ConnectedAccount> = {}): ConnectedAccount {
    const channel = new XChannel(xOptions(this.server.url));
    return accountFor({ channel, address: us.username, secrets: this.server.world.grant(us) }, over);
  }

  put(account: ConnectedAccount): Promise<void> {
    return this.core.putAccount('x', account);
  }

  async work(over: Partial<XOptions> = {}, firstReconcileMs?: number): Promise<void> {
    const channel = new XChannel(xOptions(this.server.url, over), this.#door && this.hooks);
    this.#working = channel;
    this.#started = await startConnector(this.prefix, channel, {
      leaseTtlMs: 10_000,
      ...(firstReconcileMs !== undefined && { firstReconcileMs }),
    });
    this.hooks.loaded();
    this.#atWork = new AbortController();
    const { signal } = this.#atWork;
    const log = { warn: () => undefined, error: () => undefined };
    const say = (said?: readonly Reason[]) => void (this.ofGone = said && joined(said).reason);
    this.#leavingGone = channel.leaveGone.run({ signal, log, say });
  }

  /** Opens a door where X may tell what happens; its address, as an account names it. */
  async openDoor(): Promise<string> {
    this.#door = await HookDoor.open(this.hooks, { port: 0, host: '127.0.0.1' });
    return `http://127.0.0.1:${this.#door.port}`;
  }

  /** Its channel. */
  get working(): XChannel {
    return this.#working!;
  }

  /** The connector at work. */
  get started(): StartedConnector {
    return this.#started!;
  }

  async rest(): Promise<void> {
    this.#atWork.abort();
    await this.#leavingGone;
    await this.#started?.stop();
    this.#started = undefined;
  }

  mention(text: string, at?: Date): XPost {
    return this.server.world.post(this.ada, `@shop ${text}`, { ...(at && { at }) });
  }

  heard(): MessageReceived[] {
    return [...this.core.ledger.values()].flatMap((event) => (event.type === 'message' ? [event] : []));
  }

  hearing(externalId: string): Promise<MessageReceived> {
    return eventually(() => this.heard().find((event) => event.externalId === externalId), {
      timeoutMs: 20_000,
    });
  }

  healthIs(account: ConnectedAccount, state: string, words?: RegExp) {
    return eventually(
      async () => {
        const health = await this.core.healthOf('x', account.accountId);
        return health?.state === state && (words?.test(health.reason) ?? true) && health;
      },
      { timeoutMs: 20_000 },
    );
  }

  /** What the connector keeps on the bus. */
  state() {
    return this.core.bus.bucket(stateBucket('x'));
  }

  /** What an account has cost today. */
  async spent({ accountId }: ConnectedAccount): Promise<number> {
    const held = await (await this.state()).get(`x-costs.${accountId}`);
    return (held?.value as { micros: number }).micros / 1e6;
  }

  answer(account: ConnectedAccount, post: XPost, text: string) {
    return aSend({
      ...{ channel: 'x', accountId: account.accountId, audience: 'public', text },
      recipient: { kind: 'x', key: post.authorId },
      inReplyTo: `x:${post.edits[0]}`,
      date: new Date().toISOString(),
    });
  }

  write(account: ConnectedAccount, to: XUser, text: string) {
    return aSend({
      ...{ channel: 'x', accountId: account.accountId, audience: 'private', text },
      recipient: { kind: 'x', key: to.id },
      date: new Date().toISOString(),
    });
  }

  receiptOf(deliveryId: string, attempt = 1) {
    return eventually(
      () =>
        this.core.receipts.find(
          (receipt) => receipt.deliveryId === deliveryId && receipt.attempt === attempt,
        ),
      { timeoutMs: 30_000 },
    );
  }

  takeBack(request: z.output<typeof takeBack.request>) {
    return this.#started!.connector.answers.takeBack(request);
  }

  tryQuery(request: z.output<typeof tryQuery.request>) {
    return this.#started!.connector.answers.tryQuery(request);
  }

  answers(): XPost[] {
    return this.server.world.postsOf(this.us.id).filter(({ replyTo }) => replyTo);
  }
}
