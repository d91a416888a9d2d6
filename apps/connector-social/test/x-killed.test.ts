import { accountFor, ConnectorProcess, FakeCore } from '@filo/connector/testing';
import { aSend, eventually, freshPrefix, type FreshPrefix } from '@filo/testing';
import { XServer } from '@filo/testing/x';
import { randomUUID } from 'node:crypto';
import { XChannel } from '../src/x/x.channel.js';
import { xOptions } from './x-desk.js';

const patience = { timeoutMs: 90_000 };
const server = new XServer();
const us = server.world.join('shop');
const ada = server.world.join('ada');
const answers = () => server.world.postsOf(us.id).filter(({ replyTo }) => replyTo);

let prefix: FreshPrefix;
let core: FakeCore;
let social: ConnectorProcess;
beforeAll(async () => {
  prefix = await freshPrefix({ connectors: { social: ['x'] }, leaseTtlMs: 2_000 });
  core = await FakeCore.start(prefix.busOptions());
  await server.start();
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
    env: { ...usual, FILO_X_API_URL: server.url },
  });
const usual = { FILO_HEALTH_PORT: '0', FILO_X_POLL_SECONDS: '1', FILO_X_DAILY_CEILING: '0' };

it('kill -9 while it reads and while it says: every mention is there once, and every answer stands once', async () => {
  const mentions = Array.from({ length: 700 }, (_, n) => server.world.post(ada, `@shop ${n}`));
  const channel = new XChannel(xOptions(server.url));
  const account = accountFor({ channel, address: us.username, secrets: server.world.grant(us) });
  await core.putAccount('social', account);
  social = await startSocial();
  await eventually(() => core.ledger.size > 50, { ...patience, intervalMs: 2 });
  await social.kill();
  const before = core.ledger.size;
  social = await startSocial();
  await eventually(() => core.ledger.size === mentions.length, patience);
  expect(before).toBeLessThan(mentions.length);

  // The words stand, and whoever said them dies before it hears so: in public, and in private.
  server.slowMs = 120_000;
  for (const [request, audience] of [
    ['POST tweets', 'public'],
    ['POST dm_conversations/with/:id/messages', 'private'],
  ] as const) {
    server.faults.plan(request, 'slow-after');
    const command = aSend({
      ...{ channel: 'x', accountId: account.accountId, audience, text: 'Sorry!' },
      ...{ recipient: { kind: 'x', key: ada.id }, inReplyTo: `x:${mentions[0]!.id}` },
      date: new Date().toISOString(),
    });
    const said = () => (audience === 'public' ? answers() : server.world.messages);
    await core.publishSend(command);
    await eventually(() => said().length === 1, patience);
    await social.kill();
    social = await startSocial();
    const receiptOf = (attempt: number) =>
      eventually(
        () =>
          core.receipts.find(
            (receipt) => receipt.deliveryId === command.deliveryId && receipt.attempt === attempt,
          ),
        patience,
      );
    expect(await receiptOf(1)).toMatchObject({ state: 'unknown' });
    // As core does then.
    await core.publishSend({ ...command, eventId: randomUUID(), attempt: 2 });
    const { externalId } = await receiptOf(2);
    expect(externalId).toContain(said()[0]!.id);
    expect(said()).toHaveLength(1);
    // Read among our own words it is known as the message that it is.
    const own = () => core.ledger.get(`x ${externalId}`);
    expect(await eventually(own, patience)).toMatchObject({
      direction: 'outbound',
      threadingId: command.threadingId,
    });
  }
}, 280_000);
