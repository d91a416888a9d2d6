import type { MessageReceivedInput } from '@filo/contracts';
import type { OkRequest, OkRequestList } from '@filo/contracts/http';
import { aPicture } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { StoreEdits } from '../../src/edits/store-edits.js';
import { ownIds } from '../../src/ingest/own-ids.js';
import { tokenKeysOf } from '../../src/config.js';
import { severityWordsOf } from '../../src/severity/severity-words-of.js';
import { StoreDeletions } from '../../src/deletions/store-deletions.js';
import type { Answer, Client } from './client.js';
import { receive, type Received } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
/** Bea and Kim may see the public account; Kim also sees a closed one, Out that one alone. */
let bea: Client;
let kim: Client;
let out: Client;
const [shop, closed] = [uuidv7(), uuidv7()];

beforeAll(async () => {
  api = await startTestApi();
  const [group] = (await api.dataSource.query('select id from account_group')) as [{ id: string }];
  const [hidden] = (await api.dataSource.query(
    `insert into account_group (id, name) values (gen_random_uuid(), 'Closed') returning id`,
  )) as [{ id: string }];
  const known = JSON.stringify(['readers', 'contentWarning', 'language']);
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id, beside_words) values
      ($1, 'mastodon', 'shop@social.example', $3, $5::jsonb), ($2, 'mastodon', 'law@social.example', $4, $5::jsonb)`,
    [shop, closed, group.id, hidden.id, known],
  );
  bea = await signedInAgent(api, 'bea', [group.id]);
  kim = await signedInAgent(api, 'kim', [group.id, hidden.id]);
  out = await signedInAgent(api, 'out', [hidden.id]);
}, 120_000);
afterAll(() => api.close());

let posts = 0;
const say = (text: string, over: Partial<MessageReceivedInput> = {}): Promise<Received> => {
  posts += 1;
  const author = { kind: 'mastodon', key: `https://social.example/users/c${posts}`, handle: `c${posts}` };
  return receive(api, {
    ...{ channel: 'mastodon', accountId: shop, externalId: `https://social.example/${posts}`, author },
    ...{ replyTo: author, audience: 'public', participants: [], subject: undefined, text, newText: text },
    ...{ ...over, arrival: { via: 'api' } },
  });
};
const grave = () => say(`The kettle number ${posts} exploded in my hands`);
const versionFor = async (by: Client, threadId: string) =>
  `"${(await by.get(`/api/v1/threads/${threadId}`)).body.version}"`;
const ask = async (post: Received, body: object): Promise<Answer> =>
  bea.post(`/api/v1/threads/${post.threadId}/ok-requests`, body, {
    ...{ 'if-match': await versionFor(bea, post.threadId), 'idempotency-key': uuidv7() },
  });
const asked = async (post: Received, body: object): Promise<OkRequest> => {
  const answer = await ask(post, body);
  expect(answer.status).toBe(201);
  return answer.body as OkRequest;
};
const give = async ({ id, digest, threadId }: OkRequest, body: object = {}): Promise<Answer> =>
  kim.post(
    `/api/v1/ok-requests/${id}/ok`,
    { digest, ...body },
    { 'if-match': await versionFor(kim, threadId!) },
  );
const edit = async ({ id, threadId }: OkRequest, body: object): Promise<Answer> =>
  bea.send('PUT', `/api/v1/ok-requests/${id}`, body, { 'if-match': await versionFor(bea, threadId!) });
const picture = async (name: string): Promise<string> => {
  const form = new FormData();
  form.append('file', new Blob([aPicture()], { type: 'image/png' }), name);
  return (await bea.send('POST', '/api/v1/uploads', form)).body.id;
};

it('a colleague is shown all that the OK is given to, the pictures too; nobody else is, nor anybody once it is decided', async () => {
  const file = await picture('letter.png');
  const request = await asked(await grave(), {
    ...{ text: 'Write to me at kim@private.example', sayAnyway: ['kim@private.example', 'not in it'] },
    ...{
      attachments: [file],
      alts: { [file]: 'A letter' },
      readers: 'unlisted',
      language: 'it',
      close: true,
    },
  });
  expect(request).toMatchObject({
    ...{ readers: 'unlisted', language: 'it', closes: true, saidAnyway: ['kim@private.example'] },
    files: [{ id: file, name: 'letter.png', mediaType: 'image/png', alt: 'A letter' }],
  });
  expect(await asked(await grave(), { text: 'Sorry' })).toMatchObject({
    ...{ readers: 'everybody', language: null, closes: false, saidAnyway: [], files: [] },
  });
  const looks = async () =>
    Promise.all([kim, out].map(async (by) => (await by.get(`/api/v1/uploads/${file}?inline=1`)).status));
  expect(await looks()).toEqual([200, 404]);
  await bea.post(`/api/v1/ok-requests/${request.id}/withdraw`, {});
  expect(await looks()).toEqual([404, 404]);
});

it('private words that only who gives the OK can see refuse it until they let them go, and the audit log says so', async () => {
  const author = { kind: 'mastodon', key: 'https://social.example/users/both', handle: 'both' };
  const post = await say('Your heater caught fire', { author, replyTo: author });
  await say('My number is +39 333 1234567', {
    ...{ accountId: closed, audience: 'private', author, replyTo: author },
  });
  const request = await asked(post, { text: 'We call you: +39 333 1234567', sayAnyway: ['+39 333 1234567'] });
  const quoted = await asked(await say('It exploded', { author, replyTo: author }), {
    text: 'We read: My number is a secret that I told your lawyers alone and nobody else in this world',
  });
  expect((await give(request)).status).toBe(200);
  await say('My number is a secret that I told your lawyers alone and nobody else in this world', {
    ...{ accountId: closed, audience: 'private', author, replyTo: author },
  });
  const refused = await give(quoted);
  expect(refused.body.code).toBe('private-words');
  const sayAnyway = (refused.body.found as { text: string }[]).map(({ text }) => text);
  expect((await give(quoted, { sayAnyway: ['something else'] })).body.code).toBe('private-words');
  expect((await give(quoted, { sayAnyway })).body.state).toBe('sent');
  const [audit] = await api.dataSource.query(
    `select data from audit where kind = 'ok-given' and subject_id = $1`,
    [quoted.id],
  );
  expect(audit.data.saidAnyway).toEqual(['quote']);
});

it('an edit need not say again what was said to go in public all the same, and does not free anything else', async () => {
  const request = await asked(await grave(), { text: 'Write to a@b.example', sayAnyway: ['a@b.example'] });
  expect((await edit(request, { text: 'Do write to a@b.example' })).body).toMatchObject({
    saidAnyway: ['a@b.example'],
  });
  expect((await edit(request, { text: 'Write to c@d.example' })).body.code).toBe('private-words');
  expect((await edit(request, { text: 'Write to us' })).body).toMatchObject({ saidAnyway: [] });
});

it('what a connector does not obey any more is taken out by an edit, which asks anew', async () => {
  const request = await asked(await grave(), { text: 'Sorry', readers: 'unlisted', contentWarning: 'Harm' });
  const obeys = (words: string) =>
    api.dataSource.query('update account set beside_words = $2::jsonb where id = $1', [shop, words]);
  await obeys('[]');
  expect((await give(request)).body.reason).toBe('not-known-there');
  expect((await edit(request, { text: 'Sorry' })).body.reason).toBe('not-known-there');
  const plain = (await edit(request, { text: 'Sorry', plain: true })).body as OkRequest;
  expect(plain).toMatchObject({ readers: 'everybody', contentWarning: null });
  expect((await give(request)).body.code).toBe('not-as-read');
  expect((await give(plain)).status).toBe(200);
  await obeys('["readers", "contentWarning", "language"]');
});

it('an answer that was to go from an account that is paused meanwhile says so to both, and leaves from another that its author chooses', async () => {
  const press = uuidv7();
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select $1, channel, 'press@social.example', account_group_id from account where id = $2`,
    [press, shop],
  );
  const pause = (state: string) =>
    api.dataSource.query('update account set state = $2 where id = $1', [press, state]);
  const shownTo = async (by: Client, { id }: OkRequest): Promise<OkRequest> =>
    (await by.get(`/api/v1/ok-requests/${id}`)).body;
  const request = await asked(await grave(), { text: 'Sorry', accountId: press });
  expect(request).toMatchObject({ account: 'press@social.example', accountId: press, accountGone: false });
  await pause('paused');
  expect(await shownTo(kim, request)).toMatchObject({ accountGone: true, askAnew: false });
  const refused = await give(request);
  expect(refused.body).toMatchObject({ code: 'not-as-read', reason: 'ok-account-gone' });
  expect(await shownTo(bea, request)).toMatchObject({ accountGone: true, askAnew: true, text: 'Sorry' });
  expect((await edit(request, { text: 'Sorry' })).body.reason).toBe('account-cannot-answer');
  expect((await edit(request, { text: 'Sorry', accountId: press })).body.reason).toBe(
    'account-cannot-answer',
  );
  const anew = (await edit(request, { text: 'Sorry', accountId: null })).body as OkRequest;
  expect(anew).toMatchObject({
    ...{ state: 'waiting', account: 'shop@social.example', accountId: null },
    ...{ accountGone: false, askAnew: false },
  });
  expect((await give(request)).body.code).toBe('not-as-read');
  expect((await give(anew)).body.state).toBe('sent');
  await pause('active');
  const chosen = (await edit(await asked(await grave(), { text: 'Sorry' }), {
    text: 'Sorry',
    accountId: press,
  })) as Answer;
  expect(chosen.body).toMatchObject({ accountId: press, account: 'press@social.example' });
  expect((await give(chosen.body as OkRequest)).body.state).toBe('sent');
  const [sent] = await api.dataSource.query('select payload from outbox order by id desc limit 1');
  expect(sent.payload.accountId).toBe(press);
  await api.dataSource.query('update account set state = $2 where id = $1', [press, 'paused']);
});

it('an OK that was given to fewer readers is not given to more, nor to another warning than was read', async () => {
  const request = await asked(await grave(), { text: 'Sorry', readers: 'unlisted' });
  expect((await edit(request, { text: 'Sorry', plain: true })).body).toMatchObject({ readers: 'everybody' });
  expect((await give(request)).body.code).toBe('not-as-read');
  const marks = [{ code: 'content-warning', text: 'A content warning stands above it.' }];
  const post = await say('CW: glass\n\nThe jar exploded', { marks });
  const warned = await asked(post, { text: 'Sorry' });
  expect(warned.contentWarning).toBe('glass');
  await api.dataSource.query(`update message set text = replace(text, 'glass', 'blood') where id = $1`, [
    post.messageId,
  ]);
  expect(warned).toMatchObject({ askAnew: false, others: 0 });
  expect((await give(warned)).body).toMatchObject({ code: 'not-as-read', reason: 'ask-anew' });
  // Its author is told, until they ask anew.
  const mine = async () =>
    ((await bea.get('/api/v1/ok-requests')).body as OkRequestList).items.find(({ id }) => id === warned.id);
  expect(await mine()).toMatchObject({ state: 'waiting', askAnew: true });
  expect((await edit(warned, { text: 'Sorry', plain: true })).body).toMatchObject({ askAnew: false });
  // A second answer to the same post is marked on both.
  const second = await asked(post, { text: 'We are sorry, too', cc: [] });
  expect(second).toMatchObject({ others: 1, to: [], cc: [] });
  expect(await mine()).toMatchObject({ others: 1 });
});

it('an answer says that its post was changed since the OK was asked for, until its author writes it anew', async () => {
  const edits = new StoreEdits(api.dataSource, severityWordsOf([]), ownIds(tokenKeysOf(api.settings)));
  const post = await grave();
  let minutes = 0;
  const change = (text: string) => {
    minutes += 1;
    const at = new Date(Date.now() - 3_600_000 + minutes * 60_000).toISOString();
    const named = {
      ...{ channel: 'mastodon', accountId: shop, externalId: `https://social.example/${posts}` },
    };
    return edits.run([{ ...named, at, text, newText: text }]);
  };
  await change('The kettle exploded in my hands, twice');
  const request = await asked(post, { text: 'Sorry' });
  expect(request.answers).toMatchObject({ text: 'The kettle exploded in my hands, twice', edited: false });
  // The platform's time of an edit may lie before the OK was asked for: what counts is which words were answered.
  await change('The kettle exploded, and I love it');
  const listed = async () =>
    ((await kim.get('/api/v1/ok-requests')).body as OkRequestList).items.find(({ id }) => id === request.id);
  expect((await listed())?.answers).toMatchObject({
    text: 'The kettle exploded, and I love it',
    edited: true,
    gone: false,
  });
  expect((await edit(request, { text: 'Sorry, still' })).body.answers).toMatchObject({ edited: false });
});

it('of more than anybody reads at once the rest is counted, stands in its own thread, and is not kept back by what is gone', async () => {
  const [post, late] = [await grave(), await grave()];
  const first = await asked(post, { text: 'Sorry' });
  await new StoreDeletions(api.dataSource).run([
    {
      ...{ v: 1, type: 'deleted', eventId: uuidv7(), channel: 'mastodon', accountId: shop },
      ...{ externalId: `https://social.example/${posts - 1}`, at: new Date().toISOString() },
    },
  ]);
  const { id } = await asked(late, { text: 'Sorry' });
  await api.dataSource.query(
    `insert into ok_request (id, account_group_id, answers_message_id, agent_id, key, request_hash, reply, account_id, digest, why, asked_at)
     select gen_random_uuid(), account_group_id, answers_message_id, agent_id, n::text, '', reply, account_id, digest, why, asked_at - interval '1 hour'
     from ok_request, generate_series(1, 250) n where id = $1`,
    [first.id],
  );
  const list = async (query = '') => (await kim.get(`/api/v1/ok-requests${query}`)).body as OkRequestList;
  const all = await list();
  expect(all.items).toHaveLength(200);
  expect(all.items.some((one) => one.id === id)).toBe(true);
  expect(all.more).toBeGreaterThanOrEqual(52);
  expect(await list(`?threadId=${late.threadId}`)).toMatchObject({ items: [{ id }], more: 0 });
});
