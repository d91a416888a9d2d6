import type { Heard, Listening } from '@filo/connector';
import { anAccount } from '@filo/testing';
import { BlueskyServer, type Actor } from '@filo/testing/bluesky';
import { BlueskyChannel } from './bluesky.channel.js';

/** More than the network gives on one page. */
const said = 130;
const notifications = 'app.bsky.notification.listNotifications';
const server = new BlueskyServer();
const [shop, cafe, ada] = ['shop.example', 'cafe.example', 'ada.example'].map((name) =>
  server.world.join(name),
) as [Actor, Actor, Actor];
beforeAll(() => server.start());
afterAll(() => server.stop());

/** As the kit gives it to a listener; `over` is called when an account was read well. */
const listeningAs = (us: Actor, version: number, over: () => void = () => undefined) => {
  const account = anAccount({
    ...{ channel: 'bluesky', accountId: 'account', address: us.handle, version },
    settings: { service: server.url },
  });
  const heard: string[] = [];
  const nothing = () => undefined;
  return {
    heard,
    ...{ account, secrets: { appPassword: us.appPassword } },
    cursor: { read: () => Promise.resolve(undefined), write: () => Promise.resolve() },
    deliver: (one: Heard) => Promise.resolve(void heard.push(one.externalId)),
    known: () => Promise.resolve(new Set()),
    ...{ ours: () => [us.handle], keyEnds: nothing, queryHealth: nothing, published: nothing },
    health: (state: string) => state === 'ok' && over(),
    log: { info: nothing, warn: nothing, error: nothing },
  } as unknown as Listening & { heard: string[] };
};

it('offers no sign-in where the network has no page for it, neither to an account of ours nor to prove one', () => {
  const waits = { pollMs: 1, goneAfterMs: 0 };
  const offers = ({ consent, prove, descriptor }: BlueskyChannel) =>
    [consent, prove, 'signIn' in descriptor.account].map(Boolean);
  expect(offers(new BlueskyChannel(waits))).toEqual([true, true, true]);
  expect(offers(new BlueskyChannel({ ...waits, signIn: false }))).toEqual([false, false, false]);
});

it('an account that is changed while its listening waits to be tried again is read from the top of its own list', async () => {
  for (let n = 0; n < said; n += 1) server.world.post(ada, `@shop.example ${n}`);
  const hello = server.world.post(ada, '@cafe.example hello');
  const channel = new BlueskyChannel({ pollMs: 1, goneAfterMs: 0 });
  server.faults.plan(notifications, 'broken', { times: 2, after: 1 });
  const former = listeningAs(shop, 1);
  const tried = new AbortController();
  await expect(channel.listen({ ...former, signal: tried.signal })).rejects.toThrow('broken');
  expect(former.heard).toEqual([]);

  // The kit waits now: what the try left behind ends, and nobody listens who could be told that the account is changed.
  tried.abort();
  const ending = new AbortController();
  const now = listeningAs(cafe, 2, () => ending.abort());
  await channel.listen({ ...now, signal: ending.signal });
  expect(now.heard).toEqual([hello.uri]);
}, 30_000);
