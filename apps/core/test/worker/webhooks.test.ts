import { webhookEvent } from '@filo/contracts';
import { eventually } from '@filo/testing';
import type { ServerResponse } from 'node:http';
import { v7 as uuidv7 } from 'uuid';
import { LiveSequencer } from '../../src/live/live-sequencer.js';
import { PostPublic } from '../../src/outbound/post-public.js';
import { SendWebhooks } from '../../src/webhooks/sending/send-webhooks.js';
import { log, mail, testWorker, type TestWorker } from './test-worker.js';
import { endpoint, secrets, startListener, verifies, type Listener } from './webhook-desk.js';

let worker: TestWorker;
let listener: Listener;
beforeAll(async () => {
  worker = await testWorker();
  const stop = new AbortController();
  const sequencer = new LiveSequencer({ dataSource: worker.dataSource, bus: worker.bus, log });
  const numbering = sequencer.run(stop.signal);
  stopNumbering = async () => {
    stop.abort();
    await numbering;
  };
});
let stopNumbering: () => Promise<void>;
afterAll(async () => {
  await stopNumbering();
  await worker.close();
});
beforeEach(async () => {
  listener = await startListener();
  await worker.rows('delete from webhook_waiting');
  await worker.rows('delete from webhook');
});
afterEach(() => listener.close());

const received = ['message.received'];
const send = () => worker.parts.webhooks.once();
/** As if the time had passed. */
const later = async () => {
  await worker.rows(`update webhook_delivery set due_at = now() where state = 'waiting'`);
  await worker.rows('update webhook set rest_until = null');
};
/** Somebody writes; resolves once it waits to be told. */
const writes = async (address: string, minutes = 0): Promise<string> => {
  await worker.take(mail(address, minutes));
  const [{ id }] = (await worker.rows(
    `select m.id from message m join identity i on i.id = m.author_identity_id where i.key = $1 order by m.ingested_at desc limit 1`,
    [address],
  )) as [{ id: string }];
  await eventually(
    async () => (await worker.rows('select from webhook_waiting where source_id = $1', [id])).length === 1,
  );
  return id;
};
const logged = (webhookId: string) =>
  worker.rows<{
    id: string;
    state: string;
    attempts: number;
    status: number | null;
    answer: string | null;
    problem: string | null;
    wait: number;
  }>(
    `select id, state, attempts, status, answer, problem, extract(epoch from due_at - now())::float8 as wait
     from webhook_delivery where webhook_id = $1 order by seq`,
    [webhookId],
  );
const stateOf = async (id: string) =>
  (await worker.rows('select state, why from webhook where id = $1', [id]))[0];

it('tells of a message by ids alone, signed as the standard says', async () => {
  const { id, secret } = await endpoint(worker, { url: listener.url, events: received });
  const messageId = await writes('anna@example.org');
  await send();
  const [heard] = listener.heard;
  expect(listener.heard).toHaveLength(1);
  expect(verifies(secret, heard!)).toBe(true);
  expect(verifies(secret, { ...heard!, body: heard!.body.replace('"v":1', '"v":2') })).toBe(false);
  expect(webhookEvent.parse(heard!.event)).toEqual(heard!.event);
  expect(heard!.event).toMatchObject({ type: 'message.received', data: { messageId, channel: 'email' } });
  expect(heard!.body).not.toMatch(/anna|example/);
  expect(await logged(id)).toMatchObject([{ id: heard!.id, state: 'delivered', attempts: 1, status: 204 }]);
});

it('signs with both secrets while the former one is valid, and not after', async () => {
  const { id, secret } = await endpoint(worker, { url: listener.url, events: received });
  const next = secrets.make(id);
  await worker.rows(
    `update webhook set former_secret = sealed_secret, sealed_secret = $2, former_until = now() + interval '1 day' where id = $1`,
    [id, next.sealed],
  );
  await writes('both@example.org');
  await send();
  expect([secret, next.shown].map((one) => verifies(one, listener.heard[0]!))).toEqual([true, true]);
  await worker.rows(`update webhook set former_until = now() - interval '1 second' where id = $1`, [id]);
  await writes('both@example.org', 1);
  await send();
  expect([secret, next.shown].map((one) => verifies(one, listener.heard[1]!))).toEqual([false, true]);
});

it('tries again with the same id, waits as long as it is asked to, and gives up after ten times', async () => {
  const { id } = await endpoint(worker, { url: listener.url, events: received });
  await writes('again@example.org');
  listener.answer = (_, response) => void response.writeHead(503, { 'retry-after': '7200' }).end('busy');
  await send();
  await send();
  expect(listener.heard).toHaveLength(1);
  const [first] = await logged(id);
  expect(first).toMatchObject({ state: 'waiting', status: 503, answer: 'busy' });
  expect(first!.wait).toBeGreaterThan(7_000);
  for (let n = 2; n <= 10; n++) {
    await later();
    await send();
  }
  await later();
  await send();
  expect(listener.heard).toHaveLength(10);
  expect(new Set(listener.heard.map((one) => one.id)).size).toBe(1);
  expect(await logged(id)).toMatchObject([{ state: 'failed', attempts: 10 }]);
});

it('switches off what says that it is gone, and pauses what fails for three days', async () => {
  const gone = await endpoint(worker, { url: listener.url, events: received });
  await writes('gone@example.org');
  listener.answer = (_, response) => void response.writeHead(410).end();
  await send();
  expect(await stateOf(gone.id)).toEqual({ state: 'off', why: 'gone' });
  await later();
  await send();
  expect(listener.heard).toHaveLength(1);
  const failing = await endpoint(worker, { url: listener.url, events: received });
  await writes('failing@example.org');
  listener.answer = (_, response) => void response.writeHead(500).end();
  await send();
  expect(await stateOf(failing.id)).toEqual({ state: 'on', why: null });
  await worker.rows(`update webhook set failing_since = now() - interval '73 hours' where id = $1`, [
    failing.id,
  ]);
  await later();
  await send();
  expect(await stateOf(failing.id)).toEqual({ state: 'paused', why: 'failing' });
  const audits = await worker.rows(
    `select data ->> 'why' as why from audit where kind = 'webhook-paused' order by at`,
  );
  expect(audits).toEqual([{ why: 'gone' }, { why: 'failing' }]);
});

it('counts it as failed where its secret cannot be opened, and signs again once there is a new one', async () => {
  const { id } = await endpoint(worker, { url: listener.url, events: received });
  const lost = Buffer.alloc(80);
  await worker.rows('update webhook set sealed_secret = $2 where id = $1', [id, lost]);
  await writes('lost@example.org');
  for (let n = 1; n <= 10; n++) {
    await send();
    await later();
  }
  expect(await logged(id)).toMatchObject([
    { state: 'failed', attempts: 10, status: null, problem: 'secret-unreadable' },
  ]);
  await writes('lost@example.org', 1);
  await worker.rows(`update webhook set failing_since = now() - interval '73 hours' where id = $1`, [id]);
  await send();
  expect(await stateOf(id)).toEqual({ state: 'paused', why: 'failing' });
  expect(listener.heard).toEqual([]);
  const next = secrets.make(id);
  await worker.rows(
    `update webhook set former_secret = sealed_secret, sealed_secret = $2, former_until = now() + interval '1 day',
       state = 'on', why = null where id = $1`,
    [id, next.sealed],
  );
  await later();
  await send();
  expect(listener.heard.map((heard) => verifies(next.shown, heard))).toEqual([true]);
});

it('is not led on by a redirect, nor to an address that is not public', async () => {
  const other = await startListener();
  const led = await endpoint(worker, { url: listener.url, events: received });
  const inside = await endpoint(worker, { url: 'https://127.0.0.2:1/', events: received });
  listener.answer = (_, response) => void response.writeHead(302, { location: other.url }).end();
  await writes('led@example.org');
  await send();
  expect(await logged(led.id)).toMatchObject([{ state: 'waiting', status: 302 }]);
  expect(await logged(inside.id)).toMatchObject([{ state: 'waiting', status: null, problem: 'refused' }]);
  expect(other.heard).toEqual([]);
  await other.close();
});

it('reads a kilobyte of an answer that has no end', async () => {
  const { id } = await endpoint(worker, { url: listener.url, events: received });
  listener.answer = (_, response) => {
    const more = (): void =>
      void response.write('x'.repeat(65_536), (error) => (error ? undefined : setImmediate(more)));
    response.writeHead(200);
    more();
  };
  await writes('endless@example.org');
  await send();
  const [read] = await logged(id);
  expect(read).toMatchObject({ state: 'delivered', answer: 'x'.repeat(1_024) });
});

it('an answer that would speak another protocol is a failed attempt, and the lane ends', async () => {
  const { id } = await endpoint(worker, { url: listener.url, events: received });
  listener.answer = (_, response) =>
    void response.socket!.end(
      'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n',
    );
  await writes('upgrade@example.org');
  await send();
  expect(await logged(id)).toMatchObject([{ state: 'waiting', attempts: 1, problem: 'no-connection' }]);
});

it('one that never answers holds up nobody else, and is let go of after its time', async () => {
  const other = await startListener();
  const slow = await endpoint(worker, { url: listener.url, events: received });
  await endpoint(worker, { url: other.url, events: received });
  listener.answer = () => undefined;
  await writes('slow@example.org');
  const post = new PostPublic({ allow: ['127.0.0.1'], timeoutMs: 1_500 });
  const webhooks = new SendWebhooks({ dataSource: worker.dataSource, secrets, post, log });
  const round = webhooks.once();
  await eventually(() => listener.heard.length === 1 && other.heard.length === 1);
  await writes('slow@example.org', 1);
  await worker.parts.webhooks.once();
  expect(other.heard).toHaveLength(2);
  await round;
  expect(await logged(slow.id)).toMatchObject([{ state: 'waiting', problem: 'timeout' }, { attempts: 0 }]);
  await other.close();
});

it('keeps the order of what happened, and sends again with the same id what a dead worker was sending', async () => {
  const { id } = await endpoint(worker, { url: listener.url, events: received });
  const said: string[] = [];
  for (let n = 0; n < 5; n++) said.push(await writes('order@example.org', n));
  const held: ServerResponse[] = [];
  listener.answer = (_, response) => void held.push(response);
  // Never resolves as far as the database hears: its worker is gone by then.
  const dying = new SendWebhooks({
    ...{ dataSource: worker.dataSource, secrets, log },
    post: Object.assign(new PostPublic({ allow: ['127.0.0.1'] }), {
      run: async (...sent: Parameters<PostPublic['run']>) => {
        await new PostPublic({ allow: ['127.0.0.1'] }).run(...sent);
        throw new Error('killed');
      },
    }),
  });
  const round = dying.once();
  await eventually(() => held.length === 1);
  held[0]!.end();
  await round;
  await send();
  expect(listener.heard).toHaveLength(1);
  listener.answer = (_, response) => void response.end();
  await worker.rows('update webhook set lease_until = now() where id = $1', [id]);
  await later();
  await send();
  const [first, ...rest] = listener.heard;
  expect(rest.map(({ event }) => event.data['messageId'])).toEqual(said);
  expect(rest[0]!.id).toBe(first!.id);
  expect((await logged(id)).map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'delivered'));
});

it('does not tell what happens in a group that the endpoint does not name', async () => {
  const other = uuidv7();
  await worker.rows(`insert into account_group (id, name) values ($1, 'Closed')`, [other]);
  const elsewhere = await endpoint(worker, { url: listener.url, events: received, groups: [other] });
  const here = await endpoint(worker, { url: listener.url, events: received });
  await writes('group@example.org');
  await send();
  expect(await logged(elsewhere.id)).toEqual([]);
  expect(await logged(here.id)).toHaveLength(1);
});

it('sends nothing while sending is held', async () => {
  const { id } = await endpoint(worker, { url: listener.url, events: received });
  await worker.rows('update workspace set sending_held = true');
  await writes('held@example.org');
  await send();
  expect(await logged(id)).toMatchObject([{ state: 'waiting', attempts: 0 }]);
  await worker.rows('update workspace set sending_held = false');
  await send();
  expect(listener.heard).toHaveLength(1);
});
