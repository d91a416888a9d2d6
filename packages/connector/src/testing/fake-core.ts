import {
  connectBus,
  natsMicroservice,
  type Bus,
  type BusOptions,
  type Incoming,
  type Outcome,
} from '@filo/bus';
import {
  accountsBucket,
  accountsRefill,
  deliveryStart,
  grantKeep,
  accountHealth,
  ledgerHas,
  mergeAccountHealth,
  publicMessages,
  stateBucket,
  type AccountHealth,
  type ConnectedAccount,
  type DeliveryReceipt,
  type InboundEvent,
  type MessageEdited,
  type MessageQuarantined,
  type MessageReceived,
  type SendInput,
} from '@filo/contracts';
import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Payload } from '@nestjs/microservices';
import 'reflect-metadata';
import type { z } from 'zod';

type Kept = MessageReceived | MessageQuarantined;

/**
 * A stand-in for core in the tests of connectors, on the real bus: it keeps each external id once, says what it committed,
 * lets each attempt start once, and can be made to keep silent.
 */
export class FakeCore {
  readonly ledger = new Map<string, Kept>();
  /** Every message event that arrived, doubles too. */
  readonly arrived: Kept[] = [];
  readonly receipts: DeliveryReceipt[] = [];
  /** External ids that were told to be deleted at their source. */
  readonly deleted = new Set<string>();
  readonly edited: MessageEdited[] = [];
  /** How many times a connector asked whether an attempt may start. */
  startsAsked = 0;
  /** Deliveries that may not start, such as cancelled ones. */
  readonly stopped = new Set<string>();
  /** Accounts that a refill puts into the bucket. */
  accounts: ConnectedAccount[] = [];
  /** False: commits nothing and answers nothing, as if core were away. */
  present = true;
  /** What connectors gave to keep, by account. */
  readonly grants = new Map<string, z.output<typeof grantKeep.request>>();
  readonly #said = new Map<string, SendInput['audience']>();
  readonly #started = new Map<string, string>();
  readonly #stopping = new AbortController();
  #consuming: Promise<void> = Promise.resolve();
  #questions: INestMicroservice | undefined;

  private constructor(readonly bus: Bus) {}

  static async start(options: BusOptions): Promise<FakeCore> {
    const core = new FakeCore(await connectBus({ ...options, service: 'core' }));
    core.#questions = await NestFactory.createMicroservice(questionsModule(core), {
      ...natsMicroservice({ ...options, service: 'core' }),
      logger: false,
    });
    await core.#questions.listen();
    core.#consuming = core.bus.consumeInbound('core-worker', {
      signal: core.#stopping.signal,
      handle: (batch) => Promise.resolve(batch.map((incoming) => core.#keep(incoming))),
    });
    return core;
  }

  /** Gives a connector an account, or a change of it. */
  async putAccount(connector: string, account: ConnectedAccount): Promise<void> {
    await (await this.bus.bucket(accountsBucket(connector))).put(account.accountId, account);
  }

  async removeAccount(connector: string, accountId: string): Promise<void> {
    await (await this.bus.bucket(accountsBucket(connector))).delete(accountId);
  }

  publishSend(command: SendInput): Promise<void> {
    this.#said.set(command.deliveryId, command.audience);
    return this.bus.publishSend(command);
  }

  /** How an account does by the word of all replicas of its connector. */
  async healthOf(connector: string, accountId: string): Promise<AccountHealth | undefined> {
    const bucket = await this.bus.bucket(stateBucket(connector));
    const said: AccountHealth[] = [];
    for (const key of await bucket.keys(`health.${accountId}.*`)) {
      const { data } = accountHealth.safeParse((await bucket.get(key))?.value);
      if (data !== undefined) said.push(data);
    }
    return mergeAccountHealth(said).get(accountId);
  }

  texts(): string[] {
    return [...this.ledger.values()].flatMap((event) => (event.type === 'message' ? [event.text] : []));
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#consuming;
    await this.#questions?.close();
    await this.bus.drain();
  }

  start({ deliveryId, attempt, token }: { deliveryId: string; attempt: number; token: string }) {
    this.startsAsked += 1;
    if (this.stopped.has(deliveryId)) return { answer: 'stop', reason: 'cancelled' };
    const key = `${deliveryId}:${attempt}`;
    const holder = this.#started.get(key) ?? token;
    this.#started.set(key, holder);
    return holder === token ? { answer: 'go' } : { answer: 'stop', reason: 'started-elsewhere' };
  }

  keepGrant(given: z.output<typeof grantKeep.request>): z.input<typeof grantKeep.reply> {
    const held = this.grants.get(given.accountId);
    if (held && held.grantedAt > given.grantedAt) return { answer: 'not-this-consent' };
    if (held?.grantedAt === given.grantedAt && held.generation > given.generation)
      return { answer: 'newer', generation: held.generation, sealed: held.sealed };
    if (held?.grantedAt !== given.grantedAt || held.generation < given.generation)
      this.grants.set(given.accountId, given);
    return { answer: 'kept' };
  }

  /** What arrived as said, doubles too, but for figures of a post that are read anew from time to time. */
  told(): Kept[] {
    return this.arrived.filter((event) => !isReadAnew(event));
  }

  publishedOf(
    accountId: string,
    { privateToo = false, onlyStored = false }: { privateToo?: boolean; onlyStored?: boolean } = {},
  ): { externalIds: string[]; authors: string[] } {
    const isOne = (event: Kept) =>
      event.type === 'message'
        ? event.audience === 'public' || privateToo
        : event.envelope.post !== undefined && !onlyStored;
    const held = [...this.ledger.values()]
      .filter((event) => event.accountId === accountId && isOne(event) && !this.deleted.has(event.externalId))
      .map((event) => ({ id: event.externalId, author: authorOf(event)?.key ?? event.externalId }));
    const isTold = (audience?: string) => audience === 'public' || (privateToo && audience !== undefined);
    const known = new Set(held.map(({ id }) => id));
    const ours = this.receipts
      .filter(({ accountId: by, deliveryId }) => by === accountId && isTold(this.#said.get(deliveryId)))
      .flatMap(({ externalId, externalIds }) => externalIds ?? externalId ?? [])
      .filter((id) => !known.has(id) && !this.deleted.has(id));
    held.push(...ours.map((id) => ({ id, author: accountId })));
    return { externalIds: held.map(({ id }) => id), authors: held.map(({ author }) => author) };
  }

  async refill(connector: string) {
    for (const account of this.accounts) await this.putAccount(connector, account);
    return { accounts: this.accounts.length };
  }

  #keep({ event }: Incoming<InboundEvent>): Outcome {
    if (!this.present) return { type: 'retry', reason: 'core is away', retryAfterMs: 200 };
    if (event.type === 'receipt') {
      this.receipts.push(event);
      return { type: 'done' };
    }
    if (event.type === 'edited') {
      this.edited.push(event);
      return { type: 'done' };
    }
    if (event.type === 'deleted') {
      this.deleted.add(event.externalId);
      return { type: 'done' };
    }
    this.arrived.push(event);
    const key = `${event.channel} ${event.externalId}`;
    const outcome = this.ledger.has(key) ? 'known' : event.type === 'message' ? 'stored' : 'quarantined';
    if (outcome !== 'known') this.ledger.set(key, event);
    this.bus.emitCommitted(event.channel, event.accountId, {
      v: 1,
      events: [{ eventId: event.eventId, outcome }],
    });
    return { type: 'done' };
  }
}

const authorOf = (event: Kept) => (event.type === 'message' ? event.author : event.envelope.author);

const isReadAnew = (event: Kept): boolean =>
  event.type === 'message' && event.heard?.as === 'listening' && !event.heard.queries?.length;

const never = new Promise<never>(() => undefined);

const questionsModule = (core: FakeCore) => {
  class Questions {
    start(request: unknown) {
      return core.present ? core.start(deliveryStart.request.parse(request)) : never;
    }
    has(request: unknown) {
      const { channel, externalIds } = ledgerHas.request.parse(request);
      return core.present
        ? { present: externalIds.filter((id) => core.ledger.has(`${channel} ${id}`)) }
        : never;
    }
    published(request: unknown) {
      const { accountId, ...which } = publicMessages.request.parse(request);
      return core.present ? core.publishedOf(accountId, which) : never;
    }
    keepGrant(request: unknown) {
      return core.present ? core.keepGrant(grantKeep.request.parse(request)) : never;
    }
    refill(request: unknown) {
      return core.present ? core.refill(accountsRefill.request.parse(request).connector) : never;
    }
  }
  const questions = {
    start: deliveryStart,
    has: ledgerHas,
    published: publicMessages,
    keepGrant: grantKeep,
    refill: accountsRefill,
  };
  for (const [method, question] of Object.entries(questions)) {
    const descriptor = Object.getOwnPropertyDescriptor(Questions.prototype, method)!;
    MessagePattern(question.subject())(Questions.prototype, method, descriptor);
    Payload()(Questions.prototype, method, 0);
  }
  Controller()(Questions);
  class QuestionsModule {}
  Module({ controllers: [Questions] })(QuestionsModule);
  return QuestionsModule;
};
