import type { MessageReceivedInput } from '@filo/contracts';
import { aMessage, eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { RebuildSeverity } from '../../src/rebuild/rebuild-severity.js';
import { lockStorms } from '../../src/severity/lock-storms.js';
import { WeighKnown } from '../../src/severity/weigh-known.js';
import { linked } from './linked.js';
import { severityWordsOf } from '../../src/severity/severity-words-of.js';
import { groupId, mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
const account = uuidv7();
const closedGroup = uuidv7();
const closedAccount = uuidv7();
beforeAll(async () => {
  worker = await testWorker();
  await worker.rows(`insert into account_group (id, name) values ($1, 'Closed')`, [closedGroup]);
  await worker.rows(
    `insert into account (id, channel, address, account_group_id) values
     ($1, 'bluesky', 'shop.example', $3), ($2, 'bluesky', 'other.example', $4)`,
    [account, closedAccount, groupId, closedGroup],
  );
}, 120_000);
afterAll(() => worker.close());

let posts = 0;
const post = (text: string, over: Partial<MessageReceivedInput> = {}): MessageReceivedInput => {
  posts += 1;
  const author = { kind: 'bluesky', key: `did:plc:author${posts}` };
  return aMessage({
    ...{ channel: 'bluesky', accountId: account, externalId: `at://post/${posts}` },
    ...{ author, replyTo: over.author ?? author, audience: 'public', participants: [], subject: undefined },
    ...{
      text,
      newText: text,
      sortAt: new Date(Date.now() - 3_600_000 + posts * 1_000).toISOString(),
      ...over,
    },
  });
};
const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

interface Post {
  message_id: string;
  storm_id: string;
  level: number;
  score: number;
  factors: string[];
  version: string;
}
const weighed = (...events: MessageReceivedInput[]): Promise<Post[]> =>
  worker.rows<Post>(
    `select p.message_id, p.storm_id, p.level, p.score, p.version, array(
       select reason ->> 'factor' from jsonb_array_elements(p.reasons) reason order by 1) as factors
     from unnest($1::text[]) with ordinality e(external_id, n) join ledger g on g.external_id = e.external_id
     join message m on m.id = g.message_id or m.copy_of = g.message_id join public_post p on p.message_id = m.id
     order by e.n, p.message_id`,
    [events.map(({ externalId }) => externalId)],
  );
const storms = (...events: MessageReceivedInput[]) =>
  weighed(...events).then((rows) => rows.map(({ storm_id }) => storm_id));

it('a public post is weighed as it comes in, with its reasons; a mail, an old post and our own are not', async () => {
  const severe = post('The charger exploded', {
    reach: { followers: 1_900, reposts: 31, at: new Date().toISOString() },
  });
  const old = post('It exploded long ago', { history: true });
  const letter = mail('writer@example.org', 0, { text: 'It exploded', newText: 'It exploded' });
  expect(await worker.take(severe, old, letter)).toEqual(['done', 'done', 'done']);
  const rows = await weighed(severe, old, letter);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    level: 2,
    factors: ['followers', 'harm', 'reposts', 'speed'],
    version: '9',
  });
  expect(await weighed(severe)).toEqual(rows);
});

it('whoever says it again within a day, and whoever has also written in private, weighs more', async () => {
  const author = { kind: 'bluesky', key: 'did:plc:again' };
  const [first, second] = [
    post('Where is my parcel number one', { author }),
    post('Still no parcel at all here', { author }),
  ];
  await worker.take(first);
  await worker.take(second);
  expect((await weighed(first, second)).map(({ factors }) => factors)).toEqual([[], ['repetition']]);
  await worker.take(
    post('', { author, audience: 'private', text: 'A word in private', newText: 'A word in private' }),
  );
  const third = post('And what about my refund now?', { author });
  await worker.take(third);
  expect((await weighed(third))[0]!.factors).toEqual(['known', 'repetition']);
});

it('a post that waits follows when its author is joined with somebody who writes in private, and when that is undone', async () => {
  const people = linked(worker);
  const known = new WeighKnown(worker.dataSource, severityWordsOf([]));
  const settle = async () => {
    while ((await known.once()) > 0);
  };
  await settle();
  const author = { kind: 'bluesky', key: 'did:plc:joined' };
  const [waiting, answered] = [post('Where is my sofa?', { author }), post('And my lamp?', { author })];
  await worker.take(waiting, answered, mail('joined@example.org', 0));
  await worker.rows(
    `delete from waiting_post where message_id = (select message_id from ledger where external_id = $1)`,
    [answered.externalId],
  );
  const of = async () => (await weighed(waiting, answered)).map(({ factors }) => factors.includes('known'));
  const scoreOf = async () => (await weighed(waiting))[0]!.score;
  const before = await scoreOf();
  const change = await people.merge('did:plc:joined', 'joined@example.org');
  expect(await of()).toEqual([false, false]);
  await Promise.all([settle(), settle()]);
  expect(await of()).toEqual([true, false]);
  expect(await scoreOf()).toBe(before + 10);
  await settle();
  expect(await scoreOf()).toBe(before + 10);
  await people.undo(change);
  await settle();
  expect(await of()).toEqual([false, false]);
  expect(await scoreOf()).toBe(before);
});

it('whoever says it again by another account of theirs weighs more, also within one batch', async () => {
  const accounts = ['did:plc:one', 'did:plc:two', 'did:plc:three'].map((key) => ({ kind: 'bluesky', key }));
  const [first, second, third] = ['The parcel is lost', 'Is there any news?', 'Three weeks by now'].map(
    (text, n) => post(text, { author: accounts[n] }),
  ) as [MessageReceivedInput, MessageReceivedInput, MessageReceivedInput];
  const hello = accounts.map((author) => post('Good morning', { author, sortAt: minutesAgo(3 * 1_440) }));
  await worker.take(...hello);
  await worker.rows(
    `update link set person_id = (select l.person_id from link l join identity i on i.id = l.identity_id where i.key = 'did:plc:one')
     where identity_id in (select id from identity where key in ('did:plc:two', 'did:plc:three'))`,
  );
  await worker.take(first);
  await worker.take(second, third);
  expect((await weighed(first, second, third)).map(({ factors }) => factors)).toEqual([
    [],
    ['repetition'],
    ['repetition'],
  ]);
  const earlier = await worker.rows(
    `select p.earlier from public_post p join message m on m.id = p.message_id where m.new_text = 'Three weeks by now'`,
  );
  expect(earlier).toEqual([{ earlier: 2 }]);
});

it('is a customer, and says it again, in one account group whatever stands in the others', async () => {
  const author = { kind: 'bluesky', key: 'did:plc:busy-elsewhere' };
  const first = post('Where is my green armchair?', { author });
  const word = {
    author,
    audience: 'private',
    text: 'A word in private',
    newText: 'A word in private',
  } as const;
  await worker.take(first, post('', word));
  const elsewhere = { ...word, accountId: closedAccount };
  await worker.take(...Array.from({ length: 60 }, () => post('', elsewhere)));
  const loud = { author, accountId: closedAccount };
  await worker.take(...Array.from({ length: 30 }, (_, n) => post(`Sofa ${n} and sofa ${n * 7}`, loud)));
  const second = post('My armchair, please', { author });
  await worker.take(second);
  expect((await weighed(second))[0]!.factors).toEqual(['known', 'repetition']);
});

describe('a storm', () => {
  const shout = 'The new Lumo lamp is leaking oil over my desk, avoid this shop';
  const voices = (count: number, words = shout) =>
    Array.from({ length: count }, (_, n) =>
      post(n % 2 === 0 ? words : words.replace('avoid', 'please avoid')),
    );

  it('is one, whether its voices come in one batch, one by one or at the same time', async () => {
    const one = voices(3);
    await worker.take(...one);
    const more = voices(4);
    await Promise.all(more.map((event) => worker.take(event)));
    expect(new Set(await storms(...one, ...more)).size).toBe(1);
    const [storm] = await worker.rows<{ count: number }>(
      `select count(*)::int from storm where id = any($1::uuid[])`,
      [await storms(...one, ...more)],
    );
    expect(storm).toEqual({ count: 1 });
  });

  it('does not begin twice when several begin it at the same time', async () => {
    const some = voices(4, 'Il bollitore Nuvola perde acqua dappertutto, che delusione enorme');
    let taken: Promise<unknown> | undefined;
    await worker.dataSource.transaction(async (db) => {
      await lockStorms(db, [groupId]);
      taken = Promise.all(some.map((event) => worker.take(event)));
      // Each has its message, and waits for the others before it looks for a storm.
      await eventually(async () => {
        const waiting = await worker.rows(
          `select from pg_locks where locktype = 'advisory' and not granted
             and database = (select oid from pg_database where datname = current_database())`,
        );
        return waiting.length === some.length;
      });
    });
    await taken;
    expect(new Set(await storms(...some)).size).toBe(1);
  });

  it('never joins what account groups keep apart', async () => {
    const words = 'The blue kettle of yours whistles all night long, please help';
    const here = post(words);
    const there = post(words, { accountId: closedAccount });
    await worker.take(here, there);
    expect(new Set(await storms(here, there)).size).toBe(2);
  });

  it('leaves another matter alone, and what says too little', async () => {
    const some = [post('thanks!'), post('thanks!'), post('When do you open on Sundays in Turin?')];
    await worker.take(...some);
    expect(new Set(await storms(...some)).size).toBe(3);
  });
});

it.each([
  ['one after the other', false],
  ['in one batch', true],
])('quiet hours before it are no part of how fast a post spreads: looks %s', async (_, together) => {
  const at = { sortAt: minutesAgo(600) };
  const quiet = post(`Has the quiet toaster done so, ${String(together)}?`, {
    ...at,
    reach: { reposts: 1, at: minutesAgo(590) },
  });
  await worker.take(quiet);
  const looks = [
    { reposts: 1, at: minutesAgo(300) },
    { reposts: 1, at: minutesAgo(30) },
    { reposts: 61, at: minutesAgo(0) },
  ].map((reach) => ({ ...quiet, eventId: uuidv7(), reach }));
  if (together) await worker.take(...looks);
  else for (const look of looks) await worker.take(look);
  const [{ message_id: id }] = (await weighed(quiet)) as [Post];
  const speed = () =>
    worker.rows(
      `select (reason ->> 'value')::int as value from public_post p, jsonb_array_elements(p.reasons) reason
       where p.message_id = $1 and reason ->> 'factor' = 'speed'`,
      [id],
    );
  expect(await speed()).toEqual([{ value: 120 }]);
  // Nor does it slow down what has been reckoned, or is reckoned anew.
  await worker.take({
    ...quiet,
    eventId: uuidv7(),
    reach: { reposts: 61, at: new Date(Date.now() + 3_600_000).toISOString() },
  });
  await new RebuildSeverity(worker.dataSource, severityWordsOf([])).run();
  expect(await speed()).toEqual([{ value: 120 }]);
});

it('what came again with later figures is weighed by them; earlier figures change nothing', async () => {
  const spreading = post('Has anybody else had this with the toaster?', {
    reach: { reposts: 1, at: minutesAgo(50) },
  });
  await worker.take(spreading);
  const again = (reach: MessageReceivedInput['reach']) =>
    worker.take({ ...spreading, eventId: uuidv7(), reach });
  const [before] = await weighed(spreading);
  await again({ reposts: 500, at: minutesAgo(1) });
  const [after] = await weighed(spreading);
  expect(after!.score).toBeGreaterThan(before!.score);
  expect(await worker.rows('select level, score from storm where id = $1', [after!.storm_id])).toEqual([
    { level: after!.level, score: after!.score },
  ]);
  await again({ reposts: 2, at: minutesAgo(30) });
  expect(await weighed(spreading)).toEqual([after]);
  const stored = () =>
    worker.rows(
      `select p.reach, p.former_reach, (select count(*)::int from live_waiting) + (select count(*)::int from live_event) as told from public_post p where message_id = $1`,
      [after!.message_id],
    );
  const seen = await stored();
  await again({ reposts: 500, at: new Date().toISOString() });
  expect(await stored()).toEqual(seen);
  // Some networks take money for each figure: what was not read again stays.
  const [at, later] = [new Date().toISOString(), new Date(Date.now() + 1_000).toISOString()];
  await again({ followers: 1_900, at });
  await again({ reposts: 501, at: later });
  expect(await stored()).toMatchObject([
    {
      reach: { followers: 1_900, reposts: 501, at: later },
      former_reach: { followers: 1_900, reposts: 500, at },
    },
  ]);
});

it('what its author edited is weighed by the words of now, and a rebuild says the same', async () => {
  const [mild, grave] = [
    post('The lamp of the guest room is late, again'),
    post('Our solicitor looks at the carpet of yours'),
  ];
  await worker.take(mild, grave);
  expect((await weighed(mild, grave)).map(({ level }) => level)).toEqual([0, 1]);
  const edit = ({ externalId }: MessageReceivedInput, text: string) =>
    worker.take({
      ...{
        v: 1 as const,
        type: 'edited' as const,
        eventId: uuidv7(),
        channel: 'bluesky',
        accountId: account,
      },
      ...{ externalId, at: new Date().toISOString(), text, newText: text },
    });
  await edit(mild, 'The lamp caught fire, my son is in hospital');
  await edit(grave, 'The carpet of yours is rather nice');
  const edited = await weighed(mild, grave);
  expect(edited.map(({ level, factors }) => [level, factors])).toEqual([
    [2, ['harm']],
    [0, []],
  ]);
  expect(
    await worker.rows(
      `select s.level from unnest($1::uuid[]) with ordinality r(id, n) join storm s on s.id = r.id order by r.n`,
      [edited.map(({ storm_id }) => storm_id)],
    ),
  ).toEqual([{ level: 2 }, { level: 0 }]);
  await new RebuildSeverity(worker.dataSource, severityWordsOf([])).run();
  expect(await weighed(mild, grave)).toEqual(edited);
});

it('what its author deleted is no voice any more, and leaves no word of it', async () => {
  const words = 'The grey heater smells of burning plastic and it exploded';
  const [mild, grave] = [post(`Well, ${words.replace('exploded', 'stopped')}`), post(words)];
  await worker.take(mild, grave);
  const [{ storm_id: id }] = (await weighed(grave)) as [Post];
  expect(await storms(mild, grave)).toEqual([id, id]);
  const place = { channel: 'bluesky', accountId: account } as const;
  const gone = (event: MessageReceivedInput) =>
    worker.take({
      ...{ v: 1 as const, type: 'deleted' as const, eventId: uuidv7(), ...place },
      ...{ externalId: event.externalId, at: new Date().toISOString() },
    });
  await gone(grave);
  const [left] = await weighed(mild, grave);
  expect(await worker.rows('select level, score from storm where id = $1', [id])).toEqual([
    { level: left!.level, score: left!.score },
  ]);
  await gone(mild);
  expect(await worker.rows('select from storm where id = $1', [id])).toEqual([]);
  expect(await worker.rows('select from storm_band where storm_id = $1', [id])).toEqual([]);
});

it('a rebuild weighs anew by what was stored, and what an agent said instead stays', async () => {
  const event = post('The red blender makes terrible noises every single morning');
  await worker.take(event);
  const [{ storm_id: id, message_id: messageId }] = (await weighed(event)) as [Post];
  const agentId = await worker.agent();
  await worker.rows(
    `insert into action (id, kind, message_id, actor_agent_id, data) values
     ($1, 'severity', $2, $3, $4), ($5, 'severity', $2, $3, $6)`,
    [
      ...[uuidv7(), messageId, agentId, { stormId: id, level: 2, reason: 'at first' }],
      ...[uuidv7(), { stormId: id, level: 1, reason: 'a child was near' }],
    ],
  );
  const before = await worker.rows('select * from public_post order by message_id');
  await worker.rows(`update public_post set level = 0, score = 0, reasons = '[]'`);
  await worker.rows('update storm set level = 0, score = 0, corrected_level = null, correction_id = null');
  const rebuilt = await new RebuildSeverity(worker.dataSource, severityWordsOf([])).run();
  expect(rebuilt).toBe(before.length);
  expect(await worker.rows('select * from public_post order by message_id')).toEqual(before);
  expect(await worker.rows('select level, corrected_level from storm where id = $1', [id])).toEqual([
    { level: 0, corrected_level: 1 },
  ]);
  const words = severityWordsOf(['harm=terrible noises']);
  await new RebuildSeverity(worker.dataSource, words).run();
  const [{ level, version }] = (await weighed(event)) as [Post];
  expect({ level, version }).toEqual({ level: 2, version: words.version });
  expect(await worker.rows('select level, corrected_level from storm where id = $1', [id])).toEqual([
    { level: 2, corrected_level: 1 },
  ]);
});
