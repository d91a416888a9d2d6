import { aliveSubject, stateBucket, type AccountHealth, type ServiceHealth } from '@filo/contracts';
import { healthView, type HealthView } from '@filo/contracts/http';
import { eventually } from '@filo/testing';
import { createLogger } from '@filo/service';
import { ShowHealth } from '../../src/health-page/show-health.js';
import { runLoops } from '../../src/worker/run-loops.js';
import { workerParts } from '../../src/worker/worker-parts.js';
import type { Client } from './client.js';
import { EventReader } from './event-reader.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let account: { id: string; address: string };
const stop = new AbortController();
let loops: Promise<void>;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  [account] = (await client.get('/api/v1/accounts')).body.items;
  const log = createLogger({ service: 'core-worker', level: 'silent' });
  const { dataSource, bus, settings } = api;
  loops = runLoops(workerParts({ dataSource, bus, log, settings }), log, stop.signal);
}, 120_000);
afterAll(async () => {
  stop.abort();
  await loops;
  await api.close();
});

/** What an admin will be shown so many seconds from now. */
const healthIn = async (seconds: number): Promise<HealthView> => {
  const groups = await api.dataSource.query('select id from account_group');
  const [agent] = await api.dataSource.query('select id as "agentId" from agent');
  const reader = { ...agent, accountGroupIds: groups.map(({ id }: { id: string }) => id) };
  return healthView.parse(await api.app.get(ShowHealth).run(reader, Date.now() + seconds * 1000));
};
const stateOf = (health: HealthView, name: string) =>
  health.services?.find(({ service }) => service === name)?.state;

const sayAlive = (service: string) => {
  const startedAt = new Date().toISOString();
  const alive: ServiceHealth = {
    service,
    instance: 'a',
    version: '1',
    state: 'ok',
    reasons: [],
    startedAt,
    pid: 1,
  };
  api.bus.emit(aliveSubject('core', 'a'), alive);
};

const say = async (state: AccountHealth['state'], { reason = '', instance = 'a' } = {}) => {
  const bus = await api.bus.bucket(stateBucket('email'));
  const at = new Date().toISOString();
  const word: AccountHealth = { v: 1, accountId: account.id, state, reason, since: at, checkedAt: at };
  await bus.put(`health.${account.id}.${instance}`, word);
};
const shown = async () =>
  (await client.get(`/api/v1/accounts/${account.id}`)).body.health as { state: string; reason: string };

describe('health', () => {
  it('says its state to everybody, and the rest to those who are signed in', async () => {
    expect(Object.keys((await api.client().get('/api/v1/health')).body)).toEqual(['state', 'reasons']);
    const { body } = await client.get('/api/v1/health');
    expect(body).toMatchObject({ database: { state: 'ok' }, bus: { version: expect.any(String) } });
  });

  it('expects core and a connector for each channel that has an account or a form', async () => {
    const { services, state, reasons } = await healthIn(60);
    expect(services?.map(({ service }) => service)).toEqual(['core-api', 'core-worker', 'email', 'webform']);
    expect(state).toBe('failed');
    expect(reasons).toContainEqual(expect.stringMatching(/^email: .*start it/));
  });

  it('lists each form as well, here and on the page of forms', async () => {
    const [form] = (await client.get('/api/v1/forms')).body.items;
    const at = new Date().toISOString();
    const said = { state: 'failed' as const, reason: 'The form is not shown.' };
    const word: AccountHealth = { v: 1, accountId: form.id, ...said, since: at, checkedAt: at };
    const bucket = await api.bus.bucket(stateBucket('webform'));
    await bucket.put(`health.${form.id}.a`, word);
    await eventually(async () => (await client.get('/api/v1/forms')).body.items[0].health.state === 'failed');
    const shownForm = { id: form.id, channel: 'webform', address: 'contact', ...said };
    expect((await healthIn(0)).accounts).toContainEqual(expect.objectContaining(shownForm));
    await bucket.delete(`health.${form.id}.a`);
  });

  it('stays red while a connector is dead, for hours', async () => {
    sayAlive('email');
    await eventually(async () => stateOf(await healthIn(0), 'email') === 'ok');
    expect(stateOf(await healthIn(60), 'email')).toBe('failed');
    expect(stateOf(await healthIn(5 * 3600), 'email')).toBe('failed');
  });

  it('takes no word on an account for true for ever', async () => {
    await say('ok');
    await eventually(async () => (await shown()).state === 'ok');
    const { accounts, reasons } = await healthIn(100);
    expect(accounts).toContainEqual(expect.objectContaining({ id: account.id, state: 'failed' }));
    expect(reasons).toContainEqual(expect.stringMatching(/support@localhost: .*start the connector again/));
  });

  it('hears every instance of a connector, and puts their words together', async () => {
    await say('degraded', { reason: 'The door is shut.', instance: 'b' });
    await eventually(async () => (await shown()).reason === 'The door is shut.');
    await (await api.bus.bucket(stateBucket('email'))).delete(`health.${account.id}.b`);
    await eventually(async () => (await shown()).state === 'ok');
  });
});

describe('whoever looks on', () => {
  it('is told at once that a mailbox turned red, why, and that it works again, each once', async () => {
    await say('ok');
    const toldState = async () =>
      (await api.dataSource.query('select told_state from account where id = $1', [account.id]))[0]
        .told_state;
    await eventually(async () => (await toldState()) === 'ok');
    const events = await EventReader.open(api.url, client.cookie);
    await eventually(() => events.lastId);
    const told = () => events.seen.filter(({ event }) => event === 'account').map(({ data }) => data);
    await say('failed', { reason: 'The password was refused.' });
    await eventually(() => told().length === 1);
    expect(told()).toEqual([{ accountId: account.id }]);
    expect(await shown()).toMatchObject({ state: 'failed', reason: 'The password was refused.' });
    await say('failed', { reason: 'The password was refused.' });
    await say('ok');
    await eventually(() => told().length === 2);
    expect((await shown()).state).toBe('ok');
    events.close();
  });
});
