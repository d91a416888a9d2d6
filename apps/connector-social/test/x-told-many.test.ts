import { eventually } from '@filo/testing';
import { XDesk } from './x-desk.js';

let desk: XDesk;
beforeEach(async () => {
  desk = await XDesk.open();
  const webhookUrl = await desk.openDoor();
  await desk.put(desk.account(desk.us, { settings: { webhookUrl } }));
}, 60_000);
afterEach(() => desk.close(), 60_000);

const subscribed = () => eventually(() => desk.server.hooks.activity.tells(desk.us), { timeoutMs: 20_000 });
const atOnce = 50;
const lookups = () => desk.server.asked.get('GET tweets') ?? 0;

it('a storm of told posts is looked at in few requests, and a private message does not wait behind it', async () => {
  await desk.work({ pollMs: 3_600_000 });
  await subscribed();
  const { us, ada, server } = desk;
  const posts = Array.from({ length: 300 }, (_, n) => desk.mention(`${n}`));
  for (let from = 0; from < posts.length; from += atOnce) {
    const some = posts.slice(from, from + atOnce);
    const statuses = await Promise.all(some.map((post) => server.hooks.tellPost(us, post)));
    expect(new Set(statuses.flat())).toEqual(new Set([200]));
  }
  const message = server.world.write(ada, us, 'and you?');
  await server.hooks.tellMessage(us, message);
  await desk.hearing(`dm:${message.id}`);
  await eventually(() => desk.heard().length === 301, { timeoutMs: 60_000 });
  expect(lookups()).toBeLessThan(60);
  const state = await desk.state();
  await eventually(async () => (await state.keys('x-told-open.>')).length === 0, { timeoutMs: 20_000 });
}, 120_000);

it('where X allows few lookups more they wait, and the lists are read all the same', async () => {
  desk.server.limitedMs = 600_000;
  desk.server.left.set('GET tweets', 20);
  await desk.work();
  await subscribed();
  const { us, server } = desk;
  await server.hooks.tellPost(us, desk.mention('the last that is looked up'));
  await eventually(() => lookups() === 1, { timeoutMs: 20_000 });
  for (let n = 0; n < 5; n += 1) {
    const post = desk.mention(`${n}`);
    expect(await server.hooks.tellPost(us, post)).toEqual([200]);
    await desk.hearing(post.id);
  }
  expect(lookups()).toBe(1);
}, 60_000);
