import { accountFor } from '@filo/connector/testing';
import { eventually, freePort } from '@filo/testing';
import { XServer, type XPost } from '@filo/testing/x';
import { XChannel } from '../src/platforms/x/x.channel.js';
import { xOptions } from './x-desk.js';
import { KillableSocial } from './killable-social.js';

const patience = { timeoutMs: 90_000 };
const server = new XServer();
const us = server.world.join('shop');
const ada = server.world.join('ada');

let social: KillableSocial;
beforeAll(async () => {
  social = await KillableSocial.open('x', server);
}, 60_000);
afterAll(() => social.close(), 60_000);

const startSocial = (port: number) =>
  social.start({
    ...{ FILO_X_POLL_SECONDS: '1', FILO_X_DAILY_CEILING: '0' },
    ...{ FILO_X_API_URL: server.url, FILO_X_WEBHOOK_PORT: String(port) },
  });
const mention = (n: number) => server.world.post(ada, `@shop ${n}`);
/** X comes again until somebody says yes. */
const telling = (post: XPost) =>
  eventually(async () => (await server.hooks.tellPost(us, post))[0] === 200, patience);

it('kill -9 while X tells and is asked: what it was told yes for is there, and every word once', async () => {
  const port = await freePort();
  const channel = new XChannel(xOptions(server.url));
  const settings = { webhookUrl: `http://127.0.0.1:${port}` };
  const secrets = server.world.grant(us);
  await social.core.putAccount('social', accountFor({ channel, address: us.username, settings, secrets }));
  await startSocial(port);
  await eventually(() => server.hooks.activity.tells(us), patience);

  // Nobody is asked, and what is told cannot be looked at: a yes stands for what lies on the bus alone.
  server.faults.plan('GET users/:id/mentions', 'broken', { times: 1_000_000 });
  server.faults.plan('GET tweets', 'cut', { times: 1_000_000 });
  const alone = Array.from({ length: 5 }, (_, n) => mention(n));
  for (const post of alone) await telling(post);
  await social.kill();
  expect(social.core.ledger.size).toBe(0);
  server.faults.plan('GET tweets', 'cut', { times: 0 });
  await startSocial(port);
  await eventually(() => social.core.ledger.size === alone.length, patience);

  // Told and asked at once, and killed in between.
  server.faults.plan('GET users/:id/mentions', 'broken', { times: 0 });
  const both = Array.from({ length: 40 }, (_, n) => mention(100 + n));
  const told = Promise.all(both.map(telling));
  await eventually(() => social.core.ledger.size > alone.length, { ...patience, intervalMs: 1 });
  await social.kill();
  await startSocial(port);
  await told;
  const all = [...alone, ...both].map(({ id }) => `x ${id}`);
  await eventually(() => all.every((key) => social.core.ledger.has(key)), patience);
  expect(social.core.ledger.size).toBe(all.length);
}, 280_000);
