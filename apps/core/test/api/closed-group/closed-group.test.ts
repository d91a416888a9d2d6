import type { SuggestionPage } from '@filo/contracts/http';
import { createLogger } from '@filo/service';
import { eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { FindSuggestions } from '../../../src/suggestions/finding/find-suggestions.js';
import type { Client } from '../client.js';
import { EventReader } from '../event-reader.js';
import { receive } from '../receive.js';
import type { TestApi } from '../test-api.js';
import { openClosedWorld, type ClosedWorld } from './closed-world.js';
import { changes, namingNothing } from './every-change.js';
import { kinds, planted, plantSecrets, secret, type Planted } from './plant-secrets.js';
import { askEach, everyId, holds, readRoutes, requestsOf, type Route } from './walk-routes.js';

let world: ClosedWorld;
let api: TestApi;
let insider: Client;
let outsider: Client;
let events: EventReader;
let where: Planted;
let gets: Route[];
let groupId: string;

beforeAll(async () => {
  world = await openClosedWorld();
  ({ api, insider, outsider, events, groupId } = world);
  where = await plantSecrets({ api, insider, groupId });
  gets = await readRoutes(insider);
}, 120_000);
afterAll(() => world.close());

/** What is stored, but for who asked and what the worker does by itself. */
const everything = async (): Promise<object> => {
  const tables = ['message', 'topic', 'thread', 'thread_row', 'link', 'link_change', 'fact', 'action'];
  const others = [
    'identity',
    'account',
    'suggestion',
    'quarantine',
    'outbox',
    'proof_request',
    'invitation',
    'saved_query',
    'listened_post',
    'storm',
    'ok_request',
    'audit',
    'team',
    'team_member',
    'tag',
    'thread_tag',
    'account_routing',
    'routing_waiting',
    'blocked_domain',
    'notice',
    'thread_follow',
  ];
  const rows = await Promise.all(
    [...tables, ...others].map(async (table) => [
      table,
      await api.dataSource.query(`select to_jsonb(t)::text as row from ${table} t order by 1`),
    ]),
  );
  return Object.fromEntries(rows) as object;
};

const at = (minute: number): string => new Date(Date.now() - 3_600_000 + minute * 60_000).toISOString();

const requests = async (ids: readonly string[]): Promise<string[]> => {
  const words = [...ids, secret, ...kinds.map(planted)];
  return requestsOf(gets, { ids, tables: await everyId(api.dataSource), misplaced: true, words });
};

it('finds every secret with access: what follows looks where they are', async () => {
  const found = new Set<string>();
  const rows = await api.dataSource.query('select id from attachment');
  const ids = [...where.visible, ...where.hidden, ...rows.map(({ id }: { id: string }) => id)];
  const paths = (await requests(ids)).filter((one) => !one.includes('?'));
  await askEach(paths, async (path) => {
    const text = holds(await insider.get(path));
    const raw = [...text.matchAll(/"raw":"([^"]+)"/g)].map(([, bytes]) =>
      Buffer.from(bytes!, 'base64').toString(),
    );
    for (const kind of kinds) if ([text, ...raw].some((one) => one.includes(planted(kind)))) found.add(kind);
  });
  expect(kinds.filter((kind) => !found.has(kind))).toEqual([]);
}, 120_000);

describe('an agent without access', () => {
  it('finds no secret by any route, id, search or merged thread', async () => {
    const leaks: string[] = [];
    const answered: string[] = [];
    const hidden = new Set(where.hidden);
    const walked = await requests([...where.visible, ...where.hidden]);
    await askEach(walked, async (path) => {
      const answer = await outsider.get(path);
      if (holds(answer).toLowerCase().includes(secret) || answer.status === 500) leaks.push(path);
      // A word that is searched for may be anything; a page around a message tells that it is there.
      const named = path.includes('?around=') ? path : path.split('?')[0]!;
      const id = named.split(/[/?=]/).find((part) => hidden.has(part));
      if (id !== undefined && answer.status < 300) answered.push(`${answer.status} ${path}`);
    });
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

  it('answers a mail that came to both groups from its own side, with nothing of the other', async () => {
    const author = { kind: 'mail', key: 'both@example.org', name: 'Both' };
    const { threadId } = await receive(api, { author, subject: 'Open matter', sortAt: at(1) });
    const closed = { author, accountId: where.accountId };
    await receive(api, { ...closed, subject: planted('topic'), text: planted('text'), sortAt: at(2) });
    const copied = { author, subject: undefined, externalId: uuidv7(), sortAt: at(3) };
    const { messageId: hidden } = await receive(api, { ...copied, accountId: where.accountId });
    const { messageId, ...here } = await receive(api, copied);
    expect([messageId === hidden, here]).toEqual([false, { threadId }]);
    const options = await outsider.get(`/api/v1/threads/${threadId}/reply-options`);
    expect(holds(options)).not.toContain(secret);
    const [closedAccount] = await api.dataSource.query('select address from account where id = $1', [
      where.accountId,
    ]);
    expect(options.body.accountAddress).not.toBe(closedAccount.address);
    const { version } = (await outsider.get(`/api/v1/threads/${threadId}`)).body;
    const answer = (answersMessageId: string) =>
      outsider.post(
        `/api/v1/threads/${threadId}/replies`,
        { text: 'From here', answersMessageId },
        { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
      );
    expect((await answer(hidden)).body).toMatchObject({ code: 'unknown-reference' });
    const sent = await answer(messageId);
    expect(holds(sent)).not.toContain(secret);
    const [written] = await api.dataSource.query(
      `select m.account_id from message m where m.author_agent_id is not null and m.text = 'From here' and m.account_group_id = $1`,
      [groupId],
    );
    expect([sent.status, written]).toEqual([201, undefined]);
  });

  it('marks nothing as read that it may not see', async () => {
    const author = { kind: 'mail', key: 'read@example.org', name: 'Read' };
    const { threadId } = await receive(api, { author });
    await receive(api, { author, accountId: where.accountId });
    const unread = async () =>
      Object.fromEntries(
        (
          await api.dataSource.query(
            'select account_group_id = $2 as closed, unread from thread_row where person_id = $1',
            [threadId, groupId],
          )
        ).map((row: { closed: boolean; unread: boolean }) => [row.closed ? 'closed' : 'open', row.unread]),
      ) as object;
    expect(await unread()).toEqual({ open: true, closed: true });
    expect((await outsider.post(`/api/v1/threads/${threadId}/actions`, { kind: 'read' })).status).toBe(200);
    expect(await unread()).toEqual({ open: false, closed: true });
    await insider.post(`/api/v1/threads/${threadId}/actions`, { kind: 'read' });
    expect(await unread()).toEqual({ open: false, closed: false });
    await outsider.post(`/api/v1/threads/${threadId}/actions`, { kind: 'unread' });
    expect(await unread()).toEqual({ open: true, closed: false });
  });

  it('sees, puts and takes off tags on its own side alone', async () => {
    const [open] = where.visible as [string];
    const tags = async (): Promise<{ closed: boolean }[]> =>
      api.dataSource.query(
        'select account_group_id = $2 as closed from thread_tag where tag_id = $1 order by 1',
        [where.tagId, groupId],
      );
    const ask = async (body: object) => {
      const answer = await outsider.post(`/api/v1/threads/${open}/tags`, body);
      return [answer.status, answer.headers.get('etag') === null, answer.body.row.tagIds];
    };
    expect((await insider.get(`/api/v1/threads/${open}`)).body.tagIds).toEqual([where.tagId]);
    expect((await outsider.get(`/api/v1/threads/${open}`)).body.tagIds).toEqual([]);
    expect(await ask({ remove: [where.tagId] })).toEqual([200, true, []]);
    expect(await tags()).toEqual([{ closed: true }]);
    expect(await ask({ add: [where.tagId] })).toEqual([200, false, [where.tagId]]);
    expect(await tags()).toEqual([{ closed: false }, { closed: true }]);
    expect(await ask({ remove: [where.tagId] })).toEqual([200, false, []]);
    expect(await tags()).toEqual([{ closed: true }]);
  });

  it('counts nothing of it', async () => {
    const [mine] = await api.dataSource.query(
      'select count(*)::int as n from thread_row where account_group_id <> $1',
      [groupId],
    );
    expect((await outsider.get('/api/v1/threads/counts')).body.all).toBe(mine.n);
    expect((await outsider.get('/api/v1/threads?view=all')).body.items).toHaveLength(mine.n);
  });

  it('is told of a domain that writes there alone no more than a number, and blocks it knowingly alone', async () => {
    await receive(api, {
      ...{ accountId: where.accountId, text: planted('text') },
      author: { kind: 'mail', key: `${secret}one@moated.example`, name: planted('name') },
    });
    const domain = 'moated.example';
    const preview = await outsider.post('/api/v1/blocks/preview', { domain });
    expect(preview.body).toMatchObject({ addresses: 0, threads: 0, openTopics: 0, stay: 0, unseen: 1 });
    const refused = await outsider.post('/api/v1/blocks', { domain });
    expect([refused.status, refused.body.reason]).toEqual([409, 'hides-many']);
    const why = planted('blocked');
    const { id } = (await insider.post('/api/v1/blocks', { domain, why, sure: true })).body;
    const listed = await outsider.get('/api/v1/blocks');
    expect(listed.body.items).toContainEqual(expect.objectContaining({ id, why: null, hides: 0 }));
    for (const answer of [preview, refused, listed]) expect(holds(answer)).not.toContain(secret);
    expect((await insider.send('DELETE', `/api/v1/blocks/${id}`)).status).toBe(200);
  });

  it('cannot make a thread of automatic mail that it may not see', async () => {
    for (const id of where.hidden)
      expect((await outsider.post(`/api/v1/automatic/${id}/thread`, undefined)).status).toBe(404);
  });

  it('is answered about every hidden id as about one that was never there, whatever it asks to be changed', async () => {
    const document = (await insider.get('/api/v1/openapi.json')).body as { paths: Record<string, object> };
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const changing = operations.filter((one) => !one.startsWith('GET '));
    expect([...Object.keys(changes), ...namingNothing].toSorted()).toEqual(changing.toSorted());
    const [open] = where.visible as [string];
    const { version } = (await outsider.get(`/api/v1/threads/${open}`)).body as { version: number };
    const before = await everything();
    const told: string[] = [];
    for (const [operation, ways] of Object.entries(changes))
      for (const [n, way] of ways.entries()) {
        const ask = async (id: string) => {
          const [method = '', pattern = ''] = operation.split(' ');
          const {
            path = pattern.replaceAll(/\{\w+\}/g, id),
            body,
            headers,
          } = way({ id, open, version, tag: where.tagId });
          const answer = await outsider.send(method, path, body, headers);
          return `${answer.status} ${JSON.stringify(answer.body).replaceAll(id, 'ID')}`;
        };
        const nothing = await ask(uuidv7());
        if (/^[25]/.test(nothing) || /invalid-request|precondition-unreadable/.test(nothing))
          told.push(`${operation} ${n}: ${nothing}`);
        await askEach(where.hidden, async (id) => {
          const answer = await ask(id);
          if (answer !== nothing) told.push(`${operation} ${n} ${id}: ${answer} instead of ${nothing}`);
        });
      }
    expect(told).toEqual([]);
    expect(await everything()).toEqual(before);
  }, 240_000);

  it('marks no notice of what it may not see any more', async () => {
    const mine = await api.dataSource.query('select id from notice where account_group_id = $1', [groupId]);
    const ids = mine.map(({ id }: { id: string }) => id);
    expect(ids.length).toBeGreaterThan(0);
    for (const body of [{ ids }, { ids, read: false }, ...where.hidden.map((threadId) => ({ threadId }))])
      expect((await outsider.post('/api/v1/notices/read', body)).body).toEqual({ ids: [], unread: 0 });
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
