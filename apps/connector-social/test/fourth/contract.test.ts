import { describeChannelContract, FakeCore, startConnector } from '@filo/connector/testing';
import { announcedKey, stateBucket } from '@filo/contracts';
import { eventually, freshPrefix } from '@filo/testing';
import { fileURLToPath } from 'node:url';
import { allPlatforms } from '../../src/all-platforms.js';
import { settingsOf } from '../../src/config.js';
import { office, platform } from './platforms/postcards/platform.js';

/** What the connector does with a platform that the folders list, this one beside those that Filo ships. */
const openFourth = async (over: Record<string, string> = {}) => {
  const config = settingsOf([...Object.values(allPlatforms), platform]).parse({
    ...{ NATS_URL: 'nats://127.0.0.1', FILO_SECRET_KEY: Buffer.alloc(32, 1).toString('base64url') },
    ...over,
  });
  return (await platform.open({ config: config as never, service: {} as never })).channel;
};

it('a folder is all that a platform more takes: the lists name it', async () => {
  const infra = new URL('../../../../infra/platforms/', import.meta.url);
  const { platformsIn } = await import(new URL('listing.mjs', infra).href);
  const { listsOf } = await import(new URL('lists.mjs', infra).href);
  const found = platformsIn(fileURLToPath(new URL('platforms', import.meta.url)));
  expect(found).toEqual(['postcards']);
  const lists = Object.values(listsOf([...Object.keys(allPlatforms), ...found]) as Record<string, string>);
  for (const text of lists) expect(text).toContain('postcards');
});

it('it is announced on the bus by what its folder says of it and by what its program can do', async () => {
  const prefix = await freshPrefix({ connectors: { postcards: ['postcards'] } });
  const core = await FakeCore.start(prefix.busOptions());
  const started = await startConnector(prefix, await openFourth());
  try {
    const state = await core.bus.bucket(stateBucket('postcards'));
    const { value } = await eventually(() => state.get(announcedKey('postcards')));
    expect(value).toMatchObject({
      ...{
        channel: 'postcards',
        label: 'Postcards',
        abilities: { search: false, directMessages: false, privatePosts: false, looksForSent: true },
      },
      proofReasons: { 'postcards-stamp': { it: 'timbrato dall’ufficio postale' } },
    });
  } finally {
    await started.stop();
    await core.stop();
    await prefix.remove();
  }
});

describeChannelContract({
  name: 'postcards',
  canSend: true,
  looks: true,
  cannot: { 'take back': 'a card that was posted is gone' },
  setUp: async (over) => {
    Object.assign(office, { closed: false, next: undefined });
    office.cards.length = 0;
    return {
      channel: await openFourth(over && { FILO_POSTCARDS_POLL_MS: String(over.pollMs) }),
      address: 'shop',
      answering: { audience: 'public', recipient: { kind: 'postcards', key: 'ada' } },
      write: (text) => Promise.resolve(void office.cards.push({ from: 'ada', text })),
      breakSource: () => Promise.resolve(void (office.closed = true)),
      mendSource: () => Promise.resolve(void (office.closed = false)),
      received: () =>
        Promise.resolve(office.cards.flatMap(({ from, text }) => (from === 'us' ? [text] : []))),
      nextSend: (treatment) => Promise.resolve(void (office.next = treatment)),
      close: () => Promise.resolve(),
    };
  },
});
