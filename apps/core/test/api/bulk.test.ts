import type { BulkAction, BulkJob } from '@filo/contracts/http';
import { aMailIdentity, eventually } from '@filo/testing';
import { createLogger } from '@filo/service';
import { v7 as uuidv7 } from 'uuid';
import { RunBulkJobs } from '../../src/bulk/run-bulk-jobs.js';
import { LiveSequencer } from '../../src/live/live-sequencer.js';
import { TellNotices } from '../../src/notices/tell-notices.js';
import type { Answer, Client } from './client.js';
import { EventReader } from './event-reader.js';
import { receive, receiveTogether } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

const log = createLogger({ service: 'bulk-test', level: 'fatal' });
let api: TestApi;
let boss: Client;
let sam: Client;
let samId: string;
let bossId: string;
let closedGroup: string;
let closedAccount: string;
let worker: RunBulkJobs;

beforeAll(async () => {
  api = await startTestApi();
  boss = await api.signedIn();
  const groups = (await api.dataSource.query('select id from account_group')) as { id: string }[];
  sam = await signedInAgent(api, 'sam', groups.map(({ id }) => id)); // prettier-ignore
  samId = (await sam.get('/api/v1/session')).body.agent.id;
  bossId = (await boss.get('/api/v1/session')).body.agent.id;
  closedGroup = (await boss.post('/api/v1/account-groups', { name: 'Closed' })).body.id;
  closedAccount = uuidv7();
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values ($1, 'email', 'closed@shop.example', $2)`,
    [closedAccount, closedGroup],
  );
  worker = new RunBulkJobs({ dataSource: api.dataSource, log });
}, 120_000);
afterAll(() => api.close());

let people = 0;
const arrive = async (accountId?: string): Promise<string> => {
  const author = aMailIdentity(`bulk${++people}@customers.example`);
  return (await receive(api, { author, ...(accountId !== undefined && { accountId }) })).threadId;
};
const several = async (count: number): Promise<string[]> => {
  const overs = Array.from({ length: count }, () => ({
    author: aMailIdentity(`bulk${++people}@customers.example`),
  }));
  return (await receiveTogether(api, overs)).map(({ threadId }) => threadId);
};
const makeTag = async (): Promise<string> =>
  (await boss.post('/api/v1/tags', { name: `Tag ${++people}`, colour: null })).body.id;
const order = (of: object, action: object, { by = boss, key = uuidv7() } = {}): Promise<Answer> =>
  by.post('/api/v1/threads/bulk', { of, action }, { 'idempotency-key': key });
const undo = async ({ id }: BulkJob, by = boss): Promise<BulkJob> => {
  const { status, body } = await by.post(`/api/v1/threads/bulk/${id}/undo`, undefined);
  expect(status).toBe(200);
  return body as BulkJob;
};
const act = (id: string, body: object, by = sam) => by.post(`/api/v1/threads/${id}/actions`, body);
const thread = async (id: string) => (await boss.get(`/api/v1/threads/${id}`)).body;
const states = async (ids: readonly string[]): Promise<string[]> => {
  const all = await Promise.all(ids.map(thread));
  return all.map(({ state }) => state as string);
};
const works = async (): Promise<void> => {
  for (let steps = 0; steps < 100 && (await worker.once()); steps++);
};
const tellsAll = async (): Promise<void> => {
  const notices = new TellNotices(api.dataSource);
  for (let rounds = 0; rounds < 20 && (await notices.once()) > 0; rounds++);
};
const closings = async (ids: readonly string[]): Promise<number[]> => {
  const rows = (await api.dataSource.query(
    `select count(a.id)::int as n from unnest($1::uuid[]) w(id) join link l on l.person_id = w.id and l.withdrawn_at is null
     join topic t on t.anchor_identity_id = l.identity_id left join action a on a.topic_id = t.id and a.kind = 'close' group by w.id`,
    [ids],
  )) as { n: number }[];
  return rows.map(({ n }) => n);
};

describe('many threads are changed by one order', () => {
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const teamOf = async (): Promise<string> =>
    (await boss.post('/api/v1/teams', { name: `Team ${++people}`, memberIds: [bossId], colour: null })).body
      .id;
  const orders: Record<string, () => Promise<[object, (id: string) => Promise<unknown>]>> = {
    close: async () => [{ kind: 'close' }, async (id) => (await thread(id)).state === 'closed'],
    assign: async () => [
      { kind: 'assign', agentId: samId },
      async (id) => (await thread(id)).assignee?.id === samId,
    ],
    team: async () => {
      const teamId = await teamOf();
      return [{ kind: 'team', teamId }, async (id) => (await thread(id)).team?.id === teamId];
    },
    snooze: async () => [{ kind: 'snooze', until }, async (id) => (await thread(id)).state === 'snoozed'],
    tag: async () => {
      const tag = await makeTag();
      return [{ kind: 'tag', add: [tag] }, async (id) => (await thread(id)).tagIds.includes(tag)];
    },
  };
  it.each(Object.keys(orders))('%s, and one undo takes all of it back', async (kind) => {
    const [action, isSo] = await orders[kind]!();
    const ids = await several(3);
    const job = (await order({ ids }, action)).body as BulkJob;
    expect(job).toMatchObject({ kind, state: 'done', total: 3, through: 3, changed: 3, same: 0, left: 0 });
    expect(await Promise.all(ids.map(isSo))).toEqual([true, true, true]);
    const back = await undo(job);
    expect(back).toMatchObject({ undoes: job.id, state: 'done', total: 3, changed: 3, left: 0 });
    expect(await Promise.all(ids.map(isSo))).toEqual([false, false, false]);
    expect((await boss.get(`/api/v1/threads/bulk/${job.id}`)).body.undoneBy).toBe(back.id);
  });

  it('reopens and wakes, and back', async () => {
    const ids = await several(2);
    await order({ ids }, { kind: 'close' });
    const reopened = (await order({ ids }, { kind: 'reopen' })).body as BulkJob;
    expect(await states(ids)).toEqual(['open', 'open']);
    await undo(reopened);
    expect(await states(ids)).toEqual(['closed', 'closed']);
    await order({ ids }, { kind: 'reopen' });
    await order({ ids }, { kind: 'snooze', until });
    const woken = (await order({ ids }, { kind: 'wake' })).body as BulkJob;
    expect(await states(ids)).toEqual(['open', 'open']);
    await undo(woken);
    const [{ topics }] = await Promise.all(ids.map(thread));
    expect(topics[0]).toMatchObject({ state: 'snoozed', snoozed: { until } });
  });

  it('counts what was so already, and leaves it alone in the undo', async () => {
    const [before, now] = await several(2);
    await act(before!, { kind: 'close' });
    const job = (await order({ ids: [before, now] }, { kind: 'close' })).body as BulkJob;
    expect(job).toMatchObject({ total: 2, changed: 1, same: 1 });
    expect(await undo(job)).toMatchObject({ total: 1, changed: 1 });
    expect(await states([before!, now!])).toEqual(['closed', 'open']);
  });

  it('takes back all but what somebody changed since, and says how much that is', async () => {
    const ids = await several(3);
    const job = (await order({ ids }, { kind: 'close' })).body as BulkJob;
    await act(ids[1]!, { kind: 'reopen' });
    await act(ids[1]!, { kind: 'close' });
    expect(await undo(job)).toMatchObject({
      ...{ total: 3, changed: 2, left: 1, reasons: [{ why: 'changed-since', count: 1 }] },
    });
    expect(await states(ids)).toEqual(['open', 'closed', 'open']);
  });

  it('takes it back once, however often it is asked', async () => {
    const ids = await several(2);
    const job = (await order({ ids }, { kind: 'close' })).body as BulkJob;
    const [first, second] = await Promise.all([undo(job), undo(job)]);
    expect(second.id).toBe(first.id);
    expect(await undo(job)).toMatchObject({ id: first.id, changed: 2 });
    const again = await boss.post(`/api/v1/threads/bulk/${first.id}/undo`, undefined);
    expect([again.status, again.body.code]).toEqual([409, 'already-undone']);
  });

  it('leaves a thread in which something is promised, until it is said what becomes of it', async () => {
    const ids = await several(2);
    const dueAt = new Date(Date.now() + 3_600_000).toISOString();
    await boss.post(`/api/v1/threads/${ids[0]}/promises`, {
      id: uuidv7(),
      text: 'An answer',
      dueAt,
      timeZone: 'UTC',
    });
    const left = (await order({ ids }, { kind: 'close' })).body as BulkJob;
    expect(left).toMatchObject({ changed: 1, left: 1, reasons: [{ why: 'promise-open', count: 1 }] });
    const job = (await order({ ids }, { kind: 'close', promises: 'dropped' })).body as BulkJob;
    expect(job).toMatchObject({ changed: 1, same: 1 });
    expect((await thread(ids[0]!)).promise).toBeNull();
    await undo(job);
    expect((await thread(ids[0]!)).promise).toMatchObject({ count: 1 });
  });

  it('says in the history of each that it was done together with others, and in the audit how many they were', async () => {
    const ids = await several(2);
    const tag = await makeTag();
    await order({ ids }, { kind: 'close' });
    await order({ ids }, { kind: 'tag', add: [tag] });
    const { actions } = (await boss.get(`/api/v1/threads/${ids[0]}/messages`)).body;
    expect(actions.map(({ text }: { text: string }) => text)).toEqual([
      'Closed, together with others',
      expect.stringMatching(/^Tagged .*, together with others$/),
    ]);
    expect(actions[0].why.map(({ code }: { code: string }) => code)).toEqual([
      'action-closed',
      'action-together',
    ]);
    const { items } = (await boss.get('/api/v1/audit')).body;
    const entry = items.find(({ kind }: { kind: string }) => kind === 'threads-changed-together');
    expect(entry).toBeDefined();
  });

  it('refuses whole what names nobody, no team, no tag or a time that is over', async () => {
    const ids = await several(1);
    const refused: object[] = [
      { kind: 'assign', agentId: uuidv7() },
      { kind: 'team', teamId: uuidv7() },
      { kind: 'tag', add: [uuidv7()] },
      { kind: 'snooze', until: new Date(Date.now() - 1000).toISOString() },
    ];
    for (const action of refused) expect((await order({ ids }, action)).status).toBeGreaterThanOrEqual(400);
    const keyless = await boss.post('/api/v1/threads/bulk', { of: { ids }, action: { kind: 'close' } });
    expect(keyless.status).toBe(400);
    expect(await closings(ids)).toEqual([0]);
  });
});

describe('an order reaches', () => {
  it('all that match what a list shows, on all its pages, and as many as are counted', async () => {
    const tag = await makeTag();
    const ids = await several(4);
    const others = await several(1);
    await order({ ids }, { kind: 'tag', add: [tag] });
    await act(ids[3]!, { kind: 'close' });
    const counted = await boss.get(`/api/v1/threads/matching?view=unassigned&tag=${tag}`);
    expect(counted.body).toEqual({ count: 3 });
    const job = (await order({ matching: { view: 'unassigned', tag } }, { kind: 'close' })).body as BulkJob;
    expect(job).toMatchObject({ total: 3, changed: 3 });
    expect(await states([...ids, ...others])).toEqual(['closed', 'closed', 'closed', 'closed', 'open']);
  });

  it('and leaves out whom its agent took off the list by hand', async () => {
    const tag = await makeTag();
    const ids = await several(3);
    await order({ ids }, { kind: 'tag', add: [tag] });
    await order({ matching: { tag }, except: [ids[1]] }, { kind: 'close' });
    expect(await states(ids)).toEqual(['closed', 'open', 'closed']);
  });

  it('what is looked for by a word', async () => {
    const author = aMailIdentity('looked-for@customers.example');
    await receive(api, { author, subject: 'Zyzzyva lamp' });
    expect((await boss.get('/api/v1/threads/matching?q=zyzzyva')).body).toEqual({ count: 1 });
    const job = (await order({ matching: { q: 'zyzzyva' } }, { kind: 'close' })).body as BulkJob;
    expect(job).toMatchObject({ total: 1, changed: 1 });
  });

  it('nothing that its agent may not see, and counts none of it', async () => {
    await api.dataSource.query('insert into agent_access values ($1, $2) on conflict do nothing', [
      bossId,
      closedGroup,
    ]);
    const open = await arrive();
    const closed = await arrive(closedAccount);
    const named = (await order({ ids: [open, closed] }, { kind: 'close' }, { by: sam })).body as BulkJob;
    expect(named).toMatchObject({ total: 1, through: 1, changed: 1 });
    const alone = await order({ ids: [closed] }, { kind: 'close' }, { by: sam });
    const nobody = await order({ ids: [uuidv7()] }, { kind: 'close' }, { by: sam });
    expect([alone.status, alone.body.detail]).toEqual([404, nobody.body.detail]);
    const all = (await sam.get('/api/v1/threads/counts')).body.all;
    expect((await sam.get('/api/v1/threads/matching')).body.count).toBe(all);
    expect(await states([open, closed])).toEqual(['closed', 'open']);
  });

  it('no thread that its agent has lost from sight meanwhile, and no more at all once they are gone', async () => {
    const ids = await several(101);
    const taken = (await order({ ids }, { kind: 'close' }, { by: sam })).body as BulkJob;
    expect(taken).toMatchObject({ state: 'running', total: 101, through: 0 });
    await worker.once();
    const groups = (await api.dataSource.query(
      'with gone as (delete from agent_access where agent_id = $1 returning account_group_id) select account_group_id as id from gone',
      [samId],
    )) as { id: string }[];
    await works();
    await api.dataSource.query('insert into agent_access select $1, unnest($2::uuid[])', [
      samId,
      groups.map(({ id }) => id),
    ]);
    const after = (await sam.get(`/api/v1/threads/bulk/${taken.id}`)).body as BulkJob;
    expect(after).toMatchObject({ state: 'done', total: 25, changed: 25 });
  });

  it('whom an erasure took away beside the order is not named by it any more, nor by its undo', async () => {
    const [here, gone] = [await arrive(), uuidv7()];
    const { body } = await order({ ids: [here] }, { kind: 'close' });
    const id = uuidv7();
    await api.dataSource.query(
      `insert into bulk_job (id, agent_id, key, request_hash, action, undoes_id) values ($1, $2, 'raced', '', '{"kind":"close"}', null)`,
      [id, bossId],
    );
    await api.dataSource.query(
      `insert into bulk_item (job_id, n, person_id) values ($1, 1, $2), ($1, 2, $3)`,
      [...[id, gone, here]],
    );
    await api.dataSource.query(
      `insert into bulk_item (job_id, n, person_id, outcome, change_id) values ($1, 9, $2, 'changed', $2)`,
      [body.id, gone],
    );
    const taken = await undo(body);
    await works();
    expect(
      await api.dataSource.query('select person_id from bulk_item where person_id = $1 and job_id <> $2', [
        ...[gone, body.id],
      ]),
    ).toEqual([]);
    expect((await boss.get(`/api/v1/threads/bulk/${id}`)).body).toMatchObject({ state: 'done', total: 1 });
    expect(taken).toMatchObject({ state: 'done', total: 1, changed: 1 });
  });
  it('nobody through an order of somebody else', async () => {
    const job = (await order({ ids: await several(1) }, { kind: 'close' })).body as BulkJob;
    expect((await sam.get(`/api/v1/threads/bulk/${job.id}`)).status).toBe(404);
    expect((await sam.post(`/api/v1/threads/bulk/${job.id}/undo`, undefined)).status).toBe(404);
  });
});

describe('an order is done once', () => {
  it('however often it is given with its key, and no other under this key', async () => {
    const ids = await several(2);
    const key = uuidv7();
    const tag = await makeTag();
    const action = { kind: 'tag', add: [tag] };
    const answers = await Promise.all([1, 2, 3].map(() => order({ ids }, action, { key })));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const other = await order({ ids }, { kind: 'close' }, { key });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
    expect(await closings(ids)).toEqual([0, 0]);
  });

  it('though whoever does it dies in the middle of a step', async () => {
    const ids = await several(60);
    const key = uuidv7();
    const held = api.dataSource.createQueryRunner();
    await held.startTransaction();
    const last = ids.toSorted().at(-1)!;
    await held.query('select from thread where person_id = $1 for update', [last]);
    const dying = order({ ids }, { kind: 'close' }, { key });
    const pid = await eventually(async () => {
      const [waiting] = (await api.dataSource.query(
        `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%from thread where person_id%'`,
      )) as { pid: number }[];
      return waiting?.pid;
    });
    await api.dataSource.query('select pg_terminate_backend($1)', [pid]);
    expect((await dying).status).toBeGreaterThanOrEqual(500);
    await held.rollbackTransaction();
    await held.release();
    const standing = (await order({ ids }, { kind: 'close' }, { key })).body as BulkJob;
    expect(standing).toMatchObject({ state: 'running', through: 50 });
    await works();
    expect((await boss.get(`/api/v1/threads/bulk/${standing.id}`)).body).toMatchObject({
      ...{ state: 'done', total: 60, changed: 60 },
    });
    expect(new Set(await closings(ids))).toEqual(new Set([1]));
  }, 60_000);

  it('and what is undone before it is through stops there', async () => {
    const ids = await several(110);
    const job = (await order({ ids }, { kind: 'close' })).body as BulkJob;
    await worker.once();
    const back = await undo(job);
    await works();
    expect(back).toMatchObject({ total: 25, changed: 25 });
    expect((await boss.get(`/api/v1/threads/bulk/${job.id}`)).body.state).toBe('stopped');
    expect(new Set(await states(ids))).toEqual(new Set(['open']));
  }, 60_000);
});

describe('others are told in sum', () => {
  it('of the rows of a step in one event, with each as it is now', async () => {
    const ids = await several(30);
    const stop = new AbortController();
    const running = new LiveSequencer({ dataSource: api.dataSource, bus: api.bus, log }).run(stop.signal);
    await eventually(async () => {
      const [{ n }] = (await api.dataSource.query('select count(*)::int as n from live_waiting')) as [
        { n: number },
      ];
      return n === 0;
    });
    const events = await EventReader.open(api.url, sam.cookie);
    await order({ ids }, { kind: 'close' });
    const seen = await eventually(async () => {
      const told = events.seen.filter(({ event }) => event === 'threads');
      const rows = told.flatMap(
        ({ data }) => data['threads'] as { threadId: string; row: { state: string } }[],
      );
      expect(rows).toHaveLength(30);
      return { told, rows };
    });
    expect(seen.told.length).toBe(2);
    expect(seen.rows.map(({ threadId }) => threadId).toSorted()).toEqual(ids.toSorted());
    expect(new Set(seen.rows.map(({ row }) => row.state))).toEqual(new Set(['closed']));
    expect(events.seen.filter(({ event }) => event === 'thread')).toEqual([]);
    events.close();
    stop.abort();
    await running;
  }, 60_000);

  it('and whoever is given them all of one', async () => {
    await tellsAll();
    const before = (await sam.get('/api/v1/notices')).body.items.length;
    await order({ ids: await several(5) }, { kind: 'assign', agentId: samId } satisfies BulkAction);
    await tellsAll();
    expect((await sam.get('/api/v1/notices')).body.items.length).toBe(before + 1);
  });
});
