import { createLogger } from '@filo/service';
import { aMailIdentity, aReceipt } from '@filo/testing';
import { randomUUID } from 'node:crypto';
import { GiveUpSilent } from '../../src/deliveries/give-up-silent.js';
import { StartDelivery } from '../../src/deliveries/start-delivery.js';
import { StoreReceipts } from '../../src/deliveries/store-receipts.js';
import { OutboxRelay } from '../../src/outbox/outbox-relay.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let relay: OutboxRelay;
let account: string;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  const { dataSource, bus, blobs } = api;
  relay = new OutboxRelay({ dataSource, bus, blobs, log: createLogger({ service: 'core', level: 'fatal' }) });
  account = (await client.get('/api/v1/accounts')).body.items[0].id;
}, 120_000);
afterAll(() => api.close());

interface Answered {
  threadId: string;
  messageId: string;
  deliveryId: string;
}

let count = 0;
const answered = async (): Promise<Answered> => {
  const { threadId } = await receive(api, { author: aMailIdentity(`person${++count}@paused.example`) });
  const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body;
  const { message } = (
    await client.post(
      `/api/v1/threads/${threadId}/replies`,
      { text: 'On its way' },
      { 'if-match': String(version), 'idempotency-key': randomUUID() },
    )
  ).body;
  return { threadId, messageId: message.id, deliveryId: message.deliveries[0].id };
};
const turn = (state: 'active' | 'paused') => client.send('PATCH', `/api/v1/accounts/${account}`, { state });
const start = ({ deliveryId }: Answered, attempt = 1) =>
  new StartDelivery(api.dataSource).run({ deliveryId, attempt, token: randomUUID() });
const told = ({ deliveryId }: Answered, over: Partial<ReturnType<typeof aReceipt>>) =>
  new StoreReceipts(api.dataSource).run([aReceipt({ deliveryId, accountId: account, ...over })]);
const shown = async ({ threadId, messageId }: Answered) =>
  (await client.get(`/api/v1/threads/${threadId}/messages`)).body.items.find(
    ({ id }: { id: string }) => id === messageId,
  ).deliveries[0];
const rowOf = async ({ deliveryId }: Answered) =>
  (
    await api.dataSource.query(
      `select o.payload ->> 'eventId' as event, o.published, extract(epoch from o.due_at - now())::float8 as "inSeconds", o.done_at is not null as done
       from outbox o where o.delivery_id = $1`,
      [deliveryId],
    )
  )[0];
/** However long that takes: what the bus has of it is long gone. */
const daysPass = () =>
  api.dataSource.query(
    `update outbox set published_at = published_at - interval '1 day', due_at = due_at - interval '1 day' where done_at is null`,
  );

describe('while an account is paused', () => {
  afterEach(async () => {
    await turn('active');
    await api.dataSource.query('update outbox set done_at = now() where done_at is null');
    await api.dataSource.query(`update delivery set state = 'cancelled'`);
  });

  it('nothing of it goes to the bus, also not again, and each answer says why it waits', async () => {
    const [before, meanwhile] = [await answered(), await answered()];
    await api.dataSource.query(
      `update outbox set due_at = now() + interval '1 hour' where delivery_id = $1`,
      [meanwhile.deliveryId],
    );
    expect(await relay.once()).toBe(1);
    expect((await turn('paused')).status).toBe(200);
    for (let day = 0; day < 3; day++) {
      await daysPass();
      expect(await relay.once()).toBe(0);
    }
    const why = [{ code: 'account-paused-waits' }];
    for (const one of [before, meanwhile])
      expect(await shown(one)).toMatchObject({
        state: 'queued',
        why,
        detail: expect.stringContaining('paused'),
      });
    const { reasons, reasonWhys } = (await client.get('/api/v1/health')).body;
    const at = reasonWhys.findIndex(([first]: { code: string }[]) => first?.code === 'paused-answers-wait');
    expect([reasonWhys[at], reasons[at]]).toEqual([
      [{ code: 'paused-answers-wait', with: { count: 2 } }],
      expect.stringContaining('2 answers wait'),
    ]);
  });

  it('whoever may answer takes it back, as what waits for its network', async () => {
    const one = await answered();
    expect(await relay.once()).toBe(1);
    const holdBack = () => client.post(`/api/v1/messages/${one.messageId}/hold-back`, {});
    expect((await holdBack()).body).toMatchObject({ code: 'cannot-hold-back', reason: 'not-held' });
    await turn('paused');
    expect(await holdBack()).toMatchObject({
      status: 200,
      body: { draft: { content: { text: 'On its way' } } },
    });
    await turn('active');
    expect(await start(one)).toEqual({ answer: 'stop', reason: 'unknown-delivery' });
  });

  it('a copy that lies on the bus gets no go; once it is resumed the answer goes out under a new name', async () => {
    const one = await answered();
    expect(await relay.once()).toBe(1);
    const { event } = await rowOf(one);
    await turn('paused');
    expect(await start(one)).toEqual({ answer: 'stop', reason: 'held' });
    await turn('active');
    const row = await rowOf(one);
    expect(row).toMatchObject({ published: 0, done: false });
    expect(row.event).not.toBe(event);
    expect(row.inSeconds).toBeGreaterThan(1);
    expect(row.inSeconds).toBeLessThan(4);
    await daysPass();
    expect(await relay.once()).toBe(1);
    expect(await shown(one)).toMatchObject({ state: 'queued', detail: null, why: [] });
    expect(await start(one)).toEqual({ answer: 'go' });
  });
});

describe('when an account is removed', () => {
  let [waiting, putOff, held, underWay, doubtful]: Answered[] = [];
  beforeAll(async () => {
    while ((await relay.once()) > 0);
    [waiting, putOff, held, underWay, doubtful] = [
      ...[await answered(), await answered(), await answered()],
      ...[await answered(), await answered()],
    ];
    const retryAt = new Date(Date.now() + 3_600_000).toISOString();
    await start(putOff!);
    await told(putOff!, { state: 'deferred', retryAt });
    await api.dataSource.query(
      `with held as (update delivery set held_until = now() + interval '1 hour' where id = $1 returning id, held_until)
       update outbox o set due_at = held.held_until from held where o.delivery_id = held.id`,
      [held!.deliveryId],
    );
    await start(underWay!);
    await start(doubtful!);
    await told(doubtful!, { state: 'unknown' });
    await turn('paused');
    expect((await client.send('DELETE', `/api/v1/accounts/${account}`)).status).toBe(204);
  });

  it('what waited for it has failed at once with that reason, and its topic waits for us again', async () => {
    while ((await relay.once()) > 0);
    for (const one of [waiting!, putOff!]) {
      expect(await shown(one)).toMatchObject({ state: 'failed', why: [{ code: 'account-removed' }] });
      expect(await rowOf(one)).toMatchObject({ done: true });
      expect((await client.get(`/api/v1/threads/${one.threadId}`)).body).toMatchObject({ state: 'open' });
    }
    expect(await start(waiting!)).toEqual({ answer: 'stop', reason: 'done' });
  });

  it('of what may have arrived nobody knows', async () => {
    expect(await shown(doubtful!)).toMatchObject({ state: 'unknown', why: [{ code: 'account-removed' }] });
  });

  it('its writer can still undo what is held for that; then it has failed', async () => {
    expect(await shown(held!)).toMatchObject({ state: 'queued' });
    expect(await start(held!)).toEqual({ answer: 'stop', reason: 'done' });
    await daysPass();
    expect(await relay.once()).toBe(1);
    expect(await shown(held!)).toMatchObject({ state: 'failed', why: [{ code: 'account-removed' }] });
  });

  it('what was under way may still arrive; where nothing is heard of it, it is tried no more', async () => {
    expect(await shown(underWay!)).toMatchObject({ state: 'sending' });
    await new GiveUpSilent(api.dataSource, new StoreReceipts(api.dataSource)).run(0);
    expect(await shown(underWay!)).toMatchObject({ state: 'queued', maybeTwice: true });
    await daysPass();
    expect(await relay.once()).toBe(1);
    expect(await shown(underWay!)).toMatchObject({ state: 'unknown', why: [{ code: 'account-removed' }] });
    await told(underWay!, { state: 'accepted' });
    expect(await shown(underWay!)).toMatchObject({ state: 'sent' });
  });
});
