import { accountFor } from '@filo/connector/testing';
import { eventually } from '@filo/testing';
import { XServer } from '@filo/testing/x';
import { XChannel } from '../src/platforms/x/x.channel.js';
import { KillableSocial } from './killable-social.js';
import { settingsOfX, xOptions } from './x-desk.js';

const patience = { timeoutMs: 90_000 };
const search = 'GET tweets/search/recent';
const server = new XServer();
const us = server.world.join('shop');
const ada = server.world.join('ada');

let social: KillableSocial;
beforeAll(async () => {
  social = await KillableSocial.open('x', server);
}, 60_000);
afterAll(() => social.close(), 60_000);

const startSocial = () => social.start(settingsOfX(server));
const searched = () => server.asked.get(search) ?? 0;

it('kill -9 while it looks for what the list does not hand back: it goes on there, and every mention is there once', async () => {
  const from = Date.now() - 3 * 86_400_000;
  const posts = Array.from({ length: 1_400 }, (_, n) =>
    server.world.post(ada, `@shop ${n}`, { at: new Date(from + n * 60_000) }),
  );
  const channel = new XChannel(xOptions(server.url));
  const account = accountFor({ channel, address: us.username, secrets: server.world.grant(us) });
  await social.core.putAccount('social', account);
  await startSocial();
  for (const pages of [2, 4]) {
    await eventually(() => searched() >= pages, { ...patience, intervalMs: 1 });
    await social.kill();
    expect(social.core.ledger.size).toBeLessThan(posts.length);
    await startSocial();
  }
  await eventually(() => social.core.ledger.size === posts.length, patience);
  const heard = [...social.core.ledger.values()].map(({ externalId }) => externalId);
  expect(new Set(heard)).toEqual(new Set(posts.map(({ id }) => id)));
  // Seven pages, with the last that is empty, and what was under way at each kill.
  expect(searched()).toBeLessThanOrEqual(9);
}, 280_000);
