import { aMailIdentity } from '@filo/testing';
import { createLogger } from '@filo/service';
import { randomUUID } from 'node:crypto';
import { workerParts } from '../../src/worker/worker-parts.js';
import { anAccount } from './an-account.js';
import type { Answer, Client } from './client.js';
import { receive } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let boss: Client;
let sam: Client;
let teamId: string;
let italian: string;
beforeAll(async () => {
  api = await startTestApi();
  boss = await api.signedIn();
  const groups = await api.dataSource.query('select id from account_group');
  sam = await signedInAgent(api, 'sam', groups.map(({ id }: { id: string }) => id)); // prettier-ignore
  const samId = (await sam.get('/api/v1/session')).body.agent.id;
  teamId = (await boss.post('/api/v1/teams', { name: 'Care', memberIds: [samId] })).body.id;
  await make({ text: '{{agent_name}}\n{{team}}\nThe Red Shop' });
  italian = (await make({ language: 'it', text: 'Un saluto, {{agent_name}}' })).id;
  await make({ teamId, text: 'Yours, {{agent_name}} of {{team}}' });
}, 120_000);
afterAll(() => api.close());

const make = async (body: object): Promise<{ id: string; version: number }> => {
  const made = await boss.post('/api/v1/signatures', body);
  expect([made.status, made.body.detail]).toEqual([201, undefined]);
  return made.body;
};
const change = (id: string, body: object) => boss.send('PATCH', `/api/v1/signatures/${id}`, body);
const arrive = async (name: string): Promise<string> =>
  (await receive(api, { author: aMailIdentity(`${name}@customers.example`), subject: name })).threadId;
const answer = async (by: Client, threadId: string, body: object = {}): Promise<Answer> =>
  by.post(
    `/api/v1/threads/${threadId}/replies`,
    { text: 'It is on its way', ...body },
    {
      'if-match': String((await boss.get(`/api/v1/threads/${threadId}`)).body.version),
      'idempotency-key': randomUUID(),
    },
  );
const mailOf = async ({ body }: Answer): Promise<{ text: string; html: string }> => {
  const [{ payload }] = await api.dataSource.query(
    `select o.payload from outbox o join delivery d on d.id = o.delivery_id where d.message_id = $1`,
    [body.message.id],
  );
  return payload;
};
const left = async (by: Client, threadId: string, body: object = {}): Promise<string> => {
  const sent = await answer(by, threadId, body);
  expect([sent.status, sent.body.detail]).toEqual([201, undefined]);
  return (await mailOf(sent)).text;
};
const speaks = (threadId: string, language: string) =>
  api.dataSource.query(
    `insert into fact (id, identity_id, field, value, source, actor, at, account_group_id)
     select gen_random_uuid(), l.identity_id, 'language', $2, 'channel', 'channel', now(), (select id from account_group limit 1)
     from link l where l.person_id = $1 and l.withdrawn_at is null`,
    [threadId, language],
  );

describe('a signature', () => {
  it('is written by admins, one per team and language, with no variable that nobody fills in', async () => {
    expect((await sam.get('/api/v1/signatures')).body.items).toMatchObject([
      { team: null, language: null },
      { team: null, language: 'it' },
      { team: { id: teamId, name: 'Care' }, language: null },
    ]);
    expect((await sam.post('/api/v1/signatures', { text: 'Mine' })).status).toBe(403);
    expect((await boss.post('/api/v1/signatures', { text: 'Two', language: 'it' })).body).toMatchObject({
      reason: 'signature-taken',
    });
    expect((await boss.post('/api/v1/signatures', { text: '{{person_name}}', language: 'fr' })).body).toMatchObject({
      ...{ code: 'invalid-request', errors: [{ path: 'text' }] },
    }); // prettier-ignore
    const [audited] = (await boss.get('/api/v1/audit?area=settings&limit=1')).body.items;
    expect(audited).toMatchObject({ kind: 'signature-made' });
  });

  it('is changed by the first of two admins, goes out of use and comes back where its place is free', async () => {
    const { id } = await make({ language: 'de', text: 'Gruß' });
    const answers = await Promise.all(['A', 'B'].map((text) => change(id, { version: 1, text })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await change(id, { version: 2, removed: true })).status).toBe(200);
    expect((await boss.get('/api/v1/signatures')).body.items).toHaveLength(3);
    const other = await make({ language: 'de', text: 'Andere' });
    expect((await change(id, { version: 3, removed: false })).body).toMatchObject({
      reason: 'signature-taken',
    });
    await change(other.id, { version: 1, removed: true });
    expect((await change(id, { version: 3, removed: false })).status).toBe(200);
    await change(id, { version: 4, removed: true });
  });

  it('leaves below the text, after "-- ", also where nobody says so; the thread folds it', async () => {
    const sent = await answer(boss, await arrive('plain'));
    const { text, html } = await mailOf(sent);
    const name = (await boss.get('/api/v1/session')).body.agent.name;
    expect(text).toBe(`It is on its way\n\n-- \n${name}\nThe Red Shop`);
    expect(html).toBe(`<p>It is on its way</p><div>-- <br><p>${name}<br>The Red Shop</p></div>`);
    expect(sent.body.message).toMatchObject({
      newText: 'It is on its way',
      signatureText: `${name}\nThe Red Shop`,
    });
  });

  it('is that of the team that answers: of the thread, else of the account, else of the agent', async () => {
    const of = async (by: Client, id: string) => (await left(by, id)).split('-- \n')[1];
    const samThread = await arrive('of-agent');
    expect(await of(sam, samThread)).toBe('Yours, sam of Care');
    const handed = await arrive('of-thread');
    expect(await of(boss, handed)).toContain('The Red Shop');
    await api.dataSource.query(
      `update topic set team_id = $2 where anchor_identity_id in (select identity_id from link where person_id = $1)`,
      [handed, teamId],
    );
    expect(await of(boss, handed)).toContain('of Care');
    const [{ id }] = await api.dataSource.query(`select id from account where channel = 'email' limit 1`);
    await api.dataSource.query('insert into account_routing (account_id, team_id) values ($1, $2)', [
      id,
      teamId,
    ]);
    expect(await of(boss, await arrive('of-account'))).toContain('of Care');
    await api.dataSource.query('delete from account_routing');
  });

  it('speaks the language of whom it is for', async () => {
    const threadId = await arrive('italian');
    await speaks(threadId, 'it-CH');
    expect(await left(boss, threadId)).toContain('-- \nUn saluto, ');
    const options = (await boss.get(`/api/v1/threads/${threadId}/reply-options`)).body;
    expect(options.signatures).toMatchObject({ byDefault: italian });
    expect(options.signatures.items.map(({ language }: { language: string }) => language)).toEqual([
      null,
      'it',
    ]);
  });

  it('is another one or none where the agent says so, and one that is gone is refused', async () => {
    const threadId = await arrive('chosen');
    expect(await left(boss, threadId, { signature: italian })).toContain('-- \nUn saluto, ');
    expect(await left(boss, threadId, { signature: 'none' })).toBe('It is on its way');
    expect((await answer(boss, threadId, { signature: randomUUID() })).body).toMatchObject({
      reason: 'no-such-signature',
    });
  });

  it('stands above what is taken along, and not twice in what is said again', async () => {
    const threadId = await arrive('again');
    const first = await answer(boss, threadId);
    const [identity] = (await boss.get(`/api/v1/people/${threadId}`)).body.identities;
    const carries = { messageId: first.body.message.id, attachmentIds: [] };
    const begins = { identityId: identity.id, subject: 'Look' };
    const forwarded = await left(boss, threadId, {
      ...{ text: 'See below', begins: { ...begins, carries: { ...carries, kind: 'forward' } } },
    });
    expect(forwarded).toMatch(/^See below\n\n-- \n[^]*The Red Shop\n\n-{10} Forwarded message/);
    const resent = await boss.post(
      `/api/v1/messages/${first.body.message.id}/resend`,
      { address: 'again@elsewhere.example' },
      { 'idempotency-key': randomUUID() },
    );
    expect(resent.status).toBe(201);
    expect((await mailOf(resent)).text.match(/-- \n/g)).toHaveLength(1);
  });

  it('is no part of the words that come back into a draft', async () => {
    const sent = await answer(boss, await arrive('undone'), { undo: true });
    const back = await boss.post(`/api/v1/messages/${sent.body.message.id}/hold-back`, {});
    expect(back.body.draft.content).toMatchObject({ text: 'It is on its way', signature: null });
  });

  it('stands below no post', async () => {
    const accountId = await anAccount(api, { channel: 'sample', address: 'lobby' });
    const { threadId } = await receive(api, {
      ...{ channel: 'sample', accountId, audience: 'public', participants: [], arrival: { via: 'api' } },
      ...{ author: { kind: 'sample', key: 'loud' }, text: 'Hey', newText: 'Hey', subject: undefined },
    });
    const options = (await boss.get(`/api/v1/threads/${threadId}/reply-options`)).body;
    expect(options).toMatchObject({ audience: 'public', signatures: null });
    expect(await left(boss, threadId, { signature: italian })).toBe('It is on its way');
  });

  it('is kept by a draft, and leaves with what was scheduled', async () => {
    const [threadId, id] = [await arrive('later'), randomUUID()];
    const { version } = (await boss.get(`/api/v1/threads/${threadId}`)).body;
    const content = { text: 'Good morning', signature: italian };
    const scheduled = await boss.send('PUT', `/api/v1/drafts/${id}/schedule`, {
      ...{ threadId, base: 0, device: 'desk', seq: 1, content, reply: content, seen: version },
      sendAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
    expect([scheduled.status, scheduled.body.content?.signature]).toEqual([200, italian]);
    await api.dataSource.query(`update draft set send_at = now() - interval '1 second' where id = $1`, [id]);
    const log = createLogger({ service: 'core', level: 'silent' });
    await workerParts({ ...api, log }).scheduled.once();
    const said = (await boss.get(`/api/v1/threads/${threadId}/messages`)).body.items;
    expect(said.at(-1)).toMatchObject({ newText: 'Good morning' });
    expect(said.at(-1).signatureText).toMatch(/^Un saluto, /);
  });
});
