import type { MessageReceivedInput } from '@filo/contracts';
import type { BoardCard, BoardPage, StormVoices } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import { followClaims } from '../../src/severity/follow-claims.js';
import { FollowStorms } from '../../src/severity/follow-storms.js';
import type { Answer, Client } from './client.js';
import { receive } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let group: string;
const open = uuidv7();
const closed = uuidv7();

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  [{ id: group }] = (await api.dataSource.query('select id from account_group')) as [{ id: string }];
  const other = uuidv7();
  await api.dataSource.query(`insert into account_group (id, name) values ($1, 'Other')`, [other]);
  await api.dataSource.query('insert into agent_access select id, $1 from agent', [other]);
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values
     ($1, 'bluesky', 'shop.example', $3), ($2, 'bluesky', 'other.example', $4)`,
    [open, closed, group, other],
  );
}, 120_000);
afterAll(() => api.close());

let posts = 0;
const say = (text: string, over: Partial<MessageReceivedInput> = {}) => {
  posts += 1;
  const author = { kind: 'bluesky', key: `did:plc:people${posts}`, name: `Author ${posts}` };
  return receive(api, {
    ...{ channel: 'bluesky', accountId: open, externalId: `at://people/${posts}`, author, replyTo: author },
    ...{ audience: 'public', participants: [], subject: undefined, text, newText: text, ...over },
  });
};
const cardOf = async ({ messageId }: { messageId: string }): Promise<BoardCard | undefined> =>
  ((await client.get('/api/v1/board')).body as BoardPage).cards.find((card) => card.messageId === messageId);

/** Words of an agent where a message stands, as many times. */
const answered = (messageId: string, name: string, times: number, groupId: string) =>
  api.dataSource.query(
    `with who as (insert into agent (id, name, email, role) values (gen_random_uuid(), $2, $2 || '@example.org', 'agent') returning id)
     insert into message select (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'direction', 'outbound', 'threading_id', null,
       'author_identity_id', null, 'author_agent_id', who.id, 'account_group_id', $4::uuid))).*
     from who, generate_series(1, $3::int), message m where m.id = $1`,
    [messageId, name, times, groupId],
  );

it('a card says since when its author also writes in private, in its account group alone, and who answered them most', async () => {
  const author = { kind: 'bluesky', key: 'did:plc:long-known', name: 'Known' };
  const private_ = { author, replyTo: author, audience: 'private' } as const;
  const sortAt = '2022-03-04T10:00:00.000Z';
  expect(await cardOf(await say('Where is my green teapot?'))).toMatchObject({ customerSince: null });
  await say('A word in private', { ...private_, sortAt: '2023-03-04T10:00:00.000Z' });
  await say('The first word in private', { ...private_, sortAt });
  await say('Elsewhere', { ...private_, accountId: closed, sortAt: '2020-03-04T10:00:00.000Z' });
  const card = await cardOf(await say('And where is my blue saucer?', { author, replyTo: author }));
  expect(card).toMatchObject({ customerSince: sortAt, knownBy: null, photo: null });
  await answered(card!.messageId, 'Sam', 3, group);
  await answered(card!.messageId, 'Bea', 2, group);
  await answered(card!.messageId, 'Of others', 9, uuidv7());
  const again = await cardOf(card!);
  expect(again).toMatchObject({ knownBy: { name: 'Sam' } });
  await api.dataSource.query(`update agent set disabled_at = now() where name = 'Sam'`);
  expect(await cardOf(card!)).toMatchObject({ knownBy: { name: 'Bea' } });
});

it('a card shows the photo that the network names for its author', async () => {
  const card = await cardOf(await say('Does the pewter jug go into the oven?'));
  const [{ version }] = (await api.dataSource.query(
    `insert into channel_photo (identity_id, version, url, said_at) values ($1, gen_random_uuid(), 'https://photos.example/a', now()) returning version`,
    [card!.author.id],
  )) as [{ version: string }];
  expect(await cardOf(card!)).toMatchObject({ photo: version });
  await api.dataSource.query(`update channel_photo set tried_at = now() where version = $1`, [version]);
  expect(await cardOf(card!)).toMatchObject({ photo: null });
});

it('the list of people says of whom a grave post waits, follows an agent’s word on it, and tells whoever looks', async () => {
  const said = await say('The yellow kettle gave my father an electric shock');
  const isGrave = async (): Promise<boolean | undefined> => {
    const { items } = (await client.get('/api/v1/threads?view=all&limit=100')).body as {
      items: { id: string; grave: boolean }[];
    };
    return items.find(({ id }) => id === said.threadId)?.grave;
  };
  const told = async (): Promise<number> => {
    const [{ count }] = await api.dataSource.query(
      `select count(*)::int as count from live_waiting w cross join jsonb_array_elements(w.changes) c
       where c ->> 'kind' = 'thread' and c #>> '{data,threadId}' = $1`,
      [said.threadId],
    );
    return count as number;
  };
  expect(await isGrave()).toBe(true);
  const correct = async (level: string | null) => {
    await client.post(`/api/v1/board/${(await cardOf(said))!.id}/severity`, { level, reason: 'He is well' });
    // What the correction itself told of is not counted: that the post is another.
    const before = await told();
    await new FollowStorms(api.dataSource).once();
    return (await told()) - before;
  };
  // Theirs waits as before, for as long: nothing but how grave it is has become another.
  expect(await correct('today')).toBeGreaterThan(0);
  expect(await isGrave()).toBe(false);
  expect(await correct(null)).toBeGreaterThan(0);
  expect(await isGrave()).toBe(true);
  // On the board what is snoozed waits nowhere.
  await client.post(`/api/v1/threads/${said.threadId}/actions`, { kind: 'snooze', until: null });
  expect(await isGrave()).toBe(false);
});

const ok = (answer: Answer): Answer => {
  expect(answer).toMatchObject({ status: 200 });
  return answer;
};

describe('a storm that is claimed', () => {
  let ada: Client;
  let bob: Client;
  let adaId: string;
  let bobId: string;
  beforeAll(async () => {
    [ada, bob] = [client, await signedInAgent(api, 'Bob', [group])];
    [adaId, bobId] = (await Promise.all(
      [ada, bob].map(async (one) => (await one.get('/api/v1/session')).body.agent.id as string),
    )) as [string, string];
  });

  /** A storm of three voices of which the first is its card. */
  const storm = async (text: string) => {
    const posts = [await say(text), await say(text), await say(text)];
    return { ...(await cardWith(posts)), posts };
  };
  const cardWith = async (posts: readonly { messageId: string }[]) =>
    ((await ada.get('/api/v1/board')).body as BoardPage).cards.find(({ messageId }) =>
      posts.some((one) => one.messageId === messageId),
    )!;
  const claim = (
    by: Client,
    { id, upTo }: { id: string; upTo: string },
    owner?: string,
    change?: string | null,
  ) =>
    by.send(
      'POST',
      `/api/v1/board/${id}/claim`,
      { upTo, ...(owner && { owner }) },
      change ? { 'if-match': change } : {},
    );
  const ownersOf = async (posts: readonly { threadId: string }[]) =>
    Promise.all(
      posts.map(
        async ({ threadId }) =>
          (await ada.get(`/api/v1/threads/${threadId}`)).body.topics[0].assignee?.id ?? null,
      ),
    );
  const voicesOf = async (id: string) =>
    ((await ada.get(`/api/v1/board/${id}/voices`)).body as StormVoices).items.map(
      ({ assignee }) => assignee?.id ?? null,
    );

  it('a storm is claimed with all voices that wait and are nobody’s, and those to come are its owner’s', async () => {
    const { posts, ...card } = await storm('The parcel with the blue teapot never came to me');
    expect(card).toMatchObject({ voices: 3, owner: null, assignee: null });
    ok(await bob.post(`/api/v1/threads/${posts[1]!.threadId}/actions`, { kind: 'assign', agentId: bobId }));
    const claimed = ok(await claim(ada, card));
    expect(claimed.body).toMatchObject({
      claimed: 2,
      kept: 1,
      card: { owner: { id: adaId }, assignee: { id: adaId } },
    });
    expect(await ownersOf(posts)).toEqual([adaId, bobId, adaId]);
    await say('The parcel with the blue teapot never came to me');
    expect((await voicesOf(card.id)).toSorted()).toEqual([adaId, adaId, adaId, bobId].toSorted());
    // Whoever answers any of it is told who has it, unless it is theirs.
    const toldTo = async (by: Client) =>
      (await by.get(`/api/v1/threads/${posts[0]!.threadId}/reply-options`)).body.stormOwner?.id ?? null;
    expect([await toldTo(bob), await toldTo(ada)]).toEqual([adaId, null]);
    // Whoever looked before it was claimed hears who has it; whoever knows takes it over.
    const late = await claim(bob, card);
    expect([late.status, late.body.reason, late.body.by.id]).toEqual([409, 'storm-taken', adaId]);
    expect(ok(await claim(bob, card, adaId)).body).toMatchObject({
      claimed: 2,
      card: { owner: { name: 'Bob' } },
    });
    // What was Ada's is Bob's by his own word: her undo takes nothing from him.
    const overtaken = await claim(ada, card, undefined, claimed.headers.get('etag'));
    expect(overtaken.body).toMatchObject({ code: 'changed-since', what: 'owner', who: 'Bob' });
    expect(await ownersOf(posts)).toEqual([bobId, bobId, bobId]);
  });

  it('undone, a storm goes back to who had each voice, but for those of which somebody decided since', async () => {
    const { posts, ...card } = await storm('The green lantern hums so loudly that nobody sleeps');
    const claimed = ok(await claim(ada, card));
    ok(await bob.post(`/api/v1/threads/${posts[0]!.threadId}/actions`, { kind: 'assign', agentId: bobId }));
    const undone = ok(await claim(ada, card, undefined, claimed.headers.get('etag')));
    expect(undone.body).toMatchObject({ claimed: 2, kept: 1, card: { owner: null } });
    expect(await ownersOf(posts)).toEqual([bobId, null, null]);
    expect((await claim(ada, card, undefined, claimed.headers.get('etag'))).body.code).toBe('already-undone');
    // Also after a rebuild.
    ok(await claim(ada, card));
    await api.dataSource.query('update storm set owner_id = null where id = $1', [card.id]);
    await followClaims(api.dataSource, [card.id]);
    expect((await cardWith(posts)).owner).toMatchObject({ id: adaId });
  });

  it('a storm that was only found stays its owner’s when a colleague takes a post of it up, and gives it up again', async () => {
    const query = uuidv7();
    await api.dataSource.query(
      `insert into saved_query (id, account_id, name, words) values ($1, $2, 'Our name', '{jug}')`,
      [query, open],
    );
    const found = { heard: { as: 'listening' as const, queries: [query] } };
    const text = 'The handle of this enamel jug broke off in my hand';
    const posts = [await say(text, found), await say(text, found), await say(text, found)];
    const card = await cardWith(posts);
    expect(ok(await claim(ada, card)).body).toMatchObject({ claimed: 0, card: { owner: { id: adaId } } });
    // The one that its card shows is not the only one: the storm goes on without it as with it.
    for (const { messageId } of posts) {
      const taken = ok(await bob.post(`/api/v1/board/${card.id}/take-up`, { messageId }));
      const { threadId } = taken.body as { threadId: string };
      expect(await ownersOf([{ threadId }])).toEqual([bobId]);
      const told = (await bob.get(`/api/v1/threads/${threadId}/reply-options`)).body.stormOwner;
      expect(told).toMatchObject({ id: adaId });
      expect(await cardWith(posts)).toMatchObject({ id: card.id, owner: { id: adaId }, voices: 3 });
    }
    expect(await voicesOf(card.id)).toEqual([bobId, bobId, bobId]);
    const late = await say(text, found);
    expect(await cardWith([late, ...posts])).toMatchObject({ id: card.id, owner: { id: adaId }, voices: 4 });
    expect((await voicesOf(card.id)).toSorted()).toEqual([adaId, bobId, bobId, bobId].toSorted());
    const taken = ok(await bob.post(`/api/v1/board/${card.id}/take-up`, { messageId: late.messageId }));
    const { threadId } = taken.body as { threadId: string };
    expect(await voicesOf(card.id)).toEqual([bobId, bobId, bobId, bobId]);
    ok(
      await bob.send(
        'POST',
        `/api/v1/threads/${threadId}/actions`,
        { kind: 'assign', agentId: null },
        { 'if-match': taken.headers.get('etag')! },
      ),
    );
    expect(await cardWith([late, ...posts])).toMatchObject({ id: card.id, owner: { id: adaId } });
    expect((await voicesOf(card.id)).toSorted()).toEqual([adaId, bobId, bobId, bobId].toSorted());
  });
});
