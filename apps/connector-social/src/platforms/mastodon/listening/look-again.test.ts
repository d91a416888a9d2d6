import { TemporaryError, type Following, type Listening } from '@filo/connector';
import type { MastodonClient } from '../mastodon-client.js';
import type { OwnPosts } from '../own-posts.js';
import { ReadPosts } from '../reading/read-posts.js';
import { DoubtfulPost, DoubtfulPosts } from './doubtful-posts.js';
import { LookAgain } from './look-again.js';
import { lookedAt } from './looked-at.js';
import { TellEdits } from './tell-edits.js';

const instance = 'https://social.example';
const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => String(from + n));

const quiet = {
  signal: new AbortController().signal,
  log: { warn: () => undefined },
} as unknown as Listening;

/** An instance that has posts, and can be away; core holds some of them. */
class Instance {
  readonly asked: string[][] = [];
  readonly edits: string[] = [];
  readonly deleted: string[] = [];
  /** The request, counted from one, that meets nobody. */
  awayAt = 0;
  gone: readonly string[] = [];
  hidden: readonly string[] = [];

  readonly again = new LookAgain(
    {
      login: { instance },
      posts: (some: string[]) => {
        this.asked.push(some);
        if (this.asked.length === this.awayAt) return Promise.reject(new Error('away'));
        return Promise.resolve(
          some.filter((id) => ![...this.gone, ...this.hidden].includes(id)).map((id) => ({ id })),
        );
      },
      isGone: (id: string) => Promise.resolve(this.gone.includes(id)),
    } as unknown as MastodonClient,
    {
      run: (told: { id: string }[]) => Promise.resolve(void this.edits.push(...told.map(({ id }) => id))),
    } as unknown as TellEdits,
    {
      published: () => [ids(0, 10).map((id) => ({ externalId: `${instance}/@ada/${id}` }))],
      deleted: (id: string) => Promise.resolve(void this.deleted.push(id)),
    } as unknown as Listening,
    new DoubtfulPosts(quiet),
  );
}

it('what the stream named is looked at once, however many looks follow', async () => {
  const at = new Instance();
  const changed = new Set(ids(0, 3));
  await at.again.run(changed);
  await at.again.run(changed);
  expect(at.asked).toEqual([ids(0, 3)]);
  expect(at.edits).toEqual(ids(0, 3));
  expect(changed.size).toBe(0);
});

it('what could not be looked at is looked at by the next look, and only that', async () => {
  const at = new Instance();
  const changed = new Set(ids(0, 30));
  at.awayAt = 2;
  await expect(at.again.run(changed)).rejects.toThrow('away');
  const left = [...changed];
  expect(left).toEqual(ids(20, 30));
  at.awayAt = 0;
  at.asked.length = 0;
  await at.again.run(changed);
  expect(at.asked.flat()).toEqual(left);
  expect(changed.size).toBe(0);
  expect(at.edits.toSorted()).toEqual(ids(0, 30).toSorted());
});

it('a post that is gone is told where core holds it; one that is only hidden is not', async () => {
  const at = new Instance();
  at.gone = ['1', '20'];
  at.hidden = ['2'];
  await at.again.run(new Set(['1', '2', '3', '20']));
  expect(at.deleted).toEqual([`${instance}/@ada/1`]);
});

describe('an instance that is asked for one post at a time', () => {
  /** By post: how often it fails before it is told; what is not named is gone. */
  const missingAt = async (fails: Record<string, number>, asked: readonly string[]) => {
    const [left, looked] = [{ ...fails }, [] as string[]];
    const client = {
      ...{ login: { instance }, isAskedOneByOne: true, budget: { restMs: () => 0, waitMs: () => 0 } },
      posts: ([id]: [string]) => {
        looked.push(id);
        if (left[id] === undefined) return Promise.resolve([]);
        return left[id]-- > 0 ? Promise.reject(new TemporaryError('500')) : Promise.resolve([{ id }]);
      },
      isGone: () => Promise.resolve(true),
    } as unknown as MastodonClient;
    const warned: unknown[] = [];
    const around = {
      ...{ signal: new AbortController().signal, hiccupPauseMs: 1 },
      log: { warn: (about: unknown) => void warned.push(about) },
    } as unknown as Following;
    const edits = { run: () => Promise.resolve() } as unknown as TellEdits;
    const externalIds = asked.map((id) => `${instance}/@ada/${id}`);
    const missing = await lookedAt(client, edits, around)
      .missing(externalIds)
      .catch((error: Error) => error.message);
    return { missing, looked, warned };
  };

  it('goes on after a hiccup where it stood', async () => {
    const { missing, looked } = await missingAt({ 1: 0, 2: 2, 3: 0 }, ['1', '2', '3', '4']);
    expect(missing).toEqual([`${instance}/@ada/4`]);
    expect(looked).toEqual(['1', '2', '2', '2', '3', '4']);
  });

  it('a post that it never tells of counts as present, and what comes after it is looked at', async () => {
    const { missing, warned } = await missingAt({ 1: 0, 2: 99, 3: 99, 4: 0 }, ['1', '2', '3', '4', '5']);
    expect(missing).toEqual([`${instance}/@ada/5`]);
    expect(warned).toMatchObject([{ post: `${instance}/@ada/2` }, { post: `${instance}/@ada/3` }]);
  });

  it('one that tells of none any more ends the round', async () => {
    const { missing, looked } = await missingAt({ 1: 0, 2: 99, 3: 99, 4: 99, 5: 0 }, [
      '1',
      '2',
      '3',
      '4',
      '5',
    ]);
    expect(missing).toBe('500');
    expect(looked).not.toContain('5');
  });

  it('what the stream named waits in its place while few requests are left', async () => {
    const [asked, left] = [[] as string[], [0, 0, 1_000]];
    const client = {
      ...{ login: { instance }, isAskedOneByOne: true, budget: { restMs: () => left.shift() ?? 0 } },
      posts: ([id]: [string]) => Promise.resolve([{ id: (asked.push(id), id) }]),
    } as unknown as MastodonClient;
    const edits = { run: () => Promise.resolve() } as unknown as TellEdits;
    const again = new LookAgain(client, edits, {} as Listening, new DoubtfulPosts(quiet));
    const changed = new Set(ids(0, 5));
    await again.run(changed);
    expect([...changed]).toEqual(['2', '3', '4']);
    await again.run(changed);
    expect(changed.size).toBe(0);
    expect(asked).toEqual(ids(0, 5));
  });

  it('one post at which it fails waits for the next look, the others are looked at, and only what lasts is told of', async () => {
    let now = 0;
    const [bad, asked] = [new Set(['2', '3', '4']), [] as string[]];
    const client = {
      ...{ login: { instance }, isAskedOneByOne: true, budget: { restMs: () => 0 } },
      posts: ([id]: [string]) => {
        asked.push(id);
        return bad.has(id) ? Promise.reject(new TemporaryError('500')) : Promise.resolve([{ id }]);
      },
    } as unknown as MastodonClient;
    const edits = { run: () => Promise.resolve() } as unknown as TellEdits;
    const doubtful = new DoubtfulPosts(quiet, () => now);
    const again = new LookAgain(client, edits, {} as Listening, doubtful);
    const changed = new Set(ids(1, 4));
    await again.run(changed);
    expect([...changed]).toEqual(['2', '3']);
    for (const id of ids(4, 7)) changed.add(id);
    await again.run(changed);
    expect([...changed]).toEqual(['2', '3', '4']);
    expect(doubtful.remark('social.example')).toBeUndefined();
    now += 3_600_000;
    await again.run(changed);
    expect(doubtful.remark('social.example')).toMatchObject({
      why: { code: 'posts-untold', with: { posts: '3' } },
    });
    bad.clear();
    await again.run(changed);
    expect(changed.size).toBe(0);
    expect(doubtful.remark('social.example')).toBeUndefined();
    // Three that it never failed at before, one after the other, are no fault of a post.
    for (const id of ids(7, 10)) bad.add(id);
    await expect(again.run(new Set(ids(7, 10)))).rejects.toThrow('500');
  });

  it('what we answered by hand waits for a post at which it fails, and later is left out', async () => {
    let now = 0;
    const client = {
      ...{ login: { instance, host: 'social.example' }, isAskedOneByOne: true, budget: { waitMs: () => 0 } },
      us: () => Promise.resolve({ id: '1' }),
      application: () => Promise.resolve('Filo'),
      posts: () => Promise.reject(new TemporaryError('500')),
    } as unknown as MastodonClient;
    const listening = { signal: new AbortController().signal, account: {} } as unknown as Listening;
    const doubtful = new DoubtfulPosts(quiet, () => now);
    const posts = new ReadPosts({ client, ownPosts: nothingNoted, listening, doubtful });
    const ours = () => posts.ours([{ ...anAnswer, inReplyToId: '7' }] as never);
    await expect(ours()).rejects.toThrow(DoubtfulPost);
    now += 3_600_000;
    expect(await ours()).toEqual([]);
  });

  it('what is answered is asked for as the instance allows', async () => {
    const happened: string[] = [];
    const client = {
      ...{ login: { instance }, isAskedOneByOne: true },
      budget: { waitMs: () => happened.push('waited') && 0 },
      us: () => Promise.resolve({ id: '1' }),
      application: () => Promise.resolve('Filo'),
      posts: (some: string[]) => Promise.resolve(happened.push(some.join()) && []),
    } as unknown as MastodonClient;
    const listening = { signal: new AbortController().signal, account: {} } as unknown as Listening;
    const ours = ['7', '8'].map((inReplyToId) => ({ ...anAnswer, inReplyToId }));
    const parts = { client, ownPosts: nothingNoted, listening, doubtful: new DoubtfulPosts(quiet) };
    await new ReadPosts(parts).ours(ours as never);
    expect(happened).toEqual(['waited', '7', 'waited', '8']);
  });

  it('what we noted to have posted is no word of another program, where the instance names none', async () => {
    const asked: string[] = [];
    const client = {
      ...{ login: { instance }, isAskedOneByOne: true, budget: { waitMs: () => 0 } },
      us: () => Promise.resolve({ id: '1' }),
      application: () => Promise.resolve('Filo'),
      posts: (some: string[]) => Promise.resolve(asked.push(some.join()) && []),
    } as unknown as MastodonClient;
    const listening = { signal: new AbortController().signal, account: {} } as unknown as Listening;
    const ownPosts = {
      threadingIdOf: (id: string) => Promise.resolve(id === '9' ? 'ours@example' : undefined),
    } as unknown as OwnPosts;
    const posts = new ReadPosts({ client, ownPosts, listening, doubtful: new DoubtfulPosts(quiet) });
    const byHand = { ...anAnswer, id: '10', inReplyToId: '8' };
    await posts.ours([{ ...anAnswer, inReplyToId: '7' }, byHand] as never);
    expect(asked).toEqual(['8']);
  });
});

const nothingNoted = { threadingIdOf: () => Promise.resolve(undefined) } as unknown as OwnPosts;

const anAnswer = {
  ...{ id: '9', createdAt: '2026-11-01T00:00:00.000Z', content: 'yes', visibility: 'public' },
  ...{ account: { id: '1', username: 'shop', acct: 'shop' }, inReplyToAccountId: '2' },
};

describe('what authors changed', () => {
  const edit = (id: string, day: number) => ({ ...anAnswer, id, editedAt: `2026-11-0${day}T00:00:00.000Z` });
  const state = new Map<string, unknown>();
  let [written, told] = [0, [] as string[]];
  let whileTelling = () => {};
  const edits = new TellEdits(instance, {
    signal: new AbortController().signal,
    cursor: {
      read: (key: string) => Promise.resolve(state.get(key)),
      write: (key: string, value: unknown) => Promise.resolve(void (written++, state.set(key, value))),
    },
    edited: (externalId: string) => Promise.resolve(void (told.push(externalId), whileTelling())),
  } as unknown as Listening);
  beforeEach(() => {
    state.clear();
    [written, told, whileTelling] = [0, [], () => {}];
  });

  it('is told once, and nothing is written where nothing is new', async () => {
    for (let look = 0; look < 3; look += 1) await edits.run([edit('1', 1)]);
    expect(told).toHaveLength(1);
    expect(written).toBe(1);
    await edits.run([edit('1', 2)]);
    expect(told).toHaveLength(2);
  });

  it('and was told by the stream meanwhile is not forgotten', async () => {
    whileTelling = () => void state.set('edits', { 2: 'now' });
    await edits.run([edit('1', 1)]);
    expect(state.get('edits')).toEqual({ 1: '2026-11-01T00:00:00.000Z', 2: 'now' });
  });
});
