import type { ConnectedAccount } from '@filo/contracts';
import { eventually } from '@filo/testing';
import type { XPost } from '@filo/testing/x';
import { XDesk } from './x-desk.js';

const minuteMs = 60_000;
const seldom = { compareEveryMs: 20 * 60 * minuteMs };
let desk: XDesk;
let account: ConnectedAccount;
beforeEach(async () => {
  desk = await XDesk.open();
  account = desk.account();
  await desk.put(account);
}, 60_000);
afterEach(() => desk.close(), 60_000);

const cursor = (name: string) =>
  `cursor.${account.accountId}.${Buffer.from(name, 'utf8').toString('base64url')}`;
const noted = async (name: string) => (await (await desk.state()).get<number>(cursor(name)))?.value;
const comparedAt = () =>
  eventually(async () => ((await noted('comparing')) === 0 ? await noted('compared-at') : undefined), {
    timeoutMs: 20_000,
  });
const comparedBefore = async (minutes: number) =>
  (await desk.state()).put(cursor('compared-at'), Date.now() - minutes * minuteMs);
/** The bus had it, core had not read it yet, and the cursors are beyond it. */
const lost = async (): Promise<XPost> => {
  const post = desk.mention('the kettle broke');
  await desk.hearing(post.id);
  for (const [key, event] of desk.core.ledger) if (event.externalId === post.id) desk.core.ledger.delete(key);
  return post;
};

it('what the bus lost before core had read it is heard again when somebody asks, and not a day later', async () => {
  await desk.work(seldom, 100);
  await comparedAt();
  const post = await lost();
  await comparedBefore(11);
  desk.started.connector.reconcile();
  await desk.hearing(post.id);
}, 60_000);

it('who asks within ten minutes waits for them, also when its connector ends meanwhile', async () => {
  await desk.work(seldom, 100);
  const before = await comparedAt();
  const post = await lost();
  desk.started.connector.reconcile();
  await eventually(async () => (await noted('compare-asked')) !== undefined, { timeoutMs: 20_000 });
  await desk.rest();
  expect([await noted('compared-at'), desk.heard()]).toEqual([before, []]);
  await comparedBefore(11);
  await desk.work(seldom, 100);
  await desk.hearing(post.id);
}, 60_000);

it('nobody asked: it is compared when it is time', async () => {
  await desk.work(seldom, 100);
  await comparedAt();
  await eventually(() => noted('words-forgotten-at'), { timeoutMs: 20_000 });
  await desk.rest();
  await comparedBefore(60);
  const before = await noted('compared-at');
  // What a round does once a week, after it has compared.
  await (await desk.state()).delete(cursor('words-forgotten-at'));
  await desk.work(seldom, 100);
  await eventually(() => noted('words-forgotten-at'), { timeoutMs: 20_000 });
  expect(await noted('compared-at')).toBe(before);
}, 60_000);
