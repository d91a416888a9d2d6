import { randomUUID } from 'node:crypto';
import {
  personPage,
  threadPage,
  threadViewName,
  type ThreadFilter,
  type ThreadViewName,
} from '@filo/contracts/http';
import { aMailIdentity } from '@filo/testing';
import type { DataSource } from 'typeorm';
import type { Reader } from '../../src/access/reader.js';
import { TellDuePromises } from '../../src/promises/tell-due-promises.js';
import { CountThreads } from '../../src/thread-pages/count-threads.js';
import { ListThreads } from '../../src/thread-pages/list-threads.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

const threads = 20_000;
const [rareTag, commonTag] = ['0190a0b0-0000-7000-8000-000000000000', '0190a0b0-0000-7000-8000-000000000001'];

let api: TestApi;
let client: Client;
let reader: Reader;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  await seed(api.dataSource);
  const [agent] = await api.dataSource.query('select id as "agentId" from agent');
  const groups = await api.dataSource.query('select id from account_group');
  reader = { ...agent, accountGroupIds: groups.map(({ id }: { id: string }) => id) };
}, 180_000);
afterAll(() => api.close());

/** One person in 100 spoke in public; one in 1,000 is called Zephyrine; one subject in 2,000 holds the word xylophone. */
const seed = async (db: DataSource): Promise<void> => {
  await db.query(`create temp table s as select n, gen_random_uuid() as identity, gen_random_uuid() as person,
    gen_random_uuid() as topic, timestamptz '2026-01-01' + n * interval '1 minute' as at,
    (select id from account where channel = 'email') as account,
    (select id from account_group limit 1) as grp from generate_series(1, ${threads}) n`);
  for (const sql of [
    `insert into identity (id, kind, key, name) select identity, 'mail', 'person' || n || '@many.example',
       case when n % 1000 = 0 then 'Zephyrine ' else 'Person ' end || n from s`,
    `insert into person (id) select person from s`,
    `insert into link (id, identity_id, person_id, evidence, grade, actor)
       select gen_random_uuid(), identity, person, '{}', 'claimed', 'test' from s`,
    `insert into topic (id, anchor_identity_id, account_group_id, state, opened_at, last_at) select topic, identity, grp, 'open', at, at from s`,
    `insert into message (id, channel, account_id, account_group_id, direction, class, anchor_identity_id,
       author_identity_id, topic_id, audience, proof, subject, text, new_text, sort_at)
       select gen_random_uuid(), 'email', account, grp, 'inbound', 'human', identity, identity, topic,
         case when n % 100 = 0 then 'public' else 'private' end, 'claimed', 'x', 'x', 'x', at from s`,
    `insert into thread (person_id, name) select person, 'Person ' || n from s`,
    `insert into thread_row (person_id, account_group_id, state, subject, preview_direction, channels, last_at, waiting_since, promise_due, snoozed_until)
       select person, grp, case when n % 3 = 0 then 'closed' else 'open' end,
         case when n % 2000 = 0 then 'my xylophone' else 'an order of ' || n end, 'inbound',
         case when n % 500 = 0 then '{mastodon,email}' else '{email}' end::text[], at,
         case when n % 3 <> 0 then at end, case when n % 50 = 0 then at end, case when n % 40 = 0 then at end from s`,
    `insert into promise (id, anchor_identity_id, account_group_id, topic_id, text, due_at, due_zone, owner_agent_id, made_by, told_due_at)
       select gen_random_uuid(), identity, grp, topic, 'x', due, 'UTC', agent.id, agent.id, case when due < now() then due end
       from s cross join (select id from agent limit 1) agent
       cross join lateral (select now() + case when n % 2 = 0 then 1 else -1 end * n * interval '1 day' as due) by`,
    `insert into tag (id, name) values ('${rareTag}', 'Rare'), ('${commonTag}', 'Common')`,
    `insert into thread_tag select identity, grp, '${rareTag}' from s where n % 2000 = 0`,
    `insert into thread_tag select identity, grp, '${commonTag}' from s where n % 2 = 0`,
    // Also empties the lists in which trigrams wait to be sorted in, as autovacuum does.
    'vacuum analyze',
  ])
    await db.query(sql);
};

/** The plan of the very statement that an action runs. */
const planOf = async (act: (db: DataSource) => Promise<unknown>): Promise<string> => {
  const asked: [string, unknown[]][] = [];
  const query = (sql: string, parameters: unknown[]) => {
    asked.push([sql, parameters]);
    return api.dataSource.query(sql, parameters);
  };
  await act({ query } as never);
  const plans = await Promise.all(
    asked.map(([sql, values]) => api.dataSource.query(`explain ${sql}`, values)),
  );
  return JSON.stringify(plans);
};
const list = (view: ThreadViewName, q?: string) =>
  planOf((db) => new ListThreads(db).run(reader, { view, q, limit: 50 }));
const narrowed = (filter: ThreadFilter) =>
  planOf((db) => new ListThreads(db).run(reader, { view: 'all', ...filter, limit: 50 }));

describe('with 20,000 threads', () => {
  it.each([
    ['all', 'thread_row_all'],
    ['waiting', 'thread_row_waits'],
    ['closed', 'thread_row_closed'],
    ['mine', 'thread_row_assignees'],
    ['unassigned', 'thread_row_turn'],
    ['snoozed', 'thread_row_snoozed'],
    ['promised', 'thread_row_promised'],
    ['social', 'message_public'],
  ] as const)('the view %s is read from its index %s', async (view, index) => {
    const plan = await list(view);
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/Seq Scan on (message|thread_row)/);
  });

  it('no index of the lists is kept that no view is read from', async () => {
    const plans = await Promise.all([
      ...threadViewName.options.map((view) => list(view)),
      ...[{ team: randomUUID() }, { channel: 'mastodon' }].map(narrowed),
    ]);
    const kept = await api.dataSource.query(
      `select indexname as name from pg_indexes where tablename = 'thread_row' and indexdef like '% WHERE %' order by 1`,
    );
    const unread = kept.filter(({ name }: { name: string }) => !plans.some((plan) => plan.includes(name)));
    expect(unread).toEqual([]);
  });

  it.each([
    [{ channel: 'mastodon' }, 'thread_row_channels'],
    [{ agent: randomUUID() }, 'thread_row_assignees'],
    [{ waiting: 24 * 300 }, 'thread_row_waits'],
    [{ promise: 'late' }, 'thread_row_promised'],
    [{ tag: rareTag }, 'thread_tag_tag'],
    [{ sort: 'oldest' }, 'thread_row_all'],
  ] as const)('a list that is narrowed reads no row that it does not show (%#)', async (filter, index) => {
    const plan = await narrowed(filter);
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/Seq Scan on (message|thread_row|link|thread_tag)\b/);
  });

  it('a search reads the trigram indexes of subjects and of names', async () => {
    const plan = await list('all', 'xylophone');
    expect(plan).toContain('thread_row_subject');
    expect(plan).toContain('identity_expr_idx');
    expect(plan).toContain('identity_handle');
    expect(plan).not.toMatch(/Seq Scan on (message|thread_row|identity)\b/);
    const found = threadPage.parse((await client.get('/api/v1/threads?q=xylophone')).body);
    expect(found.items).toHaveLength(10);
    const named = threadPage.parse((await client.get('/api/v1/threads?q=zephyrine')).body);
    expect(named.items).toHaveLength(20);
  });

  it('counts read no message of a thread that never spoke in public', async () => {
    const plan = await planOf((db) => new CountThreads(db).run(reader));
    expect(plan).toContain('message_public');
    expect(plan).not.toMatch(/Seq Scan on message/);
  });

  it('whoever looks for promises that come due reads neither those of later nor those that are told', async () => {
    const plan = await planOf((db) => new TellDuePromises(db).once());
    expect(plan).toContain('promise_untold');
    expect(plan).toContain('Index Cond: (due_at <= now())');
  });

  it('pages of a view skip and repeat nobody while new messages arrive', async () => {
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null && seen.length < 600;) {
      const page = threadPage.parse(
        (await client.get(`/api/v1/threads?view=all&limit=100${next === '' ? '' : `&cursor=${next}`}`)).body,
      );
      seen.push(...page.items.map(({ id }) => id));
      next = page.next;
      await receive(api, { author: aMailIdentity(`new${seen.length}@many.example`) });
    }
    const expected = await api.dataSource.query(
      `select person_id as id from thread_row where subject <> 'My order' order by last_at desc, person_id desc limit 600`,
    );
    expect(seen).toEqual(expected.map(({ id }: { id: string }) => id));
  });

  it('pages of a people search skip and repeat nobody while new messages arrive', async () => {
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page = personPage.parse(
        (await client.get(`/api/v1/people?q=zephyrine&limit=7${next === '' ? '' : `&cursor=${next}`}`)).body,
      );
      seen.push(...page.items.map(({ name }) => name));
      next = page.next;
      await receive(api, { author: aMailIdentity(`z${seen.length}@many.example`, 'Zephyrine the Newer') });
    }
    const numbers = Array.from({ length: 20 }, (_, n) => `Person ${threads - n * 1000}`);
    expect(seen).toEqual(numbers);
  });
});
