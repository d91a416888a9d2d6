import { eventually } from '@filo/testing';
import { signedInAgent } from './signed-in-agent.js';
import type { Answer } from './client.js';
import { admin, startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
}, 120_000);
afterAll(() => api.close());
beforeEach(() => api.dataSource.query('delete from sign_in_failure'));

describe('signing in', () => {
  it('opens a session in a cookie that scripts cannot read, and ends it', async () => {
    const client = api.client();
    const answer = await client.post('/api/v1/session', admin);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      agent: { email: admin.email, role: 'admin' },
      organisation: { name: 'Filo' },
    });
    expect(answer.headers.get('set-cookie')).toMatch(
      new RegExp(`^filo-${new URL(api.url).port}=[\\w-]{43}; Max-Age=\\d+; Path=/; HttpOnly; SameSite=Lax$`),
    );
    const { cookie } = client;
    expect((await client.get('/api/v1/session')).status).toBe(200);
    expect((await client.send('DELETE', '/api/v1/session')).status).toBe(204);
    expect((await api.client().get('/api/v1/session', { cookie })).status).toBe(401);
  });

  it('leaves the session of another installation on the same host alone', async () => {
    const other = await startTestApi();
    try {
      const browser = await api.signedIn();
      const both = await other.client().post('/api/v1/session', admin, { cookie: browser.cookie });
      const [cookie] = both.headers.getSetCookie()[0]!.split(';');
      const jar = { cookie: `${browser.cookie}; ${cookie}` };
      expect((await api.client().get('/api/v1/session', jar)).status).toBe(200);
      expect((await other.client().get('/api/v1/session', jar)).status).toBe(200);
    } finally {
      await other.close();
    }
  });

  it('uses a __Host- cookie with Secure where the public address is https', async () => {
    const secure = await startTestApi({ FILO_PUBLIC_URL: 'https://desk.example.org' });
    try {
      const response = await secure.app.inject({
        method: 'POST',
        url: '/api/v1/session',
        headers: { host: 'desk.example.org', origin: 'https://desk.example.org' },
        payload: admin,
      });
      expect(response.statusCode).toBe(200);
      expect(response.headers['set-cookie']).toMatch(
        /^__Host-filo=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      );
    } finally {
      await secure.close();
    }
  });

  it('refuses after five failures for one account from one address, also with the right password, and says how long', async () => {
    const client = api.client();
    const wrong = { email: admin.email, password: 'wrong' };
    for (let i = 0; i < 5; i++) {
      const answer = await client.post('/api/v1/session', wrong);
      expect(answer.body).toMatchObject({ status: 401, code: 'wrong-credentials' });
    }
    const refused = await client.post('/api/v1/session', admin);
    expect(refused.body).toMatchObject({ status: 429, code: 'too-many-attempts' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800);
    expect((await client.post('/api/v1/session', { ...wrong, email: 'other@example.org' })).status).toBe(401);
    await api.dataSource.query(`update sign_in_failure set at = at - interval '16 minutes'`);
    expect((await client.post('/api/v1/session', admin)).status).toBe(200);
  });

  it('gives thirty attempts at once no more guesses than thirty in a row', async () => {
    const attempts = await Promise.all(
      Array.from({ length: 30 }, () =>
        api.client().post('/api/v1/session', { email: admin.email, password: 'wrong' }),
      ),
    );
    const looked = attempts.filter((answer) => answer.status === 401);
    expect(looked.length).toBeLessThanOrEqual(5);
    expect(attempts.filter((answer) => answer.status === 429)).toHaveLength(30 - looked.length);
  });

  it('gives one client thirty guesses over all accounts, real or made up, and looks at no password after that', async () => {
    const guess = (email: string) => api.client().post('/api/v1/session', { email, password: 'wrong' });
    for (let i = 0; i < 30; i++) await guess(`made-up-${i}@example.org`);
    const [made, real] = [await guess('made-up-99@example.org'), await guess(admin.email)];
    expect(made.body).toMatchObject({ status: 429, code: 'too-many-attempts' });
    expect(real.body).toEqual(made.body);
    expect((await api.client().post('/api/v1/session', admin)).status).toBe(429);
    await api.dataSource.query(`update sign_in_failure set address = '192.0.2.1'`);
    expect((await api.client().post('/api/v1/session', admin)).status).toBe(200);
  });

  it('refuses the sixth guess of a made-up account just as of a real one', async () => {
    const wrong = (email: string) => api.client().post('/api/v1/session', { email, password: 'wrong' });
    const answers: Record<string, [number, string][]> = { [admin.email]: [], 'made-up@example.org': [] };
    for (const [email, seen] of Object.entries(answers))
      for (let i = 0; i < 6; i++) {
        const { status, body } = await wrong(email);
        seen.push([status, body.detail]);
      }
    expect(answers['made-up@example.org']).toEqual(answers[admin.email]);
    expect(answers[admin.email]!.map(([status]) => status)).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('does not tell whether an account exists', async () => {
    const known = await api.client().post('/api/v1/session', { email: admin.email, password: 'wrong' });
    const unknown = await api
      .client()
      .post('/api/v1/session', { email: 'nobody@example.org', password: 'wrong' });
    expect(unknown.body).toEqual(known.body);
  });
});

describe('what is under way', () => {
  const isWaiting = async (): Promise<boolean> => {
    const waiting = await api.dataSource.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return waiting.length > 0;
  };
  /** Asks while `change` is done to the agent but not committed, and commits once the request waits for it or is answered. */
  const during = (
    email: string,
    change: string,
    ask: () => Promise<Answer>,
  ): Promise<{ asked: Promise<Answer> }> =>
    api.dataSource.transaction(async (db) => {
      await db.query('select from agent where email = $1 for no key update', [email]);
      const asked = ask();
      await Promise.race([asked, eventually(isWaiting)]);
      await db.query(change, [email]);
      return { asked };
    });
  const newPassword = `update agent set password_hash = password_hash || 'x' where email = $1`;
  const deactivation = `update agent set disabled_at = now() where email = $1`;

  it.each([
    ['a new password', newPassword, 'ann'],
    ['a deactivation', deactivation, 'ben'],
  ])('a sign-in opens no session after %s', async (_, change, name) => {
    await signedInAgent(api, name, []);
    const email = `${name}@example.org`;
    const { asked } = await during(email, change, () =>
      api.client().post('/api/v1/session', { ...admin, email }),
    );
    expect((await asked).body).toMatchObject({ status: 401, code: 'wrong-credentials' });
  });

  it.each([
    [
      'a new password, which ended the session',
      `delete from session s using agent a where a.id = s.agent_id and a.email = $1`,
      'cid',
    ],
    ['a deactivation', deactivation, 'deb'],
  ])('no token is made after %s', async (_, change, name) => {
    const client = await signedInAgent(api, name, []);
    await client.get('/api/v1/session');
    const { asked } = await during(`${name}@example.org`, change, () =>
      client.post('/api/v1/tokens', { name: 'late' }),
    );
    expect((await asked).body).toMatchObject({ status: 401, code: 'not-signed-in' });
  });

  it('a token makes no other one after all were removed', async () => {
    const client = await signedInAgent(api, 'eve', []);
    const { secret } = (await client.post('/api/v1/tokens', { name: 'script' })).body;
    const bearer = { authorization: `Bearer ${secret}` };
    const made = (name: string) => api.client().post('/api/v1/tokens', { name }, bearer);
    expect((await made('second')).status).toBe(201);
    const { asked } = await during(
      'eve@example.org',
      `delete from api_token t using agent a where a.id = t.agent_id and a.email = $1`,
      () => made('late'),
    );
    expect((await asked).body).toMatchObject({ status: 401, code: 'not-signed-in' });
  });
});

describe('requests of other sites', () => {
  const post = (headers: Record<string, string>) =>
    api.app.inject({ method: 'POST', url: '/api/v1/session', headers, payload: admin });

  it.each([
    ['our own page', { host: '127.0.0.1:4600', origin: 'http://127.0.0.1:4600' }, 200],
    ['a script without Origin on the same host', { host: '127.0.0.1:4600' }, 200],
    ['a foreign page', { host: '127.0.0.1:4600', origin: 'https://evil.example' }, 403],
    ['a sandboxed page', { host: '127.0.0.1:4600', origin: 'null' }, 403],
    ['a page on another port', { host: '127.0.0.1:4600', origin: 'http://127.0.0.1:9999' }, 403],
    ['a page whose name points at us', { host: 'evil.example', origin: 'http://evil.example' }, 403],
    ['a script that names another host', { host: 'evil.example' }, 403],
    ['a foreign form without Origin', { host: '127.0.0.1:4600', 'sec-fetch-site': 'cross-site' }, 403],
  ])('from %s', async (_, headers, status) => {
    const response = await post(headers);
    expect(response.statusCode).toBe(status);
    if (status === 403) expect(response.json()).toMatchObject({ code: 'foreign-origin' });
  });
});

describe('API tokens', () => {
  it('act as their agent without an Origin, are shown once, and end when removed', async () => {
    const client = await api.signedIn();
    const made = await client.post('/api/v1/tokens', { name: 'script' });
    expect(made.status).toBe(201);
    const bearer = { authorization: `Bearer ${made.body.secret}` };
    const use = () =>
      api.app.inject({ method: 'GET', url: '/api/v1/session', headers: { ...bearer, host: 'anything' } });
    expect((await use()).json()).toMatchObject({ agent: { email: admin.email } });
    const listed = await client.get('/api/v1/tokens');
    expect(JSON.stringify(listed.body)).not.toContain(made.body.secret);
    expect(listed.body.items).toHaveLength(1);
    expect((await client.send('DELETE', `/api/v1/tokens/${made.body.id}`)).status).toBe(204);
    expect((await use()).statusCode).toBe(401);
  });
});
