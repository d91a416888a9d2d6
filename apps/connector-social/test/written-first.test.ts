import type { StartedConnector } from '@filo/connector/testing';
import { mayWriteFirst, proveOffer, type ConnectedAccount } from '@filo/contracts';
import { eventually } from '@filo/testing';
import { BlueskyDesk } from './bluesky-desk.js';
import { MastodonDesk } from './mastodon-desk.js';
import { XDesk } from './x-desk.js';

let desk: { close(): Promise<void> } | undefined;
afterEach(() => desk?.close(), 60_000);

/** Asks what core asks, and reads the answer as core does. */
const ask = async (
  { connector }: StartedConnector,
  { accountId, channel }: ConnectedAccount,
  recipient: { key: string; handle?: string },
) => {
  const request = { channel, accountId, recipient: { kind: channel, ...recipient } };
  return mayWriteFirst.reply.parse(
    await connector.answers.mayWriteFirst(mayWriteFirst.request.parse(request)),
  );
};

/** Whether people are told that they can write to us in private. */
const hasDirectMessages = ({ connector }: StartedConnector, channel: string): boolean =>
  proveOffer.reply.parse(connector.answers.proofs.offer({ channel })).directMessages;

it('at Mastodon whoever posted is written to below their post, and they alone read it', async () => {
  const mastodon = await MastodonDesk.open();
  desk = mastodon;
  const account = mastodon.account();
  const post = mastodon.mention('You never answer!');
  await mastodon.put(account);
  await mastodon.work();
  await mastodon.hearing(post);
  expect(await ask(mastodon.started, account, { key: mastodon.ada.uri })).toEqual({ ok: true });
  expect(hasDirectMessages(mastodon.started, 'mastodon')).toBe(true);
  const text = 'Shop would like to go on with you in private: https://filo.example/proof/direct/x';
  const command = mastodon.answer(account, post, { text, audience: 'private', automatic: true });
  await mastodon.core.publishSend(command);
  const [said] = await eventually(() => mastodon.answers().length > 0 && mastodon.answers());
  expect(said).toMatchObject({
    visibility: 'direct',
    text: expect.stringContaining('proof/direct') as string,
  });
}, 60_000);

it('at X somebody who has only posted gets a direct message, and a refusal comes back in words', async () => {
  const x = await XDesk.open();
  desk = x;
  const account = x.account();
  await x.put(account);
  await x.work();
  expect(await ask(x.started, account, { key: x.ada.id })).toEqual({ ok: true });
  expect(hasDirectMessages(x.started, 'x')).toBe(true);
  await x.core.publishSend(x.write(account, x.ada, 'https://filo.example/proof/direct/x'));
  await eventually(() => x.server.world.messagesOf(x.ada.id).length === 1);
  x.ada.protected = true;
  const refused = x.write(account, x.ada, 'Once more');
  await x.core.publishSend(refused);
  const receipt = await eventually(() => x.receiptOf(refused.deliveryId));
  expect(receipt).toMatchObject({ state: 'failed', detail: expect.stringContaining('DM') as string });
}, 60_000);

it('at Bluesky nobody is written to first, which is said', async () => {
  const bluesky = await BlueskyDesk.open();
  desk = bluesky;
  const account = bluesky.account();
  await bluesky.put(account);
  await bluesky.work();
  await bluesky.healthIs(account, 'ok');
  expect(await ask(bluesky.started, account, { key: bluesky.ada.did })).toMatchObject({
    ok: false,
    code: 'cannot-write-first',
  });
  expect(hasDirectMessages(bluesky.started, 'bluesky')).toBe(false);
}, 60_000);
