import type { ConnectedAccount, Send } from '@filo/contracts';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BlueskyDesk } from './bluesky-desk.js';

const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(100)]);
let asked: string[] = [];
let title = 'All our lamps';
const pages = createServer((request, response) => {
  asked.push(request.url!);
  if (request.url === '/lamp.png') response.end(png);
  else if (request.url === '/cut') request.socket.destroy();
  else if (request.url === '/gone') response.writeHead(404, { 'content-type': 'text/html' }).end(title);
  else
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(
        `<title>${title}</title><meta name="description" content="New ones"><meta property="og:image" content="/lamp.png">`,
      );
});
let origin = '';
let desk: BlueskyDesk;
let account: ConnectedAccount;

beforeAll(async () => {
  pages.listen(0, '127.0.0.1');
  await once(pages, 'listening');
  origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => pages.close(resolve)));
beforeEach(async () => {
  [asked, title] = [[], 'All our lamps'];
  desk = await BlueskyDesk.open();
  account = desk.account();
  await desk.put(account);
  await desk.work();
}, 60_000);
afterEach(() => desk.close(), 60_000);

const answer = async (path: string, over: Partial<Send> = {}, notAt: string[] = []) => {
  const url = `${origin}${path}`;
  const written = desk.answer(account, desk.mention('Which lamps?'), `See ${url}`);
  const command = { ...written, card: { url, notAt }, ...over };
  await desk.core.publishSend(command);
  return { command, receipt: await desk.receiptOf(command.deliveryId), url };
};
const embeds = () =>
  desk
    .answers()
    .toReversed()
    .map(({ record }) => record.embed as { external: object } | undefined);

it('a link shows itself as a card: title, words and picture', async () => {
  const { url } = await answer('/lamps');
  const thumb = { mimeType: 'image/png', size: png.length };
  expect(embeds()).toMatchObject([
    {
      $type: 'app.bsky.embed.external',
      external: { uri: url, title: 'All our lamps', description: 'New ones', thumb },
    },
  ]);
}, 60_000);

it.each(['/gone', '/cut'])(
  'a page that cannot be read is no reason to post nothing: %s',
  async (path) => {
    const { receipt } = await answer(path);
    expect(receipt).toMatchObject({ state: 'accepted' });
    expect(embeds()).toEqual([undefined]);
  },
  60_000,
);

it('a network that does not take the picture gets the card without it', async () => {
  desk.server.faults.plan('com.atproto.repo.uploadBlob', 'refused');
  await answer('/lamps');
  expect(embeds()).toMatchObject([{ external: { title: 'All our lamps' } }]);
  expect(embeds()[0]!.external).not.toHaveProperty('thumb');
}, 60_000);

it('a second attempt finds the post of the first, also when the page says something else by now', async () => {
  desk.server.faults.plan('com.atproto.repo.createRecord', 'cut-after');
  const { command, receipt } = await answer('/lamps');
  expect(receipt).toMatchObject({ state: 'accepted' });
  title = 'Sold out';
  const { eventId, deliveryId } = desk.answer(account, desk.mention('Which?'), '');
  await desk.core.publishSend({ ...command, attempt: 2, eventId, deliveryId });
  expect(await desk.receiptOf(deliveryId)).toMatchObject({ externalId: receipt.externalId });
  expect(embeds()).toMatchObject([{ external: { title: 'All our lamps' } }]);
}, 60_000);

it('of an answer in parts the card stands where its link does', async () => {
  await answer('/lamps', { parts: ['First 1/2', `then ${origin}/lamps 2/2`] });
  expect(embeds()).toMatchObject([undefined, { external: { uri: `${origin}/lamps` } }]);
}, 60_000);

it('pictures leave no place for a card, and what is ours is not asked', async () => {
  const shown = await desk.core.bus.blobs.put(png);
  const picture = { blob: shown, name: 'lamp.png', mediaType: 'image/png', inline: false, alt: 'A lamp' };
  await answer('/lamps', { attachments: [picture] });
  await answer('/invitation', {}, [new URL(origin).host]);
  expect(asked).toEqual([]);
  expect(embeds()).toMatchObject([{ $type: 'app.bsky.embed.images' }, undefined]);
}, 60_000);
