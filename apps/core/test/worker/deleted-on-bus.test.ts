import { provision, removeProvisioned } from '@filo/bus';
import {
  inboundEvent,
  publicMessages,
  type InboundEventInput,
  type MessageQuarantinedInput,
  type MessageReceivedInput,
} from '@filo/contracts';
import { aMessage, aQuarantined, eventually } from '@filo/testing';
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { v7 as uuidv7 } from 'uuid';
import { PublicMessages } from '../../src/deletions/public-messages.js';
import { sweeps } from '../../src/housekeeping/sweeps.js';
import { readDead } from '../../src/quarantine/read-dead.js';
import { StoreQuarantined } from '../../src/quarantine/store-quarantined.js';
import { dump } from '../backup/filled.js';
import { groupId, mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
const [account, red, blue] = [uuidv7(), uuidv7(), uuidv7()];
beforeAll(async () => {
  worker = await testWorker();
  await worker.rows(
    `insert into account (id, channel, address, account_group_id) values
     ($1, 'bluesky', 'shop.example', $4), ($2, 'mastodon', 'shop@red.example', $4), ($3, 'mastodon', 'shop@blue.example', $4)`,
    [account, red, blue, groupId],
  );
}, 120_000);
afterAll(() => worker.close());

/** Stands in everything that its author deletes. */
const planted = 'zwetschgenkuchen';

const post = (externalId: string, over: Partial<MessageReceivedInput> = {}): MessageReceivedInput => {
  const author = { kind: 'bluesky', key: `did:plc:${externalId}` };
  return aMessage({
    ...{ channel: 'bluesky', accountId: account, externalId, author, replyTo: over.author ?? author },
    ...{ audience: 'public', participants: [], subject: undefined, threadingId: `at://${externalId}` },
    ...{ text: 'Kept words', newText: 'Kept words', arrival: { via: 'api' }, ...over },
  });
};
const secret = (externalId: string, over: Partial<MessageReceivedInput> = {}) =>
  post(externalId, { text: `My ${planted}`, newText: `My ${planted}`, ...over });
const told = (externalId: string, over: { channel?: string; accountId?: string } = {}) => ({
  ...{ v: 1 as const, eventId: uuidv7(), channel: 'bluesky', accountId: account, externalId, ...over },
  at: new Date().toISOString(),
});
const deletion = (...of: Parameters<typeof told>) => ({ ...told(...of), type: 'deleted' as const });
const edit = (externalId: string, text: string) => ({
  ...{ ...told(externalId), type: 'edited' as const, text, newText: text },
});

const publish = async (...events: InboundEventInput[]): Promise<void> => {
  for (const event of events) await worker.bus.publishInbound(event);
};
/** As a connector does it, and as ingest takes it from there. */
const arrive = async (...events: InboundEventInput[]): Promise<void> => {
  await publish(...events);
  expect(await worker.take(...events)).toEqual(events.map(() => 'done'));
};
const dead = (event: InboundEventInput) =>
  worker.bus.publishDead(
    `inbound.0.${event.channel}.${event.accountId}.message`,
    Buffer.from(JSON.stringify(event)),
    'tried',
  );

/** Everything that lies in the streams, as it was published. */
const onTheBus = async (): Promise<{ stream: string; id: string; said: string }[]> => {
  const seen: { stream: string; id: string; said: string }[] = [];
  await worker.bus.erase({
    blobs: [],
    matches: (stream, event) => {
      seen.push({ stream, id: (event as { eventId: string }).eventId, said: JSON.stringify(event) });
      return false;
    },
  });
  return seen;
};
const idsOnBus = async () => (await onTheBus()).map(({ id }) => id).toSorted();
const plantedOnBus = async () =>
  (await onTheBus()).flatMap(({ said, stream }) => (said.includes(planted) ? [stream] : [])).toSorted();

const timeGoesBy = (hours: number) =>
  worker.rows(
    `update left_on_bus set noted_at = noted_at - $1 * interval '1 hour', looked_at = looked_at - $1 * interval '1 hour'`,
    [hours],
  );
const round = () => worker.parts.offBus.once();
const noted = () =>
  worker.rows<{ id: string; looked: boolean }>(
    `select external_id as id, looked_at is not null as looked from left_on_bus order by 1`,
  );
afterEach(() => worker.rows('delete from left_on_bus'));

it('leaves the words of a deleted post nowhere on the bus nor in quarantine, and everything of others where it was', async () => {
  const picture = await worker.bus.blobs.put(Buffer.from('a picture'));
  const shared = await worker.bus.blobs.put(Buffer.from('a picture that two show'));
  const mailed = await worker.bus.blobs.put(Buffer.from('a picture that somebody mailed, too'));
  const shows = (...blobs: (typeof picture)[]) => ({
    attachments: blobs.map((blob) => ({ mediaType: 'image/png', inline: false, blob })),
  });
  const pest = { author: { kind: 'bluesky', key: 'did:plc:pest' } };
  const same = { channel: 'mastodon', author: { kind: 'mastodon', key: 'https://home.example/users/ada' } };
  const sameAs = 'https://home.example/users/ada/statuses/1';
  const long = `${planted} `.repeat(15_000);
  await arrive(post('pest', pest));
  await worker.rows(`update identity set blocked = true, blocked_by = $1 where key = $2`, [
    await worker.agent('Ines'),
    pest.author.key,
  ]);
  const [first, large, held, died] = [
    secret('gone', shows(picture, shared, mailed)),
    secret('long', { text: long, newText: long }),
    secret('held', pest),
    secret('died'),
  ];
  await arrive(first, large, held, edit('gone', `Now ${planted}`));
  await arrive(
    secret('https://red.example/1', { ...same, accountId: red, sameAs }),
    secret('https://blue.example/1', { ...same, accountId: blue, sameAs }),
  );
  await arrive({ ...first, eventId: uuidv7() });
  await dead(first);
  await dead(died);
  const data = Buffer.from(JSON.stringify(died));
  const sha256 = createHash('sha256').update(data).digest('hex');
  await new StoreQuarantined(worker.dataSource).run([
    readDead(
      { subject: `inbound.0.bluesky.${account}.message`, data, reason: 'tried' },
      { kept: await worker.parts.blobs.put(data), sha256 },
    ),
  ]);
  await arrive(
    post('stays', shows(shared)),
    post('said-by-us', { direction: 'outbound', text: 'Our answer', newText: 'Our answer' }),
    mail('friend@kept.example', 0, { externalId: 'gone', ...shows(mailed) }),
    edit('stays', 'Kept, and changed'),
  );
  await dead(post('died-too'));
  const others = (await onTheBus()).filter(({ said }) => !said.includes(planted)).map(({ id }) => id);
  expect(await plantedOnBus()).toEqual(['dead', 'dead', ...Array<string>(7).fill('inbound')]);

  const deletions = [
    ...['gone', 'long', 'held', 'died', 'said-by-us'].map((id) => deletion(id)),
    deletion('https://red.example/1', { channel: 'mastodon', accountId: red }),
  ];
  await arrive(...deletions);
  await timeGoesBy(1);
  expect(await round()).toBe(9);

  expect(await plantedOnBus()).toEqual([]);
  expect(await idsOnBus()).toEqual([...others, ...deletions.map(({ eventId }) => eventId)].toSorted());
  // Its long words travelled beside it, and its picture, which nobody else shows.
  const aside = Buffer.from(JSON.stringify(inboundEvent.parse(large)));
  const beside = { sha256: createHash('sha256').update(aside).digest('hex'), bytes: aside.length };
  const there = await Promise.all(
    [picture, shared, mailed, beside].map((blob) => worker.bus.blobs.has(blob)),
  );
  expect(there).toEqual([false, true, true, false]);
  // Nor does quarantine, nor anything else here.
  await worker.parts.house.once(new AbortController().signal);
  while ((await worker.parts.words.once()) > 0);
  const rows = Object.entries(await dump(worker.dataSource)).filter(([, all]) =>
    all.some((row) => row.includes(planted)),
  );
  expect(rows.map(([table]) => table)).toEqual([]);
  expect(execFileSync('sh', ['-c', `grep -rl ${planted} '${worker.folder}' || true`]).toString()).toBe('');
}, 60_000);

it('takes what could not be read of a deleted post as well, with its bytes here and there, also where not even that could be stored', async () => {
  const unreadable = async (
    externalId: string,
    text: string,
    envelope: MessageQuarantinedInput['envelope'],
  ) =>
    aQuarantined({
      ...{ channel: 'bluesky', accountId: account, externalId, envelope, arrival: { via: 'api' } },
      raw: await worker.bus.blobs.put(Buffer.from(JSON.stringify({ externalId, text }))),
    });
  const by = (author: string) => ({ author: { kind: 'bluesky', key: `did:plc:${author}` } });
  const post = 'everybody' as const;
  const gone = await unreadable('unread', planted, { ...by('ada'), post });
  const died = await unreadable('unread-died', planted, { post });
  const stays = await unreadable('unread-stays', 'Kept words', { post });
  const nameless = await unreadable('unread-nameless', 'Kept words', {});
  await arrive(gone, stays, nameless);
  await dead(died);
  const data = Buffer.from(JSON.stringify(died));
  const kept = await worker.parts.blobs.put(data);
  await worker.parts.blobs.put(await worker.bus.blobs.get(died.raw));
  await new StoreQuarantined(worker.dataSource).run([
    readDead(
      { subject: `inbound.0.bluesky.${account}.quarantined`, data, reason: 'tried' },
      { kept, sha256: kept.sha256 },
    ),
  ]);
  const asked = { accountId: account, since: new Date(0).toISOString() };
  const published = async () =>
    publicMessages.reply
      .parse(await new PublicMessages(worker.dataSource).run(asked))
      .externalIds.filter((id) => id.startsWith('unread'));
  expect(await published()).toEqual(['unread', 'unread-stays', 'unread-died']);

  await arrive(deletion('unread'), deletion('unread-died'), deletion('unread-nameless'));
  await timeGoesBy(1);
  expect(await round()).toBe(2);

  expect(await published()).toEqual(['unread-stays']);
  const left = await idsOnBus();
  expect([gone, died, stays, nameless].map(({ eventId }) => left.includes(eventId))).toEqual([
    ...[false, false, true, true],
  ]);
  const there = [gone, died, stays, nameless].map(({ raw }) => worker.bus.blobs.has(raw));
  expect(await Promise.all(there)).toEqual([false, false, true, true]);
  await worker.parts.house.once(new AbortController().signal);
  expect(execFileSync('sh', ['-c', `grep -rl ${planted} '${worker.folder}' || true`]).toString()).toBe('');
}, 60_000);

it('believes a deletion of nobody who did not hear the post, and nothing goes for it', async () => {
  await arrive(secret('elsewhere'), secret('private', { audience: 'private' }));
  const before = await idsOnBus();
  const wrong = [deletion('elsewhere', { accountId: uuidv7() }), deletion('private'), deletion('unknown')];
  await arrive(...wrong);
  expect(await noted()).toEqual([]);
  await timeGoesBy(1);
  expect(await round()).toBe(0);
  expect(await idsOnBus()).toEqual([...before, ...wrong.map(({ eventId }) => eventId)].toSorted());
});

it('gathers for a while, looks once, and once more each day for what came late', async () => {
  const late = secret('late');
  await arrive(late, deletion('late'));
  expect(await round()).toBe(0);
  expect(await idsOnBus()).toContain(late.eventId);
  await timeGoesBy(0.5);
  expect(await round()).toBe(1);
  expect(await noted()).toEqual([{ id: 'late', looked: true }]);
  // Out of a connector that was behind: it fills nothing, and goes.
  const again = { ...late, eventId: uuidv7() };
  await arrive(again);
  expect(await round()).toBe(0);
  await timeGoesBy(21);
  expect(await round()).toBe(1);
  expect(await idsOnBus()).not.toContain(again.eventId);
  await timeGoesBy(8 * 24);
  await worker.rows(sweeps['deleted on the bus']!, [100]);
  expect(await noted()).toEqual([]);
});

it('keeps in mind what it could not look for, however long the bus is away, and goes on where it was killed', async () => {
  const events = ['one', 'two', 'three'].map((id) => secret(id));
  await arrive(...events, ...events.map(({ externalId }) => deletion(externalId)));
  await timeGoesBy(9 * 24);
  const erase = worker.bus.erase.bind(worker.bus);
  worker.bus.erase = (erasing) => {
    let matched = 0;
    return erase({
      ...erasing,
      matches: (...of) => {
        if (!erasing.matches(...of)) return false;
        if ((matched += 1) > 1) throw new Error('killed');
        return true;
      },
    });
  };
  await expect(round()).rejects.toThrow('killed');
  worker.bus.erase = erase;
  await worker.rows(sweeps['deleted on the bus']!, [100]);
  expect((await noted()).map(({ looked }) => looked)).toEqual([false, false, false]);
  await round();
  const left = await idsOnBus();
  expect(events.filter(({ eventId }) => left.includes(eventId))).toEqual([]);
  expect((await noted()).map(({ looked }) => looked)).toEqual([true, true, true]);
  expect(await round()).toBe(0);
});

it('is done by one worker at a time, and by the next one once the first is gone', async () => {
  const event = secret('at-once');
  await arrive(event, deletion('at-once'));
  await timeGoesBy(1);
  const erase = worker.bus.erase.bind(worker.bus);
  let meanwhile: number | undefined;
  worker.bus.erase = async (erasing) => {
    worker.bus.erase = erase;
    meanwhile = await round();
    // As when its process ends: the server lets go of what it held.
    await worker.rows(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (
         select oid from pg_database where datname = current_database())`,
    );
    throw new Error(`killed before ${erasing.channels?.join()}`);
  };
  await expect(round()).rejects.toThrow();
  expect(meanwhile).toBe(0);
  await eventually(async () => (await round()) === 1);
  expect(await idsOnBus()).not.toContain(event.eventId);
});

it('forgets what somebody deleted once they are erased', async () => {
  await arrive(secret('erased'), secret('not-erased'), deletion('erased'), deletion('not-erased'));
  expect((await noted()).map(({ id }) => id)).toEqual(['erased', 'not-erased']);
  await worker.rows(
    `insert into privacy_job (id, kind, person_id, agent_id, account_group_ids)
     select $1, 'erase', l.person_id, $2, array[$3::uuid] from identity i join link l on l.identity_id = i.id where i.key = 'did:plc:erased'`,
    [uuidv7(), await worker.agent(), groupId],
  );
  while (await worker.parts.privacy.once());
  expect((await noted()).map(({ id }) => id)).toEqual(['not-erased']);
});

it('takes nobody else’s from a bus that was made anew, whose numbers begin again', async () => {
  const event = secret('before');
  await arrive(event, deletion('before'));
  await timeGoesBy(1);
  const { streamPrefix, ...bus } = worker.busOptions('core');
  await removeProvisioned({ ...bus, streamPrefix: streamPrefix! });
  await provision({ ...bus, streamPrefix: streamPrefix! });
  const kept = Array.from({ length: 40 }, (_, n) => post(`after-${n}`));
  const again = { ...event, eventId: uuidv7() };
  await publish(...kept.slice(0, 20), again, ...kept.slice(20));
  expect(await round()).toBe(1);
  expect(await idsOnBus()).toEqual(kept.map(({ eventId }) => eventId).toSorted());
});
