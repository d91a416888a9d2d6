import { eventually } from '@filo/testing';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MastodonChannel } from '../src/platforms/mastodon/mastodon.channel.js';
import { aQuery } from '../test/a-query.js';
import { askProfile } from '../test/ask-profile.js';
import { MastodonDesk } from '../test/mastodon-desk.js';
import { MastodonProving } from '../test/mastodon-proving.js';
import { MastodonDescription } from './mastodon-description.js';

/** A description of Mastodon's API lies beside the checkout where it may be used, and is no part of it. */
const description = fileURLToPath(
  new URL('../../../../shared/corpora/mastodon/openapi.json', import.meta.url),
);
const whereItLies = existsSync(description) ? it : it.skip;

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const requests = [
  'GET /api/v2/instance',
  'GET /api/v1/accounts/verify_credentials',
  'GET /api/v1/apps/verify_credentials',
  'GET /api/v1/accounts/lookup',
  'GET /api/v1/accounts/$id',
  'GET /api/v2/search',
  'GET /api/v1/notifications',
  'GET /api/v1/statuses',
  'GET /api/v1/statuses/$id',
  'GET /api/v1/statuses/$id/source',
  'GET /api/v1/accounts/$id/statuses',
  'GET /api/v1/timelines/tag/$id',
  'POST /api/v2/media',
  'GET /api/v1/media/$id',
  'POST /api/v1/statuses',
  'DELETE /api/v1/statuses/$id',
  'GET /.well-known/oauth-authorization-server',
  'POST /api/v1/apps',
  'POST /oauth/token',
  'POST /oauth/revoke',
];

/** As it refuses whoever is not known, asks too often, looks for what is not there, or posts what cannot be. */
const beRefused = async (desk: MastodonDesk): Promise<void> => {
  const { url, faults, tokens } = desk.server;
  const ask = async (path: string, token: string, asked: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return (await fetch(url + path, { ...asked, headers })).status;
  };
  const token = tokens.give(desk.us);
  expect(await ask('/api/v1/notifications', 'nobody')).toBe(401);
  expect(await ask('/api/v1/statuses/1', token)).toBe(404);
  for (const [request, path] of Object.entries({
    'GET /api/v1/notifications': '/api/v1/notifications',
    'GET /api/v2/search': '/api/v2/search?q=lamps',
  })) {
    faults.plan(request, 'rate-limited');
    expect(await ask(path, token)).toBe(429);
  }
  const nothing = { method: 'POST', body: JSON.stringify({ status: '' }) };
  expect(await ask('/api/v1/statuses', token, nothing)).toBe(422);
};

/** Everything that the connector asks of an instance, once. */
const useEverything = async (desk: MastodonDesk): Promise<void> => {
  const account = desk.account({ queries: [aQuery({ words: ['shop'], hashtags: ['lamps'] })] });
  desk.server.media.looks = 1;
  desk.server.world.join('bob@third.example');
  await desk.put(account);
  await desk.work({ firstReconcileMs: 500 });
  const complaint = desk.mention('and @bob@third.example, it broke https://shop.example #lamps', {
    pictures: [{ bytes: png, mediaType: 'image/png', alt: 'A lamp' }],
    spoilerText: 'glass',
    language: 'en',
    visibility: 'direct',
  });
  await desk.hearing(complaint);
  desk.server.faults.plan('POST /api/v1/statuses', 'cut-after');
  const blob = await desk.core.bus.blobs.put(png);
  const picture = { blob, name: 'lamp.png', mediaType: 'image/png', alt: 'A lamp' };
  const command = desk.answer(account, complaint, { attachments: [picture] });
  await desk.core.publishSend(command);
  const { externalId } = await desk.receiptOf(command);
  const token = desk.server.tokens.give(desk.us);
  const channel = new MastodonChannel({ pollMs: 50, goneAfterMs: 0 });
  await channel.verify(account, { accessToken: token });
  const again = desk.answer(account, complaint);
  await desk.core.publishSend(again);
  await desk.receiptOf(again);
  const sending = { account, secrets: { accessToken: token }, signal: AbortSignal.timeout(20_000) };
  await channel.takeBack({ messageId: command.messageId, externalIds: [externalId!] }, sending as never);
  const byHand = { replyTo: complaint, application: 'Tusky' };
  await desk.hearing(desk.server.world.post(desk.us, '@ada@other.example by hand', byHand));
  const { uri: key } = desk.ada;
  await askProfile(desk.started, account, { key, handle: 'ada@other.example' });
  await askProfile(desk.started, account, { key });
  const customer = desk.server.world.join('bea');
  await new MastodonProving(desk, desk.server).prove(customer, customer);
  await beRefused(desk);
  const asked = () => new Set(desk.server.answered.map(({ request }) => request));
  await eventually(() => requests.every((request) => asked().has(request)), { timeoutMs: 20_000 });
  await desk.rest();
};

whereItLies(
  'what the connector asks of Mastodon, and what the instance on loopback answers, is as it is described',
  async () => {
    const desk = await MastodonDesk.open();
    try {
      await useEverything(desk);
      const api = new MastodonDescription(description);
      const faults = desk.server.answered.flatMap((one) => api.faultsOf(one));
      expect([...new Set(faults)]).toEqual([]);
      const { refused } = desk.server;
      expect(refused.map(({ status }) => status)).toEqual(expect.arrayContaining([401, 404, 422, 429]));
      expect([...new Set(refused.flatMap((one) => api.faultsOfRefusal(one)))]).toEqual([]);
    } finally {
      await desk.close();
    }
  },
  120_000,
);
