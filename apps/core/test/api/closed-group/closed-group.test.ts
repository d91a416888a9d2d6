import type { SuggestionPage } from '@filo/contracts/http';
import { createLogger } from '@filo/service';
import { eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { LiveSequencer } from '../../../src/live/live-sequencer.js';
import { FindSuggestions } from '../../../src/suggestions/finding/find-suggestions.js';
import type { Answer, Client } from '../client.js';
import { EventReader } from '../event-reader.js';
import { receive } from '../receive.js';
import { admin, startTestApi, type TestApi } from '../test-api.js';
import { kinds, planted, plantSecrets, secret, type Planted } from './plant-secrets.js';

let api: TestApi;
let insider: Client;
/** An admin without access to the closed group: it may call every route. */
let outsider: Client;
let events: EventReader;
let where: Planted;
let gets: { path: string; queries: string[] }[];
const groupId = uuidv7();
const stop = new AbortController();
let sequencer: Promise<void>;

beforeAll(async () => {
  api = await startTestApi();
  outsider = await anotherAdmin();
  await api.dataSource.query(`insert into account_group (id, name) values ($1, 'closed')`, [groupId]);
  await api.dataSource.query(`insert into agent_access select id, $1 from agent where email = $2`, [
    groupId,
    admin.email,
  ]);
  insider = await api.signedIn();
  const log = createLogger({ service: 'core-worker', level: 'fatal' });
  sequencer = new LiveSequencer({ dataSource: api.dataSource, bus: api.bus, log }).run(stop.signal);
  events = await EventReader.open(api.url, outsider.cookie);
  await eventually(() => events.lastId);
  where = await plantSecrets({ api, insider, groupId });
  gets = await readRoutes();
}, 120_000);
afterAll(async () => {
  events.close();
  stop.abort();
  await sequencer;
  await api.close();
});

const anotherAdmin = async (): Promise<Client> => {
  await api.dataSource.query(
    `with made as (
       insert into agent (id, email, name, role, password_hash)
       select $1, 'outsider@example.org', 'Outsider', 'admin', password_hash from agent where email = $2 returning id)
     insert into agent_access select made.id, a.account_group_id from made, agent_access a`,
    [uuidv7(), admin.email],
  );
  const client = api.client();
  await client.post('/api/v1/session', { ...admin, email: 'outsider@example.org' });
  return client;
};

interface Operation {
  parameters?: { in: string; name: string; required?: boolean }[];
}

/** From the description of the API: a new route is walked as soon as it is there. */
const readRoutes = async (): Promise<typeof gets> => {
  const document = (await insider.get('/api/v1/openapi.json')).body as {
    paths: Record<string, { get?: Operation }>;
  };
  return Object.entries(document.paths)
    .filter(([path, { get }]) => get && !path.endsWith('/events'))
    .map(([path, { get }]) => ({
      path,
      queries: (get!.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name),
    }));
};

const holds = (answer: Answer): string =>
  `${typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)} ${[...answer.headers].join()}`
    // Whoever searches is told what they searched for.
    .replaceAll(/"(q|query)":"[^"]*"/g, '');

/** Every GET, with every id in the place of an id, and every query with an id or a secret. */
const requests = (ids: readonly string[]): string[] =>
  gets.flatMap(({ path, queries }) => {
    const paths = path.includes('{') ? ids.map((id) => path.replaceAll(/\{\w+\}/g, id)) : [path];
    const values = path.includes('{') ? ['1'] : [...ids, secret, ...kinds.map(planted)];
    const asked = queries.filter(
      (name) => !['cursor', 'before', 'limit', 'code', 'state', 'error'].includes(name),
    );
    return paths.flatMap((one) => [
      one,
      ...asked.flatMap((name) => values.map((value) => `${one}?${name}=${value}`)),
    ]);
  });

it('finds every secret with access: what follows looks where they are', async () => {
  const found = new Set<string>();
  const rows = await api.dataSource.query('select id from attachment');
  const ids = [...where.visible, ...where.hidden, ...rows.map(({ id }: { id: string }) => id)];
  for (const path of requests(ids).filter((one) => !one.includes('?'))) {
    const text = holds(await insider.get(path));
    const raw = [...text.matchAll(/"raw":"([^"]+)"/g)].map(([, bytes]) =>
      Buffer.from(bytes!, 'base64').toString(),
    );
    for (const kind of kinds) if ([text, ...raw].some((one) => one.includes(planted(kind)))) found.add(kind);
  }
  expect(kinds.filter((kind) => !found.has(kind))).toEqual([]);
}, 120_000);

describe('an agent without access', () => {
  it('finds no secret by any route, id, search or merged thread', async () => {
    const leaks: string[] = [];
    const answered: string[] = [];
    const hidden = new Set(where.hidden);
    const walked = requests([...where.visible, ...where.hidden]);
    for (const path of walked) {
      const answer = await outsider.get(path);
      if (holds(answer).toLowerCase().includes(secret) || answer.status === 500) leaks.push(path);
      const id = path
        .split('?')[0]!
        .split('/')
        .find((part) => hidden.has(part));
      if (id !== undefined && answer.status < 300) answered.push(`${answer.status} ${path}`);
    }
    expect(walked.length).toBeGreaterThan(400);
    expect(leaks).toEqual([]);
    expect(answered).toEqual([]);
  }, 240_000);

  it('gets of a search for a secret what it gets for a word that nobody wrote', async () => {
    for (const { path, queries } of gets.filter((one) => one.queries.includes('q'))) {
      const nothing = await outsider.get(`${path}?q=qqnobodywrotethis`);
      for (const kind of kinds) {
        const answer = await outsider.get(`${path}?q=${planted(kind)}`);
        expect([path, queries, kind, answer.body]).toEqual([path, queries, kind, nothing.body]);
      }
    }
  });

  it('counts nothing of it', async () => {
    const [mine] = await api.dataSource.query(
      'select count(*)::int as n from thread_row where account_group_id <> $1',
      [groupId],
    );
    expect((await outsider.get('/api/v1/threads/counts')).body.all).toBe(mine.n);
    expect((await outsider.get('/api/v1/threads?view=all')).body.items).toHaveLength(mine.n);
  });

  it('cannot make a thread of automatic mail that it may not see', async () => {
    for (const id of where.hidden)
      expect((await outsider.post(`/api/v1/automatic/${id}/thread`, undefined)).status).toBe(404);
  });

  it('is told nothing by previews of merges and splits', async () => {
    const [open] = where.visible;
    const other = await receive(api, { author: { kind: 'mail', key: 'other@example.org' } });
    const answers = [await outsider.post('/api/v1/merges/preview', { personIds: [open, other.threadId] })];
    expect(answers[0]!.status).toBe(200);
    for (const id of where.hidden) {
      answers.push(
        await outsider.post('/api/v1/merges/preview', { personIds: [open, id] }),
        await outsider.post('/api/v1/splits/preview', { personId: open, identityIds: [id] }),
        await outsider.post('/api/v1/splits/preview', { personId: open, messageIds: [id] }),
      );
    }
    expect(answers.slice(1).filter(({ status }) => status < 400)).toEqual([]);
    for (const answer of answers) expect(holds(answer)).not.toContain(secret);
  });

  it('sees no event of it, live or read again, but that the person it knows has changed', async () => {
    const last = await receive(api, { author: { kind: 'mail', key: 'last@example.org' } });
    const isLast = ({ data }: { data: object }) => JSON.stringify(data).includes(last.threadId);
    await eventually(() => events.seen.some(isLast));
    const again = await EventReader.open(api.url, outsider.cookie, '0');
    await eventually(() => again.seen.some(isLast) || again.seen.some(({ event }) => event === 'reset'));
    again.close();
    const told = JSON.stringify([...events.seen, ...again.seen]);
    expect(told).not.toContain(secret);
    expect(where.hidden.filter((id) => told.includes(id))).toEqual([]);
    expect(told).toContain(where.visible[0]);
  });

  it('is told of no others who share something, but of those it sees', async () => {
    const log = createLogger({ service: 'core-worker', level: 'fatal' });
    const finding = new FindSuggestions({ dataSource: api.dataSource, log, clocksApartMs: 0 });
    const called = (n: number, over: Parameters<typeof receive>[1] = {}) => {
      const text = 'Where is my parcel?\n\nGerda Unusual\n+39 06 1234 5678';
      const author = { kind: 'mail', key: `gerda${n}@gerda${n}.example`, name: 'Gerda Unusual' };
      return receive(api, { author, text, newText: text, ...over });
    };
    const othersOf = async (client: Client, threadId: string) => {
      const { items } = (await client.get(`/api/v1/suggestions?personId=${threadId}`))
        .body as unknown as SuggestionPage;
      return items.map(({ counterEvidence }) => counterEvidence.map(({ words }) => words).toSorted());
    };
    const [hidden] = (await api.dataSource.query('select id from account where account_group_id = $1', [
      groupId,
    ])) as { id: string }[];
    await called(1, { accountId: hidden!.id });
    const { threadId } = await called(2);
    await called(3);
    while ((await finding.once()).messages > 0);
    expect(await othersOf(outsider, threadId)).toEqual([[]]);
    expect(await othersOf(insider, threadId)).toContainEqual([
      'One other has this name',
      'One other shows the same phone number',
    ]);
    await called(4);
    while ((await finding.once()).messages > 0);
    const seen = await othersOf(outsider, threadId);
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen.flat())).toEqual(
      new Set(['One other has this name', 'One other shows the same phone number']),
    );
  });
});
