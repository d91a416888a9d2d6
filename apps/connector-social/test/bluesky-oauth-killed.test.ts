import { openAsConnector, sealToConnector } from '@filo/connector/testing';
import { stateBucket } from '@filo/contracts';
import { eventually } from '@filo/testing';
import { BlueskyServer } from '@filo/testing/bluesky';
import { BlueskyChannel } from '../src/platforms/bluesky/bluesky.channel.js';
import { BlueskySignIn } from './bluesky-sign-in.js';
import { KillableSocial } from './killable-social.js';

const server = new BlueskyServer();
const us = server.world.join('shop.example');
const ada = server.world.join('ada.example');
const patience = { timeoutMs: 60_000 };

let social: KillableSocial;
beforeAll(async () => {
  social = await KillableSocial.open('bluesky', server);
}, 60_000);
afterAll(() => social.close(), 60_000);

const state = () => social.core.bus.bucket(stateBucket('social'));

const startSocial = () => social.start({ FILO_BLUESKY_DIRECTORY_URL: server.url });

/** Signs in with a channel of our own that has the connector's memory. */
const signIn = async (over: { accountId?: string; version?: number } = {}) => {
  const channel = new BlueskyChannel({ pollMs: 1_000, goneAfterMs: 0, plcUrl: server.url });
  channel.remember({
    state: await state(),
    seal: sealToConnector,
    open: openAsConnector,
    keepGrant: async (request) => social.core.keepGrant(request) as never,
    ownKey: (_, bytes) => new Uint8Array(bytes).fill(7),
  });
  return new BlueskySignIn(server, channel, 'http://127.0.0.1:4620').account(us, over);
};

/** `code`: what may keep it from working for a moment, as a bus that is slow, is waited out. */
const healthIs = (accountId: string, wanted: string, code?: string) =>
  eventually(async () => {
    const health = await social.core.healthOf('social', accountId);
    return health?.state === wanted && (code === undefined || health.why?.[0]?.code === code) && health;
  }, patience);

it('kill -9 between the answer to a renewal and writing it down costs a sign-in, and nothing else', async () => {
  const account = await signIn();
  const { accountId } = account;
  await social.core.putAccount('social', account);
  await startSocial();
  await healthIs(accountId, 'ok');

  server.slowMs = 600_000;
  server.faults.plan('/oauth/token', 'slow-after');
  server.oauth.server.expireAccess();
  await eventually(() => server.oauth.server.refreshes === 1, patience);
  await social.kill();
  const missed = server.world.post(ada, '@shop.example still there?');

  // The claim of the dead one stands for a minute and a half; here its time is over.
  const bucket = await state();
  const held = (await bucket.get<{ claim?: object }>(`bluesky-oauth.${accountId}`))!;
  expect(held.value.claim).toBeDefined();
  const { claim, ...rest } = held.value;
  await bucket.update(`bluesky-oauth.${accountId}`, rest, held.revision);
  await startSocial();
  const { reason } = await healthIs(accountId, 'failed', 'sign-in-again');
  expect(reason).toContain('Sign in again');
  expect(server.oauth.server.grants[0]!.ended).toBe(true);

  await social.core.putAccount('social', await signIn({ accountId, version: 2 }));
  await eventually(
    () => [...social.core.ledger.values()].some(({ externalId }) => externalId === missed.uri),
    patience,
  );
  await healthIs(accountId, 'ok');
}, 180_000);
