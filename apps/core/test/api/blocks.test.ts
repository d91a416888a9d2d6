import type { BoardCard, BoardPage, StormClosed, StormVoices } from '@filo/contracts/http';
import { blockEnded, blockPage, blockPreview, blockView, quarantinePage } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import type { Answer, Client } from './client.js';
import { refuseUnwritable } from '../../src/beginning/refuse-unwritable.js';
import { receive } from './receive.js';
import { RebuildSeverity } from '../../src/rebuild/rebuild-severity.js';
import { severityWordsOf } from '../../src/severity/severity-words-of.js';
import { readVolume } from '../../src/board/read-volume.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let bob: Client;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  await api.dataSource.query(
    `with made as (
       insert into agent (id, email, name, role, password_hash)
       select gen_random_uuid(), 'bob@colleague.example', 'Bob', 'agent', password_hash from agent limit 1 returning id)
     insert into agent_access select made.id, g.id from made, account_group g`,
  );
  bob = api.client();
  await bob.post('/api/v1/session', { email: 'bob@colleague.example', password: 'correct horse battery' });
}, 120_000);
afterAll(() => api.close());

const wrote = async (key: string) => {
  const { threadId } = await receive(api, { author: { kind: 'mail', key, name: key } });
  const [identity] = (await api.dataSource.query('select id from identity where key = $1', [key])) as [
    { id: string },
  ];
  return { threadId, identityId: identity.id };
};
const listed = async (): Promise<string[]> =>
  (await client.get('/api/v1/threads?view=all&limit=100')).body.items.map(({ id }: { id: string }) => id);
const counted = async (): Promise<number> => {
  const [{ count }] = await api.dataSource.query(
    'select count(*)::int as count from thread_row where not hidden',
  );
  return count;
};
const blocks = async () => blockPage.parse((await client.get('/api/v1/blocks')).body).items;
const preview = async (target: object) =>
  blockPreview.parse((await client.post('/api/v1/blocks/preview', target)).body);
const block = async (wanted: object) => client.post('/api/v1/blocks', wanted);
const undoing = (answer: Answer) => ({ 'if-match': answer.headers.get('etag')! });
const unblock = (id: string, undone?: Answer, by = client) =>
  by.send('DELETE', `/api/v1/blocks/${id}`, undefined, undone ? undoing(undone) : {});

/** Something of them waits, as ingest holds it back. */
const held = async (key: string, externalId: string = uuidv7(), kind = 'mail'): Promise<void> => {
  await api.dataSource.query(
    `insert into quarantine (id, channel, external_id, account_group_id, cause, reason, why, raw_sha256, bytes, envelope, sort_at)
     select $1, 'email', $2, g.id, 'untrusted', 'Its sender is blocked by an agent.', '[{"code":"held-blocked"}]', repeat('a', 64), 3,
       jsonb_build_object('from', $3::text, 'to', '[]'::jsonb, 'author', jsonb_build_object('kind', $4::text, 'key', $3::text)), now()
     from account_group g order by g.id limit 1`,
    [uuidv7(), externalId, key, kind],
  );
};

describe('posts of an author who is blocked', () => {
  const shop = uuidv7();
  const query = uuidv7();
  beforeAll(async () => {
    await api.dataSource.query(
      `insert into account (id, channel, address, account_group_id) select $1, 'bluesky', 'shop.example', id from account_group limit 1`,
      [shop],
    );
    await api.dataSource.query(
      `insert into saved_query (id, account_id, name, words) values ($1, $2, 'Us', '{us}')`,
      [query, shop],
    );
  });
  const say = async (text: string, name: string, over: object = {}) => {
    const author = { kind: 'bluesky', key: `did:plc:${name}`, name };
    const { messageId } = await receive(api, {
      ...{
        channel: 'bluesky',
        accountId: shop,
        externalId: `at://${name}/${uuidv7()}`,
        author,
        replyTo: author,
      },
      ...{
        audience: 'public',
        participants: [],
        subject: undefined,
        text,
        newText: text,
        arrival: { via: 'api' },
        ...over,
      },
    });
    return messageId;
  };
  const board = async () =>
    ((await client.get('/api/v1/board')).body as BoardPage).cards.map(
      ({ messageId, voices, open }) => `${messageId} ${voices} ${open}`,
    );

  it('leave the board, also from a storm of several, which the block says before, and come back when it is lifted', async () => {
    const words = 'Their garden furniture falls apart after one single summer';
    const [theirs, other] = [await say(words, 'pest'), await say(words, 'customer')];
    const alone = await say('Something else altogether is wrong with my kettle', 'pest');
    const found = await say('Nobody asked but their beds squeak', 'pest', {
      heard: { as: 'listening', queries: [query] },
    });
    const before = await board();
    expect(before).toHaveLength(3);
    const [{ id: identityId }] = (await api.dataSource.query(
      `select author_identity_id as id from message where id = $1`,
      [theirs],
    )) as [{ id: string }];
    expect(await preview({ identityId })).toMatchObject({ posts: 3 });
    const made = await block({ identityId });
    expect(await preview({ identityId })).toMatchObject({ posts: 0, blocked: true });
    expect(await board()).toEqual([`${other} 1 1`]);
    const [{ id, upTo }] = ((await client.get('/api/v1/board')).body as BoardPage).cards as [BoardCard];
    const { items } = (await client.get(`/api/v1/board/${id}/voices`)).body as StormVoices;
    expect(items.map(({ messageId }) => messageId)).toEqual([other]);
    // What is not shown is not settled with it.
    const closed = (await client.post(`/api/v1/board/${id}/close`, { upTo })).body as StormClosed;
    expect(closed).toMatchObject({ closed: 1, setAside: [], settled: [] });
    await client.post(`/api/v1/threads/${closed.topics[0]!.threadId}/actions`, { kind: 'reopen' });
    expect((await client.get('/api/v1/board/waiting')).status).toBe(200);
    expect((await unblock(identityId, made)).status).toBe(200);
    expect((await board()).toSorted()).toEqual(before.toSorted());
    expect([alone, found].every((one) => before.some((card) => card.startsWith(one)))).toBe(true);
  });

  it('are told by the handle of their author, in the list of blocks and where what they wrote since waits', async () => {
    const key = 'did:plc:loud';
    const author = { kind: 'bluesky', key, name: 'Loud', handle: 'loud.example' };
    const first = await say('Nobody should ever buy a thing here', 'loud', { author });
    const [{ id: identityId }] = (await api.dataSource.query(
      `select author_identity_id as id from message where id = $1`,
      [first],
    )) as [{ id: string }];
    await block({ identityId });
    await held(key, 'at://loud/held', 'bluesky');
    expect((await blocks()).find(({ id }) => id === identityId)).toMatchObject({
      key: 'loud.example',
      held: 1,
    });
    const spam = quarantinePage.parse((await client.get('/api/v1/quarantine?spam=true')).body).items;
    expect(spam.find(({ sender }) => sender?.key === key)).toMatchObject({ from: 'loud.example' });
  });

  it('make a storm no graver, and count in no hour, until the block is lifted', async () => {
    const words = 'Their folding bicycle squeaks on every ride to the office and back';
    const other = await say(`${words}. Why?`, 'rider');
    const theirs = await say(`${words}. It exploded!`, 'crank');
    const columns = async () =>
      ((await client.get('/api/v1/board')).body as BoardPage).cards
        .filter(({ messageId }) => [theirs, other].includes(messageId))
        .map(({ column, severity, voices }) => `${column} ${severity.level} ${voices}`);
    const groups = ((await api.dataSource.query('select id from account_group')) as { id: string }[]).map(
      ({ id }) => id,
    );
    const hour = async () => (await readVolume(api.dataSource, groups)).lastHour;
    expect(await columns()).toEqual(['act-now act-now 2']);
    const before = await hour();
    const [{ id: identityId }] = (await api.dataSource.query(
      `select author_identity_id as id from message where id = $1`,
      [theirs],
    )) as [{ id: string }];
    const made = await block({ identityId });
    expect(await columns()).toEqual(['watch watch 1']);
    expect(await hour()).toBe(before - 1);
    // A rebuild comes to the same.
    await new RebuildSeverity(api.dataSource, severityWordsOf([])).run();
    expect(await columns()).toEqual(['watch watch 1']);
    await unblock(identityId, made);
    expect(await columns()).toEqual(['act-now act-now 2']);
    expect(await hour()).toBe(before);
  });

  it('are shown where somebody released them since', async () => {
    const first = await say('I will flood your page with words of mine', 'flood');
    const [{ id: identityId }] = (await api.dataSource.query(
      `select author_identity_id as id from message where id = $1`,
      [first],
    )) as [{ id: string }];
    await block({ identityId });
    expect((await board()).some((card) => card.startsWith(first))).toBe(false);
    await api.dataSource.query(`update message set ingested_at = clock_timestamp() where id = $1`, [first]);
    expect((await board()).some((card) => card.startsWith(first))).toBe(true);
  });
});

describe('an address', () => {
  it('is previewed, hides its thread from every list and count, and stands where it stood when let in again', async () => {
    const { threadId, identityId } = await wrote('pest@one.example');
    const before = await counted();
    expect(await preview({ identityId })).toEqual({
      ...{
        key: 'pest@one.example',
        addresses: 1,
        threads: 1,
        openTopics: 1,
        posts: 0,
        stay: 0,
        ours: false,
        blocked: false,
        unseen: 0,
        sure: false,
      },
    });
    const made = await block({ identityId, why: 'Sells watches' });
    expect(made.status).toBe(201);
    expect(blockView.parse(made.body)).toMatchObject({
      ...{ id: identityId, kind: 'mail', key: 'pest@one.example', why: 'Sells watches', held: 0, hides: 1 },
      person: { id: threadId },
    });
    expect([await counted(), (await listed()).includes(threadId)]).toEqual([before - 1, false]);
    expect((await client.get(`/api/v1/threads/${threadId}`)).status).toBe(200);
    expect(await preview({ identityId })).toMatchObject({ threads: 0, blocked: true });
    expect((await client.send('DELETE', `/api/v1/blocks/${identityId}`)).status).toBe(200);
    expect([await counted(), (await listed()).includes(threadId)]).toEqual([before, true]);
    expect((await client.send('DELETE', `/api/v1/blocks/${identityId}`)).status).toBe(404);
  });

  it('hides nobody who writes from another address, too', async () => {
    const [one, other] = [await wrote('both@two.example'), await wrote('both@three.example')];
    const version = async (id: string) => (await client.get(`/api/v1/threads/${id}`)).body.version;
    const versions = {
      [one.threadId]: await version(one.threadId),
      [other.threadId]: await version(other.threadId),
    };
    const merged = await client.post('/api/v1/merges', {
      personIds: [one.threadId, other.threadId],
      versions,
    });
    expect(merged.status).toBe(200);
    expect(await preview({ identityId: one.identityId })).toMatchObject({ threads: 0, stay: 1 });
    await block({ identityId: one.identityId });
    expect(await listed()).toContain(one.threadId);
    await block({ identityId: other.identityId });
    expect(await listed()).not.toContain(one.threadId);
  });
});

describe('a domain', () => {
  it('hides whoever wrote from it, lists what waits apart from the quarantine, and lets one of them in alone', async () => {
    const [pest, nice] = [await wrote('a@mail.four.example'), await wrote('b@four.example')];
    expect(await preview({ domain: 'Four.example' })).toMatchObject({
      key: 'four.example',
      threads: 2,
      ours: false,
    });
    const made = blockView.parse((await block({ domain: 'four.example' })).body);
    expect(made).toMatchObject({ kind: 'domain', key: 'four.example', hides: 2, person: null });
    expect((await listed()).filter((id) => [pest.threadId, nice.threadId].includes(id))).toEqual([]);
    await held('a@mail.four.example');
    const spam = quarantinePage.parse((await client.get('/api/v1/quarantine?spam=true')).body).items;
    expect(spam.find(({ from }) => from === 'a@mail.four.example')).toMatchObject({
      ...{ blocked: true, block: { domain: 'four.example', by: { name: expect.any(String) } } },
    });
    const rest = quarantinePage.parse((await client.get('/api/v1/quarantine?spam=false')).body).items;
    expect(rest.map(({ from }) => from)).not.toContain('a@mail.four.example');
    expect((await blocks()).find(({ id }) => id === made.id)).toMatchObject({ held: 1, hides: 2 });

    const patch = await client.send('PATCH', `/api/v1/identities/${nice.identityId}`, { blocked: false });
    expect(patch.body).toMatchObject({ blocked: false });
    expect(await listed()).toContain(nice.threadId);
    expect(await listed()).not.toContain(pest.threadId);
    expect((await client.send('DELETE', `/api/v1/blocks/${made.id}`)).status).toBe(200);
    expect(await listed()).toContain(pest.threadId);
  });

  it('is refused where it is nobody’s own, and of our own is blocked knowingly alone', async () => {
    const refused = async (domain: string) => (await block({ domain })).body.reason;
    expect([await refused('co.uk'), await refused('gmail.com'), await refused('no domain')]).toEqual([
      'public-suffix',
      'free-mail-host',
      'not-a-domain',
    ]);
    expect(await preview({ domain: 'example.org' })).toMatchObject({ ours: true });
    expect((await block({ domain: 'example.org' })).body).toMatchObject({
      code: 'conflict',
      reason: 'our-domain',
    });
    expect((await block({ domain: 'example.org', sure: true })).status).toBe(201);
    const again = await block({ domain: 'example.org', sure: true });
    expect((await client.send('DELETE', `/api/v1/blocks/${again.body.id}`)).status).toBe(200);
  });
});

describe('an undo', () => {
  it('is named where something was blocked alone, and never takes a colleague’s block away', async () => {
    const { identityId } = await wrote('pest@five.example');
    for (const target of [{ identityId }, { domain: 'five.example' }]) {
      const made = await block(target);
      expect(made.headers.get('etag')).toMatch(/^"/);
      const again = await bob.post('/api/v1/blocks', target);
      expect([again.status, again.body.id, again.headers.get('etag')]).toEqual([201, made.body.id, null]);
      await unblock(made.body.id, undefined, bob);
      const theirs = await bob.post('/api/v1/blocks', target);
      const refused = await unblock(theirs.body.id, made);
      expect([refused.status, refused.body]).toEqual([
        409,
        expect.objectContaining({ code: 'changed-since', what: 'blocked', who: 'Bob', now: 'true' }),
      ]);
      expect((await blocks()).map(({ id }) => id)).toContain(theirs.body.id);
      const gone = await unblock(theirs.body.id, theirs, bob);
      expect(gone.status).toBe(200);
    }
  });

  it('of unblocking blocks again, unless somebody did since', async () => {
    const { identityId } = await wrote('pest@six.example');
    for (const target of [{ identityId }, { domain: 'six.example' }]) {
      const gone = await unblock((await block(target)).body.id);
      const back = await client.send('POST', '/api/v1/blocks', target, undoing(gone));
      expect([back.status, back.headers.get('etag')]).toEqual([201, expect.any(String)]);
      const twice = await client.send('POST', '/api/v1/blocks', target, undoing(gone));
      expect(twice.body.code).toBe('already-undone');
      const once = await unblock(back.body.id);
      const theirs = await bob.post('/api/v1/blocks', target);
      expect((await client.send('POST', '/api/v1/blocks', target, undoing(once))).body.who).toBe('Bob');
      expect((await unblock(theirs.body.id)).status).toBe(200);
    }
  });

  it('of letting one address of a blocked domain in writes no block of its own', async () => {
    const { identityId, threadId } = await wrote('nice@seven.example');
    const made = await block({ domain: 'seven.example' });
    expect((await block({ identityId })).body.id).toBe(made.body.id);
    const path = `/api/v1/identities/${identityId}`;
    const welcome = await client.send('PATCH', path, { blocked: false });
    const back = await client.send('PATCH', path, { blocked: true }, undoing(welcome));
    expect([back.body.blocked, (await blocks()).map(({ id }) => id).includes(identityId)]).toEqual([
      true,
      false,
    ]);
    expect(await listed()).not.toContain(threadId);
    await unblock(made.body.id);
    expect(await listed()).toContain(threadId);
  });
});

describe('what was held meanwhile', () => {
  const inQuarantine = async (spam: boolean) =>
    quarantinePage
      .parse((await client.get(`/api/v1/quarantine?spam=${spam}`)).body)
      .items.map(({ from }) => from);

  it('waits in quarantine as soon as its sender is let in, who is told how much it is', async () => {
    const key = 'held@eight.example';
    const { identityId } = await wrote(key);
    await block({ identityId });
    await held(key);
    expect([await inQuarantine(true), await inQuarantine(false)]).toEqual([
      expect.arrayContaining([key]),
      expect.not.arrayContaining([key]),
    ]);
    const gone = blockEnded.parse((await unblock(identityId)).body);
    expect(gone.held).toEqual([expect.any(String)]);
    expect([await inQuarantine(true), await inQuarantine(false)]).toEqual([
      expect.not.arrayContaining([key]),
      expect.arrayContaining([key]),
    ]);
  });

  it('is shown where somebody releases it though its sender stays blocked, and counts for the team', async () => {
    const key = 'released@nine.example';
    const { threadId, identityId } = await wrote(key);
    const team = uuidv7();
    await api.dataSource.query(
      `with made as (insert into team (id, name) values ($1, 'Nine') returning id), own as (
         insert into team_member (team_id, agent_id) select made.id, a.id from made, agent a returning team_id)
       update topic set team_id = $1 where anchor_identity_id = $2`,
      [team, identityId],
    );
    await block({ identityId });
    const teams = async () => (await bob.get('/api/v1/threads/counts')).body.teams[team];
    expect([await listed(), await teams()]).toEqual([expect.not.arrayContaining([threadId]), 0]);
    const externalId = `<${uuidv7()}@nine.example>`;
    await held(key, externalId);
    await api.dataSource.query(`update quarantine set state = 'replaying' where external_id = $1`, [
      externalId,
    ]);
    await receive(api, { externalId, author: { kind: 'mail', key, name: key } });
    expect(await listed()).toContain(threadId);
  });

  it('of a blocked domain begins no new matter', async () => {
    const { identityId } = await wrote('pest@ten.example');
    await block({ domain: 'ten.example' });
    await expect(refuseUnwritable(api.dataSource, identityId)).rejects.toMatchObject({
      more: { reason: 'recipient-blocked' },
    });
  });
});

describe('a domain of people whom the reader does not see', () => {
  it('is blocked knowingly alone, as is one of many persons', async () => {
    await wrote('closed@eleven.example');
    await api.dataSource.query(
      `with closed as (insert into account_group (id, name) values (gen_random_uuid(), 'Closed') returning id),
       said as (update message m set account_group_id = closed.id from closed, identity i
         where i.key = 'closed@eleven.example' and i.id = m.anchor_identity_id returning m.id),
       moved as (update topic set account_group_id = closed.id from closed, identity i
         where i.key = 'closed@eleven.example' and i.id = topic.anchor_identity_id returning topic.id)
       update thread_row r set account_group_id = closed.id from closed, link l, identity i
       where i.key = 'closed@eleven.example' and l.identity_id = i.id and r.person_id = l.person_id`,
    );
    expect(await preview({ domain: 'eleven.example' })).toMatchObject({ threads: 0, unseen: 1, sure: true });
    expect((await block({ domain: 'eleven.example' })).body).toMatchObject({
      ...{ code: 'conflict', reason: 'hides-many' },
    });
    for (let one = 0; one < 6; one++) await wrote(`${one}@twelve.example`);
    expect(await preview({ domain: 'twelve.example' })).toMatchObject({ threads: 6, unseen: 0, sure: true });
    expect((await block({ domain: 'twelve.example' })).body.reason).toBe('hides-many');
    expect((await block({ domain: 'twelve.example', sure: true })).status).toBe(201);
  });

  it('is refused where a free mail host lies in it, and tells why to those alone who see somebody of it', async () => {
    for (const domain of [
      'appleid.com',
      'firefox.com',
      'yahoo.com.mx',
      'hotmail.be',
      'outlook.jp',
      'live.se',
    ])
      expect([domain, (await block({ domain })).body.reason]).toEqual([domain, 'free-mail-host']);
    const { id } = (await block({ domain: 'eleven.example', sure: true, why: 'A secret' })).body;
    const why = async (by: Client) =>
      blockPage.parse((await by.get('/api/v1/blocks')).body).items.find((one) => one.id === id)?.why;
    expect([await why(client), await why(bob)]).toEqual(['A secret', null]);
  });
});
