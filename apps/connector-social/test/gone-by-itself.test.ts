import type { ConnectedAccount, SendInput } from '@filo/contracts';
import { eventually } from '@filo/testing';
import { BlueskyDesk } from './bluesky-desk.js';
import { MastodonDesk } from './mastodon-desk.js';
import { XDesk } from './x-desk.js';

let mastodon: MastodonDesk;
let x: XDesk;
beforeEach(async () => {
  mastodon = await MastodonDesk.open();
  x = await XDesk.open();
}, 60_000);
afterEach(async () => {
  await mastodon.close();
  await x.close();
}, 60_000);

/** Says an answer and resolves with how it is taken back. */
const said = async (
  desk: MastodonDesk | XDesk,
  { account, command }: { account: ConnectedAccount; command: SendInput },
) => {
  await desk.core.publishSend(command);
  const { externalId } = await (desk instanceof XDesk
    ? desk.receiptOf(command.deliveryId)
    : desk.receiptOf({ deliveryId: command.deliveryId, attempt: 1 }));
  const { channel, messageId } = command;
  return () =>
    desk.takeBack({ channel, messageId, accountId: account.accountId, externalIds: [externalId!] });
};

it('Mastodon: only the instance itself says that an answer is gone, and not what stands before it or in its place', async () => {
  const account = mastodon.account();
  await mastodon.put(account);
  await mastodon.work();
  const command = mastodon.answer(account, mastodon.mention('it broke'));
  const takeBack = await said(mastodon, { account, command });
  mastodon.server.faults.plan('DELETE /api/v1/statuses/$id', 'route-404');
  expect(await takeBack()).toMatchObject({ ok: false, code: 'unavailable' });
  mastodon.server.outage = 'missing';
  expect(await takeBack()).toMatchObject({ ok: false, code: 'unavailable' });
  mastodon.server.outage = undefined;
  // Another program of the network at this address, where nobody knows us.
  mastodon.server.world.delete(mastodon.answers()[0]!);
  mastodon.server.faults.plan('GET /api/v1/accounts/verify_credentials', 'route-404');
  expect(await takeBack()).toMatchObject({ ok: false, code: 'unavailable' });
  expect(await takeBack()).toEqual({ ok: true });
}, 60_000);

it('Mastodon: an answer that one person alone could read is deleted for them as well, or found to be deleted', async () => {
  const account = mastodon.account();
  await mastodon.put(account);
  await mastodon.work();
  const asked = mastodon.mention('it broke', { visibility: 'direct' });
  const takeBacks = await Promise.all(
    ['Sorry!', 'We look into it'].map((text) =>
      said(mastodon, { account, command: mastodon.answer(account, asked, { text }) }),
    ),
  );
  expect(await takeBacks[0]!()).toEqual({ ok: true });
  const [stands, ...others] = mastodon.answers();
  expect(others).toEqual([]);
  await mastodon.rest();
  mastodon.server.world.delete(stands!, { quietly: true });
  await mastodon.work({ firstReconcileMs: 500 });
  await eventually(() => mastodon.core.deleted.has(mastodon.externalIdOf(stands!)), { timeoutMs: 20_000 });
}, 60_000);

it('X: a direct message is not taken back, since its reader would keep it, and the agent is told so', async () => {
  const account = x.account();
  await x.put(account);
  await x.work();
  const takeBack = await said(x, { account, command: x.write(account, x.ada, 'Your order number?') });
  expect(await takeBack()).toMatchObject({
    ...{ ok: false, code: 'only-our-copy', message: expect.stringContaining('keeps theirs') },
  });
  expect(x.server.world.messages).toHaveLength(1);
}, 60_000);

it('X: only X itself says that an answer is gone, and not what stands on the way', async () => {
  const account = x.account();
  await x.put(account);
  await x.work();
  const command = x.answer(account, x.mention('it broke'), 'Sorry!');
  const takeBack = await said(x, { account, command });
  x.server.faults.plan('DELETE tweets/:id', 'route-404');
  expect(await takeBack()).toMatchObject({ ok: false, code: 'unavailable' });
  x.server.outage = 'missing';
  expect(await takeBack()).toMatchObject({ ok: false, code: 'unavailable' });
  x.server.outage = undefined;
  expect(x.answers()).toHaveLength(1);
  x.server.world.delete(x.server.world.posts.get(x.answers()[0]!.id)!);
  expect(await takeBack()).toEqual({ ok: true });
}, 60_000);

it.each(['mastodon', 'x', 'bluesky'] as const)(
  '%s: an answer of ours that somebody deletes by another program is found to be gone, and one that stands is not',
  async (network) => {
    const desk = { mastodon, x, bluesky: network === 'bluesky' ? await BlueskyDesk.open() : undefined }[
      network
    ]!;
    try {
      await goneByAnotherHand(desk);
    } finally {
      if (desk instanceof BlueskyDesk) await desk.close();
    }
  },
  60_000,
);

const goneByAnotherHand = async (desk: MastodonDesk | XDesk | BlueskyDesk) => {
  const account = desk.account();
  await desk.put(account);
  await workFor(desk);
  const commands = ['Sorry!', 'We look into it'].map((text) => answerOf(desk, account, text));
  for (const command of commands) await desk.core.publishSend(command);
  const sent = await eventually(
    () => desk.core.receipts.length === 2 && desk.core.receipts.map(({ externalId }) => externalId!),
    { timeoutMs: 20_000 },
  );
  await desk.rest();
  deleteQuietly(desk, sent[0]!);
  await workFor(desk);
  await eventually(() => desk.core.deleted.has(sent[0]!), { timeoutMs: 20_000 });
  await desk.rest();
  expect([...desk.core.deleted]).toEqual([sent[0]]);
};

const workFor = (desk: MastodonDesk | XDesk | BlueskyDesk) => {
  if (desk instanceof MastodonDesk) return desk.work({ firstReconcileMs: 500 });
  return desk instanceof XDesk ? desk.work({}, 500) : desk.work(500);
};

const answerOf = (desk: MastodonDesk | XDesk | BlueskyDesk, account: ConnectedAccount, text: string) => {
  const said = `it broke: ${text}`;
  if (desk instanceof MastodonDesk) return desk.answer(account, desk.mention(said), { text });
  return desk instanceof XDesk
    ? desk.answer(account, desk.mention(said), text)
    : desk.answer(account, desk.mention(said), text);
};

const deleteQuietly = (desk: MastodonDesk | XDesk | BlueskyDesk, externalId: string) => {
  if (desk instanceof BlueskyDesk) return desk.server.world.delete(externalId);
  if (desk instanceof XDesk) return desk.server.world.delete(desk.server.world.posts.get(externalId)!);
  const post = desk.answers().find((one) => desk.externalIdOf(one) === externalId)!;
  return desk.server.world.delete(post, { quietly: true });
};
