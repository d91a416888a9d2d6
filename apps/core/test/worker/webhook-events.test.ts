import { webhookEvent, webhookEventTypes } from '@filo/contracts';
import { aMessage, aSend, eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { queueSends } from '../../src/outbox/queue-send.js';
import { recordPromise, writePromise } from '../../src/promises/write-promise.js';
import { linked, type Linked } from './linked.js';
import { groupId, mail, mailAccount, testWorker, type TestWorker } from './test-worker.js';
import { endpoint, startListener, type Listener } from './webhook-desk.js';

let worker: TestWorker;
let listener: Listener;
let people: Linked;
let agentId: string;
const closedGroup = uuidv7();
const closedAccount = uuidv7();
const posts = uuidv7();
beforeAll(async () => {
  worker = await testWorker();
  people = linked(worker);
  agentId = await worker.agent();
  await worker.rows(`insert into account_group (id, name) values ($1, 'Closed')`, [closedGroup]);
  await worker.rows(
    `insert into account (id, channel, address, account_group_id) values ($1, 'email', 'closed@example.com', $2), ($3, 'bluesky', 'shop.example', $4)`,
    [closedAccount, closedGroup, posts, groupId],
  );
});
afterAll(() => worker.close());
beforeEach(async () => {
  listener = await startListener();
  await worker.rows('delete from webhook_waiting');
  await worker.rows('delete from webhook');
  await endpoint(worker, { url: listener.url, events: [...webhookEventTypes] });
});
afterEach(() => listener.close());

/** What was told since the last time; each is as the contract says. */
const told = async () => {
  await worker.parts.webhooks.once();
  return listener.heard.splice(0).map(({ event }) => {
    expect(webhookEvent.parse(event)).toEqual(event);
    return event;
  });
};
const topicOf = async (address: string): Promise<string> => {
  const [row] = await worker.rows<{ id: string }>('select id from topic where anchor_identity_id = $1', [
    await people.identity(address),
  ]);
  return row!.id;
};

it('tells of a merge and its undo, by the threads as they are then', async () => {
  await worker.take(mail('one@merged.example', 0), mail('two@merged.example', 1));
  const [one, two] = [await people.person('one@merged.example'), await people.person('two@merged.example')];
  const change = await people.merge('one@merged.example', 'two@merged.example');
  const [merged, ...none] = await told();
  const now = await people.person('one@merged.example');
  const former = now === one ? two : one;
  expect(none).toEqual([]);
  expect(merged).toMatchObject({
    type: 'person.merged',
    data: { threadIds: [now], formerThreadIds: [former] },
  });
  await people.undo(change);
  const [undone] = await told();
  expect(undone).toMatchObject({ type: 'person.merge_undone', data: { formerThreadIds: [] } });
  expect([...(undone!.data as { threadIds: string[] }).threadIds].sort()).toEqual(
    [await people.person('one@merged.example'), await people.person('two@merged.example')].sort(),
  );
});

it('keeps silent about a person who has words in a group that the endpoint does not name', async () => {
  await worker.take(
    mail('open@both.example', 0),
    mail('closed@both.example', 1, { accountId: closedAccount }),
  );
  await people.merge('open@both.example', 'closed@both.example');
  expect(await told()).toEqual([]);
  await endpoint(worker, {
    ...{ url: listener.url, events: ['person.merged'], groups: [groupId, closedGroup] },
  });
  await worker.take(mail('third@both.example', 2));
  await people.merge('open@both.example', 'third@both.example');
  expect((await told()).map(({ type }) => type)).toEqual(['person.merged']);
});

it('tells of a promise that is made, kept, and one that is broken', async () => {
  await worker.take(mail('promised@example.org', 0));
  const topicId = await topicOf('promised@example.org');
  const promiseId = uuidv7();
  const dueAt = new Date(Date.now() - 1_000).toISOString();
  await worker.dataSource.transaction((db) =>
    writePromise(db, {
      ...{ id: promiseId, topicId, messageId: undefined, text: 'Call back', dueAt, timeZone: 'Europe/Rome' },
      ...{ typed: undefined, ownerId: agentId, agentId },
    }),
  );
  await worker.parts.promised.once();
  await recordPromise(worker.dataSource, { kind: 'promise-kept', promiseId, topicId, agentId });
  const events = await told();
  expect(events.map(({ type }) => type)).toEqual(['promise.made', 'promise.broken', 'promise.kept']);
  for (const { data } of events) expect(data).toMatchObject({ promiseId, topicId, ownerAgentId: agentId });
  expect(JSON.stringify(events)).not.toContain('Call back');
});

it('tells once that an answer left, and that it came back', async () => {
  await worker.take(mail('answered@example.org', 0));
  const [messageId, deliveryId] = [uuidv7(), uuidv7()];
  const identity = await people.identity('answered@example.org');
  await worker.rows(
    `insert into message (id, channel, account_id, account_group_id, direction, class, anchor_identity_id, author_agent_id, topic_id, audience, text, new_text, sort_at)
     values ($1, 'email', $2, $3, 'outbound', 'human', $4, $5, $6, 'private', 'It left.', 'It left.', now())`,
    [messageId, mailAccount, groupId, identity, agentId, await topicOf('answered@example.org')],
  );
  await worker.dataSource.transaction((db) =>
    queueSends(db, [
      {
        payload: aSend({ deliveryId, messageId, accountId: mailAccount }),
        ...{ recipientIdentityId: identity, role: 'to' },
      },
    ]),
  );
  await worker.rows(`update delivery set state = 'sending', start_token = $2 where id = $1`, [
    deliveryId,
    uuidv7(),
  ]);
  for (const state of ['sent', 'delivered', 'bounced'])
    await worker.rows('update delivery set state = $2 where id = $1', [deliveryId, state]);
  const events = await told();
  expect(events.map(({ type }) => type)).toEqual(['answer.sent', 'answer.failed']);
  expect(events[1]!.data).toMatchObject({ deliveryId, messageId, bounced: true });
});

it('tells of a post that is grave, and not of one that is not', async () => {
  const post = (text: string, n: number) => {
    const author = { kind: 'bluesky', key: `did:plc:hooked${n}` };
    return aMessage({
      ...{ channel: 'bluesky', accountId: posts, externalId: `at://hooked/${n}`, author, replyTo: author },
      ...{ audience: 'public', participants: [], subject: undefined, text, newText: text },
      sortAt: new Date().toISOString(),
    });
  };
  await worker.take(post('When does my order arrive?', 1));
  expect(await told()).toEqual([]);
  await worker.take(
    post('The heating blanket caught fire while my son slept, my lawyer and the press know', 2),
  );
  const [grave, ...none] = await told();
  const [{ id }] = (await worker.rows(
    `select m.id from message m where m.channel = 'bluesky' order by m.ingested_at desc limit 1`,
  )) as [{ id: string }];
  expect(none).toEqual([]);
  expect(grave).toMatchObject({ type: 'post.grave', data: { accountGroupId: groupId, messageIds: [id] } });
});

it('names nobody whom an erasure takes away beside it', async () => {
  const post = (n: number) => {
    const author = { kind: 'bluesky', key: `did:plc:erased${n}` };
    const text = 'The kettle caught fire in my kitchen, my lawyer and the press know of the burning kettle';
    return aMessage({
      ...{ channel: 'bluesky', accountId: posts, externalId: `at://erased/${n}`, author, replyTo: author },
      ...{ audience: 'public', participants: [], subject: undefined, text, newText: text },
      sortAt: new Date().toISOString(),
    });
  };
  await worker.take(post(1), post(2));
  await told();
  const voices = await worker.rows<{ storm: string; message: string; person: string }>(
    `select p.storm_id as storm, p.message_id as message, l.person_id as person from public_post p
     join identity i on i.id = p.author_identity_id join link l on l.identity_id = i.id and l.withdrawn_at is null
     where i.key like 'did:plc:erased%'`,
  );
  expect(new Set(voices.map(({ storm }) => storm)).size).toBe(1);
  // A storm is called by the id of its first post.
  const { storm, message, person } = voices.find((one) => one.message !== one.storm)!;
  await worker.rows(
    `insert into privacy_job (id, kind, person_id, agent_id, account_group_ids) values ($1, 'erase', $2, $3, $4)`,
    [uuidv7(), person, agentId, [groupId]],
  );
  // The erasure stands still when it has emptied the log, and the event is written down meanwhile.
  const held = worker.dataSource.createQueryRunner();
  await held.startTransaction();
  await held.query('lock table audit in share mode');
  const erasing = worker.parts.privacy.once();
  const waits = (mode: string) =>
    worker.rows(`select from pg_locks where not granted and locktype = $1`, [mode]);
  await eventually(async () => (await waits('relation')).length > 0);
  await worker.rows(`insert into webhook_waiting (type, source_id) values ('post.grave', $1)`, [storm]);
  const telling = worker.parts.webhooks.once();
  await Promise.race([telling, eventually(async () => (await waits('advisory')).length > 0)]);
  await held.rollbackTransaction();
  await held.release();
  await Promise.all([erasing, telling]);
  const log = await worker.rows<{ row: string }>(
    `select d::text as row from webhook_delivery d where type = 'post.grave'`,
  );
  expect(log.length).toBeGreaterThan(0);
  expect(JSON.stringify(log)).not.toContain(message);
});

it('writes nothing down where nobody listens', async () => {
  await worker.rows('delete from webhook');
  await worker.take(mail('silent@example.org', 0), mail('nobody@example.org', 1));
  await people.merge('silent@example.org', 'nobody@example.org');
  expect(await worker.rows('select from webhook_waiting')).toEqual([]);
});
