import type { InboundEventInput } from '@filo/contracts';
import { aQuarantined, aSend } from '@filo/testing';
import { execFileSync } from 'node:child_process';
import { v7 as uuidv7 } from 'uuid';
import { FreeBlobs } from '../../src/housekeeping/free-blobs.js';
import { LedgerHas } from '../../src/ingest/ledger-has.js';
import { queueSends } from '../../src/outbox/queue-send.js';
import { ErasedFiles } from '../../src/privacy/erasing/erased-files.js';
import { erasePerson } from '../../src/privacy/erasing/erase-person.js';
import type { JobAtWork } from '../../src/privacy/run-privacy-jobs.js';
import { readDead } from '../../src/quarantine/read-dead.js';
import { StoreQuarantined } from '../../src/quarantine/store-quarantined.js';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import { dump } from '../backup/filled.js';
import { endpoint, startListener } from './webhook-desk.js';
import { formPost, groupId, log, mail, mailAccount, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
let agent: string;
beforeAll(async () => {
  worker = await testWorker();
  agent = await worker.agent();
});
afterAll(() => worker.close());

/** Stands in everything that this person said, and in their name. */
const planted = 'zwetschgenkuchen';
const address = 'ada@erased.example';
const author = { kind: 'mail', key: address, name: `Ada ${planted}` };

const put = (words: string) => worker.bus.blobs.put(Buffer.from(words));

/** Everything that lies in the streams, as it was published. */
const onTheBus = async (): Promise<string[]> => {
  const seen: string[] = [];
  await worker.bus.erase({
    blobs: [],
    matches: (stream, event) => {
      seen.push(`${stream}: ${JSON.stringify(event)}`);
      return false;
    },
  });
  return seen;
};

/** Where the planted word still is: tables, files, streams. */
const places = async (): Promise<string[]> => {
  const rows = Object.entries(await dump(worker.dataSource)).flatMap(([table, all]) =>
    all.filter((row) => row.toLowerCase().includes(planted)).map((row) => `${table}: ${row.slice(0, 300)}`),
  );
  const files = execFileSync('sh', ['-c', `grep -rli ${planted} '${worker.folder}' || true`]).toString();
  const streamed = (await onTheBus()).filter((event) => event.toLowerCase().includes(planted));
  return [...rows, ...files.split('\n').filter(Boolean), ...streamed];
};

/** Ids that name what is gone. */
const dangling = async (ids: readonly string[]): Promise<string[]> => {
  const kept = new Set([
    'audit',
    'privacy_job',
    'live_event',
    'live_waiting',
    'words_waiting',
    'notice_waiting',
  ]);
  return Object.entries(await dump(worker.dataSource)).flatMap(([table, all]) =>
    kept.has(table)
      ? []
      : all.filter((row) => ids.some((id) => row.includes(id))).map((row) => `${table}: ${row}`),
  );
};

/** As a connector does it, and as ingest takes it from there. */
const arrive = async (...events: InboundEventInput[]): Promise<void> => {
  for (const event of events) await worker.bus.publishInbound(event);
  expect(await worker.take(...events)).toEqual(events.map(() => 'done'));
};

const idsOf = async (key: string) => {
  const [row] = await worker.rows<{ identityId: string; personId: string; messageIds: string[] }>(
    `select i.id as "identityId", l.person_id as "personId",
       (select array_agg(m.id) from message m where m.anchor_identity_id = i.id) as "messageIds"
     from identity i join link l on l.identity_id = i.id and l.withdrawn_at is null where i.key = $1`,
    [key],
  );
  return row!;
};

const erase = async (personId: string): Promise<Record<string, number>> => {
  const id = uuidv7();
  await worker.rows(
    `insert into privacy_job (id, kind, person_id, agent_id, account_group_ids) values ($1, 'erase', $2, $3, $4)`,
    [id, personId, agent, [groupId]],
  );
  while (await worker.parts.privacy.once());
  const [job] = await worker.rows<{
    state: string;
    work: unknown;
    report: { store: string; count: number }[];
  }>('select state, work, report from privacy_job where id = $1', [id]);
  expect(job).toMatchObject({ state: 'done', work: null });
  return Object.fromEntries(job!.report.map(({ store, count }) => [store, count]));
};

/** A world in which the person wrote by mail and form, was answered, forwarded, noted, and held back. */
const plant = async () => {
  const raw = await put(`Subject: ${planted}\r\n\r\nraw ${planted}`);
  const file = await put(`file ${planted}`);
  const attachments = [{ name: `${planted}.txt`, mediaType: 'text/plain', inline: false, blob: file }];
  const long = `${planted} `.repeat(20_000);
  const first = mail(address, 0, {
    ...{
      author,
      subject: `About ${planted}`,
      text: `Text ${planted}`,
      newText: `Text ${planted}`,
      raw,
      attachments,
    },
    threadingId: '<first@somewhere.example>',
  });
  const second = mail(address, 2, { author, text: long, newText: long });
  const form = formPost(address, 3, { author, text: `Form ${planted}`, newText: `Form ${planted}` });
  const other = mail('friend@kept.example', 4, {
    text: 'Kept words.',
    newText: 'Kept words.',
    participants: [{ identity: { kind: 'mail', key: address }, role: 'cc' }],
    references: [first.threadingId!],
  });
  const held = aQuarantined({
    accountId: mailAccount,
    raw: await put(`held ${planted}`),
    envelope: { from: address, to: ['support@example.com'], subject: planted },
  });
  const events = [first, second, form, other, held];
  await arrive(...events);
  await worker.bus.publishDead('inbound.0.email.x.message', Buffer.from(JSON.stringify(first)), 'tried');
  return { events, first, raw, file };
};

/** An answer to them, a note, a promise, a draft and a forward to somebody else, as the api writes them. */
const answer = async (identityId: string, originId: string): Promise<void> => {
  const [reply, note, forward, deliveryId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  const friend = await idsOf('friend@kept.example');
  for (const [id, direction, anchor] of [
    [reply, 'outbound', identityId],
    [note, 'note', identityId],
    [forward, 'outbound', friend.identityId],
  ] as const)
    await worker.rows(
      `insert into message (id, channel, account_id, account_group_id, direction, class, anchor_identity_id,
         author_agent_id, audience, text, new_text, sort_at, threading_id)
       values ($1, 'email', $2, $3, $4, 'human', $5, $6, 'private', $7, $7, now(), $8)`,
      [id, mailAccount, groupId, direction, anchor, agent, `Dear ${planted}`, `<${id}@desk.example>`],
    );
  await worker.rows(`insert into carried_message (message_id, origin_id, kind) values ($1, $2, 'forward')`, [
    forward,
    originId,
  ]);
  const payload = aSend({
    ...{ deliveryId, messageId: reply, accountId: mailAccount, text: `Dear ${planted}` },
    recipient: { kind: 'mail', key: address },
  });
  await queueSends(worker.dataSource, [{ payload, recipientIdentityId: identityId, role: 'to' }]);
  await worker.bus.publishSend(payload);
  await worker.rows(
    `insert into draft (agent_id, id, anchor_identity_id, mode, state, revision, device, seq, content, upload_ids, changed_at)
     values ($1, $2, $3, 'reply', 'open', 1, 'd', 1, $4, '{}', now())`,
    [agent, uuidv7(), identityId, JSON.stringify({ text: `Draft ${planted}` })],
  );
  await worker.rows(
    `insert into fact (id, identity_id, field, value, source, actor, at) values ($1, $2, 'city', $3, 'agent', $4, now())`,
    [uuidv7(), identityId, planted, `agent:${agent}`],
  );
};

it('leaves a planted word nowhere, and nothing brings it back: not the stream, the mailbox, nor a rebuild', async () => {
  const { events, first, raw, file } = await plant();
  const before = await idsOf(address);
  await answer(before.identityId, before.messageIds[0]!);
  while ((await worker.parts.words.once()) > 0);
  const { messageIds, identityId, personId } = await idsOf(address);
  const listener = await startListener();
  listener.answer = (heard, response) => void response.end(`Thanks for ${planted}: ${heard.body}`);
  await endpoint(worker, { url: listener.url, events: ['message.received', 'person.erased'] });
  await worker.rows(
    `insert into webhook_waiting (type, source_id) select 'message.received', unnest($1::uuid[])`,
    [messageIds],
  );
  await worker.parts.webhooks.once();
  const heard = listener.heard.length;
  expect(heard).toBeGreaterThan(2);
  expect((await places()).filter((place) => place.startsWith('webhook_delivery'))).toHaveLength(heard);
  expect((await places()).length).toBeGreaterThan(20);

  const report = await erase(personId);
  expect(await places()).toEqual([]);
  // The endpoint is told, by the id that it knows; nothing else names it.
  await worker.parts.webhooks.once();
  expect(listener.heard.at(-1)!.event).toMatchObject({
    type: 'person.erased',
    data: { threadIds: [personId] },
  });
  await worker.rows('delete from webhook');
  await listener.close();
  // What others wrote keeps its words; that they wrote to them, too, is forgotten.
  expect(await dangling([...messageIds, identityId, personId, address])).toEqual([]);
  expect(report).toMatchObject({
    'webhook-log': heard,
    postgres: 5,
    quarantine: 1,
    dead: 1,
    outbound: 1,
    inbound: 4,
  });
  expect(await worker.bus.blobs.has(raw)).toBe(false);
  expect(await worker.bus.blobs.has(file)).toBe(false);
  const kept = await worker.rows(`select text from message where text like 'Kept%'`);
  expect(kept).toEqual([{ text: 'Kept words.' }]);
  const audit = await worker.rows(
    `select kind, actor_agent_id as by, data from audit where kind = 'person-erased'`,
  );
  expect(audit).toEqual([{ kind: 'person-erased', by: agent, data: { messages: 5 } }]);

  // A mailbox that is read anew asks first, and sends it all the same.
  const has = await new LedgerHas(worker.dataSource).run({
    channel: 'email',
    externalIds: [first.externalId],
  });
  expect(has.present).toEqual([first.externalId]);
  await put(`Subject: ${planted}\r\n\r\nraw ${planted}`);
  await arrive(...events.slice(0, 3).map((event) => ({ ...event, eventId: uuidv7() })));
  await arrive({ ...events[4]!, eventId: uuidv7() });
  await arrive({
    ...{ v: 1, type: 'edited', eventId: uuidv7(), channel: 'email', accountId: mailAccount },
    ...{ externalId: first.externalId, at: new Date().toISOString(), text: planted, newText: planted },
  } as InboundEventInput);
  while (await worker.parts.privacy.once());
  expect(await worker.rows('select from erased_again')).toEqual([]);
  await new RebuildProjections(worker.dataSource).run();
  while ((await worker.parts.words.once()) > 0);
  expect(await places()).toEqual([]);
}, 120_000);

it('knows nothing of whoever was erased: a new mail begins a new person', async () => {
  const key = 'again@erased.example';
  await arrive(mail(key, 10));
  const before = await idsOf(key);
  await erase(before.personId);
  await arrive(mail(key, 20, { text: 'A new matter.', newText: 'A new matter.' }));
  const after = await idsOf(key);
  expect(after.personId).not.toBe(before.personId);
  expect(after.messageIds).toHaveLength(1);
});

it('takes everybody who was merged, and of a worker that died half way the next goes on', async () => {
  const [one, two] = ['one@erased.example', 'two@erased.example'];
  const events = [mail(one, 30, { text: 'First.' }), mail(two, 31, { text: 'Second.' })];
  await arrive(...events);
  const [a, b] = [await idsOf(one), await idsOf(two)];
  await worker.rows(`update link set withdrawn_at = now() where identity_id = $1`, [b.identityId]);
  await worker.rows(
    `insert into link (id, identity_id, person_id, evidence, grade, actor) values ($1, $2, $3, '{}', 'proven', 'agent')`,
    [uuidv7(), b.identityId, a.personId],
  );
  const bus = worker.bus.erase.bind(worker.bus);
  worker.bus.erase = () => Promise.reject(new Error('The bus is away.'));
  await expect(erase(a.personId)).rejects.toThrow('The bus is away.');
  worker.bus.erase = bus;
  await worker.rows(`update privacy_job set beat_at = now() - interval '5 minutes' where state = 'running'`);
  while (await worker.parts.privacy.once());
  const rows = await worker.rows(`select state, work from privacy_job order by asked_at desc limit 1`);
  expect(rows).toEqual([{ state: 'done', work: null }]);
  expect(
    await dangling([...a.messageIds, ...b.messageIds, a.identityId, b.identityId, a.personId, b.personId]),
  ).toEqual([]);
  const left = (await onTheBus()).filter((event) =>
    events.some(({ externalId }) => event.includes(externalId)),
  );
  expect(left).toEqual([]);
});

it('of two workers of which one was silent for too long each knows what the other did', async () => {
  await arrive(mail('fenced@erased.example', 45));
  const { personId } = await idsOf('fenced@erased.example');
  const bus = worker.bus.erase.bind(worker.bus);
  worker.bus.erase = async (erasing) => {
    worker.bus.erase = bus;
    const [job] = await worker
      .rows<JobAtWork>(
        `update privacy_job set beat_at = now() - interval '5 minutes' where state = 'running'
       returning id, person_id as "personId", account_group_ids as "groupIds", agent_id as "agentId", work`,
      )
      .then(([rows]) => rows as unknown as JobAtWork[]);
    // As read before the other was done.
    expect(await erasePerson(worker, { ...job!, work: null })).toEqual(job!.work);
    await worker.parts.privacy.once();
    return bus(erasing);
  };
  expect(await erase(personId)).toMatchObject({ postgres: 1, inbound: 1 });
});

it('of a person who was joined with another since nothing is erased, and an archive that was made meanwhile goes', async () => {
  const keys = ['asked@erased.example', 'joined@erased.example'];
  await arrive(...keys.map((key, n) => mail(key, 50 + n)));
  const [asked, joined] = [await idsOf(keys[0]!), await idsOf(keys[1]!)];
  await worker.rows(`update link set person_id = $2 where identity_id = $1`, [
    joined.identityId,
    asked.personId,
  ]);
  const job = (kind: string, state: string, work: object | null, file: string | null) =>
    worker.rows(
      `insert into privacy_job (id, kind, state, person_id, agent_id, account_group_ids, work, file, bytes, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 1, now() + interval '1 hour')`,
      [uuidv7(), kind, state, asked.personId, agent, [groupId], work && JSON.stringify(work), file],
    );
  const failing = async (work: object | null) => {
    await job('erase', 'waiting', work, null);
    while (await worker.parts.privacy.once());
    const [failed] = await worker.rows(`select state, work from privacy_job order by asked_at desc limit 1`);
    expect(failed).toEqual({ state: 'failed', work: null });
    expect((await idsOf(keys[0]!)).messageIds).toEqual(asked.messageIds);
  };
  await failing({ identityIds: [asked.identityId] });
  // Nor where they wrote to an account group meanwhile that whoever asked does not see.
  await worker.rows(
    `insert into promise (id, anchor_identity_id, account_group_id, topic_id, text, due_at, due_zone, owner_agent_id, made_by)
     select $1, $2, $3, topic_id, 'A word', now(), 'UTC', $4, $4 from message where anchor_identity_id = $2 limit 1`,
    [uuidv7(), asked.identityId, uuidv7(), agent],
  );
  await failing(null);
  await worker.rows('delete from promise where anchor_identity_id = $1', [asked.identityId]);

  await erase(asked.personId);
  const { sha256 } = await worker.parts.blobs.put(Buffer.from('an archive that came too late'));
  await job('export', 'done', null, sha256);
  await job('export', 'waiting', null, null);
  while (await worker.parts.privacy.once());
  expect(await worker.parts.blobs.has(sha256)).toBe(false);
});

it('spares the file that somebody else sends while its bytes go, here and on the bus', async () => {
  const logo = await put('the logo of a company');
  const attachments = [{ name: 'logo.png', mediaType: 'image/png', inline: true, blob: logo }];
  const [gone, stays] = ['logo@erased.example', 'logo@kept.example'];
  await arrive(mail(gone, 60, { attachments }));
  const { personId } = await idsOf(gone);
  const bus = worker.bus.erase.bind(worker.bus);
  worker.bus.erase = async () => {
    // Ingest saw the bytes a moment before they went.
    await arrive(mail(stays, 61, { attachments }));
    await worker.parts.blobs.delete(logo.sha256);
    throw new Error('The bus is away.');
  };
  await expect(erase(personId)).rejects.toThrow('The bus is away.');
  worker.bus.erase = bus;
  await worker.rows(`update privacy_job set beat_at = now() - interval '5 minutes' where state = 'running'`);
  while (await worker.parts.privacy.once());
  expect([await worker.parts.blobs.has(logo.sha256), await worker.bus.blobs.has(logo)]).toEqual([true, true]);
});

it('brings back what somebody saw just before it went and named since', async () => {
  const { sha256, bytes } = await put('seen a moment before');
  const { dataSource, bus, parts } = worker;
  await parts.blobs.put(Buffer.from('seen a moment before'));
  const files = new ErasedFiles(new FreeBlobs({ dataSource, bus, blobs: parts.blobs, log }));
  await files.erase([sha256]);
  await worker.rows('insert into blob (sha256, bytes) values ($1, $2)', [sha256, bytes]);
  await files.settle();
  expect(await parts.blobs.has(sha256)).toBe(false);
  await files.settle(Date.now() + 61_000);
  expect(await parts.blobs.has(sha256)).toBe(true);
});

it('finds what was held back of whoever no message could be read of, at every channel', async () => {
  const [accountId, key] = [uuidv7(), 'https://home.example/users/Ada'];
  await worker.rows(
    `insert into account (id, channel, address, account_group_id) values ($1, 'mastodon', 'shop@red.example', $2)`,
    [accountId, groupId],
  );
  const said = mail(key, 70, {
    ...{ channel: 'mastodon', accountId, author: { kind: 'mastodon', key } },
    ...{ replyTo: { kind: 'mastodon', key }, participants: [], arrival: { via: 'api' } },
  });
  await arrive(said);
  const data = Buffer.from(JSON.stringify({ ...said, externalId: 'unreadable', eventId: uuidv7() }));
  const subject = `inbound.0.mastodon.${accountId}.message`;
  const dead = readDead({ subject, data, reason: 'tried' }, { kept: await put('its event'), sha256: 'x' });
  // As a release before this one kept it, too.
  const { author: _, ...envelope } = dead.envelope;
  await new StoreQuarantined(worker.dataSource).run([
    dead,
    { ...dead, eventId: uuidv7(), externalId: 'unreadable before', envelope },
  ]);
  expect(await erase((await idsOf(key)).personId)).toMatchObject({ quarantine: 2 });
  expect(await worker.rows(`select from quarantine where channel = 'mastodon'`)).toEqual([]);
});

it('of a message that was under way while its author was erased nothing is stored', async () => {
  const { sha256, bytes } = await put('a file of whoever was erased');
  const attachments = [{ mediaType: 'text/plain', inline: false, blob: { sha256, bytes } }];
  const event = mail('race@erased.example', 40, { attachments });
  await arrive(event);
  await erase((await idsOf('race@erased.example')).personId);
  // Past the first look, as if the erasure had been committed behind it.
  worker.parts.inbound['parts'].erased.among = () => Promise.resolve(new Set());
  await put('a file of whoever was erased');
  expect(await worker.take({ ...event, eventId: uuidv7() })).toEqual(['done']);
  expect(await worker.parts.blobs.has(sha256)).toBe(true);
  while (await worker.parts.privacy.once());
  // Copied before it was known.
  expect([await worker.parts.blobs.has(sha256), await worker.bus.blobs.has({ sha256, bytes })]).toEqual([
    ...[false, false],
  ]);
  expect(await worker.rows('select from ledger where external_id = $1', [event.externalId])).toEqual([]);
  expect(await worker.rows(`select from identity where key = 'race@erased.example'`)).toEqual([]);
});
