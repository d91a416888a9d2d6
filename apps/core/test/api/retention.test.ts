import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
const account = uuidv7();
const closed = { group: uuidv7(), account: uuidv7() };
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select $1, 'bluesky', 'shop.example', account_group_id from account where channel = 'email' limit 1`,
    [account],
  );
  await api.dataSource.query(`insert into account_group (id, name) values ($1, 'Closed')`, [closed.group]);
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     values ($1, 'bluesky', 'hidden.example', $2), ($3, 'mastodon', 'hidden', $2)`,
    [closed.account, closed.group, uuidv7()],
  );
}, 120_000);
afterAll(() => api.close());

let posts = 0;
const post = (days: number, accountId = account, channel = 'bluesky') => {
  const author = { kind: channel, key: `did:plc:${posts++}` };
  return receive(api, {
    ...{ channel, accountId, audience: 'public', participants: [], author, replyTo: author },
    ...{ externalId: `at://${uuidv7()}`, arrival: { via: 'api' }, subject: undefined },
    sortAt: new Date(Date.now() - days * 86_400_000).toISOString(),
  });
};
const preview = async (days: number, channel = 'bluesky') =>
  (await client.get(`/api/v1/retention/preview?channel=${channel}&days=${days}`)).body.messages;
const set = (days: number | null, channel = 'bluesky') => client.post('/api/v1/retention', { channel, days });

it('says before how many messages would go, of the groups that the admin sees alone, and changes nothing by it', async () => {
  for (const days of [10, 40, 400]) await post(days);
  await post(400, closed.account);
  expect([await preview(30), await preview(100), await preview(1_000)]).toEqual([2, 1, 0]);
  expect(await preview(30, 'email')).toBe(0);
  expect((await client.get('/api/v1/retention')).body).toEqual({
    items: [{ channel: 'bluesky', days: null }],
  });
});

it('is set for the groups that the admin sees and for no other, with a line in the audit, and taken back', async () => {
  expect((await set(90)).body).toEqual({ items: [{ channel: 'bluesky', days: 90 }] });
  expect((await set(30)).body).toEqual({ items: [{ channel: 'bluesky', days: 30 }] });
  const groups = await api.dataSource.query('select account_group_id as id from retention');
  expect(groups.map(({ id }: { id: string }) => id)).not.toContain(closed.group);
  expect(groups).toHaveLength(1);
  expect((await set(null)).body).toEqual({ items: [{ channel: 'bluesky', days: null }] });
  const audit = await api.dataSource.query(
    `select data from audit where kind = 'retention-set' order by at, id`,
  );
  expect(audit.map(({ data }: { data: object }) => data)).toEqual(
    [90, 30, null].map((days) => ({ channel: 'bluesky', days })),
  );
});

it.each([
  ['a mailbox', 'email', 90, 422],
  ['a platform of a closed group', 'mastodon', 90, 422],
  ['a time of no days', 'bluesky', 0, 400],
  ['half a day', 'bluesky', 0.5, 400],
])('%s is refused, and nothing is stored', async (_, channel, days, status) => {
  expect((await set(days, channel)).status).toBe(status);
  expect(await api.dataSource.query('select from retention')).toEqual([]);
});

it('of a removed account the platform can be set as long as something of it is kept, and while it is set', async () => {
  const gone = uuidv7();
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select $1, 'x', 'shop', account_group_id from account where channel = 'email' limit 1`,
    [gone],
  );
  const channels = async () =>
    (await client.get('/api/v1/retention')).body.items.map(({ channel }: { channel: string }) => channel);
  const remove = () => api.dataSource.query(`update account set state = 'removed' where id = $1`, [gone]);
  await remove();
  expect(await channels()).toEqual(['bluesky']);
  await api.dataSource.query(`update account set state = 'active' where id = $1`, [gone]);
  await post(40, gone, 'x');
  await remove();
  expect(await channels()).toEqual(['bluesky', 'x']);
  expect(await preview(30, 'x')).toBe(1);
  expect((await set(30, 'x')).body.items).toContainEqual({ channel: 'x', days: 30 });
  await api.dataSource.query(
    `update message set marks = '[{"code": "removed-by-retention"}]' where channel = 'x'`,
  );
  expect(await channels()).toEqual(['bluesky', 'x']);
  expect((await set(null, 'x')).status).toBe(200);
  expect(await channels()).toEqual(['bluesky']);
});

it('only an admin sets it', async () => {
  await api.dataSource.query(`update agent set role = 'agent'`);
  expect([(await set(90)).status, (await client.get('/api/v1/retention')).status]).toEqual([403, 403]);
  await api.dataSource.query(`update agent set role = 'admin'`);
});

describe('an account is removed', () => {
  const join = async (channel = 'bluesky', state = 'active') => {
    const id = uuidv7();
    await api.dataSource.query(
      `insert into account (id, channel, address, account_group_id, state)
       select $1, $2, $3, account_group_id, $4 from account where channel = 'email' limit 1`,
      [id, channel, `${id}.example`, state],
    );
    return id;
  };
  const removal = async (id: string) => (await client.get(`/api/v1/accounts/${id}/removal`)).body;
  const remove = (id: string, query = '') => client.send('DELETE', `/api/v1/accounts/${id}${query}`);
  const stored = async (id: string) =>
    (
      await api.dataSource.query(`select state, erase_words_at - now() as left from account where id = $1`, [
        id,
      ])
    )[0];

  it('says before how many messages it leaves, and which account would follow what their authors delete', async () => {
    const [id, other] = [await join('sample'), await join('sample', 'removed')];
    await post(1, id, 'sample');
    await post(400, id, 'sample');
    expect(await removal(id)).toEqual({ messages: 2, followedBy: null, canErase: true });
    await api.dataSource.query(`update account set state = 'paused' where id = $1`, [other]);
    expect(await removal(id)).toEqual({ messages: 2, followedBy: `${other}.example`, canErase: true });
    expect((await stored(id)).state).toBe('active');
    expect((await client.get(`/api/v1/accounts/${closed.account}/removal`)).status).toBe(404);
  });

  it('with its words when that is asked for, which the audit says; asked again it is not there', async () => {
    const [kept, erased] = [await join(), await join()];
    expect((await remove(kept)).status).toBe(204);
    expect(await stored(kept)).toEqual({ state: 'removed', left: null });
    expect((await remove(erased, '?eraseAfterDays=30')).status).toBe(204);
    expect((await stored(erased)).left.days).toBe(29);
    expect((await remove(erased, '?eraseAfterDays=0')).status).toBe(404);
    expect((await stored(erased)).left.days).toBe(29);
    const audit = await api.dataSource.query(
      `select data from audit where kind = 'account-removed' and subject_id = any($1) order by at, id`,
      [[kept, erased]],
    );
    expect(audit).toEqual([{ data: {} }, { data: { eraseAfterDays: 30 } }]);
  });

  it('a mailbox keeps what was written to it, and days that are none are refused', async () => {
    const mailbox = await join('email');
    expect((await remove(mailbox, '?eraseAfterDays=0')).status).toBe(422);
    expect((await remove(await join(), '?eraseAfterDays=-1')).status).toBe(400);
    expect((await stored(mailbox)).state).toBe('active');
    expect(await removal(mailbox)).toMatchObject({ canErase: false });
  });
});
