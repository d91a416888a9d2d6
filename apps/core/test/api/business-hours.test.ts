import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let boss: Client;
let sam: Client;
beforeAll(async () => {
  api = await startTestApi();
  boss = await api.signedIn();
  sam = await signedInAgent(api, 'sam', []);
}, 120_000);
afterAll(() => api.close());

const path = '/api/v1/business-hours';
const own = `${path}/accounts`;
const set = (by: Client, body: object) => by.send('PUT', path, body);
const always = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]);
const never = Array.from({ length: 7 }, () => []);

it('are none until an admin sets them; everybody sees them, and when the next day of work begins', async () => {
  expect((await sam.get(path)).body).toMatchObject({ version: 0, openNow: false, nextDay: null });
  const hours = { timeZone: 'Pacific/Kiritimati', week: always, holidays: ['2026-12-25', '2026-12-25'] };
  expect((await set(sam, { version: 0, ...hours })).status).toBe(403);
  const { body } = await set(boss, { version: 0, ...hours });
  expect(body).toMatchObject({ version: 1, openNow: true, holidays: ['2026-12-25'], week: always });
  expect(new Date(body.nextDay).getUTCHours()).toBe(10);
  expect((await sam.get(path)).body).toMatchObject({ version: 1, timeZone: 'Pacific/Kiritimati' });
  const [audited] = (await boss.get('/api/v1/audit?area=settings&limit=1')).body.items;
  expect(audited).toMatchObject({ kind: 'business-hours-set' });
});

it('are set by the first of two admins, and refused where they end before they begin or overlap', async () => {
  const { version } = (await boss.get(path)).body;
  const hours = { version, timeZone: 'Europe/Rome', holidays: [] };
  const two = await Promise.all([never, always].map((week) => set(boss, { ...hours, week })));
  expect(two.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(two.find(({ status }) => status === 409)!.body).toMatchObject({
    ...{ reason: 'business-hours-changed', hours: { version: version + 1 } },
  });
  const refused = async (...spans: [string, string][]) =>
    (await set(boss, { ...hours, week: [spans.map(([from, to]) => ({ from, to })), ...never.slice(1)] }))
      .status;
  expect(await refused(['10:00', '09:00'])).toBe(400);
  expect(await refused(['09:00', '12:00'], ['11:00', '13:00'])).toBe(400);
  expect(await refused(['09:00', '25:00'])).toBe(400);
  expect((await set(boss, { ...hours, timeZone: '+02:00', week: never })).status).toBe(400);
});

describe('hours of an account', () => {
  const hours = { timeZone: 'Asia/Tokyo', week: always, holidays: ['2026-12-25', '2026-12-25'] };
  const accountOf = async (channel: string) => {
    const { items } = (await boss.get(own)).body as { items: { accountId: string; channel: string }[] };
    return items.find((one) => one.channel === channel)!.accountId;
  };
  const give = (by: Client, id: string, body: object) =>
    by.send('PUT', `/api/v1/accounts/${id}/business-hours`, body);

  it('are those of the workspace until an admin gives it some, and again when they are taken away', async () => {
    const id = await accountOf('webform');
    expect((await give(sam, id, { version: 0, hours })).status).toBe(403);
    expect((await give(boss, id, { version: 0, hours })).body).toMatchObject({
      ...{ accountId: id, channel: 'webform', address: expect.any(String), version: 1 },
      hours: { ...hours, holidays: ['2026-12-25'] },
    });
    const known = async () => (await boss.get(`/api/v1/accounts/${id}/acknowledgement`)).body.known;
    expect(await known()).toMatchObject({ hasHours: true, openNow: true, timeZone: 'Asia/Tokyo' });
    expect(new Date((await known()).nextOpening).getUTCHours()).toBe(15);
    const [audited] = (await boss.get('/api/v1/audit?area=settings&limit=1')).body.items;
    expect(audited).toMatchObject({ kind: 'account-hours-set' });
    expect((await give(boss, id, { version: 1, hours: null })).body).toMatchObject({
      ...{ version: 2, hours: null },
    });
    expect(await known()).toMatchObject({ timeZone: 'Europe/Rome' });
    // The workspace's own were not touched.
    expect((await boss.get(path)).body).not.toMatchObject({ timeZone: 'Asia/Tokyo' });
  });

  it('are set by the first of two admins, also after they were taken away and given anew', async () => {
    const id = await accountOf('email');
    const two = await Promise.all([never, always].map((week) => give(boss, id, { version: 0, hours: { ...hours, week } }))); // prettier-ignore
    expect(two.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(two.find(({ status }) => status === 409)!.body).toMatchObject({
      ...{ reason: 'account-hours-changed', hours: { accountId: id, version: 1 } },
    });
    await give(boss, id, { version: 1, hours: null });
    await give(boss, id, { version: 2, hours });
    expect((await give(boss, id, { version: 1, hours })).status).toBe(409);
    expect((await give(boss, id, { version: 3, hours: { ...hours, timeZone: '+02:00' } })).status).toBe(400);
  });

  it('are of mailboxes and forms alone, which whoever asks may see', async () => {
    const [{ group }] = (await api.dataSource.query('select id as group from account_group limit 1')) as [
      { group: string },
    ];
    const id = uuidv7();
    await api.dataSource.query(
      `insert into account (id, channel, address, account_group_id) values ($1, 'mastodon', 'shop@social.example', $2)`,
      [id, group],
    );
    expect((await give(boss, id, { version: 0, hours })).status).toBe(404);
    expect((await sam.get(own)).body).toEqual({ items: [] });
  });
});
