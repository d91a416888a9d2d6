import type { MessageReceivedInput } from '@filo/contracts';
import fc from 'fast-check';
import { aMessage, eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { inTransaction } from '../../src/database/in-transaction.js';
import { PublicMessages } from '../../src/deletions/public-messages.js';
import { LedgerHas } from '../../src/ingest/ledger-has.js';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import { groupId, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
const [red, blue, closed, closedGroup] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
beforeAll(async () => {
  worker = await testWorker();
  await worker.rows(`insert into account_group (id, name) values ($1, 'Closed')`, [closedGroup]);
  await worker.rows(
    `insert into account (id, channel, address, account_group_id) values
     ($1, 'mastodon', 'shop@red.example', $4), ($2, 'mastodon', 'shop@blue.example', $4), ($3, 'mastodon', 'shop@grey.example', $5)`,
    [red, blue, closed, groupId, closedGroup],
  );
}, 120_000);
afterAll(() => worker.close());

type Over = Partial<MessageReceivedInput> & { who?: string; parent?: string };
const hosts = new Map([
  [red, 'red'],
  [blue, 'blue'],
  [closed, 'grey'],
]);
const uriOf = (n: string, who = 'ada') => `https://home.example/users/${who}/statuses/${n}`;
const idAt = (account: string, n: string) => `https://${hosts.get(account)}.example/@ada@home.example/${n}`;
const threadingAt = (account: string, n: string) => `https://${hosts.get(account)}.example/statuses/${n}`;
/** Post `n` as the instance of an account tells it. */
const told = (account: string, n: string, { who = `ada${n}`, parent, ...over }: Over = {}) => {
  const author = { kind: 'mastodon', key: `https://home.example/users/${who}` };
  return aMessage({
    ...{
      channel: 'mastodon',
      accountId: account,
      author,
      replyTo: author,
      audience: 'public',
      participants: [],
    },
    ...{ externalId: idAt(account, n), threadingId: threadingAt(account, n), sameAs: uriOf(n) },
    ...{
      permalink: `https://home.example/@${who}/${n}`,
      sortAt: '2026-01-05T09:00:00.000Z',
      subject: undefined,
    },
    ...{ text: `Post ${n}`, newText: `Post ${n}`, arrival: { via: 'api' } },
    ...(parent !== undefined && { inReplyTo: [threadingAt(account, parent)] }),
    ...over,
  });
};
const about = (account: string, n: string) => ({
  ...{
    v: 1 as const,
    eventId: uuidv7(),
    channel: 'mastodon',
    accountId: account,
    externalId: idAt(account, n),
  },
  at: new Date().toISOString(),
});
const gone = (account: string, n: string) => ({ ...about(account, n), type: 'deleted' as const });
const edited = (account: string, n: string, text: string) => ({
  ...{ ...about(account, n), type: 'edited' as const, text, newText: text },
});
interface Stored {
  id: string;
  text: string;
  account_id: string;
  account_group_id: string;
  topic_id: string | null;
  answers_message_id: string | null;
  codes: string[];
}
const stored = (n: string, who = `ada${n}`) =>
  worker.rows<Stored>(
    `select m.id, m.text, m.account_id, m.account_group_id, m.topic_id, m.answers_message_id,
       array(select mark->>'code' from jsonb_array_elements(m.marks) mark) as codes
     from message m join identity i on i.id = m.author_identity_id where i.key = $1 order by m.sort_at, m.id`,
    [`https://home.example/users/${who}`],
  );
const published = async (accountId: string) =>
  (await new PublicMessages(worker.dataSource).run({ accountId, since: new Date(0).toISOString() }))
    .externalIds;
const arrivals = (id: string) =>
  worker.rows('select account_id, external_id from arrival where message_id = $1 order by at, id', [id]);

const page = (who: string) => `https://home.example/@${who}`;
const actor = (who: string) => `https://home.example/users/${who}`;
const by = (key: string, formerKey?: string, handle = 'mara') => ({
  ...{ kind: 'mastodon', key, handle: `${handle}@home.example` },
  ...(formerKey && { formerKey }),
});
const say = (n: string, author: ReturnType<typeof by>, over: Over = {}) =>
  told(red, n, { author, replyTo: author, sameAs: undefined, ...over });
const people = (...keys: string[]) =>
  worker.rows(
    `select i.key, count(m.id)::int as messages, count(distinct l.person_id)::int as people from identity i
     left join message m on m.author_identity_id = i.id left join link l on l.identity_id = i.id and l.withdrawn_at is null
     where i.key = any($1) group by i.key order by i.key`,
    [keys],
  );

it('whoever was known by the address of their page is nobody else once their instance tells their permanent one', async () => {
  const all = () => people(page('mara'), actor('mara'), page('eve'));
  await worker.take(say('m1', by(page('mara'))));
  // Nobody believes it of whoever is not proven, ...
  await worker.take(
    say('m2', by('https://evil.example/users/mara', page('mara')), {
      authorProof: { verdict: 'claimed', reason: 'test' },
    }),
  );
  expect(await all()).toEqual([{ key: page('mara'), messages: 1, people: 1 }]);
  // ... and who is known by the new one is not mixed up with anybody.
  await Promise.all(
    ['m3', 'm4'].map((n) =>
      worker.take(say(n, by(actor('mara'), page('mara'), n === 'm3' ? 'Mara' : 'mara'))),
    ),
  );
  expect(await all()).toEqual([{ key: actor('mara'), messages: 3, people: 1 }]);
  await worker.take(say('m5', by(page('eve'))));
  await worker.take(say('m6', by(actor('mara'), page('eve'))));
  expect(await all()).toEqual([
    { key: page('eve'), messages: 1, people: 1 },
    { key: actor('mara'), messages: 4, people: 1 },
  ]);
}, 60_000);

it('nobody becomes somebody else of their server by naming their page', async () => {
  const [eve, nameless] = ['https://home.example/a-eve', page('nameless')];
  await worker.take(say('n1', by(page('ada'), undefined, 'ada')));
  await worker.take(say('n2', { kind: 'mastodon', key: nameless } as ReturnType<typeof by>));
  await worker.take(
    say('n3', by(eve, page('ada'), 'eve')),
    say('n4', by(actor('ada'), page('ada'), 'ada')),
    say('n5', by('https://home.example/b-eve', nameless, 'eve')),
  );
  expect(await people(page('ada'), actor('ada'), eve, nameless)).toEqual([
    { key: nameless, messages: 1, people: 1 },
    { key: eve, messages: 1, people: 1 },
    { key: actor('ada'), messages: 2, people: 1 },
  ]);
});

it('whoever gets another key holds nobody while their message waits for another', async () => {
  const keys = [page('lena'), actor('lena')] as const;
  await worker.take(say('l1', by(keys[0], undefined, 'lena')));
  let free: unknown[] = [];
  const taken = await inTransaction(worker.dataSource, async (db) => {
    await db.query('select from ledger where external_id = $1 for update', [idAt(red, 'l1')]);
    const taking = worker.take(say('l1', by(keys[1], keys[0], 'lena')));
    await eventually(async () => {
      const waiting = await worker.rows(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return waiting.length > 0;
    });
    free = await worker.rows('select from identity where key = any($1) for no key update skip locked', [
      keys,
    ]);
    return [taking];
  });
  await Promise.all(taken);
  expect(free).toHaveLength(1);
  expect(await people(...keys)).toEqual([{ key: keys[1], messages: 1, people: 1 }]);
});

it.each([
  ['in one batch', '1', (n: string) => worker.take(told(red, n), told(blue, n))],
  ['in one batch, the other way round', '2', (n: string) => worker.take(told(blue, n), told(red, n))],
  [
    'by two workers at once',
    '3',
    (n: string) => Promise.all([worker.take(told(red, n)), worker.take(told(blue, n))]),
  ],
  [
    'one after the other, and again after a kill',
    '4',
    async (n: string) => {
      for (const event of [told(red, n), told(blue, n)]) {
        await worker.take(event);
        await worker.take({ ...event, eventId: uuidv7() });
      }
      await worker.take(told(blue, n), told(red, n));
    },
  ],
])('a post that names two of our accounts at two instances is one message: %s', async (_, n, arrive) => {
  await arrive(n);
  const all = await stored(n);
  expect(all).toMatchObject([{ text: `Post ${n}`, codes: [] }]);
  const came = await arrivals(all[0]!.id);
  expect(came.map((one) => one['account_id']).sort()).toEqual([red, blue].sort());
  // Each account knows it by the id of its own instance, whichever was first.
  expect(await published(red)).toContain(idAt(red, n));
  expect(await published(blue)).toContain(idAt(blue, n));
  const asked = { channel: 'mastodon', externalIds: [idAt(red, n), idAt(blue, n), idAt(blue, '999')] };
  for (const accountId of [red, blue])
    expect((await new LedgerHas(worker.dataSource).run({ ...asked, accountId })).present.sort()).toEqual(
      [idAt(red, n), idAt(blue, n)].sort(),
    );
});

it('many posts told in any order, in any batches and by two workers are one message each, and a rebuild changes nothing', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...Array(16).keys()], { minLength: 16 }),
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 16, maxLength: 16 }),
      async (order, sizes) => {
        run += 1;
        const who = `crowd${run}`;
        const events = order.map((at) => told([red, blue][at % 2]!, `${run}00${at >> 1}`, { who }));
        const batches: (typeof events)[] = [];
        for (const size of sizes) if (events.length > 0) batches.push(events.splice(0, size));
        for (let at = 0; at < batches.length; at += 2)
          await Promise.all(batches.slice(at, at + 2).map((batch) => worker.take(...batch)));
        expect((await stored('', who)).map(({ text }) => text).sort()).toEqual(
          [...Array(8).keys()].map((n) => `Post ${run}00${n}`).sort(),
        );
      },
    ),
    { numRuns: 8 },
  );
  const projections = () => worker.rows('select * from thread_row order by person_id, account_group_id');
  const before = await projections();
  await new RebuildProjections(worker.dataSource).run();
  expect(await projections()).toEqual(before);
}, 120_000);

it('an account group that sees it too has a message of its own, known by the ids of its own instance', async () => {
  await worker.take(told(red, '20'), told(closed, '20'), told(blue, '20'));
  const all = await stored('20');
  expect(all.map(({ account_group_id: id }) => id).sort()).toEqual([groupId, closedGroup].sort());
  await worker.take(gone(closed, '20'));
  expect((await stored('20')).map(({ text }) => text)).toEqual(['', '']);
});

it('what one instance tells of as found and the other as said to us was said to us', async () => {
  const heard = { as: 'listening' as const, queries: [] };
  await worker.take(told(blue, '21', { heard }));
  expect(await stored('21')).toMatchObject([{ topic_id: null, account_id: blue }]);
  await worker.take(told(red, '21'));
  expect(await stored('21')).toMatchObject([{ topic_id: expect.any(String), account_id: red }]);
  await worker.take(told(red, '22'), told(blue, '22', { heard }));
  expect(await stored('22')).toMatchObject([{ topic_id: expect.any(String) }]);
  expect(await worker.rows('select from listened_post where message_id = $1', [(await stored('22'))[0]!.id])).toEqual([]); // prettier-ignore
});

it('an edit counts whichever instance tells of it, and a deletion is contradicted by none', async () => {
  await worker.take(told(red, '30'), told(blue, '30'));
  await worker.take(edited(blue, '30', 'Mended'));
  expect(await stored('30')).toMatchObject([{ text: 'Mended', codes: ['edited-by-author'] }]);
  await worker.take(gone(blue, '30'));
  const emptied = { text: '', codes: expect.arrayContaining(['deleted-by-author']) };
  expect(await stored('30')).toMatchObject([emptied]);
  // The other instance has not heard of it.
  await worker.take(told(red, '30'), edited(red, '30', 'Still here'));
  expect(await stored('30')).toMatchObject([emptied]);
  // By either of its ids.
  for (const account of [red, blue]) {
    const n = account === red ? '32' : '33';
    await worker.take(told(red, n), told(blue, n), edited(account, n, 'Mended'));
    expect(await stored(n)).toMatchObject([{ text: 'Mended' }]);
    await worker.take(gone(account, n));
    expect(await stored(n)).toMatchObject([emptied]);
  }
  // Nobody speaks for what only others have heard.
  await worker.take(told(red, '31'), gone(blue, '31'), {
    ...gone(closed, '31'),
    externalId: idAt(red, '31'),
  });
  expect(await stored('31')).toMatchObject([{ text: 'Post 31' }]);
});

it('an answer finds what it answers by the id of either instance, in its own batch and later, and by the address of all', async () => {
  const who = 'eva';
  const at = (minute: number) => ({ who, sortAt: `2026-01-05T09:0${minute}:00.000Z` });
  await worker.take(
    told(red, '40', at(0)),
    told(blue, '40', at(0)),
    told(blue, '41', { ...at(1), parent: '40' }),
  );
  await worker.take(told(blue, '42', { ...at(2), parent: '40' }));
  await worker.take(told(red, '43', { ...at(3), parent: '40' }));
  // Its parent was never told at this instance.
  await worker.take(told(red, '44', { ...at(4), parent: '41', references: [uriOf('41')] }));
  const [first, second, ...more] = await stored('', who);
  expect(second).toMatchObject({ answers_message_id: first!.id, topic_id: first!.topic_id });
  expect(more.map((one) => one.answers_message_id)).toEqual([first!.id, first!.id, second!.id]);
});

it('the same address with another author is another message, and says so; an edit of it changes nobody else’s', async () => {
  await worker.take(told(red, '50', { who: 'honest' }));
  await worker.take(told(blue, '50', { who: 'liar', text: 'Lies', newText: 'Lies' }));
  await worker.take(edited(blue, '50', 'More lies'), gone(blue, '50'));
  expect(await stored('', 'honest')).toMatchObject([{ text: 'Post 50', codes: [] }]);
  expect(await stored('', 'liar')).toMatchObject([
    { text: '', codes: expect.arrayContaining(['same-address']) },
  ]);
});

it('what we say at one account and hear at another stays two words', async () => {
  const to = { kind: 'mastodon', key: 'https://home.example/users/bob' };
  await worker.take(told(blue, '60', { who: 'us' }));
  await worker.take(
    told(red, '60', { who: 'us', direction: 'outbound', participants: [{ identity: to, role: 'to' }] }),
  );
  expect(await stored('', 'us')).toMatchObject([{ codes: [] }, { codes: [] }]);
});

it('what a release before this one stored is not stored again, and what it stored twice stays two', async () => {
  await worker.take(told(red, '70', { sameAs: undefined }));
  // Servers hand on whole seconds.
  await worker.take(told(blue, '70', { sortAt: '2026-01-05T08:59:59.000Z' }));
  await worker.take(told(red, '70'), told(blue, '70'));
  expect(await stored('70')).toMatchObject([{ account_id: red }]);
  await worker.take(told(red, '71', { sameAs: undefined }), told(blue, '71', { sameAs: undefined }));
  await worker.take(told(blue, '71'), told(red, '71'));
  await worker.take(gone(red, '71'));
  const left = (await stored('71')).map(({ account_id: account, text }) => [account, text] as const);
  expect(new Map(left)).toEqual(new Map([[red, ''], [blue, 'Post 71']])); // prettier-ignore
});

it('a post of whoever is blocked waits once, and released is one message', async () => {
  const agent = await worker.agent('Bo');
  const key = 'https://home.example/users/blocked';
  await worker.rows(
    `insert into identity (id, kind, key, blocked, blocked_by) values ($1, 'mastodon', $2, true, $3)`,
    [uuidv7(), key, agent],
  );
  const both = [told(red, '80', { who: 'blocked' }), told(blue, '80', { who: 'blocked' })];
  await worker.take(...both);
  const waiting = () =>
    worker.rows(`select state from quarantine where envelope -> 'author' ->> 'key' = $1`, [key]);
  expect(await waiting()).toEqual([{ state: 'waiting' }]);
  // An agent releases it, and it comes back as the other instance told it.
  await worker.rows(`update quarantine set state = 'replaying' where envelope -> 'author' ->> 'key' = $1`, [
    key,
  ]);
  for (const event of both) await worker.take({ ...event, eventId: uuidv7() });
  expect(await waiting()).toEqual([{ state: 'released' }]);
  expect(await stored('', 'blocked')).toHaveLength(1);
});

it('a post of whoever is blocked is looked for, and discarded, as the server of its own account calls it', async () => {
  const who = 'shut-out';
  const key = `https://home.example/users/${who}`;
  await worker.rows(
    `insert into identity (id, kind, key, blocked, blocked_by) values ($1, 'mastodon', $2, true, $3)`,
    [uuidv7(), key, await worker.agent('Bea')],
  );
  const heldBy = async (accountId: string, n: string) =>
    (
      await worker.rows<{ state: string }>(
        `select state from quarantine where envelope -> 'author' ->> 'key' = $1 and account_id = $2
           and external_id like '%/' || $3`,
        [key, accountId, n],
      )
    ).map(({ state }) => state);
  // Whoever tells of it in the same account group later changes nothing of what it is called.
  for (const account of [red, closed, blue]) await worker.take(told(account, '81', { who }));
  for (const account of [closed, blue, red]) await worker.take(told(account, '82', { who }));
  const idsOf = async (account: string) =>
    (await published(account)).filter((id) => /\/8[12]$/.test(id)).toSorted();
  expect(await idsOf(red)).toEqual([idAt(red, '81')]);
  expect(await idsOf(blue)).toEqual([idAt(blue, '82')]);
  expect(await idsOf(closed)).toEqual([idAt(closed, '81'), idAt(closed, '82')]);
  await worker.take(gone(closed, '81'), gone(blue, '82'));
  expect([await heldBy(closed, '81'), await heldBy(red, '81')]).toEqual([['discarded'], ['waiting']]);
  expect([await heldBy(blue, '82'), await heldBy(closed, '82')]).toEqual([['discarded'], ['waiting']]);
  expect(await idsOf(closed)).toEqual([idAt(closed, '82')]);
});

it('an edit of a post that waits in quarantine is kept as long as the post, by whatever name it is told', async () => {
  const who = 'held-and-edited';
  const key = `https://home.example/users/${who}`;
  await worker.rows(
    `insert into identity (id, kind, key, blocked, blocked_by) values ($1, 'mastodon', $2, true, $3)`,
    [uuidv7(), key, await worker.agent('Cy')],
  );
  for (const account of [red, closed]) await worker.take(told(account, '85', { who }));
  await worker.take(edited(closed, '85', 'Mended'), edited(closed, '86', 'Of nothing'));
  await worker.rows(`update edit_waiting set kept_at = now() - interval '25 hours'`);
  await worker.parts.house.once(new AbortController().signal);
  expect(await worker.rows('select external_id from edit_waiting')).toEqual([
    { external_id: idAt(closed, '85') },
  ]);
  await worker.rows(`update identity set blocked = false where key = $1`, [key]);
  await worker.rows(`update quarantine set state = 'replaying' where envelope -> 'author' ->> 'key' = $1`, [
    key,
  ]);
  await worker.take(told(closed, '85', { who }));
  await worker.parts.keptEdits.once();
  expect(await stored('', who)).toMatchObject([{ text: 'Mended', account_id: closed }]);
});

it('a post whose author was erased comes back through no other instance, not even under way', async () => {
  const who = 'erased';
  await worker.take(told(red, '95', { who }));
  await worker.rows(
    `insert into privacy_job (id, kind, person_id, agent_id, account_group_ids)
     select $1, 'erase', l.person_id, $2, $3 from link l join identity i on i.id = l.identity_id where i.key like '%/' || $4`,
    [uuidv7(), await worker.agent('Di'), [groupId, closedGroup], who],
  );
  while (await worker.parts.privacy.once());
  const known = async () => [
    ...(await stored('', who)),
    ...(await worker.rows(`select from ledger where external_id like '%/95'`)),
  ];
  expect(await worker.take(told(blue, '95', { who }))).toEqual(['done']);
  expect(await known()).toEqual([]);
  // Past the first look, as if the erasure had been committed behind it; and as our own word, heard elsewhere.
  worker.parts.inbound['parts'].erased.among = () => Promise.resolve(new Set());
  expect(await worker.take(told(closed, '95', { who }))).toEqual(['done']);
  expect(await worker.take(told(blue, '95', { who, direction: 'outbound' }))).toEqual(['done']);
  expect(await known()).toEqual([]);
  expect(await worker.rows(`select from post_name where threading_id like '%/95'`)).toEqual([]);
});

it.each([
  ['bluesky', 'at://did:plc:ada/app.bsky.feed.post/3k'],
  ['x', '1840000000000000001'],
])(
  'at %s a post that names two of our accounts has one id, and is one message',
  async (channel, externalId) => {
    const [one, two] = [uuidv7(), uuidv7()];
    await worker.rows(
      `insert into account (id, channel, address, account_group_id) values ($1, $3, 'one', $4), ($2, $3, 'two', $4)`,
      [one, two, channel, groupId],
    );
    const author = { kind: channel, key: `ada at ${channel}` };
    const heardAt = (accountId: string) =>
      told(red, '90', { ...{ channel, accountId, externalId, author, replyTo: author }, sameAs: undefined });
    await Promise.all([worker.take(heardAt(one)), worker.take(heardAt(two))]);
    const [message, ...more] = await worker.rows<{ id: string }>(
      'select id from message where channel = $1',
      [channel],
    );
    expect(more).toEqual([]);
    expect(await arrivals(message!.id)).toHaveLength(2);
  },
);
