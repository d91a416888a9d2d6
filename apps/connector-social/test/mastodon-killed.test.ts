import { accountFor } from '@filo/connector/testing';
import { aSend, eventually } from '@filo/testing';
import { MastodonServer, type Actor } from '@filo/testing/mastodon';
import { randomUUID } from 'node:crypto';
import { MastodonChannel } from '../src/platforms/mastodon/mastodon.channel.js';
import { KillableSocial } from './killable-social.js';

const patience = { timeoutMs: 90_000 };
const server = new MastodonServer();
const answers = () => server.world.statusesOf(us).filter(({ inReplyTo }) => inReplyTo);

let us: Actor;
let ada: Actor;
let social: KillableSocial;
beforeAll(async () => {
  social = await KillableSocial.open('mastodon', server);
  us = server.world.join('shop');
  ada = server.world.join('ada@other.example');
}, 60_000);
afterAll(() => social.close(), 60_000);

it('kill -9 while it reads and while it posts: every mention is there once, and every answer stands once, also after the hour of the key', async () => {
  const mentions = Array.from({ length: 300 }, (_, n) => server.world.post(ada, `@shop ${n}`));
  const account = accountFor({
    channel: new MastodonChannel({ pollMs: 1_000, goneAfterMs: 0 }),
    address: 'shop',
    settings: { instance: server.url },
    secrets: { accessToken: server.tokens.give(us) },
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
  server.faults.plan('POST /api/v1/statuses', 'slow-after');
  const command = aSend({
    ...{ channel: 'mastodon', accountId: account.accountId, audience: 'public', text: 'Sorry!' },
    recipient: { kind: 'mastodon', key: ada.uri },
    inReplyTo: `${server.url}/statuses/${mentions[0]!.id}`,
  });
  await social.core.publishSend(command);
  await eventually(() => answers().length === 1, patience);
  await social.kill();
  server.posted.clear();
  await social.start();
  const receiptOf = (attempt: number) =>
    eventually(() => social.core.receipts.find((receipt) => receipt.attempt === attempt), patience);
  expect(await receiptOf(1)).toMatchObject({ deliveryId: command.deliveryId, state: 'unknown' });
  // As core does then.
  await social.core.publishSend({ ...command, eventId: randomUUID(), attempt: 2 });
  const externalId = `${server.url}/@shop/${answers()[0]!.id}`;
  expect(await receiptOf(2)).toMatchObject({ state: 'accepted', externalId });
  expect(answers()).toHaveLength(1);
}, 240_000);
