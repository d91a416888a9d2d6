import { eventually } from '@filo/testing';
import type { ConnectedAccount } from '@filo/contracts';
import { itIsDaysLater } from './another-day.js';
import { XDesk } from './x-desk.js';

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

const direct = () => desk.heard().filter(({ audience }) => audience === 'private');
const arrivedDirect = () =>
  desk.core.arrived.filter((event) => event.type === 'message' && event.audience === 'private');
const written = (count: number) =>
  Array.from({ length: count }, (_, n) => desk.server.world.write(desk.ada, desk.us, `word ${n}`));
/** Tokens to further pages, as they were asked for. */
const tokens = () =>
  desk.server.answered
    .filter(({ request }) => request === 'GET dm_events')
    .flatMap(({ query }) => new Map(query).get('pagination_token') ?? []);

it('direct messages that cost more than three days may arrive whole and once, each page paid once, and mentions come in meanwhile', async () => {
  const messages = written(350);
  // Of 2.20 half may go to what lies back; a page of fifty is 0.50.
  const day = { dailyCeiling: 2.2, pollMs: 20 };
  for (const [from, pages] of [3, 5, 7].entries()) {
    itIsDaysLater(from);
    await desk.work(day);
    await eventually(() => direct().length >= pages * 50, { timeoutMs: 20_000 });
    const mention = desk.mention(`still heard on day ${from}`);
    await desk.hearing(mention.id);
    if (pages < 7) await desk.healthIs(account, 'degraded', /read on tomorrow, from where it stands/);
    expect(direct()).toHaveLength(pages * 50);
    await desk.rest();
  }
  expect(new Set(direct().map(({ externalId }) => externalId))).toEqual(
    new Set(messages.map(({ id }) => `dm:${id}`)),
  );
  expect(arrivedDirect()).toHaveLength(messages.length);
  expect(tokens()).toHaveLength(6);
  expect(new Set(tokens()).size).toBe(6);
}, 120_000);

it('new messages come before what lies back, and a token that X has forgotten loses and doubles nothing', async () => {
  written(200);
  await desk.work({ dailyCeiling: 1.4, pollMs: 20 });
  await desk.healthIs(account, 'degraded', /read on tomorrow/);
  expect(direct()).toHaveLength(100);
  await desk.rest();
  desk.server.world.tokensFrom += 1;
  const fresh = desk.server.world.write(desk.ada, desk.us, 'And now?');
  await desk.work({ dailyCeiling: 0, pollMs: 20 });
  await desk.hearing(`dm:${fresh.id}`);
  await eventually(() => direct().length === 201, { timeoutMs: 20_000 });
  expect(arrivedDirect()).toHaveLength(201);
}, 60_000);

it('our own posts of before leave the money of the day to what customers say', async () => {
  const complaint = desk.mention('it broke');
  for (let n = 0; n < 250; n += 1) desk.server.world.post(desk.us, `answer ${n}`, { replyTo: complaint });
  await desk.work({ dailyCeiling: 2, pollMs: 20 });
  await desk.healthIs(account, 'degraded', /read on tomorrow/);
  const after = desk.mention('and again');
  const message = desk.server.world.write(desk.ada, desk.us, 'Are you there?');
  await desk.hearing(after.id);
  await desk.hearing(`dm:${message.id}`);
}, 60_000);
