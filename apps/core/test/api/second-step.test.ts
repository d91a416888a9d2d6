import { Secret, TOTP } from 'otpauth';
import { secondStepKeysOf } from '../../src/config.js';
import { AgentLinkAddress } from '../../src/agent-links/agent-link-address.js';
import { resetByOperator } from '../../src/agent-links/reset-by-operator.js';
import { openForAgent } from '../../src/second-step/seal-for-agent.js';
import type { Client } from './client.js';
import { signedInAgent } from './signed-in-agent.js';
import { admin, startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
}, 120_000);
afterAll(() => api.close());
beforeEach(() => api.dataSource.query('delete from sign_in_failure'));

const path = '/api/v1/own-account/second-step';
const current = admin.password;
const codeOf = (secret: string, stepsFromNow = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + stepsFromNow * 30_000 });
const signIn = (name: string, code?: string) =>
  api
    .client()
    .post('/api/v1/session', { email: `${name}@example.org`, password: current, ...(code && { code }) });
/** As if half a minute had gone by for every agent: a code opens the door once. */
const later = () => api.dataSource.query('update second_step set last_taken = last_taken - 3');
/** An agent with a second step, its secret and recovery codes. */
const withStep = async (name: string) => {
  const client = await signedInAgent(api, name, []);
  const { secret, uri } = (await client.post(path, { current })).body;
  const confirmed = await client.post(`${path}/confirm`, { code: codeOf(secret) });
  expect(confirmed.status).toBe(200);
  await later();
  return { client, secret: secret as string, uri: uri as string, codes: confirmed.body.codes as string[] };
};
const adminWithStep = async (name: string) => {
  const made = await withStep(name);
  await api.dataSource.query(`update agent set role = 'admin' where email = $1`, [`${name}@example.org`]);
  return made;
};
const account = async (client: Client) => (await client.get('/api/v1/own-account')).body;

describe('setting it up', () => {
  it('shows a secret that holds only after a code of it was typed, and signs other browsers out', async () => {
    const client = await signedInAgent(api, 'ann', []);
    const there = api.client();
    await there.post('/api/v1/session', { email: 'ann@example.org', password: current });
    expect((await client.post(path, { current: 'wrong' })).body).toMatchObject({
      status: 401,
      reason: 'wrong-password',
    });
    const first = (await client.post(path, { current })).body;
    const second = (await client.post(path, { current })).body;
    expect(second.secret).not.toBe(first.secret);
    expect(new URL(second.uri).searchParams.get('secret')).toBe(second.secret);
    expect(decodeURIComponent(second.uri)).toContain('otpauth://totp/Filo:ann@example.org');
    expect((await signIn('ann')).status).toBe(200);
    expect((await client.post(`${path}/confirm`, { code: codeOf(first.secret) })).body.code).toBe(
      'wrong-code',
    );
    expect((await account(client)).secondStepSince).toBeNull();
    const { codes } = (await client.post(`${path}/confirm`, { code: codeOf(second.secret) })).body;
    expect(new Set(codes).size).toBe(10);
    expect(await account(client)).toMatchObject({ recoveryCodesLeft: 10 });
    expect((await there.get('/api/v1/session')).status).toBe(401);
    expect((await client.get('/api/v1/session')).status).toBe(200);
    expect((await client.post(path, { current })).body).toMatchObject({
      status: 409,
      reason: 'second-step-set',
    });
    expect((await client.post(`${path}/confirm`, { code: codeOf(second.secret) })).body.reason).toBe(
      'second-step-not-set',
    );
  });

  it('keeps the secret sealed to this agent, and no recovery code', async () => {
    const { secret, codes } = await withStep('ben');
    const [row] = await api.dataSource.query(
      `select s.agent_id as id, s.sealed_secret as sealed from second_step s join agent a on a.id = s.agent_id where a.email = 'ben@example.org'`,
    );
    const raw = Buffer.from(Secret.fromBase32(secret).bytes);
    expect(row.sealed.includes(raw)).toBe(false);
    const keys = secondStepKeysOf(api.settings);
    expect(openForAgent(keys, row.id, row.sealed)?.secret.equals(raw)).toBe(true);
    expect(openForAgent(keys, row.id.replace(/.$/, 'x'), row.sealed)).toBeUndefined();
    const [{ words }] = await api.dataSource.query(
      `select string_agg(c::text, '') as words from recovery_code c`,
    );
    for (const code of codes) expect(words).not.toContain(code.replaceAll('-', ''));
  });
});

describe('at the door', () => {
  it('the password alone opens nothing; a code opens once, and so does a recovery code as it is typed from paper', async () => {
    const { client, secret, codes } = await withStep('cid');
    expect((await signIn('cid')).body).toMatchObject({ status: 401, code: 'second-step-needed' });
    const code = codeOf(secret);
    expect((await signIn('cid', `${code.slice(0, 3)} ${code.slice(3)}`)).status).toBe(200);
    expect((await signIn('cid', code)).body.code).toBe('wrong-code');
    const typed = codes[0]!.replaceAll('-', ' ').toUpperCase();
    expect((await signIn('cid', typed)).status).toBe(200);
    expect((await signIn('cid', codes[0])).body.code).toBe('wrong-code');
    expect((await account(client)).recoveryCodesLeft).toBe(9);
  });

  it('a wrong password is told nothing of it', async () => {
    await withStep('dee');
    const wrong = (email: string) =>
      api.client().post('/api/v1/session', { email, password: 'wrong', code: '000000' });
    expect((await wrong('dee@example.org')).body).toEqual((await wrong('nobody@example.org')).body);
  });

  it('clocks may differ by half a minute, and not by more', async () => {
    const { secret } = await withStep('eli');
    expect((await signIn('eli', codeOf(secret, -3))).body.code).toBe('wrong-code');
    expect((await signIn('eli', codeOf(secret, 3))).body.code).toBe('wrong-code');
    expect((await signIn('eli', codeOf(secret, 1))).status).toBe(200);
  });

  it('ten wrong codes, wherever from and however many at once, are all there are within fifteen minutes', async () => {
    const { secret } = await withStep('fay');
    const guesses = await Promise.all(
      Array.from({ length: 14 }, async () => {
        await api.dataSource.query('delete from sign_in_failure');
        return (await signIn('fay', 'aaaa-aaaa-aaaa')).body.code as string;
      }),
    );
    expect(guesses.filter((code) => code === 'wrong-code').length).toBeLessThanOrEqual(10);
    await api.dataSource.query(`update second_step set wrong = 10 where wrong > 0`);
    await api.dataSource.query('delete from sign_in_failure');
    expect((await signIn('fay', codeOf(secret))).body).toMatchObject({
      status: 429,
      code: 'too-many-attempts',
    });
    await api.dataSource.query(
      `update second_step set wrong_since = now() - interval '16 minutes' where wrong > 0`,
    );
    expect((await signIn('fay', codeOf(secret))).status).toBe(200);
  });
});

it('a recovery code opens while wrong ones make the codes of the app wait, and makes them wait no less', async () => {
  const { secret, codes } = await withStep('kim');
  for (let guess = 0; guess < 10; guess++)
    expect((await signIn('kim', '000000')).body.code).toBe('wrong-code');
  expect((await signIn('kim', codeOf(secret))).body.code).toBe('too-many-attempts');
  expect((await signIn('kim', codes[0])).status).toBe(200);
  expect((await signIn('kim', codes[0])).body.code).toBe('too-many-attempts');
  expect((await signIn('kim', codeOf(secret))).body.code).toBe('too-many-attempts');
});

describe('without the device', () => {
  it('a link for a forgotten password asks for a code, too, and is not used up by a wrong one', async () => {
    const { secret } = await withStep('gil');
    const boss = await api.signedIn();
    const all = (await boss.get('/api/v1/agents/all')).body.items;
    const gil = all.find(({ name }: { name: string }) => name === 'gil');
    expect(gil.secondStep).toBe(true);
    const made = (await boss.post(`/api/v1/agents/${gil.id}/link`, {})).body;
    const token = new URL(made.url).hash.slice(1);
    const use = (code?: string) =>
      api
        .client()
        .post('/api/v1/agent-links/use', { token, password: 'three small boats', ...(code && { code }) });
    expect((await api.client().post('/api/v1/agent-links/read', { token })).body.secondStep).toBe(true);
    expect((await use()).body.code).toBe('second-step-needed');
    expect((await use('000000')).body.code).toBe('wrong-code');
    expect((await use(codeOf(secret))).status).toBe(200);
  });

  it('an admin takes it off, nobody else', async () => {
    const { client } = await withStep('hal');
    const boss = await api.signedIn();
    const { id } = await account(client);
    expect((await client.send('DELETE', `/api/v1/agents/${id}/second-step`)).status).toBe(403);
    expect((await boss.send('DELETE', `/api/v1/agents/${id}/second-step`)).body).toMatchObject({
      secondStep: false,
    });
    expect((await signIn('hal')).status).toBe(200);
  });

  it('an admin takes it off for colleagues, signed in: no API token does, and nobody for themselves without the code', async () => {
    const { client: boss, secret } = await adminWithStep('mia');
    const { client: colleague } = await withStep('ned');
    const [own, other] = [(await account(boss)).id, (await account(colleague)).id];
    const token = (await boss.post('/api/v1/tokens', { name: 'script' })).body.secret;
    const byProgram = (id: string) =>
      api.client().send('DELETE', `/api/v1/agents/${id}/second-step`, undefined, {
        authorization: `Bearer ${token}`,
      });
    for (const id of [own, other])
      expect((await byProgram(id)).body).toMatchObject({ status: 403, reason: 'needs-session' });
    for (const id of [own, own.toUpperCase()])
      expect((await boss.send('DELETE', `/api/v1/agents/${id}/second-step`)).body).toMatchObject({
        status: 403,
        code: 'not-allowed',
        reason: 'own-second-step',
      });
    for (const name of ['mia', 'ned']) expect((await signIn(name)).body.code).toBe('second-step-needed');
    expect((await signIn('mia', codeOf(secret))).status).toBe(200);
    expect((await boss.send('DELETE', `/api/v1/agents/${other}/second-step`)).status).toBe(200);
    expect((await signIn('ned')).status).toBe(200);
  });

  it('whoever has the machine gets a link that asks for none', async () => {
    await withStep('ida');
    const link = await resetByOperator(api.dataSource, 'ida@example.org', new AgentLinkAddress(api.url));
    expect(link.secondStepRemoved).toBe(true);
    const token = new URL(link.url).hash.slice(1);
    expect(
      (await api.client().post('/api/v1/agent-links/use', { token, password: 'three small boats' })).status,
    ).toBe(200);
  });
});

it('new recovery codes and taking it off need password and code; the codes of before are void', async () => {
  const { client, secret, codes } = await withStep('jan');
  expect((await client.post(`${path}/recovery-codes`, { current, code: '000000' })).body.code).toBe(
    'wrong-code',
  );
  const fresh = (await client.post(`${path}/recovery-codes`, { current, code: codeOf(secret) })).body.codes;
  expect((await signIn('jan', codes[1])).body.code).toBe('wrong-code');
  expect((await client.post(`${path}/remove`, { current: 'wrong', code: fresh[0] })).body.reason).toBe(
    'wrong-password',
  );
  expect((await client.post(`${path}/remove`, { current, code: fresh[0] })).status).toBe(204);
  expect(await account(client)).toMatchObject({ secondStepSince: null, recoveryCodesLeft: 0 });
  expect((await signIn('jan')).status).toBe(200);
  expect((await client.post(`${path}/remove`, { current, code: fresh[1] })).body.reason).toBe(
    'second-step-not-set',
  );
});
