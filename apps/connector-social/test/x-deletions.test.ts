import type { ConnectedAccount } from '@filo/contracts';
import { eventually } from '@filo/testing';
import type { XPost, XUser } from '@filo/testing/x';
import { itIsDaysLater } from './another-day.js';
import { XDesk } from './x-desk.js';

const patience = { timeoutMs: 20_000 };
/** What is compared with core is of the last hour: these are older. */
const earlier = Date.now() - 3 * 3_600_000;
let desk: XDesk;
let account: ConnectedAccount;
beforeEach(async () => {
  desk = await XDesk.open();
  account = desk.account();
  await desk.put(account);
}, 60_000);
afterEach(async () => {
  itIsDaysLater(0);
  await desk.close();
}, 60_000);

const told = () => [...desk.core.deleted].toSorted();
const idsOf = (posts: readonly XPost[]) => posts.map(({ id }) => id).toSorted();
/** Whether posts are there, and nothing besides. */
const looks = () =>
  desk.server.answered.filter(
    ({ request, query }) => request === 'GET tweets' && query.every(([name]) => name === 'ids'),
  ).length;
const jobs = () => desk.server.compliance.jobs;

/** So many posts that core holds, of which the first and the last are deleted then. */
const heard = async (many: number) => {
  const posts = Array.from({ length: many }, (_, n) => desk.mention(`${n}`, new Date(earlier + n * 1_000)));
  await desk.work({ compareEveryMs: 3_600_000 * 20 }, 3_600_000);
  await eventually(() => desk.heard().length === many, patience);
  await desk.rest();
  const gone = [posts[0]!, posts.at(-1)!];
  for (const post of gone) desk.server.world.delete(post);
  return { posts, gone };
};

it('far more posts than a day pays for are asked for by a list, and what is deleted is told at once, for nothing', async () => {
  const { posts, gone } = await heard(250);
  const before = await desk.spent(account);
  desk.server.world.hidden.add(posts[9]!.id);
  // A ceiling that looks at none: the reading alone has cost more than two fifths of it.
  await desk.work({ dailyCeiling: before * 2, compareEveryMs: 3_600_000 * 20, goneAfterMs: 3_600_000 }, 100);
  await eventually(() => desk.core.deleted.size === 2, patience);
  expect(told()).toEqual(idsOf(gone));
  expect(jobs()).toHaveLength(1);
  expect(jobs()[0]!.ids.toSorted()).toEqual(idsOf(posts));
  // What was named: two that are gone, and one that we may not see.
  await eventually(() => looks() === 2, patience);
  await desk.rest();
  expect(looks()).toBe(2);
  expect(told()).toEqual(idsOf(gone));
  expect(await desk.spent(account)).toBeCloseTo(before + 0.01, 5);
}, 90_000);

it('a list that X is at work on when its connector ends is followed by whoever comes next, and not handed over twice', async () => {
  const { gone } = await heard(5);
  desk.server.compliance.isSlow = true;
  const seldom = { compareEveryMs: 3_600_000 * 20 };
  await desk.work(seldom, 100);
  await eventually(() => jobs()[0]?.status === 'in_progress', patience);
  await desk.rest();
  expect(told()).toEqual([]);
  desk.server.compliance.isSlow = false;
  await desk.work(seldom, 100);
  await eventually(() => desk.core.deleted.size === 2, patience);
  expect(told()).toEqual(idsOf(gone));
  await desk.rest();
  await desk.work(seldom, 100);
  await desk.hearing(desk.mention('still heard').id);
  expect(jobs()).toHaveLength(1);
}, 90_000);

it('while the account is paused, what authors delete is followed under the same ceiling, and nothing new is told', async () => {
  const { gone } = await heard(5);
  await desk.put({ ...account, state: 'paused', version: 2 });
  const news = desk.mention('anybody here?');
  const before = await desk.spent(account);
  desk.server.compliance.isAllowed = false;
  // Two fifths of it are spent already: no look is paid for, and none is made.
  await desk.work({ dailyCeiling: before * 2, compareEveryMs: 3_600_000 * 20 }, 100);
  await eventually(async () => (await desk.core.healthOf('x', account.accountId))?.followedAt, patience);
  await desk.rest();
  expect(told()).toEqual([]);
  await desk.work({ compareEveryMs: 3_600_000 * 20 }, 100);
  await eventually(() => desk.core.deleted.size === 2, patience);
  await eventually(
    async () =>
      (await desk.core.healthOf('x', account.accountId))?.costs?.amount === (await desk.spent(account)),
    patience,
  );
  await desk.rest();
  expect(told()).toEqual(idsOf(gone));
  expect(await desk.spent(account)).toBeGreaterThan(before);
  expect(desk.core.ledger.has(news.id)).toBe(false);
}, 90_000);

it('where X lets an app have no lists the posts are looked at, and what is missing is told', async () => {
  const { gone } = await heard(5);
  desk.server.compliance.isAllowed = false;
  await desk.work({}, 100);
  await eventually(() => looks() > 0, patience);
  await desk.rest();
  await desk.work({}, 100);
  await eventually(() => desk.core.deleted.size === 2, patience);
  expect(told()).toEqual(idsOf(gone));
  expect(jobs()).toEqual([]);
}, 90_000);

it('an answer that is cut tells nothing and is fetched again; an address elsewhere gets neither list nor token', async () => {
  const { gone } = await heard(5);
  const { compliance } = desk.server;
  compliance.litter = '\n{"id":"12';
  await desk.work({ compareEveryMs: 3_600_000 * 20 }, 100);
  await eventually(() => jobs()[0]?.status === 'complete', patience);
  await desk.hearing(desk.mention('still heard').id);
  await desk.rest();
  expect(told()).toEqual([]);
  compliance.litter = '';
  await desk.work({ compareEveryMs: 3_600_000 * 20 }, 100);
  await eventually(() => desk.core.deleted.size === 2, patience);
  expect(told()).toEqual(idsOf(gone));
  await desk.rest();
  compliance.elsewhere = `http://localhost:${new URL(desk.server.url).port}/compliance/6001/upload`;
  await desk.work({}, 100);
  await eventually(() => jobs().length === 2, patience);
  await desk.hearing(desk.mention('and again').id);
  expect(jobs()[1]!.ids).toEqual([]);
}, 90_000);

it('a post that its author changed is read anew, once, although X names it in each list', async () => {
  const posts = ['blue', 'red'].map((text, n) => desk.mention(text, new Date(earlier + n)));
  await desk.work({}, 3_600_000);
  await eventually(() => desk.heard().length === 2, patience);
  await desk.rest();
  // Changed where no list of ours tells of it.
  const { world } = desk.server;
  const changed = world.edit(posts[0]!, '@shop green');
  const mentions = world.mentionsOf.bind(world);
  world.mentionsOf = (user) => mentions(user).filter(({ id }) => id !== changed.id);
  const edits = () => desk.core.edited.filter(({ externalId }) => externalId === posts[0]!.id);
  for (const _ of ['once', 'twice']) {
    const before = jobs().length;
    await desk.work({}, 100);
    await eventually(() => jobs().length > before && edits().length > 0, patience);
    await desk.hearing(desk.mention(`still heard ${before}`).id);
    await desk.rest();
  }
  expect(edits()).toEqual([expect.objectContaining({ newText: expect.stringContaining('green') })]);
}, 90_000);

describe.each([
  ['X answers lists', true],
  ['X lets an app have none', false],
])('where %s', (_, isAllowed) => {
  it('a post of theirs and an answer of ours that were changed read as they do there, under the names that core knows', async () => {
    desk.server.compliance.isAllowed = isAllowed;
    const theirs = desk.mention('is it blue?', new Date(earlier));
    await desk.work({}, 3_600_000);
    await desk.hearing(theirs.id);
    const command = desk.answer(account, theirs, 'it is blue');
    await desk.core.publishSend(command);
    await desk.receiptOf(command.deliveryId);
    await desk.rest();
    const [ours] = desk.answers();
    // Changed where no list of ours tells of it.
    const { world } = desk.server;
    const changed = [world.edit(theirs, '@shop is it red?'), world.edit(ours!, '@ada it is red')];
    for (const name of ['mentionsOf', 'postsOf'] as const) {
      const listed = world[name].bind(world) as (of: string | XUser) => XPost[];
      world[name] = (of: string | XUser) =>
        listed(of).filter(({ id }) => !changed.some((one) => one.id === id));
    }
    await desk.work({}, 100);
    await eventually(() => desk.core.edited.length === 2, patience);
    expect(desk.core.edited).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ externalId: theirs.id, newText: '@shop is it red?' }),
        expect.objectContaining({ externalId: ours!.id, newText: 'it is red' }),
      ]),
    );
    expect(told()).toEqual([]);
  }, 90_000);
});
