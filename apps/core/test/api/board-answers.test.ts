import type { MessageReceivedInput } from '@filo/contracts';
import type { BoardCard, BoardPage, ThreadAction, ThreadPage } from '@filo/contracts/http';
import { eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { tokenKeysOf } from '../../src/config.js';
import type { Queryable } from '../../src/database/queryable.js';
import { tellChanged, type ChangedMessage } from '../../src/deliveries/tell-changed.js';
import { PublicMessages } from '../../src/deletions/public-messages.js';
import { StoreDeletions } from '../../src/deletions/store-deletions.js';
import { StoreEdits } from '../../src/edits/store-edits.js';
import { ownIds } from '../../src/ingest/own-ids.js';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import { FollowStorms } from '../../src/severity/follow-storms.js';
import { forgetPosts } from '../../src/severity/forget-posts.js';
import { severityWordsOf } from '../../src/severity/severity-words-of.js';
import { applyTopicAction } from '../../src/topics/apply-topic-action.js';
import { recountAnswered } from '../../src/topics/recount-answered.js';
import { anAccount } from './an-account.js';
import type { Client } from './client.js';
import { receive, receiveTogether, type Received } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let account: string;

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  account = await anAccount(api, { channel: 'bluesky', address: 'shop.example' });
  await client.send('PUT', '/api/v1/ok-rule', { needed: false });
}, 120_000);
afterAll(() => api.close());

let posts = 0;
const identity = (who: string) => ({ kind: 'bluesky', key: `did:plc:${who}`, name: who });
const post = (who: string, text: string, over: Partial<MessageReceivedInput> = {}) => {
  posts += 1;
  const author = identity(who);
  const threadingId = `at://board/${posts}`;
  return {
    ...{ channel: 'bluesky', accountId: account, externalId: threadingId, threadingId },
    ...{ author, replyTo: author },
    ...{ audience: 'public' as const, participants: [], subject: undefined, text, newText: text },
    ...{ sortAt: new Date(Date.now() - 600_000 + posts * 1_000).toISOString(), ...over },
  };
};
const say = (...said: Parameters<typeof post>): Promise<Received> => receive(api, post(...said));
/** What we said at the network itself. */
const ours = (to: string, text: string, over: Partial<MessageReceivedInput> = {}) =>
  post('shop', text, {
    direction: 'outbound',
    participants: [{ identity: identity(to), role: 'to' }],
    ...over,
  });
/** Below what was said so many posts ago. */
const below = (ago: number) => {
  const above = `at://board/${posts + 1 - ago}`;
  return { inReplyTo: [above], references: [above] };
};
const cardOf = async ({ messageId }: Received): Promise<BoardCard> =>
  ((await client.get('/api/v1/board')).body as BoardPage).cards.find((card) => card.messageId === messageId)!;
const shown = async (said: Received) => {
  const { column, open } = await cardOf(said);
  return [column, open];
};
/** Whichever of its posts stands for it. */
const stormCard = async ({ messageId }: Received): Promise<BoardCard> => {
  const [row] = await api.dataSource.query('select storm_id as id from public_post where message_id = $1', [
    messageId,
  ]);
  const { cards } = (await client.get('/api/v1/board')).body as BoardPage;
  return cards.find(({ id }) => id === row.id)!;
};
const storm = async (of: Received) => {
  const { column, voices, posts: said, open } = await stormCard(of);
  return { column, voices, posts: said, open };
};
const answer = async ({ threadId, messageId }: Received): Promise<string> => {
  const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body as { version: number };
  const headers = { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() };
  const body = { text: 'We look into it', answersMessageId: messageId };
  const reply = await client.post(`/api/v1/threads/${threadId}/replies`, body, headers);
  expect(reply.status).toBe(201);
  return reply.body.message.id as string;
};
const become = async (messageId: string, state: string) => {
  await api.dataSource.transaction(async (db) => {
    await db.query('update delivery set state = $2 where message_id = $1', [messageId, state]);
    const changed = (await db.query(
      `select id as "messageId", account_group_id as "accountGroupId", anchor_identity_id as "anchorIdentityId" from message where id = $1`,
      [messageId],
    )) as ChangedMessage[];
    await tellChanged(db, changed);
  });
};
/** Its author deletes what was said last. */
const deleteNewest = () =>
  new StoreDeletions(api.dataSource).run([
    {
      ...{ v: 1, type: 'deleted', eventId: uuidv7(), channel: 'bluesky', accountId: account },
      ...{ externalId: `at://board/${posts}`, at: new Date().toISOString() },
    },
  ]);
const rebuild = () => new RebuildProjections(api.dataSource).run();

it('an answer to a later, lighter post leaves the graver one of the same person where it is', async () => {
  const grave = await say('two', 'Your charger caught fire and burnt my hand');
  const light = await say('two', 'Are you open on Sundays by the way?');
  await answer(light);
  expect(await shown(light)).toEqual(['handled', 0]);
  expect(await shown(grave)).toEqual(['act-now', 1]);
  await rebuild();
  expect(await shown(light)).toEqual(['handled', 0]);
  expect(await shown(grave)).toEqual(['act-now', 1]);
  await answer(grave);
  expect(await shown(grave)).toEqual(['handled', 0]);
  await rebuild();
  expect(await shown(grave)).toEqual(['handled', 0]);
});

it('an answer covers what its author had said before in their own conversation, and not beside it', async () => {
  const first = await say('chain', 'The stove that I bought exploded last night');
  await say('chain', 'Part two: the kitchen is black with soot now', below(1));
  const last = await say('chain', 'Three of three. Who calls me back about that?', below(1));
  const beside = await say('chain', 'And my fridge of yours gave my wife an electric shock');
  await answer(last);
  expect(await shown(first)).toEqual(['handled', 0]);
  expect(await shown(beside)).toEqual(['act-now', 1]);
});

it('two answers below one post of somebody else are two matters', async () => {
  const others = { inReplyTo: ['at://ours/1'], references: ['at://ours/1'] };
  const grave = await say('announced', 'My baby was burned by this very kettle', others);
  await answer(await say('announced', 'Do you also have it in turquoise?', others));
  expect(await shown(grave)).toEqual(['act-now', 1]);
});

it('two branches below one post of their own are two matters; what was answered is what stands above', async () => {
  const root = await say('branches', 'That kettle of yours exploded in my kitchen');
  const start = `at://board/${posts}`;
  const branch = (other: string) => ({ inReplyTo: [other], references: [start, other] });
  const grave = await say('branches', 'It burnt my hand, and the baby', branch('at://others/x'));
  const light = await say('branches', 'Are you open on Sundays?', branch('at://others/y'));
  await answer(light);
  expect(await shown(root)).toEqual(['handled', 0]);
  expect(await shown(grave)).toEqual(['act-now', 1]);
});

it('who says the same three times is one voice of a storm, and one answer does; the other voices wait', async () => {
  const words = 'The lift of your department store stopped for an hour, my lawyer knows';
  const said = [await say('loud', words), await say('loud', words), await say('loud', words)];
  const other = await say('calm', words);
  await answer(said[2]!);
  expect(await cardOf(other)).toMatchObject({ voices: 2, posts: 4, open: 1 });
});

it('one voice that reaches us together with our answer has it, as after a rebuild', async () => {
  const words = 'The escalator of your store stopped for an hour, my lawyer knows';
  const voices = [post('outage', words), post('outage', words), post('outage', words)];
  const told = await receiveTogether(api, [...voices, ours('outage', 'We are on it', below(1))]);
  const first = told[0]!;
  expect(await storm(first)).toEqual({ column: 'handled', voices: 1, posts: 3, open: 0 });
  await rebuild();
  expect(await storm(first)).toEqual({ column: 'handled', voices: 1, posts: 3, open: 0 });
});

it('a proof that its author makes one voice with what we answered has the answer, as after a rebuild', async () => {
  const words = 'The cashier of your branch shouted at my son, my lawyer knows';
  const { messageId } = await say('spoken', 'ABC-DEF');
  const externalId = `at://board/${posts}`;
  for (const sql of [
    `update message set class = 'proof' where id = $1`,
    'delete from public_post where message_id = $1',
    'delete from waiting_post where message_id = $1',
  ])
    await api.dataSource.query(sql, [messageId]);
  const said = await say('spoken', words);
  await receive(api, ours('spoken', 'We are sorry', below(1)));
  const edits = new StoreEdits(api.dataSource, severityWordsOf([]), ownIds(tokenKeysOf(api.settings)));
  await edits.run([
    {
      ...{ channel: 'bluesky', accountId: account, externalId, text: words, newText: words },
      at: new Date().toISOString(),
    },
  ]);
  const stand = { column: 'handled', voices: 1, posts: 2, open: 0 };
  expect(await storm(said)).toEqual(stand);
  await rebuild();
  expect(await storm(said)).toEqual(stand);
});

it('one voice stays answered when its author deletes the post that we answered, as after a rebuild', async () => {
  const words = 'The pump of your fountain hums the whole night, my lawyer knows';
  const said = await say('hums', words);
  await answer(await say('hums', words));
  expect(await storm(said)).toEqual({ column: 'handled', voices: 1, posts: 2, open: 0 });
  await deleteNewest();
  const stand = { column: 'handled', voices: 1, posts: 1, open: 0 };
  expect(await storm(said)).toEqual(stand);
  await rebuild();
  expect(await storm(said)).toEqual(stand);
});

it('closing a storm settles its voices alone, as after a rebuild, until an agent opens the topic again', async () => {
  const words = 'The delivery of your garden chairs takes far too many weeks';
  const flames = (who: string) => say(who, 'My whole kitchen was in flames last night');
  const graver = [await flames('flames'), await flames('sleeps'), await flames('open')];
  const mild = await say('flames', words);
  const { threadId } = await say('sleeps', words);
  await say('open', words);
  const card = await stormCard(await say('chairs', words));
  await answer(mild);
  await client.post(`/api/v1/threads/${threadId}/actions`, { kind: 'snooze', until: null });
  const { body } = await client.post(`/api/v1/board/${card.id}/close`, { upTo: card.upTo });
  // Of those two who wait there; one was answered.
  expect(body).toMatchObject({ closed: 1, refused: 0, kept: 2, card: { voices: 4, open: 0 } });
  const stand = async () => [...(await Promise.all(graver.map(waits))), await storm(mild)];
  const settled = { column: 'handled', voices: 4, posts: 4, open: 0 };
  expect(await stand()).toEqual([true, true, true, settled]);
  await rebuild();
  expect(await stand()).toEqual([true, true, true, settled]);
  for (const kind of ['close', 'reopen'] as const) await act(graver[2]!, { kind });
  expect(await storm(mild)).toEqual({ ...settled, column: 'watch', open: 1 });
});

it('our own answer that reaches us before its post has answered it, and what its author had said above it', async () => {
  const said = await say('late', 'My oven of yours exploded yesterday');
  const named = post('late', 'And it burnt my arm, too', below(1));
  await receive(api, ours('late', 'We call you right now', below(1)));
  expect(await shown(said)).toEqual(['act-now', 1]);
  const late = await receive(api, named);
  const both = async () => [await shown(said), await shown(late)];
  const stand = [
    ['handled', 0],
    ['handled', 0],
  ];
  expect(await both()).toEqual(stand);
  await rebuild();
  expect(await both()).toEqual(stand);
});

it.each([['failed'], ['bounced'], ['deleted']])(
  'an answer that is %s is none to the post that it named, and is one again once it stands there',
  async (state) => {
    const grave = await say(state, `Your ${state} heating pad caught fire on my sofa`);
    const light = await say(state, `How much is the ${state} umbrella, please?`);
    const toGrave = await answer(grave);
    // The newest word of ours in the topic is another one.
    await answer(light);
    expect(await shown(grave)).toEqual(['handled', 0]);
    await become(toGrave, state);
    expect(await shown(grave)).toEqual(['act-now', 1]);
    expect(await shown(light)).toEqual(['handled', 0]);
    await rebuild();
    expect(await shown(grave)).toEqual(['act-now', 1]);
    await become(toGrave, 'sent');
    expect(await shown(grave)).toEqual(['handled', 0]);
  },
);

it('what we said at the network itself and is gone there answers nothing any more, and keeps its words with a mark', async () => {
  const grave = await say('elsewhere', 'Your fan heater caught fire under my desk');
  const said = await receive(api, ours('elsewhere', 'We call you', below(1)));
  expect(await shown(grave)).toEqual(['handled', 0]);
  const listed = async () => {
    const asked = { accountId: account, since: new Date(0).toISOString() };
    return (await new PublicMessages(api.dataSource).run(asked)).externalIds;
  };
  const externalId = `at://board/${posts}`;
  expect(await listed()).toContain(externalId);
  await deleteNewest();
  expect(await shown(grave)).toEqual(['act-now', 1]);
  await deleteNewest();
  const [row] = await api.dataSource.query('select text, marks from message where id = $1', [said.messageId]);
  expect(row).toMatchObject({ text: 'We call you', marks: [{ code: 'gone-there' }] });
  expect(row.marks).toHaveLength(1);
  expect(await listed()).not.toContain(externalId);
  await rebuild();
  expect(await shown(grave)).toEqual(['act-now', 1]);
});

it('a receipt reads a topic once if it moves it, and not at all for a word that answers no post', async () => {
  const author = { kind: 'email', key: 'mailing@example.org', name: 'M' };
  const mail = await receive(api, { author, replyTo: author });
  const toMail = await answer(mail);
  const grave = await say('mailing', 'Your hair dryer caught fire and burnt my ear');
  const toGrave = await answer(grave);
  await api.dataSource.query(
    'update message set topic_id = (select topic_id from message where id = $1) where id = any($2::uuid[])',
    [grave.messageId, [mail.messageId, toMail]],
  );
  await api.dataSource.query(`update delivery set state = 'failed' where message_id = $1`, [toGrave]);
  expect(await settled(toMail)).toBe(1);
  expect(await waits(grave)).toBe(false);
  expect(await settled(toGrave)).toBe(1);
  expect(await waits(grave)).toBe(true);
});

it('what its author deleted waits for nobody, as after a rebuild; nor does what became a proof', async () => {
  const deleted = await say('regrets', 'Your lamp caught fire, I will sue you');
  await deleteNewest();
  expect(await waits(deleted)).toBe(false);
  await rebuild();
  expect(await waits(deleted)).toBe(false);

  const proof = await say('regrets', 'ABC-DEF');
  expect(await waits(proof)).toBe(true);
  await api.dataSource.query(`update message set class = 'proof' where id = $1`, [proof.messageId]);
  const [{ accountGroupId }] = await api.dataSource.query(
    'select account_group_id as "accountGroupId" from account where id = $1',
    [account],
  );
  const { messageId } = proof;
  await api.dataSource.transaction((db) => forgetPosts(db, [{ messageId, accountGroupId }]));
  expect(await waits(proof)).toBe(false);
});
/** How often posts are settled by a receipt of this word of ours. */
const settled = (messageId: string): Promise<number> =>
  api.dataSource.transaction(async (db) => {
    let times = 0;
    const query = (sql: string, values?: unknown[]) => {
      times += Number(sql.includes('waiting_post'));
      return db.query(sql, values);
    };
    await recountAnswered({ query } as Queryable, [messageId]);
    return times;
  });
const waits = async ({ messageId }: Received): Promise<boolean> =>
  (await api.dataSource.query('select from waiting_post where message_id = $1', [messageId])).length > 0;

it('what nobody answered waits through a merge and its undo, and what was answered does not', async () => {
  const grave = await say('merged', 'Your toaster caught fire and burnt my sleeve');
  const light = await say('merged', 'Which bus goes to your shop?');
  await answer(light);
  const { threadId: otherId } = await say('merging', 'Thanks for the lovely vase');
  const versions = {} as Record<string, number>;
  for (const id of [grave.threadId, otherId])
    versions[id] = ((await client.get(`/api/v1/threads/${id}`)).body as { version: number }).version;
  const personIds = [grave.threadId, otherId];
  const merge = await client.post('/api/v1/merges', { personIds, versions });
  expect(merge.status).toBe(200);
  const both = async () => [await shown(grave), await shown(light)];
  const stand = [
    ['act-now', 1],
    ['handled', 0],
  ];
  expect(await both()).toEqual(stand);
  expect(await turn(grave, grave, light)).toEqual(['open', 0]);
  expect((await client.post(`/api/v1/merges/${merge.body.id}/undo`, {})).status).toBe(200);
  expect(await both()).toEqual(stand);
  expect(await turn(grave, grave, light)).toEqual(['open', 0]);
  await client.post(`/api/v1/threads/${grave.threadId}/actions`, { kind: 'close' });
  expect(await shown(grave)).toEqual(['handled', 0]);
});

/** What the list of people, the thread's header and the view of who waits for us say of an author, and since which post of theirs. */
const turn = async ({ threadId }: Received, ...said: Received[]) => {
  const list = async (view: string) =>
    ((await client.get(`/api/v1/threads?view=${view}`)).body as ThreadPage).items.find(
      ({ id }) => id === threadId,
    );
  const { state, waitingSince } = (await list('all'))!;
  const thread = (await client.get(`/api/v1/threads/${threadId}`)).body as Record<string, unknown>;
  expect([thread['state'], thread['waitingSince']]).toEqual([state, waitingSince]);
  expect((await list('waiting')) !== undefined).toBe(waitingSince !== null);
  const times = await Promise.all(
    said.map(async ({ messageId }) => {
      const [row] = await api.dataSource.query('select sort_at as at from message where id = $1', [
        messageId,
      ]);
      return (row.at as Date).getTime();
    }),
  );
  return waitingSince === null ? [state] : [state, times.indexOf(Date.parse(waitingSince))];
};
const act = ({ threadId }: Received, action: ThreadAction) =>
  client.post(`/api/v1/threads/${threadId}/actions`, action);
/** Graver first; the lighter one is answered. */
const lightAnswered = async (who: string, text: string): Promise<[Received, Received]> => {
  const grave = await say(who, text);
  const light = await say(who, `Where do I park at your shop, asks ${who}?`);
  await answer(light);
  return [grave, light];
};
const follow = async () => {
  // However long this file takes: what was followed before is not followed again.
  await api.dataSource.query('delete from turned_storm where again_at is not null');
  return new FollowStorms(api.dataSource).once();
};
const correct = async (said: Received, level: string | null) =>
  client.post(`/api/v1/board/${(await stormCard(said)).id}/severity`, { level, reason: 'seen' });

/** Presses the key of its card, and meanwhile, between the look and the close, somebody else is done with the thread. */
const closeWhile = async (
  { threadId, ...said }: Received,
  meanwhile: (db: Queryable) => Promise<unknown>,
) => {
  const card = await cardOf({ threadId, ...said });
  const held = api.dataSource.createQueryRunner();
  await held.startTransaction();
  await held.query('select from thread where person_id = $1 for update', [threadId]);
  const closing = client.post(`/api/v1/board/${card.id}/close`, { upTo: card.upTo });
  const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  await eventually(async () => (await api.dataSource.query(waits)).length > 0);
  await meanwhile(held);
  await held.commitTransaction();
  await held.release();
  return (await closing).body;
};

it('what comes in between the look at a storm and the close of a topic leaves that open, and its voices are settled', async () => {
  const said = await say('between', 'Your drawer has no handle and no screws');
  const done = await closeWhile(said, (db) =>
    db.query(
      `insert into message select (jsonb_populate_record(m, jsonb_build_object('id', $2::uuid, 'audience', 'private'))).*
       from message m where id = $1`,
      [said.messageId, uuidv7()],
    ),
  );
  expect(done).toMatchObject({ closed: 0, refused: 0, kept: 1, settled: [said.messageId] });
  expect((await turn(said))[0]).toBe('open');
});

it('what a colleague closed between the look at a storm and the close stays closed by them, and no undo opens it', async () => {
  const said = await say('colleague', 'Your shelf came without its back and without a board');
  const [of] = await api.dataSource.query(
    'select min(a.id::text) as "agentId", array_agg(g.id) as "accountGroupIds" from account_group g, agent a',
  );
  const action = { kind: 'close' } as const;
  const done = await closeWhile(said, (db) =>
    applyTopicAction(db, { personId: said.threadId, ...of, action }),
  );
  expect(done).toMatchObject({ closed: 0, refused: 0, kept: 0, topics: [], settled: [] });
});

it('who was answered about something lighter is waited for nowhere while a graver post of theirs waits', async () => {
  const [grave, light] = await lightAnswered('turn', 'Your drill exploded and burnt my hand');
  expect(await turn(grave, grave, light)).toEqual(['open', 0]);
  await rebuild();
  expect(await turn(grave, grave, light)).toEqual(['open', 0]);
  // A word of theirs about something else does not make them wait for less long.
  const more = await say('turn', 'And is there a tram?');
  expect(await turn(grave, grave, light, more)).toEqual(['open', 0]);
  await answer(more);
  const toGrave = await answer(grave);
  expect(await turn(grave)).toEqual(['waiting']);
  await answer(light);
  await become(toGrave, 'failed');
  expect(await turn(grave, grave, light)).toEqual(['open', 0]);
  await become(toGrave, 'sent');
  expect(await turn(grave)).toEqual(['waiting']);
  await rebuild();
  expect(await turn(grave)).toEqual(['waiting']);
});

it('a grave post that reaches us after what we said at the network meanwhile waits in the list', async () => {
  const light = await say('unread', 'Is your car park open, please?');
  const [late, said] = [
    post('unread', 'Your mixer caught fire and burnt my thumb'),
    ours('unread', 'It is', below(2)),
  ];
  await receive(api, said);
  expect(await turn(light)).toEqual(['waiting']);
  const grave = await receive(api, late);
  expect(await turn(light, light, grave)).toEqual(['open', 1]);
});

it('closing and snoozing go before a grave post; opening again and waking bring it back', async () => {
  const [grave, light] = await lightAnswered('shut', 'Your saw exploded and burnt my knee');
  await act(grave, { kind: 'snooze', until: null, timeZone: 'Europe/Rome' });
  expect(await turn(grave)).toEqual(['snoozed']);
  await act(grave, { kind: 'wake' });
  expect(await turn(grave, grave, light)).toEqual(['open', 0]);
  await act(grave, { kind: 'close' });
  expect(await turn(grave)).toEqual(['closed']);
  await rebuild();
  expect(await turn(grave)).toEqual(['closed']);
  await act(grave, { kind: 'reopen' });
  expect(await turn(grave, grave, light)).toEqual(['open', 0]);
});

it('an agent who says that it is less severe gives the turn back, and one who says that it is more takes it', async () => {
  const [grave, light] = await lightAnswered('judged', 'Your iron exploded and burnt my shirt');
  // What the tests before this one left to be followed.
  await follow();
  for (const level of ['today', 'act-now', 'watch', null]) {
    expect((await correct(grave, level)).status).toBe(200);
    expect(await follow()).toBe(1);
    const stand = level === null || level === 'act-now' ? ['open', 0] : ['waiting'];
    expect(await turn(grave, grave, light)).toEqual(stand);
    await rebuild();
    expect(await turn(grave, grave, light)).toEqual(stand);
    expect(await follow()).toBe(0);
  }
});

it('a storm that cannot be followed keeps no other from being followed', async () => {
  const [bad, good] = [
    await lightAnswered('stuck', 'The lift in your hotel caught fire while guests slept'),
    await lightAnswered('free', 'That garden lamp of yours gave my neighbour an electric shock'),
  ];
  const { topicId } = await stormCard(bad[0]);
  await api.dataSource.query(
    `create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$`,
  );
  await api.dataSource.query(
    `create trigger refused before update on topic for each row when (old.id = '${topicId}') execute function refuse()`,
  );
  for (const [grave] of [bad, good]) await correct(grave, 'watch');
  await expect(follow()).rejects.toThrow('no');
  await expect(follow()).rejects.toThrow('no');
  expect(await turn(good[0])).toEqual(['waiting']);
  await api.dataSource.query('drop trigger refused on topic');
  expect(await follow()).toBe(1);
  expect(await turn(bad[0])).toEqual(['waiting']);
});

it('what its author deleted keeps nobody waiting', async () => {
  const light = await say('takes', 'Where do I park at your shop, asks the taker?');
  const grave = await say('takes', 'Your kettle exploded and burnt my lip');
  await answer(grave);
  await answer(light);
  await say('takes', 'Your other kettle exploded and burnt my nose');
  await answer(light);
  expect((await turn(light))[0]).toBe('open');
  await deleteNewest();
  expect(await turn(light)).toEqual(['waiting']);
});

it('the voices of a storm wait from when one of them makes it grave, and no more once that one is gone', async () => {
  const words = 'The heating of your hotel in the lake street was broken for three nights';
  const [voice, light] = await lightAnswered('guest', words);
  expect(await turn(voice)).toEqual(['waiting']);
  await say('graver', `${words} and exploded`);
  expect((await stormCard(voice)).column).toBe('act-now');
  expect(await follow()).toBe(1);
  expect(await turn(voice, voice, light)).toEqual(['open', 0]);
  await deleteNewest();
  expect(await follow()).toBe(1);
  expect(await turn(voice)).toEqual(['waiting']);
});
