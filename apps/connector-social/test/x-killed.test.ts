import { accountFor } from '@filo/connector/testing';
import { aSend, eventually } from '@filo/testing';
import { XServer } from '@filo/testing/x';
import { randomUUID } from 'node:crypto';
import { XChannel } from '../src/platforms/x/x.channel.js';
import { settingsOfX, xOptions } from './x-desk.js';
import { KillableSocial } from './killable-social.js';

const patience = { timeoutMs: 90_000 };
const server = new XServer();
const us = server.world.join('shop');
const ada = server.world.join('ada');
const answers = () => server.world.postsOf(us.id).filter(({ replyTo }) => replyTo);

let social: KillableSocial;
beforeAll(async () => {
  social = await KillableSocial.open('x', server);
}, 60_000);
afterAll(() => social.close(), 60_000);

const startSocial = () => social.start(settingsOfX(server));

it('kill -9 while it reads and while it says: every mention is there once, and every answer stands once', async () => {
  const mentions = Array.from({ length: 700 }, (_, n) => server.world.post(ada, `@shop ${n}`));
  const channel = new XChannel(xOptions(server.url));
  const account = accountFor({ channel, address: us.username, secrets: server.world.grant(us) });
  await social.core.putAccount('social', account);
  await startSocial();
  await eventually(() => social.core.ledger.size > 50, { ...patience, intervalMs: 2 });
  await social.kill();
  const before = social.core.ledger.size;
  await startSocial();
  await eventually(() => social.core.ledger.size === mentions.length, patience);
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
    await social.core.publishSend(command);
    await eventually(() => said().length === 1, patience);
    await social.kill();
    await startSocial();
    const receiptOf = (attempt: number) =>
      eventually(
        () =>
          social.core.receipts.find(
            (receipt) => receipt.deliveryId === command.deliveryId && receipt.attempt === attempt,
          ),
        patience,
      );
    expect(await receiptOf(1)).toMatchObject({ state: 'unknown' });
    // As core does then.
    await social.core.publishSend({ ...command, eventId: randomUUID(), attempt: 2 });
    const { externalId } = await receiptOf(2);
    expect(externalId).toContain(said()[0]!.id);
    expect(said()).toHaveLength(1);
    // Read among our own words it is known as the message that it is.
    const own = () => social.core.ledger.get(`x ${externalId}`);
    expect(await eventually(own, patience)).toMatchObject({
      direction: 'outbound',
      threadingId: command.threadingId,
    });
  }
}, 280_000);
