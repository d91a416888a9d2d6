import type { MessageReceived, SavedQuery } from '@filo/contracts';
import { eventually } from '@filo/testing';
import { isDeepStrictEqual } from 'node:util';
import { aQuery } from './a-query.js';
import type { BlueskyDesk } from './bluesky-desk.js';
import type { MastodonDesk } from './mastodon-desk.js';
import type { XDesk } from './x-desk.js';
import { foundOf, lastAskedAt, queryIs, saidOf, toldOf, towns, type Town } from './listening-towns.js';

const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);

/** What is read again for its figures names no query. */
const findsOf = (town: Town, id: string): number =>
  toldOf(town, id).filter(({ heard }) => heard?.queries.length).length;

describe.each(Object.entries(towns))('listening at %s', (_, open) => {
  let town: Town;
  beforeEach(async () => {
    town = await open();
  }, 60_000);
  afterEach(() => town.desk.close(), 60_000);

  it('what says the words comes once, as found; what is excluded, our own, and what others quote does not', async () => {
    const bot = { bluesky: 'rossi-bot.example', mastodon: 'rossi-bot@other.example', x: 'rossi_bot' };
    const query = aQuery({
      notWords: ['motogp'],
      notAuthors: [bot[town.channel as keyof typeof bot]],
    });
    const not = [
      town.post('Rossi wins again #MotoGP'),
      town.post('Buy Rossi now', { by: 'bot' }),
      town.post('Rossi is open today', { by: 'us' }),
      town.post('rossini is another one'),
    ];
    const found = town.post('My Rossi sofa came apart');
    not.push(town.post('Look at this', { quotes: found }));
    const account = town.account([query]);
    await town.desk.put(account);
    await town.desk.work();
    expect(await foundOf(town, found)).toMatchObject({
      ...{ heard: { as: 'listening', queries: [query.queryId] }, direction: 'inbound', audience: 'public' },
      text: expect.stringContaining('My Rossi sofa came apart'),
    });
    const later = town.post('Another Rossi story');
    await foundOf(town, later);
    await queryIs(town, account, { query, state: 'ok' });
    expect(not.map((id) => toldOf(town, id).length)).toEqual(not.map(() => 0));
    expect([found, later].map((id) => findsOf(town, id))).toEqual([1, 1]);
  }, 60_000);

  it('a post that is found and names us is told as both, under one id', async () => {
    const query = aQuery();
    await town.desk.put(town.account([query]));
    await town.desk.work();
    const both = town.mention('your Rossi sofa came apart');
    expect((await saidOf(town, both)).heard).toBeUndefined();
    await foundOf(town, both);
    expect(town.desk.core.ledger.size).toBe(1);
  }, 60_000);

  it('what comes into the list late, below what was seen, is found once, and nothing else is found again', async () => {
    await town.desk.put(town.account([aQuery()]));
    await town.desk.work();
    const first = town.post('one Rossi');
    await foundOf(town, first);
    // Not long ago: at X nothing of yesterday is asked for twice.
    const late = town.post('my Rossi sofa burned', { at: new Date(Date.now() - 5_000) });
    const second = town.post('two Rossi');
    await foundOf(town, second);
    await foundOf(town, late);
    const again = town.post('another Rossi of a while ago', { at: new Date(Date.now() - 5_000) });
    await foundOf(town, again);
    expect([first, late, second, again].map((id) => findsOf(town, id))).toEqual([1, 1, 1, 1]);
  }, 60_000);

  it('what was posted while nobody listened for 14 days is found, as far back as the network looks', async () => {
    const query = aQuery({ since: daysAgo(20).toISOString() });
    const account = town.account([query]);
    const before = town.post('Rossi of before', { at: daysAgo(town.reachDays < 14 ? 6.5 : 14) });
    await town.desk.put(account);
    await town.desk.work();
    await foundOf(town, before);
    await town.desk.rest();
    await lastAskedAt(town, account, { query, at: daysAgo(14) });
    const old = town.post('Rossi of ten days ago', { at: daysAgo(10) });
    const young = Array.from({ length: 130 }, (__, n) =>
      town.post(`Rossi ${n}`, { at: new Date(daysAgo(6).getTime() + n * 3_600_000) }),
    );
    await town.desk.work();
    const wanted = town.reachDays < 14 ? young : [old, ...young];
    await eventually(() => wanted.every((id) => toldOf(town, id).length > 0), { timeoutMs: 30_000 });
    expect(wanted.map((id) => findsOf(town, id))).toEqual(wanted.map(() => 1));
    expect(findsOf(town, before)).toBe(1);
    if (town.reachDays < 14) {
      expect(toldOf(town, old)).toHaveLength(0);
      await queryIs(town, account, { query, state: 'ok', words: /seven days only: those between/ });
    }
  }, 90_000);

  it('too many requests only put it off; meanwhile what is said to us comes', async () => {
    const query = aQuery();
    const account = town.account([query]);
    town.plan('rate-limited', 1);
    const found = town.post('A Rossi wardrobe');
    await town.desk.put(account);
    await town.desk.work();
    await queryIs(town, account, { query, state: 'degraded', words: /Nothing is lost/ });
    await saidOf(town, town.mention('hello'));
    await foundOf(town, found);
    await queryIs(town, account, { query, state: 'ok' });
  }, 60_000);

  it('a query that the network refuses says so, and stops neither another nor what is said to us', async () => {
    const [refused, other] = [aQuery({ words: ['wardrobe'] }), aQuery()];
    const account = town.account([refused, other]);
    town.plan('refused', 1);
    await town.desk.put(account);
    await town.desk.work();
    await queryIs(town, account, { query: refused, state: 'failed', words: /The other queries go on/ });
    const found = town.post('A Rossi wardrobe');
    expect((await foundOf(town, found)).heard?.queries).toEqual([other.queryId]);
    await saidOf(town, town.mention('hello'));
    await town.desk.healthIs(account, 'ok');
  }, 60_000);
});

const patience = { timeoutMs: 20_000 };
const spreadOf = ({ reach }: MessageReceived) => ({ reposts: reach?.reposts, quotes: reach?.quotes });

describe('listening', () => {
  let town: Town;
  afterEach(() => town.desk.close(), 60_000);

  it('reposts are reach and no messages: what grew is told once more, of mentions too, and places nothing anew', async () => {
    town = await towns.bluesky();
    const { world } = (town.desk as BlueskyDesk).server;
    await town.desk.put(town.account([aQuery()]));
    await town.desk.work();
    const [found, mention] = [town.post('A Rossi wardrobe'), town.mention('hello')];
    await Promise.all([foundOf(town, found), saidOf(town, mention)]);
    for (const id of [found, mention]) Object.assign(world.posts.get(id)!.reach, { reposts: 31 });
    const again = await Promise.all(
      [found, mention].map((id) =>
        eventually(() => toldOf(town, id).find(({ reach }) => reach?.reposts === 31), { timeoutMs: 20_000 }),
      ),
    );
    expect(again.map(({ heard }) => heard)).toEqual([1, 2].map(() => ({ as: 'listening', queries: [] })));
    const before = toldOf(town, found).length;
    // Once more when it grows again, and not while it does not.
    Object.assign(world.posts.get(mention)!.reach, { reposts: 32 });
    await eventually(() => toldOf(town, mention).some(({ reach }) => reach?.reposts === 32), {
      timeoutMs: 20_000,
    });
    expect(toldOf(town, found)).toHaveLength(before);
  }, 60_000);

  it('at X reposts and quotes of what was heard are reach: a quote is no message unless it names us, and then it is one', async () => {
    town = await towns.x();
    const { world } = (town.desk as XDesk).server;
    await town.desk.put(town.account([aQuery()]));
    await town.desk.work();
    const [found, mention] = [town.post('A Rossi wardrobe'), town.mention('hello')];
    await Promise.all([foundOf(town, found), saidOf(town, mention)]);
    const quote = town.post('Look at this', { quotes: found });
    const naming = town.post('@shop is this Rossi of yours?', { quotes: found });
    world.reposts.set(found, 29).set(mention, 5);
    const again = (id: string, reach: object) =>
      eventually(() => toldOf(town, id).find((told) => isDeepStrictEqual(spreadOf(told), reach)), patience);
    const grown = [
      await again(found, { reposts: 31, quotes: 2 }),
      await again(mention, { reposts: 7, quotes: 0 }),
    ];
    expect(grown.map(({ heard }) => heard)).toEqual([1, 2].map(() => ({ as: 'listening', queries: [] })));
    // An author is not asked for again: that costs.
    expect(grown[0]!.author).toEqual({ kind: 'x', key: (await foundOf(town, found)).author.key });
    await saidOf(town, naming);
    await foundOf(town, naming);
    expect(toldOf(town, quote)).toEqual([]);
    expect([...town.desk.core.ledger.keys()].toSorted()).toEqual(
      [found, mention, naming].map((id) => `x ${id}`).toSorted(),
    );
  }, 60_000);

  it('an instance without full text search finds hashtags, and says what it cannot', async () => {
    town = await towns.mastodon();
    const { world } = (town.desk as MastodonDesk).server;
    world.isSearched = false;
    town.post('We are open', { by: 'us' });
    const [words, both] = [aQuery(), aQuery({ hashtags: ['rossi'] })];
    const account = town.account([words, both]);
    const [plain, tagged] = [town.post('A Rossi wardrobe'), town.post('A nice wardrobe #Rossi')];
    await town.desk.put(account);
    await town.desk.work();
    expect((await foundOf(town, tagged)).heard?.queries).toEqual([both.queryId]);
    await queryIs(town, account, { query: words, state: 'degraded', words: /no full text search/ });
    await queryIs(town, account, { query: both, state: 'ok', words: /words are not found, hashtags/ });
    expect(toldOf(town, plain)).toEqual([]);
  }, 60_000);

  it('at X it stops at half of the daily ceiling, while mentions go on', async () => {
    town = await towns.x();
    const query = aQuery();
    const account = town.account([query]);
    await town.desk.put(account);
    for (let n = 0; n < 20; n += 1) town.post(`Rossi ${n}`);
    await (town.desk as XDesk).work({ dailyCeiling: 0.2 });
    await queryIs(town, account, { query, state: 'degraded', words: /half of the daily ceiling/ });
    await saidOf(town, town.mention('hello'));
  }, 60_000);

  it('a query that is tried shows the newest, delivers nothing, and says what it costs; one that is too long is refused', async () => {
    town = await towns.x();
    const account = town.account([]);
    await town.desk.put(account);
    await town.desk.work();
    town.post('A Rossi wardrobe');
    const tried = (query: SavedQuery, look: boolean) =>
      (town.desk as XDesk).tryQuery({ channel: 'x', accountId: account.accountId, query, look });
    expect(await tried(aQuery(), true)).toMatchObject({
      ...{ ok: true, found: [{ author: '@ada', text: 'A Rossi wardrobe' }] },
      ...{ cost: { amount: 0.015, currency: 'USD' }, costOfPost: { amount: 0.015 } },
    });
    expect(
      await tried(
        aQuery({ words: Array.from({ length: 20 }, (_, n) => `rossi wardrobe number ${n}`) }),
        false,
      ),
    ).toMatchObject({ ok: false, code: 'query-too-long', message: expect.stringContaining('X takes 512') });
    expect(town.desk.heard()).toEqual([]);
  }, 60_000);
});
