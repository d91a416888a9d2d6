import { eventually } from '@filo/testing';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { askProfile } from '../test/ask-profile.js';
import { XDesk } from '../test/x-desk.js';
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
];
const writes = ['POST tweets', 'DELETE tweets/:id', 'POST dm_conversations/with/:id/messages'];

const whereItLies = existsSync(description) ? it : it.skip;

/** Everything that the connector asks of X, once. */
const useEverything = async (desk: XDesk): Promise<void> => {
  const account = desk.account();
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
  for (const command of [answer, written]) await desk.core.publishSend(command);
  const { externalId } = await desk.receiptOf(answer.deliveryId);
  await desk.receiptOf(written.deliveryId);
  const { messageId } = answer;
  await desk.takeBack({ channel: 'x', messageId, accountId: account.accountId, externalIds: [externalId!] });
  await askProfile(desk.started, account, { key: desk.ada.id });
  const asked = () => new Set(desk.server.answered.map(({ request }) => request));
  await eventually(() => [...lists, ...writes].every((request) => asked().has(request)), {
    timeoutMs: 20_000,
  });
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
      const faults = desk.server.answered.flatMap((one) => api.faultsOf(one));
      expect([...new Set(faults)]).toEqual([]);
    } finally {
      await desk.close();
    }
  },
  120_000,
);
