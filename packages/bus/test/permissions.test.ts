import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern } from '@nestjs/microservices';
import { inboundEvent, verifyAccount } from '@filo/contracts';
import { createHash, randomBytes } from 'node:crypto';
import {
  connectBus,
  defaultConnectors,
  leasesBucket,
  Lease,
  natsMicroservice,
  provision,
  sendsConsumer,
  type Bus,
} from '../src/index.js';
import { aMessage, anAccount, aSend, eventually, ownNats, type NatsPlace, type OwnNats } from './testing.js';

interface NatsFiles {
  natsConfig(options: NatsPlace & { passwords: Record<string, string> }): string;
  containerConfig(): string;
  connectors: Record<string, string[]>;
  sendsConsumer(connector: string, channel: string): string;
  permissionTable(): Record<string, { publish: string[]; subscribe: string[] }>;
}

const files = new URL('../../../infra/nats/', import.meta.url);
const load = async (name: string) => (await import(new URL(name, files).href)) as NatsFiles;

let nats: OwnNats;
let table: NatsFiles;
const buses: Bus[] = [];
const noticed: string[] = [];
const dead: string[] = [];
const stop = new AbortController();
let core: Bus;

const as = (user: string) => ({ servers: nats.servers, user, password: `p-${user}`, service: user });

async function join(user: string): Promise<Bus> {
  const note = (fields: object, event: string) => {
    if (event !== 'event dead') noticed.push(`${user}: ${event} ${JSON.stringify(fields)}`);
  };
  const bus = await connectBus({
    ...as(user),
    productionMode: true,
    log: { info: () => {}, warn: note, error: note },
  });
  buses.push(bus);
  return bus;
}

beforeAll(async () => {
  const { natsConfig } = await load('config.mjs');
  table = await load('permissions.mjs');
  const users = Object.keys(table.permissionTable());
  const passwords = Object.fromEntries(users.map((user) => [user, `p-${user}`]));
  nats = await ownNats((place) => natsConfig({ ...place, passwords }));
  await provision({ ...as('provisioner'), monitorUrl: nats.monitorUrl });
  core = await join('core');
  void core.consumeInbound('core-worker', {
    signal: stop.signal,
    handle: (batch) => {
      for (const { event } of batch) {
        const events = [{ eventId: event.eventId, outcome: 'stored' as const }];
        core.emitCommitted(event.channel, event.accountId, { v: 1, events });
      }
      return Promise.resolve(batch.map(() => ({ type: 'done' })));
    },
  });
  void core.consumeDead('core-dead', {
    signal: stop.signal,
    handle: (batch) => {
      dead.push(...batch.map(({ event }) => event.subject));
      return Promise.resolve(batch.map(() => ({ type: 'done' })));
    },
  });
});

afterAll(async () => {
  stop.abort();
  await Promise.all(buses.map((bus) => bus.drain()));
  await nats.remove();
});

test('the permission table and the provisioner speak of the same connectors and consumers', () => {
  expect(table.connectors).toEqual(defaultConnectors);
  for (const [name, channels] of Object.entries(defaultConnectors)) {
    for (const channel of channels)
      expect(table.sendsConsumer(name, channel)).toBe(sendsConsumer(name, channel));
  }
});

test('the configuration for containers is the one the table writes', async () => {
  const { readFile } = await import('node:fs/promises');
  const { containerConfig } = await load('config.mjs');
  expect(await readFile(new URL('nats.conf', files), 'utf8')).toBe(containerConfig());
});

test.each(['email', 'webform', 'sample', 'social'])(
  '%s can do its whole job, and core its part of it',
  async (name) => {
    const channel = defaultConnectors[name]?.[0] ?? '';
    const connector = await join(name);
    const message = aMessage({ channel, html: 'x'.repeat(200_000) });
    expect(await connector.publishAndAwaitCommit(message, 5_000)).toMatchObject({ outcome: 'stored' });

    for (const size of [1_000, 2_000_000]) {
      const ref = await connector.blobs.put(randomBytes(size));
      expect((await core.blobs.get(ref)).length).toBe(size);
      const back = await core.blobs.put(randomBytes(size));
      expect((await connector.blobs.get(back)).length).toBe(size);
      expect(await connector.blobs.put(randomBytes(size))).toMatchObject({ bytes: size });
    }

    const account = anAccount({ channel });
    await (await core.bucket(`accounts_${name}`)).put(account.accountId, account);
    const accounts = await connector.bucket(`accounts_${name}`);
    const present: string[] = [];
    await accounts.watch('>', (key) => present.push(key), stop.signal);
    expect(present).toContain(account.accountId);
    expect(await accounts.get(account.accountId)).toMatchObject({ value: account });
    const state = await connector.bucket(`state_${name}`);
    await state.update('cursor.a', 2, await state.put('cursor.a', 1));
    expect(await (await core.bucket(`state_${name}`)).get('cursor.a')).toMatchObject({ value: 2 });
    const lease = new Lease(await connector.bucket(leasesBucket(name)), account.accountId, 'me');
    expect(await lease.hold(() => Promise.resolve(), stop.signal)).toBe(true);

    const sent: string[] = [];
    void connector.consumeSends(name, channel, {
      signal: stop.signal,
      handle: (batch) => {
        sent.push(...batch.map(({ event }) => event.eventId));
        return Promise.resolve(batch.map(() => ({ type: 'dead', reason: 'refused for good' })));
      },
    });
    const command = aSend({ channel });
    await core.publishSend(command);
    await eventually(() => sent.includes(command.eventId));
    await eventually(() => dead.some((subject) => subject.startsWith(`outbound.${channel}.`)));
  },
);

test('a connector answers the questions of core through Nest, and core those of a connector', async () => {
  @Controller()
  class Answers {
    @MessagePattern(verifyAccount.subject('email'))
    verify() {
      return { ok: true, checks: [] };
    }
  }
  @Module({ controllers: [Answers] })
  class AnswersModule {}
  const service = await NestFactory.createMicroservice(AnswersModule, {
    ...natsMicroservice(as('email')),
    logger: false,
  });
  await service.listen();
  const request = { channel: 'email', address: 'support@example.com', settings: {} };
  const ask = () =>
    core.ask.ask({
      subject: verifyAccount.subject('email'),
      question: verifyAccount,
      request,
      timeoutMs: 20_000,
    });
  expect(await ask()).toMatchObject({ ok: true });
  expect(await ask()).toMatchObject({ ok: true });
  await service.close();
});

test('core takes single events and files out of what is stored, and leaves the others', async () => {
  const [gone, kept] = [aMessage(), aMessage({ text: 'x'.repeat(200_000) })];
  await core.publishInbound(gone);
  await core.publishInbound(kept);
  const [small, large] = [
    await core.blobs.put(randomBytes(10)),
    await core.blobs.put(randomBytes(1_500_000)),
  ];
  const seen = (id: string) => (_: string, event: unknown) => (event as { eventId?: string })?.eventId === id;
  const blobs = [small.sha256, large.sha256];
  expect(await core.erase({ matches: seen(gone.eventId), blobs })).toMatchObject({
    inbound: 1,
    outbound: 0,
    dead: 0,
    blobs: 2,
  });
  expect(await core.erase({ matches: seen(gone.eventId), blobs })).toMatchObject({ inbound: 0, blobs: 0 });
  expect([await core.blobs.has(small), await core.blobs.has(large)]).toEqual([false, false]);
  // Its body travelled beside it, and goes along, from DEAD as well.
  const bodyOf = (event: unknown) => Buffer.from(JSON.stringify(inboundEvent.parse(event)));
  await core.publishDead('inbound.0.email.x.message', bodyOf(kept), 'tried');
  expect(await core.erase({ matches: seen(kept.eventId), blobs: [] })).toMatchObject({
    ...{ inbound: 1, dead: 1, blobs: 1 },
  });
  // Before it: afterwards nobody would know of it.
  const torn = aMessage({ text: 'y'.repeat(200_000) });
  await core.publishInbound(torn);
  const body = bodyOf(torn);
  const aside = { sha256: createHash('sha256').update(body).digest('hex'), bytes: body.length };
  expect(await core.blobs.has(aside)).toBe(true);
  const { streams } = (core as unknown as { parts: { manager: JetStreamManager } }).parts.manager;
  const remove = streams.deleteMessage.bind(streams);
  streams.deleteMessage = (stream, ...more) =>
    stream.includes('INBOUND') ? Promise.reject(new Error('away')) : remove(stream, ...more);
  await expect(core.erase({ matches: seen(torn.eventId), blobs: [] })).rejects.toThrow();
  streams.deleteMessage = remove;
  expect(await core.blobs.has(aside)).toBe(false);
  // What somebody else needs stays.
  const blob = await core.blobs.put(randomBytes(10));
  const needs = aMessage({ attachments: [{ mediaType: 'image/png', inline: false, blob }] });
  await core.publishInbound(needs);
  expect(await core.erase({ matches: seen(gone.eventId), blobs: [blob.sha256] })).toMatchObject({ blobs: 0 });
  expect(await core.erase({ matches: seen(needs.eventId), blobs: [blob.sha256] })).toMatchObject({
    blobs: 1,
  });
  expect(await core.blobs.put(randomBytes(10))).toMatchObject({ bytes: 10 });
});

test('core takes out what came in by one channel, and reads nothing else for it', async () => {
  const { manager, watch } = (
    core as unknown as {
      parts: { manager: JetStreamManager; watch: { status(): { connected: boolean } } };
    }
  ).parts;
  // Of many authors: they lie in all lanes.
  const posts = Array.from({ length: 20 }, (_, n) =>
    aMessage({ channel: 'sample', externalId: `post-${n}`, author: { kind: 'sample', key: `author-${n}` } }),
  );
  for (const post of posts) {
    await core.publishInbound(post);
    await core.publishInbound(aMessage());
  }
  const dying = Buffer.from(JSON.stringify(inboundEvent.parse(posts[0])));
  await core.publishDead('inbound.0.sample.x.message', dying, 'tried');
  await core.publishDead('outbound.sample.x.send', Buffer.from(JSON.stringify(aSend())), 'tried');
  const read: unknown[] = [];
  const ids: string[] = [];
  const erasing = (...gone: string[]) => ({
    ...{ blobs: [], channels: ['sample'] },
    matches: (stream: string, event: unknown) => {
      const { channel, externalId } = event as { channel: string; externalId: string };
      read.push(stream, channel);
      ids.push(externalId);
      return gone.includes(externalId);
    },
  });
  const getMessage = manager.streams.getMessage.bind(manager.streams);
  let asked = 0;
  manager.streams.getMessage = (...of) => ((asked += 1), getMessage(...of));
  expect(await core.erase(erasing('post-0', 'post-7'))).toEqual({
    ...{ inbound: 2, outbound: 0, dead: 1, blobs: 0 },
  });
  manager.streams.getMessage = getMessage;
  expect(new Set(read)).toEqual(new Set(['inbound', 'dead', 'sample']));
  expect(ids).toEqual(expect.arrayContaining(posts.map(({ externalId }) => externalId)));
  // Beside them what finds the end of each lane, and of DEAD.
  expect(asked - read.length / 2).toBeLessThanOrEqual(9);
  expect(await core.erase(erasing('post-0', 'post-7'))).toMatchObject({ inbound: 0, dead: 0 });

  // The bus went away since it was read: a number may be another message's by now.
  const status = watch.status.bind(watch);
  watch.status = () => ({ connected: false });
  await expect(core.erase(erasing('post-1'))).rejects.toThrow('The bus was away');
  watch.status = status;
  expect(await core.erase(erasing('post-1'))).toMatchObject({ inbound: 1 });
});

test('nothing anybody needed was refused on the way', () => {
  expect(noticed).toEqual([]);
});

describe('is refused', () => {
  const refused = { code: 'not-permitted' };

  test('a connector that reads or writes the buckets of another', async () => {
    const email = await join('email');
    for (const name of ['accounts_webform', 'state_webform', 'leases_webform']) {
      const foreign = await email.bucket(name);
      await expect(foreign.get('x')).rejects.toMatchObject(refused);
      await expect(foreign.put('x', 1)).rejects.toMatchObject(refused);
      await expect(foreign.keys()).rejects.toMatchObject(refused);
    }
  });

  test('a connector that writes accounts, which are the word of core', async () => {
    const email = await join('email');
    await expect((await email.bucket('accounts_email')).put('x', 1)).rejects.toMatchObject(refused);
  });

  test('a connector that publishes on the channel of another, or sends', async () => {
    const email = await join('email');
    await expect(email.publishInbound(aMessage({ channel: 'webform' }))).rejects.toMatchObject(refused);
    await expect(email.publishSend(aSend())).rejects.toMatchObject(refused);
  });

  test('a connector that takes something out of what is stored', async () => {
    const email = await join('email');
    await expect(email.erase({ matches: () => true, blobs: [] })).rejects.toMatchObject(refused);
  });

  test('a connector that says in the name of core that something is stored', async () => {
    const [email, webform] = await Promise.all([join('email'), join('webform')]);
    const heard: unknown[] = [];
    await webform.listen('committed.webform.>', (payload) => heard.push(payload));
    const raw = await connect({ ...as('email'), pass: 'p-email', inboxPrefix: '_INBOX_email' });
    const violated = (async () => {
      for await (const status of raw.status()) if (status.type === 'error') return String(status.error);
      return '';
    })();
    raw.publish('committed.webform.a', '{}');
    expect(await violated).toMatch(/permissions violation/i);
    await raw.close();
    core.emit('committed.webform.a', 'from core');
    await eventually(() => heard.length > 0);
    expect(heard).toEqual(['from core']);
    expect(email.status().connected).toBe(true);
  });

  test.each(['core', 'email', 'webform'])('%s that makes, changes or deletes streams', async (user) => {
    const raw = await connect({ ...as(user), pass: `p-${user}`, inboxPrefix: `_INBOX_${user}` });
    const manager = await jetstreamManager(raw, { checkAPI: false, timeout: 20_000 });
    await expect(manager.streams.add({ name: 'MINE', subjects: ['mine'] })).rejects.toThrow(/permission/i);
    await expect(manager.streams.delete('INBOUND')).rejects.toThrow(/permission/i);
    await expect(manager.streams.purge('INBOUND')).rejects.toThrow(/permission/i);
    await expect(manager.consumers.add('INBOUND', { durable_name: 'mine' })).rejects.toThrow(/permission/i);
    await raw.close();
  });

  test.each([
    ['email', '_INBOX_core.>'],
    ['email', 'inbound.>'],
    ['email', 'ask.core.>'],
    ['webform', 'committed.email.>'],
    ['core', '_INBOX_email.>'],
    ['provisioner', '>'],
  ])('%s that listens on %s', async (user, subject) => {
    const raw = await connect({ ...as(user), pass: `p-${user}`, inboxPrefix: `_INBOX_${user}` });
    const ended = new Promise<unknown>((resolve) =>
      raw.subscribe(subject, { callback: (error) => resolve(error) }),
    );
    expect(String(await ended)).toMatch(/permissions violation/i);
    await raw.close();
  });

  test('a wrong password, with a sentence that says what to look at', async () => {
    await expect(connectBus({ ...as('core'), password: 'wrong' })).rejects.toMatchObject({
      code: 'bus-refused',
      message: expect.stringContaining('NATS_PASSWORD') as string,
    });
  });
});
