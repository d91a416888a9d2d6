import { natsMicroservice, connectBus, provision, type Bus, type BusOptions } from '../src/index.js';
import 'reflect-metadata';
import { reconcileNow } from '@filo/contracts';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern } from '@nestjs/microservices';
import { createServer, type AddressInfo } from 'node:net';
import { ownCertificates, type OwnCertificates } from './own-certificates.js';
import { aMessage, eventually, ownNats, type OwnNats } from './testing.js';

@Controller()
class Answers {
  @MessagePattern(reconcileNow.subject('email'))
  reconcile() {
    return { started: 3 };
  }
}
@Module({ controllers: [Answers] })
class AnswersModule {}

let certificates: OwnCertificates;
let nats: OwnNats;
let strict: OwnNats;

const server = async ({ certFile, keyFile }: { certFile: string; keyFile: string }, more = '') =>
  ownNats(({ port, monitorPort, storeDir }) =>
    [
      `listen: 127.0.0.1:${port}`,
      `http: 127.0.0.1:${monitorPort}`,
      `jetstream { store_dir: ${JSON.stringify(storeDir)}, sync_interval: always }`,
      `tls { cert_file: ${JSON.stringify(certFile)}, key_file: ${JSON.stringify(keyFile)} ${more} }`,
      '',
    ].join('\n'),
  );

beforeAll(async () => {
  certificates = await ownCertificates();
  nats = await server(certificates.server);
  strict = await server(
    certificates.server,
    `, ca_file: ${JSON.stringify(certificates.caFile)}, verify: true`,
  );
}, 60_000);
afterAll(async () => {
  await nats.remove();
  await strict.remove();
  await certificates.remove();
});

const to = (
  { port }: Pick<OwnNats, 'port'>,
  tls: BusOptions['tls'],
  servers = `tls://localhost:${port}`,
): BusOptions => ({ servers, service: 'core', ...(tls && { tls }) });

const refusalOf = async (connecting: Promise<Bus>): Promise<string> => {
  const error = await connecting.then(
    (bus) => bus.drain().then(() => 'connected'),
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ name: 'PermanentError', code: 'bus-refused' });
  return (error as Error).message;
};

it.each([
  ['by its name', 'localhost'],
  ['by its address', '127.0.0.1'],
])(
  'carries events, questions and provisioning to a server %s that shows a certificate',
  async (_, host) => {
    const { caFile } = certificates;
    const options = to(nats, { caFile }, `tls://${host}:${nats.port}`);
    await provision({ ...options, monitorUrl: nats.monitorUrl });
    const bus = await connectBus({ ...options, productionMode: true });
    const answers = await NestFactory.createMicroservice(AnswersModule, {
      ...natsMicroservice(options),
      logger: false,
    });
    await answers.listen();
    const stop = new AbortController();
    const subjects: string[] = [];
    const consuming = bus.consumeInbound('core-worker', {
      signal: stop.signal,
      handle: (batch) => {
        for (const { event } of batch) if (event.type === 'message') subjects.push(event.subject ?? '');
        return Promise.resolve(batch.map(() => ({ type: 'done' })));
      },
    });
    await bus.publishInbound(aMessage({ subject: `to ${host}` }));
    await eventually(() => subjects.includes(`to ${host}`));
    expect(
      await bus.ask.ask({ subject: reconcileNow.subject('email'), question: reconcileNow, request: {} }),
    ).toEqual({ started: 3 });
    stop.abort();
    await consuming;
    await answers.close();
    await bus.drain();
  },
  30_000,
);

it('comes back after the server did, still under TLS', async () => {
  const bus = await connectBus(to(nats, { caFile: certificates.caFile }));
  await nats.kill();
  await eventually(() => !bus.status().connected);
  await nats.start();
  await eventually(() => bus.status().connected);
  await bus.publishInbound(aMessage());
  await bus.drain();
}, 30_000);

it('shows its own certificate where one is asked for', async () => {
  const { caFile, client } = certificates;
  const bus = await connectBus(to(strict, { caFile, ...client }));
  expect(bus.status().connected).toBe(true);
  await bus.drain();
  const stop = new AbortController();
  const said: unknown[] = [];
  const log = { info: () => {}, error: () => {}, warn: (fields: object) => void said.push(fields) };
  const waiting = connectBus({ ...to(strict, { caFile }), signal: stop.signal, log });
  const gaveUp = expect(waiting).rejects.toThrow(/is away/);
  await eventually(() => said.length > 0);
  stop.abort();
  await gaveUp;
}, 30_000);

it('refuses a server whose certificate nobody we trust has signed, or that has another name', async () => {
  expect(await refusalOf(connectBus(to(nats, undefined)))).toMatch(/NATS_CA_FILE/);
  const elsewhere = await server(certificates.elsewhere);
  try {
    expect(await refusalOf(connectBus(to(elsewhere, { caFile: certificates.caFile })))).toMatch(/altnames/i);
    await expect(provision(to(elsewhere, { caFile: certificates.caFile }))).rejects.toThrow(/altnames/i);
  } finally {
    await elsewhere.remove();
  }
}, 30_000);

it('sends nothing, not even its password, to a server that offers no TLS', async () => {
  let heard = '';
  const open = createServer((socket) => {
    socket.on('data', (bytes) => (heard += bytes.toString())).on('error', () => undefined);
    socket.write(
      'INFO {"server_id":"x","version":"2.12.7","proto":1,"headers":true,"max_payload":1048576}\r\n',
    );
  });
  await new Promise<void>((resolve) => open.listen(0, '127.0.0.1', resolve));
  const { port } = open.address() as AddressInfo;
  const secret = { user: 'core', password: 'tell-nobody' };
  expect(await refusalOf(connectBus({ ...to({ port }, undefined), ...secret }))).toMatch(
    /does not offer TLS/,
  );
  const named = to({ port }, { caFile: certificates.caFile }, `nats://127.0.0.1:${port}`);
  expect(await refusalOf(connectBus({ ...named, ...secret }))).toMatch(/does not offer TLS/);
  expect(heard).toBe('');
  await new Promise((resolve) => open.close(resolve));
});

it('says which file is not there, and that half a certificate is none', async () => {
  expect(await refusalOf(connectBus(to(nats, { caFile: '/nowhere/ca.pem' })))).toBe(
    'NATS_CA_FILE: /nowhere/ca.pem cannot be read.',
  );
  expect(await refusalOf(connectBus(to(nats, { certFile: certificates.client.certFile })))).toMatch(
    /NATS_CERT_FILE and NATS_KEY_FILE belong together/,
  );
});
