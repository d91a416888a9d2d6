import { accountFor } from '@filo/connector/testing';
import type { ConnectedAccount, SavedQuery } from '@filo/contracts';
import { eventually } from '@filo/testing';
import { BlueskyServer } from '@filo/testing/bluesky';
import { MastodonServer } from '@filo/testing/mastodon';
import { XServer } from '@filo/testing/x';
import { randomUUID } from 'node:crypto';
import { BlueskyChannel } from '../src/platforms/bluesky/bluesky.channel.js';
import { MastodonChannel } from '../src/platforms/mastodon/mastodon.channel.js';
import { XChannel } from '../src/platforms/x/x.channel.js';
import { KillableSocial } from './killable-social.js';
import { xOptions } from './x-desk.js';

const patience = { timeoutMs: 90_000 };
const [bluesky, mastodon, x] = [new BlueskyServer(), new MastodonServer(), new XServer()];
const options = { pollMs: 1_000, goneAfterMs: 0 };
const postsOfEach = 150;

let social: KillableSocial;
beforeAll(async () => {
  const servers = [bluesky, mastodon, x];
  social = await KillableSocial.open(['bluesky', 'mastodon', 'x'], {
    start: () => Promise.all(servers.map((server) => server.start())),
    stop: async () => void (await Promise.all(servers.map((server) => server.stop()))),
  });
}, 60_000);
afterAll(() => social.close(), 60_000);

const startSocial = () =>
  social.start({ FILO_X_POLL_SECONDS: '1', FILO_X_DAILY_CEILING: '0', FILO_X_API_URL: x.url });

const query = (): SavedQuery => ({
  ...{ queryId: randomUUID(), name: 'Our name', since: new Date(Date.now() - 86_400_000).toISOString() },
  ...{ words: ['rossi'], hashtags: [], notWords: [], notAuthors: [] },
});

/** An account at each network, with as many posts that its query finds. */
const accounts = (): ConnectedAccount[] => {
  const [us, ada] = [bluesky.world.join('shop.example'), bluesky.world.join('ada.example')];
  const [usThere, adaThere] = [mastodon.world.join('shop'), mastodon.world.join('ada@other.example')];
  const [usAtX, adaAtX] = [x.world.join('shop'), x.world.join('ada')];
  for (let n = 0; n < postsOfEach; n += 1) {
    bluesky.world.post(ada, `Rossi ${n}`);
    mastodon.world.post(adaThere, `Rossi ${n}`);
    x.world.post(adaAtX, `Rossi ${n}`);
  }
  return [
    accountFor(
      {
        ...{ channel: new BlueskyChannel(options), address: us.handle, settings: { service: bluesky.url } },
        secrets: { appPassword: us.appPassword },
      },
      { queries: [query()] },
    ),
    accountFor(
      {
        ...{ channel: new MastodonChannel(options), address: 'shop', settings: { instance: mastodon.url } },
        secrets: { accessToken: mastodon.tokens.give(usThere) },
      },
      { queries: [query()] },
    ),
    accountFor(
      { channel: new XChannel(xOptions(x.url)), address: 'shop', secrets: x.world.grant(usAtX) },
      { queries: [query()] },
    ),
  ];
};

it('kill -9 while it listens loses nothing that its queries find, at any network', async () => {
  for (const account of accounts()) await social.core.putAccount('social', account);
  await startSocial();
  await eventually(() => social.core.ledger.size > 40, { ...patience, intervalMs: 2 });
  await social.kill();
  const before = social.core.ledger.size;
  await startSocial();
  await eventually(() => social.core.ledger.size === 3 * postsOfEach, patience);
  expect(before).toBeLessThan(3 * postsOfEach);
}, 240_000);
