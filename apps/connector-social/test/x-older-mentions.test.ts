import type { ConnectedAccount } from '@filo/contracts';
import { eventually } from '@filo/testing';
import type { XPost } from '@filo/testing/x';
import { itIsDaysLater } from './another-day.js';
import { XDesk } from './x-desk.js';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const patience = { timeoutMs: 40_000 };
const search = 'GET tweets/search/recent';

let desk: XDesk;
beforeEach(async () => {
  desk = await XDesk.open();
}, 60_000);
afterEach(async () => {
  itIsDaysLater(0);
  await desk.close();
}, 60_000);

/** So many mentions, a minute apart, the first of them so many days ago. */
const storm = (count: number, daysAgo: number): XPost[] => {
  const from = Date.now() - daysAgo * dayMs;
  return Array.from({ length: count }, (_, n) =>
    desk.mention(`storm ${n}`, new Date(from + (n + 1) * minuteMs)),
  );
};
const externalIds = () => desk.heard().map(({ externalId }) => externalId);
const idsOf = (posts: readonly XPost[]) => new Set(posts.map(({ id }) => id));
const allHeard = (count: number) => eventually(() => desk.heard().length >= count, patience);
const searched = () => desk.server.answered.filter(({ request }) => request === search);
/** What searching found, each time. */
const paid = () =>
  searched().flatMap(({ answer }) =>
    ((answer as { data?: { id: string }[] }).data ?? []).map(({ id }) => id),
  );
const off = async (since = new Date(Date.now() - 20 * dayMs)): Promise<ConnectedAccount> => {
  const account = desk.account();
  const first = desk.mention('before the storm', since);
  await desk.put(account);
  await desk.work();
  await desk.hearing(first.id);
  await desk.rest();
  return account;
};
const cursor = (account: ConnectedAccount, name: string) =>
  `cursor.${account.accountId}.${Buffer.from(name, 'utf8').toString('base64url')}`;
const minute = (ms: number) => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

it('of a storm while nobody listened also what lies before the newest 800 is heard, once, as mentions', async () => {
  const account = await off(new Date(Date.now() - 4 * dayMs));
  const posts = storm(1_050, 3);
  // Search finds a quote by the words that it quotes: it does not name us.
  const quote = desk.server.world.post(desk.ada, 'look at that', {
    ...{ quotes: posts[40]!, at: new Date(Date.parse(posts[50]!.createdAt) + 1_000) },
  });
  await desk.work();
  await allHeard(1_051);
  await desk.healthIs(account, 'ok');
  expect(idsOf(posts)).toEqual(new Set(externalIds().slice(1)));
  expect(externalIds()).not.toContain(quote.id);
  expect(desk.heard().every((event) => event.heard?.as !== 'listening')).toBe(true);
  expect(searched()).toHaveLength(3);
  // What names us, and the quote.
  expect(paid().toSorted()).toEqual([...posts.slice(0, 250), quote].map(({ id }) => id).toSorted());
}, 120_000);

it('out of money in the middle it goes on the next day, and pays for no page twice', async () => {
  await off(new Date(Date.now() - 3 * dayMs));
  const posts = storm(1_100, 2);
  // A page of a hundred costs 0.50 of an unknown day: half of the ceiling is for what lies back.
  await desk.work({ dailyCeiling: 9, pollMs: 20 });
  await eventually(() => desk.heard().length === 901, patience);
  const fresh = desk.mention('and now?');
  await desk.hearing(fresh.id);
  expect(desk.heard()).toHaveLength(902);
  await desk.rest();
  itIsDaysLater(1);
  await desk.work({ dailyCeiling: 9, pollMs: 20 });
  await allHeard(1_102);
  expect(new Set(externalIds()).size).toBe(1_102);
  expect(posts.every(({ id }) => externalIds().includes(id))).toBe(true);
  expect(paid().toSorted()).toEqual(
    posts
      .slice(0, 300)
      .map(({ id }) => id)
      .toSorted(),
  );
}, 120_000);

it('after the bus was wiped all is read since the account reads from, also beyond the newest 800', async () => {
  const account = desk.account(desk.us, { importSince: new Date(Date.now() - 6 * dayMs).toISOString() });
  const posts = storm(1_000, 5);
  await desk.put(account);
  await desk.work();
  await allHeard(1_000);
  expect(new Set(externalIds())).toEqual(idsOf(posts));
  const { reason } = await desk.healthIs(account, 'ok');
  expect(reason).not.toContain('800');
}, 120_000);

it('what lies further back than seven days is told with its times, and the rest is heard', async () => {
  const account = await off();
  const from = Date.now() - 8 * dayMs;
  // Five of them lie further back than search finds.
  const old = Array.from({ length: 5 }, (_, n) => desk.mention(`old ${n}`, new Date(from + n * minuteMs)));
  const posts = storm(1_000, 6);
  await desk.work();
  const { reason } = await desk.healthIs(account, 'degraded', /could not be read/);
  const reach = /before (.{16} UTC) and after (.{16} UTC)/.exec(reason)!;
  expect(reach[2]).toBe(minute(Date.now() - 20 * dayMs));
  expect(Math.abs(Date.parse(reach[1]!) - (Date.now() - 7 * dayMs))).toBeLessThan(15 * minuteMs);
  expect(new Set(externalIds().slice(1))).toEqual(idsOf(posts));
  expect(externalIds()).not.toContain(old[0]!.id);
}, 120_000);

it.each(['refused', 'not-of-the-plan'] as const)(
  'where the app may not search (%s) it is told as before, and hears what is new',
  async (fault) => {
    const account = await off(new Date(Date.now() - 3 * dayMs));
    storm(900, 2);
    desk.server.faults.plan(search, fault, { times: 1_000 });
    await desk.work();
    await desk.healthIs(account, 'degraded', /newest 800 mentions/);
    const fresh = desk.mention('and now?');
    await desk.hearing(fresh.id);
    expect(desk.heard()).toHaveLength(802);
    expect(desk.server.refused.filter(({ request }) => request === search)).toHaveLength(1);
  },
  120_000,
);

it('X lets us search no more for now: it is told, what is new is heard meanwhile, and it goes on', async () => {
  const account = await off(new Date(Date.now() - 3 * dayMs));
  storm(900, 2);
  desk.server.limitedMs = 3_000;
  desk.server.faults.plan(search, 'rate-limited', { times: 1 });
  await desk.work();
  await desk.healthIs(account, 'degraded', /no more requests for now/);
  const fresh = desk.mention('and now?');
  await desk.hearing(fresh.id);
  await allHeard(902);
  await desk.healthIs(account, 'ok');
}, 120_000);

it('what the bus lost of a storm is heard again by comparison, also beyond the newest 800', async () => {
  const account = await off(new Date(Date.now() - 3 * dayMs));
  const posts = storm(950, 2);
  await desk.work();
  await allHeard(951);
  await desk.rest();
  desk.core.ledger.clear();
  const [oldest] = posts;
  await (await desk.state()).put(cursor(account, 'comparing'), 0);
  await (await desk.state()).put(cursor(account, 'compared-at'), Date.parse(oldest!.createdAt));
  await desk.work({ compareEveryMs: minuteMs }, 100);
  await allHeard(950);
  expect(posts.every(({ id }) => externalIds().includes(id))).toBe(true);
}, 120_000);

it('a first look that was cut on its way goes on where it stood, by bounds that X takes', async () => {
  const account = desk.account(desk.us, { importSince: new Date(Date.now() - 3 * dayMs).toISOString() });
  const posts = storm(250, 2);
  desk.server.faults.plan('GET users/:id/mentions', 'cut', { after: 1 });
  await desk.put(account);
  await desk.work();
  await eventually(() => desk.server.asked.get('GET users/:id/mentions') === 2, patience);
  await desk.rest();
  await desk.work();
  await allHeard(250);
  expect(new Set(externalIds())).toEqual(idsOf(posts));
  expect(desk.server.refused).toEqual([]);
}, 60_000);
