import type { FakeCore } from '@filo/connector/testing';
import type { MessageQuarantined } from '@filo/contracts';
import { eventually } from '@filo/testing';
import { BlueskyDesk } from './bluesky-desk.js';
import { MastodonDesk } from './mastodon-desk.js';
import { XDesk } from './x-desk.js';

const patience = { timeoutMs: 20_000 };

const held = (core: FakeCore): MessageQuarantined[] =>
  [...core.ledger.values()].flatMap((event) => (event.type === 'quarantined' ? [event] : []));
/** Who can look whether what waits still stands, by its id. */
const lookers = (core: FakeCore): Record<string, unknown> =>
  Object.fromEntries(held(core).map(({ externalId, envelope }) => [externalId, envelope.post]));
const holding = (core: FakeCore, many: number) => eventually(() => held(core).length === many, patience);
/** One is told, and the round went on to its end. */
const told = async (desk: { core: FakeCore; rest(): Promise<void> }): Promise<string[]> => {
  await eventually(() => desk.core.deleted.size > 0, patience);
  await desk.rest();
  return [...desk.core.deleted];
};

it('Mastodon: a post that could not be read and that its author deleted is told to core, one that stands is not', async () => {
  const desk = await MastodonDesk.open();
  try {
    const odd = (
      visibility: 'public' | 'private' | 'direct',
      raw: Record<string, unknown> = { account: null },
    ) => desk.mention('read me', { visibility, raw });
    const [gone, stays, followers, direct] = [odd('public'), odd('public'), odd('private'), odd('direct')];
    const secretive = odd('public', { account: null, visibility: 7 });
    const account = desk.account();
    await desk.put(account);
    await desk.work();
    await holding(desk.core, 5);
    expect(lookers(desk.core)).toEqual({
      [desk.threadingIdOf(gone)]: 'everybody',
      [desk.threadingIdOf(stays)]: 'everybody',
      ...Object.fromEntries(
        [followers, direct, secretive].map((one) => [desk.threadingIdOf(one), 'followers']),
      ),
    });
    await desk.rest();
    desk.server.world.delete(gone, { quietly: true });
    await desk.work({ firstReconcileMs: 500 });
    expect(await told(desk)).toEqual([desk.threadingIdOf(gone)]);
    await desk.work();
    await eventually(() => desk.server.streams.listening === 1, patience);
    desk.server.world.delete(direct);
    await eventually(() => desk.core.deleted.has(desk.threadingIdOf(direct)), patience);
    expect(await desk.healthIs(account, 'ok')).toBeTruthy();
  } finally {
    await desk.close();
  }
}, 60_000);

it('Bluesky: a post that could not be read and that its author deleted is told to core, one that stands is not', async () => {
  const desk = await BlueskyDesk.open();
  try {
    const odd = (raw: { record?: Record<string, unknown>; rkey?: string }) =>
      desk.server.world.postRaw(desk.ada, desk.us, raw);
    const [gone, stays] = [
      odd({ record: { text: 5 } }),
      odd({ record: { createdAt: '2026-02-30T00:00:00Z' } }),
    ];
    // What stands for an address that is too long is no address to look at.
    odd({ rkey: 'k'.repeat(512) });
    const account = desk.account();
    await desk.put(account);
    await desk.work();
    await holding(desk.core, 3);
    expect(Object.values(lookers(desk.core)).toSorted()).toEqual(['everybody', 'everybody', undefined]);
    await desk.rest();
    desk.server.world.delete(gone.uri);
    await desk.work(500);
    expect(await told(desk)).toEqual([gone.uri]);
    expect(lookers(desk.core)[stays.uri]).toBe('everybody');
    await desk.work(500);
    expect(await desk.healthIs(account, 'ok')).toBeTruthy();
  } finally {
    await desk.close();
  }
}, 60_000);

it('X: a post that could not be read and that its author deleted is told to core, one that stands is not', async () => {
  const desk = await XDesk.open();
  try {
    const odd = () => desk.server.world.post(desk.ada, '@shop hello', { raw: { author_id: null } });
    const [gone, stays] = [odd(), odd()];
    const account = desk.account();
    await desk.put(account);
    await desk.work();
    await holding(desk.core, 2);
    expect(lookers(desk.core)).toEqual({ [gone.id]: 'everybody', [stays.id]: 'everybody' });
    await desk.rest();
    desk.server.world.delete(gone);
    await desk.work({}, 500);
    expect(await told(desk)).toEqual([gone.id]);
  } finally {
    await desk.close();
  }
}, 60_000);
