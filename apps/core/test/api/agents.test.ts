import { aMailIdentity, eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { AgentLinkAddress } from '../../src/agent-links/agent-link-address.js';
import { AnswerForgotten } from '../../src/agent-links/answer-forgotten.js';
import { HandOver } from '../../src/agents/hand-over.js';
import { TendAgents } from '../../src/agents/tend-agents.js';
import { tokenKeysOf } from '../../src/config.js';
import { LeftTopics1769600100000 } from '../../src/database/migrations/1769600100000-left-topics.js';
import { inTransaction } from '../../src/database/in-transaction.js';
import { applyTopicAction } from '../../src/topics/apply-topic-action.js';
import type { Client } from './client.js';
import { EventReader } from './event-reader.js';
import { receive } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { admin, startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let boss: Client;
let groupId: string;
let accountId: string;
beforeAll(async () => {
  api = await startTestApi();
  boss = await api.signedIn();
  [{ id: groupId }] = await api.dataSource.query('select id from account_group');
  [{ id: accountId }] = await api.dataSource.query(`select id from account where channel = 'email'`);
  await api.dataSource.query('update account set address = $2 where id = $1', [accountId, mailbox]);
}, 120_000);
afterAll(() => api.close());

const mailbox = 'Support@desk.example';
const password = 'three small boats';
const tokenOf = (url: string): string => new URL(url).hash.slice(1);
const accounts = async () => (await boss.get('/api/v1/agents/all')).body.items;
const named = async (name: string) => (await accounts()).find((one: { name: string }) => one.name === name);
const invite = (name: string, more: object = {}) =>
  boss.post('/api/v1/agents', {
    name,
    email: `${name.toLowerCase()}@desk.example`,
    role: 'agent',
    accountGroupIds: [groupId],
    ...more,
  });
/** Lets the first account send by a server of its own, or no more. */
const sending = (on: boolean) =>
  api.dataSource.query(
    `update account set settings = case when $2 then settings || '{"smtp":{"host":"mail.example"}}' else settings - 'smtp' end where id = $1`,
    [accountId, on],
  );
/** The link in the mail that waits to leave for this address. */
const mailedTo = async (email: string): Promise<string | undefined> => {
  const [mail] = await api.dataSource.query(
    `select payload ->> 'text' as text from outbox where payload -> 'recipient' ->> 'key' = $1 order by id desc limit 1`,
    [email],
  );
  return /\/welcome#(\S+)/.exec(mail?.text ?? '')?.[1];
};

describe('an invitation', () => {
  it('lets in once whoever has the link, who chooses a password and is signed in', async () => {
    const { status, body } = await invite('Bea');
    expect(status).toBe(201);
    expect(await named('Bea')).toMatchObject({ state: 'invited', accountGroupIds: [groupId] });
    const token = tokenOf(body.url);
    const bea = api.client();
    expect((await bea.post('/api/v1/agent-links/read', { token })).body).toMatchObject({
      purpose: 'invite',
      name: 'Bea',
      email: 'bea@desk.example',
    });
    const [one, other] = await Promise.all([
      bea.post('/api/v1/agent-links/use', { token, password }),
      api.client().post('/api/v1/agent-links/use', { token, password }),
    ]);
    expect([one.status, other.status].toSorted()).toEqual([200, 403]);
    expect(await named('Bea')).toMatchObject({ state: 'active', linkUntil: null });
    const signed = await api.client().post('/api/v1/session', { email: 'bea@desk.example', password });
    expect(signed.body.agent).toMatchObject({ name: 'Bea', role: 'agent' });
  });

  it('is nobody to assign, nor a second pair of eyes, before it was accepted', async () => {
    await invite('Carl');
    const { items } = (await boss.get('/api/v1/agents')).body;
    expect(items.map((one: { name: string }) => one.name)).not.toContain('Carl');
    expect(
      (await api.client().post('/api/v1/session', { email: 'carl@desk.example', password })).status,
    ).toBe(401);
  });

  it('is void once a newer link was made, once it is too old, and for a password that is guessed first', async () => {
    const first = tokenOf((await invite('Dora')).body.url);
    const { id } = await named('Dora');
    const second = tokenOf((await boss.post(`/api/v1/agents/${id}/link`, {})).body.url);
    const use = (token: string, chosen = password) =>
      api.client().post('/api/v1/agent-links/use', { token, password: chosen });
    expect((await use(first)).body).toMatchObject({ status: 403, code: 'wrong-link' });
    expect((await use(second, 'dora@desk.example')).body).toMatchObject({ reason: 'weak-password' });
    expect((await use(second, 'too short')).status).toBe(400);
    await api.dataSource.query(`update agent_link set expires_at = now() where agent_id = $1`, [id]);
    expect((await use(second)).body).toMatchObject({ code: 'wrong-link' });
    expect(await named('Dora')).toMatchObject({ state: 'invited' });
  });

  it('leaves by mail through an account with a server of its own, and is kept nowhere', async () => {
    const email = 'emil@desk.example';
    expect((await invite('Emil', { accountId })).body).toMatchObject({ reason: 'no-account-for-links' });
    expect(await named('Emil')).toBeUndefined();
    await sending(true);
    expect((await invite('Emil', { accountId })).body.url).toBeNull();
    const token = (await mailedTo(email))!;
    const [kept] = await api.dataSource.query(
      `select string_agg(to_jsonb(m)::text, '') || (select string_agg(a.data::text, '') from audit a) as text from message m`,
    );
    expect(kept.text).toContain('[…]');
    expect(kept.text).not.toContain(token);
    expect((await boss.get('/api/v1/threads?view=all')).body.items).toEqual([]);
    expect((await api.client().post('/api/v1/agent-links/read', { token })).status).toBe(200);
    // A report of a mail that came back may quote it to the whole group.
    await api.dataSource.query(
      `update delivery set state = 'bounced' where message_id = (
         select l.message_id from agent_link l join agent a on a.id = l.agent_id where a.email = $1)`,
      [email],
    );
    expect((await api.client().post('/api/v1/agent-links/read', { token })).status).toBe(403);
  });

  it('is never mailed to a mailbox of ours, where the whole group would read it', async () => {
    const ours = ['SUPPORT@desk.example', 'support+boss@desk.example'];
    await sending(true);
    for (const email of ours) {
      const refused = await invite('Olga', { email, accountId });
      expect(refused.body).toMatchObject({ status: 422, reason: 'our-own-address' });
    }
    expect(await named('Olga')).toBeUndefined();
    expect((await invite('Olga', { email: 'support+boss@desk.example' })).body.url).toContain('/welcome#');
    expect(await mailedTo('support+boss@desk.example')).toBeUndefined();
  });

  it('leaves by mail also where the address is met for the first time by somebody else at once', async () => {
    await sending(true);
    const { inviting } = await inTransaction(api.dataSource, async (db) => {
      await db.query(`insert into identity (id, kind, key) values ($1, 'mail', 'wyn@desk.example')`, [
        uuidv7(),
      ]);
      const inviting = invite('Wyn', { accountId });
      await eventually(async () => {
        const waiting = await api.dataSource.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return waiting.length > 0;
      });
      return { inviting };
    });
    expect((await inviting).status).toBe(201);
    expect(await mailedTo('wyn@desk.example')).toBeDefined();
  });

  it('that was mailed is void once that mailbox is read by us', async () => {
    await sending(true);
    const email = 'pia@desk.example';
    await invite('Pia', { accountId });
    const token = (await mailedTo(email))!;
    const read = async () => (await api.client().post('/api/v1/agent-links/read', { token })).status;
    expect(await read()).toBe(200);
    await api.dataSource.query(
      `insert into identity (id, kind, key) values ($1, 'mail', $2) on conflict (kind, key) do nothing`,
      [uuidv7(), email],
    );
    await api.dataSource.query(`update identity set ours = true where kind = 'mail' and key = $1`, [email]);
    expect(await read()).toBe(403);
  });

  it('of an address that an agent has is refused, in whatever case it is written', async () => {
    expect((await invite('Bea', { email: 'BEA@desk.example' })).body).toMatchObject({
      status: 409,
      reason: 'email-taken',
    });
  });
});

/** There is always one more who forgot. */
class AlwaysAsked extends AnswerForgotten {
  override async once(): Promise<boolean> {
    await new Promise(setImmediate);
    return true;
  }
}

describe('a forgotten password', () => {
  const answering = () => ({
    dataSource: api.dataSource,
    keys: tokenKeysOf(api.settings),
    address: new AgentLinkAddress('http://127.0.0.1'),
  });
  const forget = (email: string, client = api.client()) => client.post('/api/v1/session/forgot', { email });
  const settle = async () => {
    while (await new AnswerForgotten(answering()).once());
  };
  const asked = async (): Promise<number> => {
    const [{ count }] = await api.dataSource.query('select count(*)::int as count from forgotten_password');
    return count;
  };

  it('is answered alike for an agent and for nobody, and mails the agent alone', async () => {
    await signedInAgent(api, 'fay', [groupId]);
    await api.dataSource.query('delete from outbox');
    await sending(true);
    expect((await forget('fay@example.org')).body).toEqual({ byMail: false });
    expect((await boss.send('PUT', '/api/v1/agent-mail', { accountId })).body.accountId).toBe(accountId);
    const [known, unknown] = [await forget('fay@example.org'), await forget('nobody@example.org')];
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    await settle();
    expect(await mailedTo('fay@example.org')).toBeDefined();
    expect(await mailedTo('nobody@example.org')).toBeUndefined();
  });

  it('mails no link to a mailbox of ours, and leaves the link of an admin as it was', async () => {
    const email = 'support+desk@desk.example';
    const token = tokenOf((await invite('Quin', { email })).body.url);
    await sending(true);
    await boss.send('PUT', '/api/v1/agent-mail', { accountId });
    expect((await forget(email)).status).toBe(202);
    await settle();
    expect(await mailedTo(email)).toBeUndefined();
    expect((await api.client().post('/api/v1/agent-links/read', { token })).status).toBe(200);
  });

  it('ends every other session, API tokens and event streams when a new one was chosen', async () => {
    const gill = await signedInAgent(api, 'gill', [groupId]);
    const { secret } = (await gill.post('/api/v1/tokens', { name: 'script' })).body;
    const bearer = { authorization: `Bearer ${secret}` };
    expect((await api.client().get('/api/v1/session', bearer)).status).toBe(200);
    const events = await EventReader.open(api.url, gill.cookie);
    await forget('gill@example.org');
    await settle();
    const token = await mailedTo('gill@example.org');
    const fresh = api.client();
    expect((await fresh.post('/api/v1/agent-links/use', { token, password })).status).toBe(200);
    await eventually(() => events.ended);
    expect((await gill.get('/api/v1/session')).status).toBe(401);
    expect((await api.client().get('/api/v1/session', bearer)).status).toBe(401);
    expect((await fresh.get('/api/v1/session')).status).toBe(200);
  });

  it('mails one agent no more than three links an hour, and one client asks no more than ten times', async () => {
    await signedInAgent(api, 'hal', [groupId]);
    await api.dataSource.query('delete from forgotten_password');
    const answers = [];
    for (let time = 0; time < 11; time++) answers.push((await forget('hal@example.org')).status);
    expect(answers).toEqual([...Array.from({ length: 10 }, () => 202), 429]);
    expect(await asked()).toBe(10);
    await settle();
    const [sent] = await api.dataSource.query(
      `select count(*)::int as count from outbox where payload -> 'recipient' ->> 'key' = 'hal@example.org'`,
    );
    expect(sent.count).toBe(3);
  });

  it('that is refused is not written down, however many ask at once, and prolongs no wait', async () => {
    await api.dataSource.query('delete from forgotten_password');
    const answers = await Promise.all(Array.from({ length: 30 }, () => forget('nobody@example.org')));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(10);
    expect(await asked()).toBe(10);
    // Ten of 50 minutes ago: whoever is refused now may ask again in ten, and not in an hour.
    await api.dataSource.query(`update forgotten_password set at = now() - interval '50 minutes'`);
    const refused = await forget('nobody@example.org');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(600);
    await api.dataSource.query(`update forgotten_password set at = at - interval '10 minutes'`);
    expect((await forget('nobody@example.org')).status).toBe(202);
  });

  it('asked without end holds up no hand-over', async () => {
    await signedInAgent(api, 'rob', [groupId]);
    const { id } = await named('rob');
    const { threadId } = await receive(api, { author: aMailIdentity('waits@handed.example') });
    await boss.post(`/api/v1/threads/${threadId}/actions`, { kind: 'assign', agentId: id });
    await api.dataSource.query(
      'update agent set disabled_at = now(), hand_over_by = (select id from agent where email = $2) where id = $1',
      [id, admin.email],
    );
    const ending = new AbortController();
    const forgotten = new AlwaysAsked(answering());
    const tending = new TendAgents({ forgotten, handOver: new HandOver(api.dataSource) }).run(ending.signal);
    await eventually(async () => (await named('rob')).openTopics === 0);
    ending.abort();
    await tending;
  });
});

describe('an agent who is let go', () => {
  const topicsOf = async (agentId: string | null): Promise<string[]> =>
    (
      await api.dataSource.query(
        `select id from topic where assignee_id is not distinct from $1 order by id`,
        [agentId],
      )
    ).map(({ id }: { id: string }) => id);

  const applied = async (
    personId: string,
    action: Parameters<typeof applyTopicAction>[1]['action'],
  ): Promise<void> => {
    const [{ id: agentId }] = await api.dataSource.query('select id from agent where email = $1', [
      admin.email,
    ]);
    await inTransaction(api.dataSource, (db) =>
      applyTopicAction(db, { personId, accountGroupIds: [groupId], agentId, action }),
    );
  };

  it('is signed out everywhere at once, and their topics go to who may see them, and come back', async () => {
    const ivy = await signedInAgent(api, 'ivy', [groupId]);
    await signedInAgent(api, 'jack', [groupId]);
    const [{ id: ivyId }, { id: jackId }] = [await named('ivy'), await named('jack')];
    const secret = (await ivy.post('/api/v1/tokens', { name: 'script' })).body.secret;
    for (let n = 0; n < 30; n++) {
      const { threadId } = await receive(api, { author: aMailIdentity(`n${n}@handed.example`) });
      const action = { kind: 'assign', agentId: ivyId };
      expect((await ivy.post(`/api/v1/threads/${threadId}/actions`, action)).status).toBe(200);
    }
    const theirs = await topicsOf(ivyId);
    expect(theirs).toHaveLength(30);
    const [one, two] = [
      await EventReader.open(api.url, ivy.cookie),
      await EventReader.open(api.url, '', undefined, { authorization: `Bearer ${secret}` }),
    ];
    const gone = await boss.post(`/api/v1/agents/${ivyId}/deactivate`, { handOverTo: jackId });
    expect(gone.body).toMatchObject({ state: 'deactivated', openTopics: 0, handingOver: false });
    await eventually(() => one.ended && two.ended);
    expect((await ivy.get('/api/v1/session')).status).toBe(401);
    const bearer = { authorization: `Bearer ${secret}` };
    expect((await api.client().get('/api/v1/session', bearer)).status).toBe(401);
    expect((await api.client().post('/api/v1/session', { ...admin, email: 'ivy@example.org' })).status).toBe(
      401,
    );
    expect(await topicsOf(jackId)).toEqual(theirs);
    // What somebody handed on since stays where it is.
    await api.dataSource.query(`update topic set assignee_id = null where id = $1`, [theirs[0]]);
    const back = await boss.post(`/api/v1/agents/${ivyId}/reactivate`, {});
    expect(back.body).toMatchObject({ state: 'active', openTopics: 29 });
    expect(await topicsOf(ivyId)).toEqual(theirs.slice(1));
    expect((await api.client().post('/api/v1/session', { ...admin, email: 'ivy@example.org' })).status).toBe(
      200,
    );
  }, 60_000);

  it('leaves to nobody what the other may not see, and what was left half is finished later', async () => {
    await signedInAgent(api, 'kim', [groupId]);
    await signedInAgent(api, 'lou', []);
    const [{ id: kimId }, { id: louId }] = [await named('kim'), await named('lou')];
    const { threadId } = await receive(api, { author: aMailIdentity('left@handed.example') });
    await boss.post(`/api/v1/threads/${threadId}/actions`, { kind: 'assign', agentId: kimId });
    const [topicId] = await topicsOf(kimId);
    const [{ id: bossId }] = await api.dataSource.query('select id from agent where email = $1', [
      admin.email,
    ]);
    await api.dataSource.query(
      'update agent set disabled_at = now(), hand_over_by = $2, hand_over_to = $3 where id = $1',
      [kimId, bossId, louId],
    );
    await Promise.all([new HandOver(api.dataSource).goOn(), new HandOver(api.dataSource).goOn()]);
    expect(await topicsOf(kimId)).toEqual([]);
    expect(await topicsOf(null)).toContain(topicId);
    expect(await named('kim')).toMatchObject({ handingOver: false });
  });

  it('keeps no topic that comes back while they are gone: what is reopened, answered or assigned late goes on', async () => {
    await signedInAgent(api, 'sue', [groupId]);
    await signedInAgent(api, 'tom', [groupId]);
    const [{ id: sueId }, { id: tomId }] = [await named('sue'), await named('tom')];
    const act = (threadId: string, action: object) =>
      boss.post(`/api/v1/threads/${threadId}/actions`, action);
    const closed = async (address: string): Promise<string> => {
      const { threadId } = await receive(api, {
        author: aMailIdentity(address),
        threadingId: `<${address}>`,
      });
      await act(threadId, { kind: 'assign', agentId: sueId });
      await act(threadId, { kind: 'close' });
      return threadId;
    };
    const [reopened] = [await closed('reopened@gone.example'), await closed('answers@gone.example')];
    const late = await receive(api, { author: aMailIdentity('late@gone.example') });
    await boss.post(`/api/v1/agents/${sueId}/deactivate`, { handOverTo: tomId });
    expect(await named('sue')).toMatchObject({ openTopics: 0, handingOver: false });
    // Before it was kept who takes over; the migration finds it.
    await api.dataSource.query('update agent set hand_over_by = null, hand_over_to = null where id = $1', [
      sueId,
    ]);
    const runner = api.dataSource.createQueryRunner();
    await new LeftTopics1769600100000().up(runner);
    await runner.release();
    await act(reopened, { kind: 'reopen' });
    const author = aMailIdentity('answers@gone.example');
    await receive(api, { author, references: ['<answers@gone.example>'] });
    // As one leaves it who looked at the agent just before they were gone.
    await applied(late.threadId, { kind: 'assign', agentId: sueId });
    expect(await named('sue')).toMatchObject({ openTopics: 3, handingOver: true });
    await new HandOver(api.dataSource).goOn();
    expect(await named('sue')).toMatchObject({ openTopics: 0, handingOver: false });
    expect(await named('tom')).toMatchObject({ openTopics: 3 });
    const back = await boss.post(`/api/v1/agents/${sueId}/reactivate`, {});
    expect(back.body).toMatchObject({ openTopics: 3, handingOver: false });
  });

  it('is never the last active admin, who keeps the role too, even where two demote each other at once', async () => {
    const other = await signedInAgent(api, 'mo', [groupId]);
    const [{ id: moId }, { id: bossId }] = [await named('mo'), await named('admin')];
    const last = { status: 403, reason: 'last-admin' };
    expect((await boss.post(`/api/v1/agents/${bossId}/deactivate`, { handOverTo: null })).body).toMatchObject(
      last,
    );
    expect((await boss.send('PATCH', `/api/v1/agents/${bossId}`, { role: 'agent' })).body).toMatchObject(
      last,
    );
    await boss.send('PATCH', `/api/v1/agents/${moId}`, { role: 'admin' });
    const answers = await Promise.all([
      boss.send('PATCH', `/api/v1/agents/${moId}`, { role: 'agent' }),
      other.send('PATCH', `/api/v1/agents/${bossId}`, { role: 'agent' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 403]);
    const [admins] = await api.dataSource.query(
      `select count(*)::int as count from agent where role = 'admin'`,
    );
    expect(admins.count).toBe(1);
    await api.dataSource.query(
      `update agent set role = case when id = $1 then 'admin' else 'agent' end where id in ($1, $2)`,
      [bossId, moId],
    );
  });
});

describe('access', () => {
  it('that is taken away holds at once, also for what is open', async () => {
    const ned = await signedInAgent(api, 'ned', [groupId]);
    const { id } = await named('ned');
    const { threadId } = await receive(api, { author: aMailIdentity('seen@access.example') });
    const events = await EventReader.open(api.url, ned.cookie);
    expect((await ned.get(`/api/v1/threads/${threadId}`)).status).toBe(200);
    expect((await boss.send('PATCH', `/api/v1/agents/${id}`, { accountGroupIds: [] })).status).toBe(200);
    await eventually(() => events.ended);
    expect((await ned.get(`/api/v1/threads/${threadId}`)).status).toBe(404);
  });

  it('to a new account group is its maker’s alone, and its name is taken once', async () => {
    const made = await boss.post('/api/v1/account-groups', { name: 'Press' });
    expect(made.body).toMatchObject({ name: 'Press', agents: 1, accounts: [] });
    expect((await boss.post('/api/v1/account-groups', { name: 'press' })).body).toMatchObject({
      reason: 'name-taken',
    });
    const renamed = await boss.send('PATCH', `/api/v1/account-groups/${made.body.id}`, {
      name: 'Newspapers',
    });
    expect(renamed.body.name).toBe('Newspapers');
    expect((await boss.send('PATCH', `/api/v1/account-groups/${uuidv7()}`, { name: 'None' })).status).toBe(
      404,
    );
  });
});
