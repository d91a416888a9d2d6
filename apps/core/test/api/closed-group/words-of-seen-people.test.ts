import { eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import type { Client } from '../client.js';
import { EventReader } from '../event-reader.js';
import { receive } from '../receive.js';
import { openClosedWorld, type ClosedWorld } from './closed-world.js';
import {
  bringUpToDate,
  done,
  mergeOf,
  planted,
  plantOnSeenPeople,
  secret,
  secrets,
  orderNumber,
  type SeenPeople,
} from './plant-on-seen-people.js';
import { askEach, everyId, holds, readAll, readRoutes, requestsOf, type Route } from './walk-routes.js';

let world: ClosedWorld;
let seen: SeenPeople;
let routes: Route[];
let merge: string;

beforeAll(async () => {
  world = await openClosedWorld();
  seen = await plantOnSeenPeople(world);
  routes = await readRoutes(world.insider);
}, 120_000);
afterAll(() => world.close());

const tells = (text: string): boolean =>
  text.toLowerCase().includes(secret) || text.toUpperCase().includes(orderNumber);

/** Requests whose answer tells a secret or breaks. */
const leaks = async (client: Client): Promise<string[]> => {
  const found: string[] = [];
  const deep = [...Object.values(seen.threads), seen.friend];
  const tables = await everyId(world.api.dataSource);
  const asked = requestsOf(routes, { ids: [...tables.keys()], tables, words: [...secrets, 'order'], deep });
  expect(asked.length).toBeGreaterThan(1000);
  const ask = async (path: string): Promise<void> => {
    for (const answer of await readAll(client, path))
      if (answer.status === 500 || tells(holds(answer))) found.push(path);
  };
  await askEach(asked, ask);
  return [...new Set(found)];
};

/** What a search for a secret finds that one for a word nobody wrote does not. */
const searches = async (client: Client): Promise<string[]> => {
  const found: string[] = [];
  for (const { path, queries } of routes.filter((one) => one.queries.includes('q'))) {
    const views = queries.includes('view') ? ['&view=all', '&view=closed'] : [''];
    for (const rest of views) {
      const nothing = await client.get(`${path}?q=qqnobodywrotethis${rest}`);
      for (const words of [secret, ...secrets, `from:${planted('claimed')}`]) {
        const answer = await client.get(`${path}?q=${words}${rest}`);
        if (JSON.stringify(answer.body) !== JSON.stringify(nothing.body))
          found.push(`${path} ${words}${rest}`);
      }
    }
  }
  return found;
};

const previews = async (client: Client): Promise<string[]> => {
  const found: string[] = [];
  const people = [...Object.values(seen.threads), seen.friend];
  for (const one of people)
    for (const other of people.filter((next) => next > one)) {
      const answer = await client.post('/api/v1/merges/preview', { personIds: [one, other] });
      if (tells(holds(answer))) found.push(`${one} ${other}`);
    }
  return found;
};

const nothingIsToldTo = async (client: Client): Promise<void> => {
  expect(await leaks(client)).toEqual([]);
  expect(await searches(client)).toEqual([]);
  expect(await previews(client)).toEqual([]);
};

/** Which of these an agent with access finds nowhere; asks until nothing is missing. */
const missing = async (wanted: readonly string[]): Promise<string[]> => {
  const left = new Set(wanted);
  const tables = await everyId(world.api.dataSource);
  const paths = requestsOf(routes, { ids: [...tables.keys()], tables, words: [], deep: [] });
  await askEach(paths, async (path) => {
    if (left.size === 0) return;
    const text = holds(await world.insider.get(path));
    for (const one of left) if (text.includes(one)) left.delete(one);
  });
  return [...left];
};

const nameOf = async (client: Client, threadId: string): Promise<string> =>
  (await client.get(`/api/v1/threads/${threadId}`)).body.person.name as string;

const reasons = ['mergereason', 'undoreason', 'splitreason'] as const;

it('is all there for an agent with access: what follows looks where it is', async () => {
  const planned = secrets.filter((one) => !reasons.some((reason) => one === planted(reason)));
  expect(await missing(planned)).toEqual([]);
  const { threads } = seen;
  expect(await nameOf(world.insider, threads.early)).toBe(planted('early'));
  expect(await searches(world.insider)).toContain(`/api/v1/people ${planted('given')}`);
  expect(await searches(world.insider)).toContain(`/api/v1/search from:${planted('claimed')}`);
  expect(await previews(world.insider)).not.toEqual([]);
  const suggested = await world.insider.get(`/api/v1/suggestions?personId=${threads.twin}`);
  expect(JSON.stringify(suggested.body)).toContain(`Both write about order ${orderNumber}`);
  expect(JSON.stringify(suggested.body)).toContain(`Both are called ${planted('both')} Voss`);
}, 120_000);

describe('an agent without access', () => {
  it('is told nothing that a closed group says of people whom it sees, by any route, search or preview', async () => {
    await nothingIsToldTo(world.outsider);
  }, 240_000);

  it('knows people by what they are called where it reads', async () => {
    const { threads } = seen;
    expect(await nameOf(world.outsider, threads.proven)).toBe('Pia Open');
    expect(await nameOf(world.outsider, threads.typed)).toBe('Tom Open');
    for (const name of ['claimed', 'formname', 'given', 'early'] as const)
      expect(await nameOf(world.outsider, threads[name])).toBe(`${name}@seen.example`);
  });

  it('addresses nobody by a name that it may not know', async () => {
    const { threads } = seen;
    const { version } = (await world.outsider.get(`/api/v1/threads/${threads.claimed}`)).body;
    const sent = await world.outsider.post(
      `/api/v1/threads/${threads.claimed}/replies`,
      { text: 'To you', to: ['claimed@seen.example'], cc: ['given@seen.example', 'early@seen.example'] },
      { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
    );
    done(sent);
    const rows = await world.api.dataSource.query(
      `select o.payload::text as payload from outbox o join delivery d on d.id = o.delivery_id where d.message_id = $1`,
      [sent.body.message.id],
    );
    expect(rows).toHaveLength(3);
    const early = (await world.outsider.get(`/api/v1/threads/${threads.early}`)).body;
    const answered = await world.outsider.post(
      `/api/v1/threads/${threads.early}/replies`,
      { text: 'To whoever wrote' },
      { 'if-match': `"${early.version}"`, 'idempotency-key': uuidv7() },
    );
    done(answered);
    const all = await world.api.dataSource.query('select payload::text as payload from outbox');
    expect(JSON.stringify(all)).toContain('early@seen.example');
    expect(tells(JSON.stringify([rows, sent.body, answered.body]))).toBe(false);
    const theirs = all.filter(({ payload }: { payload: string }) => /To whoever wrote|To you/.test(payload));
    expect(theirs).toHaveLength(4);
    expect(tells(JSON.stringify(theirs))).toBe(false);
  });

  it('is told nothing after a merge and a split, nor why they were made', async () => {
    const { threads, friend } = seen;
    merge = await mergeOf(world, [threads.proven, friend, threads.early], planted('mergereason'));
    await mergeOf(world, [threads.formname, threads.given], planted('mergereason'));
    const { id, version, person } = (
      await world.insider.get(`/api/v1/threads/${[threads.formname, threads.given].sort()[0]}`)
    ).body;
    const leaving = person.identities.find(({ key }: { key: string }) => key.startsWith('given'));
    done(
      await world.insider.post('/api/v1/splits', {
        ...{ personId: id, version, identityIds: [leaving.id], reason: planted('splitreason') },
      }),
    );
    await bringUpToDate(world);
    expect(await missing([planted('mergereason'), planted('splitreason')])).toEqual([]);
    await nothingIsToldTo(world.outsider);
  }, 240_000);

  it('is told nothing after the undo', async () => {
    done(await world.insider.post(`/api/v1/merges/${merge}/undo`, { reason: planted('undoreason') }));
    await bringUpToDate(world);
    expect(await missing([planted('undoreason')])).toEqual([]);
    await nothingIsToldTo(world.outsider);
    const { changes } = (await world.outsider.get(`/api/v1/people/${seen.threads.proven}/history`)).body;
    expect(changes.map(({ kind }: { kind: string }) => kind)).toEqual(['merge', 'undo']);
  }, 240_000);

  it('reads its own reason again, and those of changes of which it sees all', async () => {
    const people = await Promise.all(
      [1, 2].map((n) => receive(world.api, { author: { kind: 'mail', key: `plain${n}@seen.example` } })),
    );
    await mergeOf(
      world,
      people.map(({ threadId }) => threadId),
      'One and the same',
    );
    const { changes } = (await world.outsider.get(`/api/v1/people/${people[0]!.threadId}/history`)).body;
    expect(changes).toMatchObject([{ kind: 'merge', reason: 'One and the same' }]);
    const own = await mergeOf(
      { ...world, insider: world.outsider },
      [seen.friend, seen.threads.early],
      'As they told me',
    );
    const history = (await world.outsider.get(`/api/v1/people/${seen.friend}/history`)).body;
    expect(history.changes).toContainEqual(expect.objectContaining({ id: own, reason: 'As they told me' }));
  });

  it('sees no event that tells any of it, live or read again', async () => {
    const last = await receive(world.api, { author: { kind: 'mail', key: 'last@seen.example' } });
    const isLast = ({ data }: { data: object }) => JSON.stringify(data).includes(last.threadId);
    await eventually(() => world.events.seen.some(isLast));
    const again = await EventReader.open(world.api.url, world.outsider.cookie, '0');
    await eventually(() => again.seen.some(isLast) || again.seen.some(({ event }) => event === 'reset'));
    again.close();
    expect(tells(JSON.stringify([...world.events.seen, ...again.seen]))).toBe(false);
  });
});
