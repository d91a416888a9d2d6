import { accountFor, ConnectorProcess, FakeCore } from '@filo/connector/testing';
import { aSend, eventually, freshPrefix, type FreshPrefix } from '@filo/testing';
import { MastodonServer, type Actor } from '@filo/testing/mastodon';
import { randomUUID } from 'node:crypto';
import { MastodonChannel } from '../src/mastodon/mastodon.channel.js';

const patience = { timeoutMs: 90_000 };
const server = new MastodonServer();
const answers = () => server.world.statusesOf(us).filter(({ inReplyTo }) => inReplyTo);

let us: Actor;
let ada: Actor;
let prefix: FreshPrefix;
let core: FakeCore;
let social: ConnectorProcess;
beforeAll(async () => {
  prefix = await freshPrefix({ connectors: { social: ['mastodon'] }, leaseTtlMs: 2_000 });
  core = await FakeCore.start(prefix.busOptions());
  await server.start();
  us = server.world.join('shop');
  ada = server.world.join('ada@other.example');
}, 60_000);
afterAll(async () => {
  await social.kill();
  await server.stop();
  await core.stop();
  await prefix.remove();
}, 60_000);

const startSocial = () =>
  ConnectorProcess.start({
    main: new URL('../src/main.ts', import.meta.url),
    bus: prefix.busOptions('social'),
    env: { FILO_HEALTH_PORT: '0', FILO_SOCIAL_POLL_SECONDS: '1' },
  });

it('kill -9 while it reads and while it posts: every mention is there once, and every answer stands once, also after the hour of the key', async () => {
  const mentions = Array.from({ length: 300 }, (_, n) => server.world.post(ada, `@shop ${n}`));
  const account = accountFor({
    channel: new MastodonChannel({ pollMs: 1_000, goneAfterMs: 0 }),
    address: 'shop',
    settings: { instance: server.url },
    secrets: { accessToken: server.tokens.give(us) },
  });
  await core.putAccount('social', account);
  social = await startSocial();
  await eventually(() => core.ledger.size > 50, { ...patience, intervalMs: 2 });
  await social.kill();
  const before = core.ledger.size;
  social = await startSocial();
  await eventually(() => core.ledger.size === mentions.length, patience);
  expect(before).toBeLessThan(mentions.length);

  // The post stands, and whoever posted it dies before it hears so.
  server.slowMs = 120_000;
  server.faults.plan('POST /api/v1/statuses', 'slow-after');
  const command = aSend({
    ...{ channel: 'mastodon', accountId: account.accountId, audience: 'public', text: 'Sorry!' },
    recipient: { kind: 'mastodon', key: ada.uri },
    inReplyTo: `${server.url}/statuses/${mentions[0]!.id}`,
  });
  await core.publishSend(command);
  await eventually(() => answers().length === 1, patience);
  await social.kill();
  server.posted.clear();
  social = await startSocial();
  const receiptOf = (attempt: number) =>
    eventually(() => core.receipts.find((receipt) => receipt.attempt === attempt), patience);
  expect(await receiptOf(1)).toMatchObject({ deliveryId: command.deliveryId, state: 'unknown' });
  // As core does then.
  await core.publishSend({ ...command, eventId: randomUUID(), attempt: 2 });
  const externalId = `${server.url}/@shop/${answers()[0]!.id}`;
  expect(await receiptOf(2)).toMatchObject({ state: 'accepted', externalId });
  expect(answers()).toHaveLength(1);
}, 240_000);
