import { eventually } from '@filo/testing';
import { BlueskyDesk } from './bluesky-desk.js';

let desk: BlueskyDesk;
beforeEach(async () => {
  desk = await BlueskyDesk.open();
}, 60_000);
afterEach(() => desk.close(), 60_000);

const deep = (levels: number): object => {
  let media: object = { $type: 'x.y' };
  for (let level = 0; level < levels; level += 1) media = { $type: 'x.y', media };
  return media;
};
const marked = (features: object[]) => ({ facets: [{ index: { byteStart: 0, byteEnd: 5 }, features }] });
const mention = (did: string) => ({ $type: 'app.bsky.richtext.facet#mention', did });

/** Records that a stranger can store at the network, with a word that is read all the same, or none. */
const poison = (
  us: string,
): Record<string, { record?: Record<string, unknown>; rkey?: string; reads: boolean }> => ({
  'a number for pictures': { record: { embed: { $type: 'x.y', images: 1 } }, reads: true },
  'no picture among pictures': { record: { embed: { $type: 'x.y', images: [null] } }, reads: true },
  'a number for pictures beside a link card': {
    record: {
      embed: {
        ...{ $type: 'app.bsky.embed.external', images: 1 },
        external: { uri: 'https://shop.example', title: 'A shop', description: '' },
      },
    },
    reads: true,
  },
  'media within media': { record: { embed: deep(500) }, reads: true },
  'a number for a quoted post': { record: { embed: { $type: 'x.y', record: { uri: 5 } } }, reads: true },
  'no address for a quoted post': {
    record: { embed: { $type: 'x.y', record: { uri: `at://${us}/ bad` } } },
    reads: true,
  },
  'a record of ours that is no post': {
    record: { embed: { $type: 'app.bsky.embed.record', record: { uri: `at://${us}/x.y.z/bad`, cid: 'no' } } },
    reads: false,
  },
  'nobody marked': { record: marked([{ $type: 'x.y', did: '' }]), reads: true },
  'a mark that is too long': { record: marked([mention(`did:plc:${'a'.repeat(1_500)}`)]), reads: true },
  'a thousand and more mentions': {
    record: marked(Array.from({ length: 1_100 }, (_, n) => mention(`did:plc:somebody${n}`))),
    reads: true,
  },
  'a day that is not': { record: { createdAt: '2026-02-30T00:00:00Z' }, reads: false },
  'the year 1': { record: { createdAt: '0001-01-01T00:00:00.000Z' }, reads: true },
  'the year 9999': { record: { createdAt: '9999-12-31T00:00:00.000Z' }, reads: true },
  'no text': { record: { text: 5 }, reads: false },
  'a key that is too long': { rkey: 'k'.repeat(512), reads: false },
  'words without end for a video': {
    record: {
      embed: {
        $type: 'app.bsky.embed.external',
        external: { uri: 'https://shop.example', title: 'a'.repeat(600_000), description: '' },
      },
    },
    reads: true,
  },
});

it('no post of a stranger stops the reading: each is a message or lies in quarantine, and what comes after is read', async () => {
  const account = desk.account();
  const posted = Object.entries(poison(desk.us.did)).map(([name, { reads, ...raw }]) => {
    const post = desk.server.world.postRaw(desk.ada, desk.us, raw);
    return { name, reads, uri: post.uri };
  });
  // Of somebody whom the network shows as its lexicons do not allow; the library refuses a list with a single one.
  const { world } = desk.server;
  desk.server.isHeldToLexicons = false;
  const odd = Object.assign(world.join('odd.example'), { displayName: 'n'.repeat(700) });
  const oddly = world.post(odd, '@shop.example hello');
  const after = desk.mention('and is my order late?');
  await desk.put(account);
  await desk.work();
  await desk.hearing(after.uri);
  await desk.healthIs(account, 'ok');
  expect(await desk.hearing(oddly.uri)).toMatchObject({
    text: '@shop.example hello',
    author: { key: odd.did },
  });
  await eventually(() => desk.core.ledger.size === posted.length + 2, { timeoutMs: 20_000 });
  const heard = new Set(desk.heard().map(({ externalId }) => externalId));
  expect(posted.filter(({ uri }) => heard.has(uri)).map(({ name }) => name)).toEqual(
    posted.filter(({ reads }) => reads).map(({ name }) => name),
  );
  // Core can hold each of these times.
  for (const { claimedAt } of desk.heard()) expect(claimedAt?.slice(0, 3) ?? '202').toBe('202');
  expect([...desk.core.ledger.values()].filter(({ type }) => type === 'quarantined')).toHaveLength(
    posted.filter(({ reads }) => !reads).length,
  );
}, 60_000);

it('what was there before the account was asked to import it is history, also when core is compared with the network', async () => {
  const account = desk.account(desk.us, { importSince: new Date().toISOString() });
  const before = desk.mention('long ago', new Date(Date.now() - 86_400_000));
  await desk.put(account);
  await desk.work(500);
  expect(await desk.hearing(before.uri)).toMatchObject({ history: true });
  const after = desk.mention('just now');
  expect(await desk.hearing(after.uri)).toMatchObject({ history: false });
  await desk.rest();
  desk.core.ledger.clear();
  await desk.work(500);
  await eventually(() => desk.heard().length === 2, { timeoutMs: 20_000 });
  expect(await desk.hearing(before.uri)).toMatchObject({ history: true });
}, 60_000);
