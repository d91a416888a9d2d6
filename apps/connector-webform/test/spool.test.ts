import { ConnectorProcess, FakeCore } from '@filo/connector/testing';
import { anAccount, eventually, freePort, freshPrefix, type FreshPrefix } from '@filo/testing';
import type { MessageReceived } from '@filo/contracts';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contactForm, good } from './contact-form.js';
import { openDoor, postJson } from './open-door.js';

let prefix: FreshPrefix;
let core: FakeCore;
let data: string;
let port: number;
const services: ConnectorProcess[] = [];

beforeAll(async () => {
  prefix = await freshPrefix({ connectors: { webform: ['webform'] } });
  core = await FakeCore.start(prefix.busOptions());
  data = await mkdtemp(join(tmpdir(), 'filo-webform-'));
  port = await freePort();
  const account = anAccount({ channel: 'webform', address: 'contact', settings: { ...contactForm() } });
  await core.putAccount('webform', account);
}, 120_000);

afterAll(async () => {
  for (const service of services) await service.kill();
  await core.stop();
  await prefix.remove();
  await rm(data, { recursive: true, force: true });
});

/** The service as it runs in production, from source; what it keeps outlives it. */
const startService = async (): Promise<ConnectorProcess> => {
  const service = await ConnectorProcess.start({
    main: new URL('../src/main.ts', import.meta.url),
    bus: prefix.busOptions(),
    env: { FILO_FORM_PORT: String(port), FILO_FORM_RATE: '0' },
    data,
  });
  services.push(service);
  await eventually(async () => (await fetch(`${url()}`)).status === 200, { timeoutMs: 60_000 });
  return service;
};
const url = () => `http://127.0.0.1:${port}/forms/contact`;

it('keeps what it accepted while core was away through kill -9, files included, and gives it to core once', async () => {
  core.present = false;
  let service = await startService();
  const body = new FormData();
  for (const [name, value] of Object.entries(good)) body.set(name, value);
  body.append('photo', new Blob(['the bytes of the picture']), 'picture.txt');
  const withFile = await fetch(`${url()}/submissions`, { method: 'POST', body });
  expect(withFile.status).toBe(202);
  const { reference } = (await withFile.json()) as { reference: string };
  const again = await postJson(
    `${url()}/submissions`,
    { ...good, message: 'second' },
    { 'idempotency-key': 'k2' },
  );
  expect(again.status).toBe(202);
  await service.kill();

  service = await startService();
  expect(await readdir(`${data}/spool/ready`)).toHaveLength(2);
  core.present = true;
  await eventually(() => core.ledger.size === 2, { timeoutMs: 30_000 });
  await eventually(async () => (await readdir(`${data}/spool/ready`)).length === 0, { timeoutMs: 30_000 });
  const repeated = await postJson(
    `${url()}/submissions`,
    { ...good, message: 'second' },
    { 'idempotency-key': 'k2' },
  );
  expect(repeated.status).toBe(201);
  expect(core.ledger.size).toBe(2);
  const stored = [...core.ledger.values()] as MessageReceived[];
  const file = stored.flatMap((message) => message.attachments)[0]!;
  expect(Buffer.from(await core.bus.blobs.get(file.blob)).toString()).toBe('the bytes of the picture');
  expect(reference).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await service.kill();
}, 120_000);

it('clears away uploads that a killed process had begun', async () => {
  await mkdir(join(data, 'spool', 'arriving', 'half'), { recursive: true });
  await writeFile(join(data, 'spool', 'arriving', 'half', '0'), 'half of it');
  const service = await startService();
  expect(await readdir(join(data, 'spool', 'arriving'))).toEqual([]);
  await service.kill();
}, 60_000);

it('answers 503 and keeps nothing when neither core nor the disk takes it, and 201 when core alone does', async () => {
  const door = await openDoor();
  // A folder that is no folder refuses root too.
  await rm(join(door.folder, 'spool'), { recursive: true });
  await writeFile(join(door.folder, 'spool'), '');
  expect((await postJson(door.submissions, good)).status).toBe(201);
  door.core.present = false;
  const refused = await postJson(door.submissions, good);
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('60');
  expect(await refused.json()).toMatchObject({ code: 'not-kept' });
  await door.close();
}, 120_000);

it('gives core what it accepted by a form that is gone meanwhile, and lets entries that core does not take hold up nobody', async () => {
  const door = await openDoor();
  try {
    door.core.present = false;
    expect((await postJson(door.submissions, { ...good, message: 'of a form that goes' })).status).toBe(202);
    const waiting = () => readdir(join(door.folder, 'spool', 'ready'));
    // Older than everything else, and nothing that can be read.
    for (let n = 0; n < 9; n += 1) await mkdir(join(door.folder, 'spool', 'ready', `000000000-bad${n}`));
    await door.core.removeAccount('webform', door.account.accountId);
    await eventually(async () => (await fetch(`${door.url}/forms/contact`)).status === 404);
    door.core.present = true;
    await eventually(() => door.core.texts().some((text) => text.includes('of a form that goes')), {
      timeoutMs: 40_000,
    });
    await eventually(async () => (await waiting()).every((name) => name.includes('bad')));
  } finally {
    await door.close();
  }
}, 120_000);
