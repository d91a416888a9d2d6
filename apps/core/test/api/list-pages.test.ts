import type { Client } from './client.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  const make = (sql: string) => api.dataSource.query(sql);
  // Some of the same instant, and some of the same name: the id breaks ties.
  await make(`insert into account (id, channel, address, account_group_id, settings, created_at)
    select gen_random_uuid(), c, 'a' || n || '@example.org', (select id from account_group), '{}', now() + n / 3 * interval '1 ms'
    from generate_series(1, 10) n, unnest('{email,webform}'::text[]) c`);
  await make(`insert into api_token (id, agent_id, name, secret_hash, created_at)
    select gen_random_uuid(), (select id from agent), 'token ' || n, sha256(n::text::bytea), now() + n / 3 * interval '1 ms'
    from generate_series(1, 11) n`);
  await make(`insert into agent (id, email, name, role)
    select gen_random_uuid(), 'agent' || n || '@example.org', 'Agent ' || n / 3, 'agent' from generate_series(1, 10) n`);
}, 120_000);
afterAll(() => api.close());

const walk = async (path: string): Promise<string[]> => {
  const seen: string[] = [];
  for (let next: string | null = ''; next !== null;) {
    const { body } = await client.get(`${path}?limit=3&cursor=${next}`);
    expect(body.items.length).toBeLessThanOrEqual(3);
    seen.push(...body.items.map(({ id }: { id: string }) => id));
    next = body.next;
  }
  return seen;
};

it.each(['/api/v1/accounts', '/api/v1/forms', '/api/v1/tokens', '/api/v1/agents'])(
  '%s has pages that skip and repeat nobody, in the order of the whole list',
  async (path) => {
    const whole = await client.get(path);
    expect([whole.body.items.length, whole.body.next]).toEqual([11, null]);
    expect(await walk(path)).toEqual(whole.body.items.map(({ id }: { id: string }) => id));
    expect((await client.get(`${path}?cursor=guessed`)).body.code).toBe('bad-cursor');
  },
);
