import { TemporaryError, type Bus } from '@filo/bus';
import type { DeliveryReceipt, Send } from '@filo/contracts';
import { aReceipt, aSend, eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { inTransaction } from '../../src/database/in-transaction.js';
import { GiveUpSilent } from '../../src/deliveries/give-up-silent.js';
import { StartDelivery } from '../../src/deliveries/start-delivery.js';
import { OutboxRelay } from '../../src/outbox/outbox-relay.js';
import { hastenWaiting } from '../../src/outbox/hasten-waiting.js';
import { queueSends } from '../../src/outbox/queue-send.js';
import { joinPeople } from '../../src/people/links/join-people.js';
import { mintMessageId } from '../../src/replies/message-id.js';
import { mintReplyToken } from '../../src/replies/reply-token.js';
import { deriveTokenKeys } from '../../src/replies/token-keys.js';
import { projectThreads } from '../../src/threads/project-threads.js';
import { settleTopics } from '../../src/topics/settle-topics.js';
import { linked } from './linked.js';
import { groupId, log, mail, mailAccount, secretKey, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
let agentId: string;
const keys = deriveTokenKeys([Buffer.from(secretKey, 'base64url')], 'reply-token');
beforeAll(async () => {
  worker = await testWorker();
  agentId = await worker.agent();
});
afterAll(() => worker.close());

interface Reply {
  address: string;
  messageId: string;
  deliveryId: string;
  threadingId: string;
  token: string;
}

/** Somebody writes, and an agent answers, as the api does it. */
const reply = async (address: string, more: { dueAt?: Date; textAfter?: string } = {}): Promise<Reply> => {
  await worker.take(mail(address, 0));
  const [facts] = await worker.rows<{ identity: string; topic: string; person: string }>(
    `select i.id as identity, t.id as topic, l.person_id as person from identity i
       join topic t on t.anchor_identity_id = i.id join link l on l.identity_id = i.id where i.key = $1`,
    [address],
  );
  const messageId = uuidv7();
  const deliveryId = uuidv7();
  const threadingId = mintMessageId(keys, messageId, 'example.com');
  const token = mintReplyToken(keys, deliveryId, new Date(Date.now() + 86_400_000));
  await worker.dataSource.transaction(async (db) => {
    await db.query(
      `insert into message (id, channel, account_id, account_group_id, direction, class, anchor_identity_id, author_agent_id,
         topic_id, audience, text, new_text, threading_id, sort_at)
       values ($1, 'email', $2, $3, 'outbound', 'human', $4, $5, $6, 'private', 'It left.', 'It left.', $7, now())`,
      [messageId, mailAccount, groupId, facts!.identity, agentId, facts!.topic, threadingId],
    );
    await queueSends(db, [
      {
        payload: aSend({
          deliveryId,
          messageId,
          accountId: mailAccount,
          threadingId,
          recipient: { kind: 'mail', key: address },
        }),
        recipientIdentityId: facts!.identity,
        role: 'to',
        replyToken: token,
        ...more,
      },
    ]);
    await settleTopics(db, { messageIds: [messageId] });
    await projectThreads(db, { personIds: [facts!.person], bump: true });
  });
  return { address, messageId, deliveryId, threadingId, token };
};

const delivery = async (id: string) =>
  (
    await worker.rows<Record<string, unknown>>(
      `select d.state, d.attempt, d.detail, d.why, o.done_at is not null as done, o.payload ->> 'attempt' as sent_attempt,
         o.due_at > now() as later from delivery d join outbox o on o.delivery_id = d.id where d.id = $1`,
      [id],
    )
  )[0]!;
const rowOf = async (address: string) =>
  (
    await worker.rows(
      `select r.state, r.undelivered, r.waiting_since, (t.version + r.moved)::int as version from identity i join link l on l.identity_id = i.id
       join thread_row r using (person_id) join thread t using (person_id) where i.key = $1`,
      [address],
    )
  )[0]!;
const receipt = (sent: Reply, over: Partial<DeliveryReceipt>) =>
  worker.take(aReceipt({ deliveryId: sent.deliveryId, accountId: mailAccount, ...over }));
const start = (sent: Reply, token = uuidv7(), attempt = 1) =>
  new StartDelivery(worker.dataSource).run({ deliveryId: sent.deliveryId, attempt, token });

it('turns an open topic to waiting when an agent answers', async () => {
  await reply('w@send.example');
  expect(await rowOf('w@send.example')).toMatchObject({ state: 'waiting', waiting_since: null, version: 2 });
});

it('gives exactly one token the go, and the same token the same answer', async () => {
  const sent = await reply('fence@send.example');
  const tokens = Array.from({ length: 8 }, () => uuidv7());
  const answers = await Promise.all(tokens.map((token) => start(sent, token)));
  expect(answers.filter(({ answer }) => answer === 'go')).toHaveLength(1);
  expect(answers.filter(({ reason }) => reason === 'started-elsewhere')).toHaveLength(7);
  const again = await Promise.all(tokens.map((token) => start(sent, token)));
  expect(again).toEqual(answers);
  expect((await delivery(sent.deliveryId)).state).toBe('sending');
});

it('stops what was cancelled, what is held and what it does not know', async () => {
  const sent = await reply('stop@send.example');
  await worker.dataSource.query('update workspace set sending_held = true');
  expect(await start(sent)).toEqual({ answer: 'stop', reason: 'held' });
  await worker.dataSource.query('update workspace set sending_held = false');
  await worker.dataSource.query(`update delivery set state = 'cancelled' where id = $1`, [sent.deliveryId]);
  expect(await start(sent)).toEqual({ answer: 'stop', reason: 'cancelled' });
  expect(await start({ ...sent, deliveryId: uuidv7() })).toEqual({
    answer: 'stop',
    reason: 'unknown-delivery',
  });
});

it('counts an accepted delivery as sent and an outbox row as done, once', async () => {
  const sent = await reply('ok@send.example');
  await start(sent);
  await receipt(sent, { state: 'accepted', detail: '250 ok' });
  await receipt(sent, { state: 'accepted', detail: '250 ok' });
  expect(await delivery(sent.deliveryId)).toMatchObject({ state: 'sent', detail: '250 ok', done: true });
  expect(await start(sent)).toEqual({ answer: 'stop', reason: 'done' });
});

it('sends again later, as another attempt, what the other side deferred', async () => {
  const sent = await reply('wait@send.example');
  await start(sent);
  const retryAt = new Date(Date.now() + 3_600_000).toISOString();
  for (let twice = 0; twice < 2; twice++) await receipt(sent, { state: 'deferred', retryAt });
  expect(await delivery(sent.deliveryId)).toMatchObject({
    state: 'queued',
    attempt: 2,
    sent_attempt: '2',
    later: true,
    done: false,
  });
  expect(await start(sent)).toEqual({ answer: 'stop', reason: 'done' });
});

it('what an account put off is due as soon as it has new keys, and what is held for its own reasons is not', async () => {
  const inAnHour = new Date(Date.now() + 3_600_000);
  const [putOff, held, inDoubt] = [
    await reply('keys@send.example'),
    await reply('held@send.example', { dueAt: inAnHour }),
    await reply('doubtful@send.example'),
  ];
  await start(inDoubt);
  await receipt(inDoubt, { state: 'unknown' });
  await start(putOff);
  await receipt(putOff, { state: 'deferred', retryAt: inAnHour.toISOString() });
  const seconds = async ({ deliveryId }: Reply) =>
    (
      await worker.rows<{ s: number }>(
        `select extract(epoch from due_at - now())::float8 as s from outbox where delivery_id = $1`,
        [deliveryId],
      )
    )[0]!.s;
  await hastenWaiting(worker.dataSource, uuidv7());
  expect(await seconds(putOff)).toBeGreaterThan(3_000);
  await hastenWaiting(worker.dataSource, mailAccount);
  expect(await seconds(putOff)).toBeLessThan(4);
  expect(await seconds(held)).toBeGreaterThan(3_000);
  // Looked for before its minute is over it would go out twice.
  expect(await seconds(inDoubt)).toBeGreaterThan(30);
});

it('tries once more when nobody knows whether it arrived, and then says so', async () => {
  const sent = await reply('doubt@send.example');
  await start(sent);
  await receipt(sent, { state: 'unknown' });
  expect(await delivery(sent.deliveryId)).toMatchObject({ state: 'queued', attempt: 2 });
  await start(sent, uuidv7(), 2);
  await receipt(sent, { state: 'unknown', attempt: 2 });
  expect(await delivery(sent.deliveryId)).toMatchObject({ state: 'unknown', attempt: 2, done: true });
  await receipt(sent, { state: 'accepted', attempt: 1 });
  expect(await delivery(sent.deliveryId)).toMatchObject({ state: 'sent' });
});

it('forgets a secret of the text when it is sent or has failed, and not while it may leave once more', async () => {
  const text = async ({ deliveryId }: Reply) =>
    (
      await worker.rows(`select payload ->> 'text' as text from outbox where delivery_id = $1`, [deliveryId])
    )[0]!.text;
  const ways: (readonly [string, Partial<DeliveryReceipt>, string])[] = [
    ['deferred', { state: 'deferred' }, 'secret'],
    ['unknown', { state: 'unknown' }, 'secret'],
    ['sent', { state: 'accepted' }, 'told'],
    ['failed', { state: 'failed' }, 'told'],
  ];
  for (const [name, over, wanted] of ways) {
    const sent = await reply(`${name}@secret.example`, { textAfter: 'told' });
    await worker.rows(`update outbox set payload = payload || '{"text": "secret"}' where delivery_id = $1`, [
      sent.deliveryId,
    ]);
    await start(sent);
    await receipt(sent, over);
    expect([name, await text(sent)]).toEqual([name, wanted]);
    // What nobody knew of turns out to have arrived.
    await receipt(sent, { state: 'unknown', attempt: 2 });
    await receipt(sent, { state: 'accepted', attempt: 2 });
    expect([name, await text(sent)]).toEqual([name, 'told']);
  }
  const plain = await reply('plain@secret.example');
  await receipt(plain, { state: 'accepted' });
  expect(await text(plain)).toBe(aSend().text);
});

it('does not leave a delivery in sending for ever when its connector fell silent', async () => {
  const sent = await reply('silent@send.example');
  await start(sent);
  const silent = new GiveUpSilent(worker.dataSource, worker.parts.receipts);
  await silent.run();
  expect(await delivery(sent.deliveryId)).toMatchObject({ state: 'sending' });
  await worker.dataSource.query(`update delivery set at = now() - interval '1 hour' where id = $1`, [
    sent.deliveryId,
  ]);
  await silent.run();
  expect(await delivery(sent.deliveryId)).toMatchObject({ state: 'queued', attempt: 2 });
});

it('shows a failed delivery on the row of the thread', async () => {
  const sent = await reply('fail@send.example');
  await start(sent);
  const why = [{ code: 'server-refused', with: { host: 'mx.example', said: '550 no such user' } }];
  await receipt(sent, { state: 'failed', detail: '550 no such user', why });
  expect(await delivery(sent.deliveryId)).toMatchObject({
    state: 'failed',
    ...{ detail: '550 no such user', why, done: true },
  });
  expect(await rowOf('fail@send.example')).toMatchObject({ undelivered: true, version: 2 });
});

describe('bounces', () => {
  const bounce = (over: Parameters<typeof mail>[2]) =>
    mail('mailer-daemon@relay.example', 30, {
      class: 'bounce',
      reports: [{ action: 'failed', status: '5.1.1', diagnostic: '550 gone', hard: true }],
      ...over,
    });
  const bouncing = (address: string) =>
    worker.rows(`select bouncing_since is not null as bouncing from identity where key = $1`, [address]);

  it.each([
    ['our signed Message-ID', (sent: Reply) => ({ references: [sent.threadingId] })],
    ['the reply token', (sent: Reply) => ({ replyTokens: [sent.token] })],
  ])('act when they carry %s', async (name, names) => {
    const sent = await reply(`${name.replaceAll(' ', '-').toLowerCase()}@bounce.example`);
    await receipt(sent, { state: 'accepted' });
    await worker.take(bounce(names(sent)));
    expect(await delivery(sent.deliveryId)).toMatchObject({ state: 'bounced', detail: '550 gone' });
    expect(await bouncing(sent.address)).toEqual([{ bouncing: true }]);
    expect(await rowOf(sent.address)).toMatchObject({ undelivered: true, version: 2 });
  });

  it('change nothing and are marked when they prove nothing', async () => {
    const sent = await reply('forged@bounce.example');
    await receipt(sent, { state: 'accepted' });
    const forged = `${sent.messageId}.${'a'.repeat(16)}@example.com`;
    await worker.take(
      bounce({
        references: [forged],
        externalId: 'forged',
        reports: [{ action: 'failed', recipient: sent.address, hard: true }],
      }),
    );
    expect(await delivery(sent.deliveryId)).toMatchObject({ state: 'sent' });
    expect(await bouncing(sent.address)).toEqual([{ bouncing: false }]);
    const [row] = await worker.rows<{ marks: { code: string }[] }>(
      `select m.marks from message m join ledger l on l.message_id = m.id where l.external_id = 'forged'`,
    );
    expect(row!.marks.map((mark) => mark.code)).toEqual(['report-unverified']);
  });
});

describe('a merge that comes in between', () => {
  /** Holds a merge back until somebody waits for it, as a slow one would be. */
  const duringMergeOf = async (addresses: string[], work: () => Promise<unknown>): Promise<string> => {
    const people = linked(worker);
    const identityIds = await Promise.all(addresses.map(people.identity));
    let working: Promise<unknown> | undefined;
    await inTransaction(worker.dataSource, async (db) => {
      await joinPeople(db, {
        identityIds,
        evidence: { type: 'agent' },
        grade: 'claimed',
        actor: { name: 'test' },
      });
      working = work();
      await eventually(async () => {
        const waiting = await worker.rows(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return waiting.length === 1;
      });
    });
    await working;
    return people.person(addresses[0]!);
  };

  it.each<[string, (sent: Reply) => Promise<unknown>]>([
    [
      'a bounce',
      (sent) =>
        worker.take(
          mail('mailer-daemon@relay.example', 30, {
            class: 'bounce',
            references: [sent.threadingId],
            reports: [{ action: 'failed', status: '5.2.2', hard: false }],
          }),
        ),
    ],
    ['a receipt', (sent) => receipt(sent, { state: 'failed', detail: '550 gone' })],
  ])('lets %s reach the thread in which the message stands then', async (what, arrive) => {
    const who = what.replaceAll(' ', '-');
    await worker.take(mail(`first-${who}@between.example`, 0));
    const sent = await reply(`second-${who}@between.example`);
    await start(sent);
    if (what === 'a bounce') await receipt(sent, { state: 'accepted' });
    await worker.rows('delete from live_waiting');
    const personId = await duringMergeOf([`first-${who}@between.example`, sent.address], () => arrive(sent));
    expect(await worker.rows(`select undelivered from thread_row where person_id = $1`, [personId])).toEqual([
      { undelivered: true },
    ]);
    expect(
      await worker.rows(
        `select distinct told -> 'data' ->> 'threadId' as "threadId" from live_waiting, jsonb_array_elements(changes) told
         where told ->> 'kind' = 'message' and told -> 'data' ->> 'messageId' = $1`,
        [sent.messageId],
      ),
    ).toEqual([{ threadId: personId }]);
    const [gone] = await worker.rows(
      `select r.person_id from thread_row r
       where not exists (select from link l where l.person_id = r.person_id and l.withdrawn_at is null)`,
    );
    expect(gone).toBeUndefined();
  });
});

const saidTo = ({ address }: Reply) =>
  worker.rows(
    `select m.id from message m join identity i on i.id = m.anchor_identity_id where i.key = $1 and m.direction = 'outbound'`,
    [address],
  );

it('keeps one message when our own reply is found in the Sent folder', async () => {
  const sent = await reply('copy@send.example');
  const found = mail('support@example.com', 20, {
    direction: 'outbound',
    threadingId: sent.threadingId,
    participants: [{ identity: { kind: 'mail', key: sent.address }, role: 'to' }],
  });
  await worker.take(found);
  await worker.take(found);
  expect(await saidTo(sent)).toEqual([{ id: sent.messageId }]);
});

it('keeps one message when a server filed our own reply under an id of its own, and none that was written to our address', async () => {
  const sent = await reply('renamed@send.example');
  const ours = { kind: 'mail', key: `support+${sent.token}@example.com` };
  const to = { identity: { kind: 'mail', key: sent.address }, role: 'to' as const };
  const filed = (minutes: number, role: 'reply-to' | 'to') =>
    mail('support@example.com', minutes, {
      direction: 'outbound',
      threadingId: `${role}.their-own@mail.example`,
      participants: [to, { identity: ours, role }],
    });
  await worker.take(filed(20, 'reply-to'));
  expect(await saidTo(sent)).toEqual([{ id: sent.messageId }]);
  await worker.take(filed(30, 'to'));
  expect(await saidTo(sent)).toHaveLength(2);
});

it.each(['the-first', 'the-second'])(
  'keeps one message when a network tells of our words by the name that it gave them, %s',
  async (externalId) => {
    const sent = await reply(`${externalId}@named.example`);
    const externalIds = ['the-first', 'the-second'].map((name) => `${sent.address} ${name}`);
    await receipt(sent, { state: 'accepted', externalId: externalIds[0]!, externalIds });
    const told = { direction: 'outbound', externalId: `${sent.address} ${externalId}` } as const;
    const participants = [{ identity: { kind: 'mail', key: sent.address }, role: 'to' as const }];
    await worker.take(mail('support@example.com', 20, { ...told, participants }));
    expect(await saidTo(sent)).toEqual([{ id: sent.messageId }]);
  },
);

it('puts an answer with our token into the topic it answers', async () => {
  const sent = await reply('token@send.example');
  await worker.take(
    mail(sent.address, 0, {
      sortAt: '2026-03-01T00:00:00Z',
      subject: 'Quite another',
      replyTokens: [sent.token],
    }),
  );
  const topics = await worker.rows(
    `select distinct m.topic_id from message m join identity i on i.id = m.anchor_identity_id where i.key = $1`,
    [sent.address],
  );
  expect(topics).toHaveLength(1);
});

describe('the outbox', () => {
  const got: Send[] = [];
  const stop = new AbortController();
  let consuming: Promise<void>;
  beforeAll(() => {
    consuming = worker.bus.consumeSends('email', 'email', {
      signal: stop.signal,
      handle: async (batch) => {
        got.push(...batch.map(({ event }) => event));
        return batch.map(() => ({ type: 'done' }));
      },
    });
  });
  afterAll(async () => {
    stop.abort();
    await consuming;
  });

  it('publishes what is due, keeps it until its receipt is back, and publishes it again after 60 s', async () => {
    await worker.dataSource.query('update outbox set done_at = now()');
    const sent = await reply('relay@send.example');
    const later = await reply('later@send.example', { dueAt: new Date(Date.now() + 3_600_000) });
    expect(await worker.parts.relay.once()).toBe(1);
    await eventually(() => got.some((send) => send.deliveryId === sent.deliveryId));
    expect(await worker.parts.relay.once()).toBe(0);
    expect(await delivery(sent.deliveryId)).toMatchObject({ done: false });
    await worker.dataSource.query(
      `update outbox set published_at = now() - interval '61 seconds' where delivery_id = $1`,
      [sent.deliveryId],
    );
    expect(await worker.parts.relay.once()).toBe(1);
    await receipt(sent, { state: 'accepted' });
    await worker.dataSource.query(
      `update outbox set published_at = now() - interval '1 day'  where delivery_id = $1`,
      [sent.deliveryId],
    );
    expect(await worker.parts.relay.once()).toBe(0);
    expect(got.some((send) => send.deliveryId === later.deliveryId)).toBe(false);
  });

  it('publishes what has no receipt again as soon as the bus is back, and counts no try that the bus refused', async () => {
    await worker.dataSource.query('update outbox set done_at = now()');
    const sent = await reply('wiped@send.example');
    let back = () => {};
    const published: string[] = [];
    let away = false;
    const bus = Object.assign(Object.create(worker.bus) as Bus, {
      reconnected: (listener: () => void) => ((back = listener), () => undefined),
      publishSend: ({ deliveryId }: { deliveryId: string }) => {
        if (away) return Promise.reject(new TemporaryError('the stream is missing'));
        published.push(deliveryId);
        return Promise.resolve();
      },
    });
    const relay = new OutboxRelay({ dataSource: worker.dataSource, bus, blobs: worker.parts.blobs, log });
    const ended = new AbortController();
    const running = relay.run(ended.signal);
    await eventually(() => published.length === 1);
    away = true;
    back();
    const counted = async () =>
      (await worker.rows(`select published from outbox where delivery_id = $1`, [sent.deliveryId]))[0];
    await eventually(async () => (await counted())?.published === 0);
    away = false;
    await eventually(() => published.length === 2);
    expect(await counted()).toEqual({ published: 1 });
    ended.abort();
    await running;
    expect(published).toEqual([sent.deliveryId, sent.deliveryId]);
  });

  it('a worker that starts publishes again what it cannot know to be on the bus still', async () => {
    await worker.dataSource.query('update outbox set done_at = now()');
    const [old, fresh] = [await reply('unseen@send.example'), await reply('fresh@send.example')];
    await worker.dataSource.query(
      `update outbox set published = 8, published_at = now() - case delivery_id when $1 then interval '2 minutes' else interval '0' end
       where delivery_id = any($2)`,
      [old.deliveryId, [old.deliveryId, fresh.deliveryId]],
    );
    expect(await worker.parts.relay.once()).toBe(0);
    const ended = new AbortController();
    const running = worker.parts.relay.run(ended.signal);
    await eventually(() => got.some((send) => send.deliveryId === old.deliveryId));
    ended.abort();
    await running;
    expect(got.some((send) => send.deliveryId === fresh.deliveryId)).toBe(false);
  });

  it('says that what the bus can never take has failed, and publishes what stands beside it', async () => {
    await worker.dataSource.query('update outbox set done_at = now()');
    const [long, sent] = [await reply('toolong@send.example'), await reply('beside@send.example')];
    await worker.dataSource.query(
      `update outbox set payload = jsonb_set(payload, '{text}', to_jsonb(repeat('a', 500001))) where delivery_id = $1`,
      [long.deliveryId],
    );
    expect(await worker.parts.relay.once()).toBe(2);
    expect(await delivery(long.deliveryId)).toMatchObject({
      ...{ state: 'failed', done: true, why: [{ code: 'invalid-event' }] },
      detail: expect.stringContaining('does not fit'),
    });
    expect(await rowOf(long.address)).toMatchObject({ undelivered: true });
    await eventually(() => got.some((send) => send.deliveryId === sent.deliveryId));
    expect(await worker.parts.relay.once()).toBe(0);
  });

  it('publishes nothing while sending is held', async () => {
    const sent = await reply('held@send.example');
    await worker.dataSource.query('update workspace set sending_held = true');
    expect(await worker.parts.relay.once()).toBe(0);
    await worker.dataSource.query('update workspace set sending_held = false');
    expect(await worker.parts.relay.once()).toBe(1);
    await eventually(() => got.some((send) => send.deliveryId === sent.deliveryId));
  });

  it('publishes each row once when many relays run', async () => {
    await worker.dataSource.query('update outbox set done_at = now()');
    const sent = await Promise.all(Array.from({ length: 12 }, (_, n) => reply(`many${n}@send.example`)));
    const taken = await Promise.all(Array.from({ length: 4 }, () => worker.parts.relay.once()));
    expect(taken.reduce((sum, n) => sum + n)).toBe(12);
    await eventually(() => sent.every((one) => got.some((send) => send.deliveryId === one.deliveryId)));
  });
});
