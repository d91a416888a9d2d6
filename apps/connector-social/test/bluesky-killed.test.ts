import { accountFor } from '@filo/connector/testing';
import { aSend, eventually } from '@filo/testing';
import { BlueskyServer } from '@filo/testing/bluesky';
import { randomUUID } from 'node:crypto';
import { BlueskyChannel } from '../src/platforms/bluesky/bluesky.channel.js';
import { KillableSocial } from './killable-social.js';

const patience = { timeoutMs: 90_000 };
const server = new BlueskyServer();
const us = server.world.join('shop.example');
const ada = server.world.join('ada.example');
const answers = () => server.world.postsOf(us.did).filter(({ record }) => record.reply);

let social: KillableSocial;
beforeAll(async () => {
  social = await KillableSocial.open('bluesky', server);
}, 60_000);
afterAll(() => social.close(), 60_000);

it('kill -9 while it reads and while it posts: every mention is there once, and every answer stands once', async () => {
  const mentions = Array.from({ length: 300 }, (_, n) => server.world.post(ada, `@shop.example ${n}`));
  const often = { times: 1_000, after: 1, between: 1 };
  server.faults.plan('app.bsky.notification.listNotifications', 'broken', often);
  const account = accountFor({
    channel: new BlueskyChannel({ pollMs: 1_000, goneAfterMs: 0 }),
    address: us.handle,
    settings: { service: server.url },
    secrets: { appPassword: us.appPassword },
  });
  await social.core.putAccount('social', account);
  await social.start();
  await eventually(() => social.core.ledger.size > 50, { ...patience, intervalMs: 2 });
  await social.kill();
  const before = social.core.ledger.size;
  await social.start();
  await eventually(() => social.core.ledger.size === mentions.length, patience);
  expect(before).toBeLessThan(mentions.length);

  // The post stands, and whoever posted it dies before it hears so.
  server.slowMs = 120_000;
  server.faults.plan('com.atproto.repo.createRecord', 'slow-after');
  const command = aSend({
    ...{ channel: 'bluesky', accountId: account.accountId, audience: 'public', text: 'Sorry!' },
    ...{ recipient: { kind: 'bluesky', key: ada.did }, inReplyTo: mentions[0]!.uri },
  });
  await social.core.publishSend(command);
  await eventually(() => answers().length === 1, patience);
  await social.kill();
  await social.start();
  const receiptOf = (attempt: number) =>
    eventually(() => social.core.receipts.find((receipt) => receipt.attempt === attempt), patience);
  expect(await receiptOf(1)).toMatchObject({ deliveryId: command.deliveryId, state: 'unknown' });
  // As core does then.
  await social.core.publishSend({ ...command, eventId: randomUUID(), attempt: 2 });
  expect(await receiptOf(2)).toMatchObject({ state: 'accepted', externalId: answers()[0]!.uri });
  expect(answers()).toHaveLength(1);
  // One sign-in served all three processes.
  expect(server.sessions.signIns).toBe(1);
}, 240_000);
