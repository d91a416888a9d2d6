import type { ConnectedAccount } from '@filo/contracts';
import { eventually } from '@filo/testing';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { aQuery } from '../test/a-query.js';
import { askProfile } from '../test/ask-profile.js';
import { XDesk } from '../test/x-desk.js';
import { XProving } from '../test/x-proving.js';
import { OpenApi } from '../test/open-api.js';

/** X's own description of its API lies beside the checkout where it may be used, and is no part of it. */
const description = fileURLToPath(new URL('../../../../shared/corpora/x/openapi.json', import.meta.url));

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const lists = [
  'GET users/:id/mentions',
  'GET users/:id/tweets',
  'GET dm_events',
  'GET tweets',
  'GET users/me',
  'GET users/:id',
  'GET tweets/search/recent',
];
const writes = [
  'POST tweets',
  'DELETE tweets/:id',
  'POST dm_conversations/with/:id/messages',
  'POST media/upload',
  'POST media/metadata',
];
const hooks = [
  'GET webhooks',
  'POST webhooks',
  'PUT webhooks/:id',
  'DELETE account_activity/webhooks/:id/subscriptions/:id/all',
  'GET activity/subscriptions',
  'POST activity/subscriptions',
  'PUT activity/subscriptions/:id',
  'DELETE activity/subscriptions/:id',
];
const compliance = ['POST compliance/jobs', 'GET compliance/jobs/:id'];
/** Of direct messages X describes no form: those are held to the samples of its guide. */
const toldOf = ['post.mention.create', 'post.reply.create', 'post.create', 'post.delete'];

const kindOf = (event: object): string => (event as { data: { event_type: string } }).data.event_type;

const whereItLies = existsSync(description) ? it : it.skip;

/** A webhook by which X tells of a post, that X holds for broken and in part for another, and then one that is not wanted any more. */
const useHooks = async (desk: XDesk, account: ConnectedAccount): Promise<void> => {
  const { hooks } = desk.server;
  await eventually(() => hooks.activity.tells(desk.us), { timeoutMs: 20_000 });
  const { world } = desk.server;
  const told = world.post(desk.ada, '@shop told');
  expect(await hooks.tellPost(desk.us, told)).toEqual([200]);
  const ours = world.post(desk.us, 'We look.', { replyTo: told });
  await hooks.tellPost(desk.us, ours);
  await hooks.tellPost(desk.us, world.post(desk.ada, 'Thanks!', { replyTo: ours }));
  const subscription = { event_type: 'post.delete', filter: { user_id: desk.us.id } };
  hooks.activity.subscribe(desk.us, { ...subscription, webhook_id: hooks.all[0]!.id });
  await hooks.tellDeletion(desk.us, ours);
  await eventually(() => desk.server.answered.some(({ request }) => request === 'GET tweets'), {
    timeoutMs: 20_000,
  });
  await desk.rest();
  hooks.all[0]!.valid = false;
  // As if it had told at a webhook that is gone.
  hooks.activity.all[0]!.webhook_id = '1';
  await desk.work();
  const isMended = () => hooks.all[0]!.valid && hooks.activity.all.every(({ webhook_id: at }) => at !== '1');
  await eventually(isMended, { timeoutMs: 20_000 });
  await desk.put({ ...account, version: 2, settings: {} });
  await eventually(() => !hooks.activity.tells(desk.us), { timeoutMs: 20_000 });
};

/** Waits until X was asked all of it, and names what it was not asked. */
const asked = (desk: XDesk, requests: readonly string[]): Promise<boolean> =>
  eventually(
    () => {
      const answered = new Set(desk.server.answered.map(({ request }) => request));
      expect(requests.filter((request) => !answered.has(request))).toEqual([]);
      return true;
    },
    { timeoutMs: 20_000 },
  );

/** Everything that the connector asks of X, once. */
const useEverything = async (desk: XDesk): Promise<void> => {
  const settings = { webhookUrl: await desk.openDoor() };
  const account = desk.account(desk.us, {
    settings,
    queries: [aQuery({ words: ['shop'], hashtags: ['lamps'] })],
  });
  const { world } = desk.server;
  world.join('bob');
  const complaint = world.post(desk.ada, `@shop and @bob: ${'so long '.repeat(40)}https://shop.example`, {
    pictures: [{ bytes: png, mediaType: 'image/png', alt: 'A lamp' }],
  });
  const ours = world.post(desk.us, 'We look into it.', { replyTo: complaint });
  world.post(desk.ada, '@shop See!', { quotes: ours, replyTo: ours });
  world.edit(complaint, '@shop shorter');
  const message = world.write(desk.ada, desk.us, 'Hello & see https://shop.example');
  await desk.put(account);
  await desk.work({}, 500);
  await desk.hearing(`dm:${message.id}`);
  await desk.hearing(complaint.id);
  world.delete(world.post(desk.ada, '@shop gone'));
  const answer = desk.answer(account, complaint, 'Sorry!');
  const written = desk.write(account, desk.ada, 'Your order number?');
  const shown = desk.write(account, desk.ada, 'Is it this lamp?');
  const picture = { blob: await desk.core.bus.blobs.put(png), name: 'lamp.png', mediaType: 'image/png' };
  await desk.core.publishSend({ ...answer, attachments: [{ ...picture, alt: 'A lamp' }] });
  await desk.core.publishSend(written);
  await desk.core.publishSend({ ...shown, attachments: [{ ...picture, alt: 'A lamp' }] });
  const { externalId } = await desk.receiptOf(answer.deliveryId);
  await desk.receiptOf(written.deliveryId);
  expect(await desk.receiptOf(shown.deliveryId)).toMatchObject({ state: 'accepted' });
  const { messageId } = answer;
  await desk.takeBack({ channel: 'x', messageId, accountId: account.accountId, externalIds: [externalId!] });
  // It is gone by now.
  await desk.takeBack({ channel: 'x', messageId, accountId: account.accountId, externalIds: [externalId!] });
  await askProfile(desk.started, account, { key: desk.ada.id });
  const proving = new XProving(desk);
  await asked(desk, compliance);
  await desk.rest();
  await desk.work(proving.settings(), 500);
  await proving.prove(desk.ada, desk.ada);
  await useHooks(desk, account);
  await asked(desk, [...lists, ...writes, ...hooks, ...compliance]);
  await desk.rest();
};

whereItLies(
  'what the connector asks of X, and what the X on loopback answers, is as X describes it',
  async () => {
    const desk = await XDesk.open();
    try {
      desk.server.spelling = 'post';
      await useEverything(desk);
      const api = new OpenApi(description);
      // What apps and people sign in with is no part of this description.
      const described = desk.server.answered.filter(({ request }) => !request.includes('oauth2/'));
      const faults = described.flatMap((one) => api.faultsOf(one));
      expect([...new Set(faults)]).toEqual([]);
      const { refused } = desk.server;
      expect(refused.map(({ request }) => request)).toContain('DELETE tweets/:id');
      expect([...new Set(refused.flatMap((one) => api.faultsOfRefusal(one)))]).toEqual([]);
      const events = desk.server.hooks.told;
      const kinds = new Set(events.map(kindOf));
      expect(toldOf.filter((kind) => !kinds.has(kind))).toEqual([]);
      const posts = events.filter((event) => !kindOf(event).startsWith('dm.'));
      expect([...new Set(posts.flatMap((event) => api.faultsOfEvent(event)))]).toEqual([]);
    } finally {
      await desk.close();
    }
  },
  120_000,
);
