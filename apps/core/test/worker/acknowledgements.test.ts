import type { AcknowledgementText } from '@filo/contracts/http';
import type { MessageReceivedInput } from '@filo/contracts';
import { v7 as uuidv7 } from 'uuid';
import { measureWaits } from '../../src/acknowledging/measure-waits.js';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import { linked } from './linked.js';
import {
  formAccount,
  formPost,
  groupId,
  mail,
  mailAccount,
  testWorker,
  type TestWorker,
} from './test-worker.js';
import { endpoint, startListener } from './webhook-desk.js';

let worker: TestWorker;
beforeAll(async () => {
  worker = await testWorker();
});
afterAll(() => worker.close());
beforeEach(async () => {
  await worker.rows('delete from acknowledged');
  await worker.rows('delete from acknowledgement');
  await worker.rows('delete from acknowledgement_waiting');
  await worker.rows('update workspace set sending_held = false');
});

const texts: AcknowledgementText[] = [
  {
    language: 'en',
    subject: 'We have your message',
    within: 'Somebody of {{organisation}} reads it.\nWe usually answer within {{expected_time}}.',
    outside: 'We are closed.',
  },
  { language: 'it', subject: 'Messaggio ricevuto', within: 'Qualcuno Le risponderà.', outside: 'Chiuso.' },
];
const switchOn = async (accountId: string, since = `now() - interval '1 day'`, says = texts) => {
  await worker.rows(
    `insert into acknowledgement (account_id, on_since, texts) values ($1, ${since}, $2)
     on conflict (account_id) do update set on_since = excluded.on_since, texts = excluded.texts`,
    [accountId, JSON.stringify(says)],
  );
};
let counted = 0;
const somebody = (name = 'ada') => `${name}${++counted}@ack.example`;
const ago = (minutes: number) => ({ sortAt: new Date(Date.now() - minutes * 60_000).toISOString() });
const writes = (address: string, over: Partial<MessageReceivedInput> = {}) =>
  worker.take(mail(address, 0, { threadingId: `${uuidv7()}@ack.example`, ...ago(0), ...over }));
const acknowledge = () => worker.parts.acknowledgements.once();

interface Told {
  payload: Record<string, unknown>;
  class: string;
  agent: string | null;
  topic: string | null;
  state: string;
  waits: boolean;
}
/** What went to an address, with the topic in which it stands. */
const toldTo = (address: string) =>
  worker.rows<Told>(
    `select o.payload, m.class, m.author_agent_id as agent, m.topic_id as topic, t.state, t.waiting_since is not null as waits
     from outbox o join delivery d on d.id = o.delivery_id join identity i on i.id = d.recipient_identity_id
     join message m on m.id = d.message_id left join topic t on t.id = m.topic_id where i.key = $1 order by o.id`,
    [address],
  );

it('tells nobody anything until an admin switches it on', async () => {
  const address = somebody();
  await writes(address);
  expect(await acknowledge()).toBe(0);
  expect(await toldTo(address)).toEqual([]);
});

it('tells who wrote that it came, in the same topic, which waits for us as before', async () => {
  await switchOn(mailAccount);
  const address = somebody();
  await writes(address, { threadingId: 'first@ack.example' });
  const [before] = await worker.rows(
    `select t.state, t.waiting_since, h.version from topic t join identity i on i.id = t.anchor_identity_id join link l on l.identity_id = i.id
     join thread h on h.person_id = l.person_id where i.key = $1`,
    [address],
  );
  expect(await acknowledge()).toBe(1);
  const told = await toldTo(address);
  expect(told).toMatchObject([
    { class: 'acknowledgement', agent: null, state: 'open', waits: true, topic: expect.any(String) },
  ]);
  expect(told[0]!.payload).toMatchObject({
    automatic: true,
    subject: 'We have your message',
    text: 'Somebody of Test reads it.',
    inReplyTo: 'first@ack.example',
    references: ['first@ack.example'],
    recipient: { kind: 'mail', key: address },
    audience: 'private',
  });
  const [after] = await worker.rows(
    `select t.state, t.waiting_since, h.version from topic t join identity i on i.id = t.anchor_identity_id join link l on l.identity_id = i.id
     join thread h on h.person_id = l.person_id where i.key = $1`,
    [address],
  );
  expect(after).toEqual(before);
});

it('says nothing where each line of it names what is not known yet', async () => {
  await switchOn(mailAccount, undefined, [{ ...texts[0]!, within: 'We answer within {{expected_time}}.' }]);
  const address = somebody();
  await writes(address);
  expect(await acknowledge()).toBe(0);
  expect(await toldTo(address)).toEqual([]);
});

it('has nothing of the sender in it, whatever they call themselves and their mail', async () => {
  await switchOn(mailAccount);
  const address = somebody();
  const spam = 'buy-at-spam';
  await writes(address, {
    author: { kind: 'mail', key: address, name: `${spam} now` },
    subject: `${spam} subject`,
    text: `${spam} text`,
    newText: `${spam} text`,
    threadingId: `${spam} go to http://spam.example@ack.example`,
  });
  expect(await acknowledge()).toBe(1);
  expect(JSON.stringify((await toldTo(address))[0]!.payload)).not.toContain(spam);
});

it('speaks their language where it is known and written', async () => {
  await switchOn(mailAccount);
  const address = somebody();
  await writes(address);
  await worker.rows(
    `insert into fact (id, identity_id, field, value, source, actor, at, account_group_id)
     select $1, id, 'language', 'it-CH', 'form', 'test', now(), $3 from identity where key = $2`,
    [uuidv7(), address, groupId],
  );
  await acknowledge();
  expect((await toldTo(address))[0]!.payload).toMatchObject({
    subject: 'Messaggio ricevuto',
    text: 'Qualcuno Le risponderà.',
  });
});

it('says something else outside the hours', async () => {
  await switchOn(mailAccount);
  await worker.rows(
    `insert into business_hours (time_zone, week, holidays) values ('UTC', '[[],[],[],[],[],[],[]]', '{}')`,
  );
  const address = somebody();
  await writes(address);
  await acknowledge();
  await worker.rows('delete from business_hours');
  expect((await toldTo(address))[0]!.payload['text']).toBe('We are closed.');
});

it('goes by the hours of its own account before those of the workspace', async () => {
  await switchOn(mailAccount);
  await switchOn(formAccount);
  const never = JSON.stringify([[], [], [], [], [], [], []]);
  const always = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]);
  await worker.rows(`insert into business_hours (time_zone, week, holidays) values ('UTC', $1, '{}')`, [
    never,
  ]);
  await worker.rows('insert into account_hours (account_id, hours) values ($1, $2)', [
    mailAccount,
    JSON.stringify({ timeZone: 'Asia/Tokyo', week: always, holidays: [] }),
  ]);
  const [byMail, byForm] = [somebody(), somebody()];
  await writes(byMail);
  await worker.take(formPost(byForm, 0, ago(0)));
  await acknowledge();
  await worker.rows('delete from business_hours');
  const textTo = async (address: string) => (await toldTo(address))[0]!.payload['text'];
  expect(await textTo(byMail)).toMatch(/^Somebody of Test reads it/);
  expect(await textTo(byForm)).toBe('We are closed.');
  await worker.rows('update account_hours set hours = null');
  const later = somebody();
  await writes(later);
  await acknowledge();
  await worker.rows('delete from account_hours');
  // Neither has any now: all is within.
  expect(await textTo(later)).toMatch(/^Somebody of Test reads it/);
});

it('acknowledges what comes by a form from the mailbox of its account group', async () => {
  await switchOn(formAccount);
  const address = somebody();
  await worker.take(formPost(address, 0, ago(0)));
  expect(await acknowledge()).toBe(1);
  expect((await toldTo(address))[0]!.payload).toMatchObject({ accountId: mailAccount, channel: 'email' });
});

it('goes to the author, not to a Reply-To that the mail claims', async () => {
  await switchOn(mailAccount);
  const address = somebody();
  const victim = somebody('victim');
  await writes(address, { replyTo: { kind: 'mail', key: victim } });
  await acknowledge();
  expect(await toldTo(victim)).toEqual([]);
  expect(await toldTo(address)).toHaveLength(1);
});

it.each<[string, (address: string) => Partial<MessageReceivedInput>]>([
  ['an automatic answer', () => ({ class: 'auto-reply' })],
  ['an out of office', () => ({ class: 'out-of-office' })],
  ['a list', () => ({ class: 'list' })],
  ['a bounce', () => ({ class: 'bounce' })],
  ['a complaint', () => ({ class: 'complaint' })],
  ['our own loop', () => ({ class: 'own-loop' })],
  ['history', () => ({ history: true })],
  ['what is older than an hour', () => ago(61)],
  ['a forged author', () => ({ authorProof: { verdict: 'failed', reason: 'dmarc=fail' } })],
  ['our own words', () => ({ direction: 'outbound' })],
])('is silent to %s', async (_, over) => {
  await switchOn(mailAccount);
  const address = somebody();
  await writes(address, over(address));
  expect(await acknowledge()).toBe(0);
  expect(await toldTo(address)).toEqual([]);
});

it.each(['noreply@ack.example', 'MAILER-DAEMON@ack.example', 'support+x@example.com', 'support@example.com'])(
  'is silent to %s',
  async (address) => {
    await switchOn(mailAccount);
    await writes(address.toLowerCase());
    expect(await acknowledge()).toBe(0);
  },
);

it('is silent about what came before it was switched on, as in the first look at a mailbox', async () => {
  await switchOn(mailAccount, 'now()');
  await writes(somebody(), ago(5));
  expect(await acknowledge()).toBe(0);
});

it('is silent to who is blocked, also by their domain, and to a dead address', async () => {
  await switchOn(mailAccount);
  const [blocked, dead] = [somebody(), somebody()];
  for (const address of [blocked, dead, 'ada@blocked.example']) await writes(address);
  await worker.rows(`insert into blocked_domain (id, domain) values (gen_random_uuid(), 'blocked.example')`);
  await worker.rows('update identity set blocked = true, blocked_at = now() where key = $1', [blocked]);
  await worker.rows('update identity set bouncing_since = now() where key = $1', [dead]);
  expect(await acknowledge()).toBe(0);
});

it('is silent while sending is held, and does not catch up', async () => {
  await switchOn(mailAccount);
  await worker.rows('update workspace set sending_held = true');
  const address = somebody();
  await writes(address);
  expect(await acknowledge()).toBe(0);
  await worker.rows('update workspace set sending_held = false');
  expect(await acknowledge()).toBe(0);
  expect(await toldTo(address)).toEqual([]);
});

it('is silent about what an agent closed before', async () => {
  await switchOn(mailAccount);
  const address = somebody();
  await writes(address);
  await worker.rows(
    `update topic set state = 'closed' where anchor_identity_id = (select id from identity where key = $1)`,
    [address],
  );
  expect(await acknowledge()).toBe(0);
});

const close = (address: string) =>
  worker.rows(
    `update topic set state = 'closed', closed_at = now(), close_at = now() where anchor_identity_id = (select id from identity where key = $1)`,
    [address],
  );

it('tells an address once in a day, by whichever account it writes', async () => {
  await switchOn(mailAccount);
  await switchOn(formAccount);
  const address = somebody();
  await writes(address);
  expect(await acknowledge()).toBe(1);
  await close(address);
  await writes(address, { subject: 'Something else' });
  expect(await acknowledge()).toBe(0);
  await close(address);
  await worker.take(formPost(address, 0, { ...ago(0), subject: 'Yet something else' }));
  expect(await acknowledge()).toBe(0);
});

it('tells nothing to who goes on in a matter, and tells again of a new one after a day', async () => {
  await switchOn(mailAccount);
  const address = somebody();
  await writes(address, { threadingId: 'matter@ack.example' });
  expect(await acknowledge()).toBe(1);
  const dayLater = () => worker.rows(`update acknowledged set at = at - interval '25 hours'`);
  await dayLater();
  await writes(address, { inReplyTo: ['matter@ack.example'] });
  expect(await acknowledge()).toBe(0);
  await close(address);
  await writes(address, { subject: 'A new matter' });
  expect(await acknowledge()).toBe(1);
});

it('stops at the mails of an hour, and does not make up for it', async () => {
  await switchOn(mailAccount);
  await worker.rows(
    `insert into acknowledged (message_id, identity_id, account_group_id)
     select gen_random_uuid(), gen_random_uuid(), $1 from generate_series(1, 59)`,
    [groupId],
  );
  const [last, over] = [somebody(), somebody()];
  await writes(last);
  expect(await acknowledge()).toBe(1);
  await writes(over);
  expect(await acknowledge()).toBe(0);
  await worker.rows(`update acknowledged set at = at - interval '2 hours'`);
  expect(await acknowledge()).toBe(0);
});

it('tells once what comes twice, and when many workers look at the same moment', async () => {
  await switchOn(mailAccount);
  const addresses = Array.from({ length: 8 }, () => somebody());
  const events = addresses.map((address) => mail(address, 0, ago(0)));
  await worker.take(...events);
  // A bus that forgot, and a worker that died after the commit, bring it again.
  await worker.take(...events.map((event) => ({ ...event, eventId: uuidv7() })));
  const told = await Promise.all(Array.from({ length: 4 }, () => acknowledge()));
  expect(told.reduce((sum, n) => sum + n, 0)).toBe(8);
  await worker.rows(
    `insert into acknowledgement_waiting (message_id) select message_id from acknowledged on conflict do nothing`,
  );
  await worker.rows(`update acknowledged set at = at - interval '25 hours'`);
  expect(await acknowledge()).toBe(0);
  for (const address of addresses) expect(await toldTo(address)).toHaveLength(1);
});

it('what cannot be written holds up nobody else, and is given up when it is old', async () => {
  await switchOn(mailAccount);
  const [stuck, other] = [somebody(), somebody()];
  await writes(stuck);
  await writes(other);
  const [{ id }] = (await worker.rows<{ id: string }>('select id from identity where key = $1', [stuck])) as [
    { id: string },
  ];
  await worker.rows(`alter table acknowledged add constraint never check (identity_id <> '${id}')`);
  expect(await acknowledge()).toBe(1);
  expect(await toldTo(other)).toHaveLength(1);
  expect(await worker.rows('select from acknowledgement_waiting where at > now()')).toHaveLength(1);
  await worker.rows('alter table acknowledged drop constraint never');
  await worker.rows(`update acknowledgement_waiting set at = now() - interval '1 second'`);
  await worker.rows(`update message set sort_at = sort_at - interval '2 hours'`);
  expect(await acknowledge()).toBe(0);
  expect(await worker.rows('select from acknowledgement_waiting')).toEqual([]);
});

it('is no answer to whoever hears of answers elsewhere', async () => {
  const listener = await startListener();
  await endpoint(worker, { url: listener.url, events: ['answer.sent', 'answer.failed'] });
  await switchOn(mailAccount);
  const [sent, failed] = [somebody(), somebody()];
  for (const address of [sent, failed]) await writes(address);
  expect(await acknowledge()).toBe(2);
  for (const [address, state] of [
    [sent, 'sent'],
    [failed, 'failed'],
  ])
    await worker.rows(
      `update delivery set state = $2 where recipient_identity_id = (select id from identity where key = $1)`,
      [address, state],
    );
  await worker.parts.webhooks.once();
  await listener.close();
  await worker.rows('delete from webhook');
  expect(listener.heard).toEqual([]);
});

it('does not tell two mails of one address at once', async () => {
  await switchOn(mailAccount);
  const accountId = uuidv7();
  await worker.rows(
    `insert into account (id, channel, address, account_group_id, settings) values ($1, 'email', 'orders@example.com', $2, '{"topicPerSubject":true}')`,
    [accountId, groupId],
  );
  await switchOn(accountId);
  const [one, other] = [somebody(), somebody()];
  for (const address of [one, other])
    for (const subject of ['A', 'B', 'C']) await writes(address, { accountId, subject });
  expect(await worker.rows('select from acknowledgement_waiting')).toHaveLength(6);
  await Promise.all(Array.from({ length: 4 }, () => acknowledge()));
  for (const address of [one, other]) expect(await toldTo(address)).toHaveLength(1);
});

it('an answer to it goes on in the same topic, and a rebuild leaves all where it stands', async () => {
  await switchOn(formAccount);
  const address = somebody();
  await worker.take(formPost(address, 0, ago(0)));
  await acknowledge();
  const [told] = await toldTo(address);
  await writes(address, { inReplyTo: [told!.payload['threadingId'] as string], subject: 'Re: We have it' });
  const placed = () =>
    worker.rows<{ topic: string; class: string }>(
      `select m.topic_id as topic, m.class from message m join identity i on i.id = m.anchor_identity_id where i.key = $1 order by m.id`,
      [address],
    );
  const before = await placed();
  expect(before.map((row) => row.class)).toEqual(['human', 'acknowledgement', 'human']);
  expect(new Set(before.map(({ topic }) => topic))).toEqual(new Set([told!.topic]));
  const personId = await linked(worker).person(address);
  await worker.rows(`update topic set state = 'closed' where id = $1`, [told!.topic]);
  await new RebuildProjections(worker.dataSource).run();
  expect(await placed()).toEqual(before);
  expect(await worker.rows('select state from topic where id = $1', [told!.topic])).toEqual([
    { state: 'open' },
  ]);
  expect(personId).toBeDefined();
});

it('says in how long half of all were answered in the last four weeks, and counts who still waits', async () => {
  await switchOn(mailAccount);
  const agentId = await worker.agent();
  const asked = Array.from({ length: 10 }, () => somebody('asked'));
  for (const address of asked) await writes(address, ago(10 * 24 * 60));
  // Each is answered in three hours and a half.
  await worker.rows(
    `insert into message (id, channel, account_id, account_group_id, direction, class, anchor_identity_id, author_agent_id, topic_id, audience, text, new_text, sort_at)
     select gen_random_uuid(), 'email', $2, $3, 'outbound', 'human', t.anchor_identity_id, $4, t.id, 'private', 'Yes.', 'Yes.', t.opened_at + interval '210 minutes'
     from topic t join identity i on i.id = t.anchor_identity_id where i.key = any($1)`,
    [asked, mailAccount, groupId, agentId],
  );
  // Those of the tests before wait since just now, and say nothing yet.
  expect(await measureWaits(worker.dataSource, mailAccount, null)).toEqual({ within: 4, outside: null });
  const day = [{ from: '00:00', to: '24:00' }];
  const always = { timeZone: 'UTC', week: Array.from({ length: 7 }, () => day), holidays: [] };
  const never = { ...always, week: Array.from({ length: 7 }, () => []) };
  expect(await measureWaits(worker.dataSource, mailAccount, always)).toEqual({ within: 4, outside: null });
  expect(await measureWaits(worker.dataSource, mailAccount, never)).toEqual({ within: null, outside: 4 });
  const waiting = Array.from({ length: 80 }, () => somebody('waiting'));
  await worker.take(...waiting.map((address) => mail(address, 0, ago(5 * 24 * 60))));
  expect(await measureWaits(worker.dataSource, mailAccount, null)).toEqual({ within: null, outside: null });
});
