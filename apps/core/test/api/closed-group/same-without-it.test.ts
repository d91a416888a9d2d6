import { createLogger } from '@filo/service';
import { Readable } from 'node:stream';
import type { MessageReceivedInput } from '@filo/contracts';
import { v7 as uuidv7 } from 'uuid';
import { RunImports } from '../../../src/imports/running/run-imports.js';
import type { Answer, Client } from '../client.js';
import { receive } from '../receive.js';
import { openClosedWorld, type ClosedWorld } from './closed-world.js';
import { bringUpToDate, done } from './plant-on-seen-people.js';
import { askEach, everyId, readRoutes, requestsOf } from './walk-routes.js';

/** Two installations in which the same happens, but that in one of them a closed group hears and does things, too. */
let without: ClosedWorld;
let withIt: ClosedWorld;

beforeAll(async () => {
  without = await grow(false);
  withIt = await grow(true);
}, 180_000);
afterAll(async () => {
  await without.close();
  await withIt.close();
});

const day = '2026-01-05';
const at = (minute: number): string =>
  new Date(Date.parse(`${day}T09:00:00Z`) + minute * 60_000).toISOString();
const mailOf = (key: string, name?: string) => ({
  kind: 'mail',
  key: `${key}@open.example`,
  ...(name && { name }),
});

const grow = async (closedToo: boolean): Promise<ClosedWorld> => {
  const world = await openClosedWorld();
  const { api, groupId, outsider } = world;
  const accountId = uuidv7();
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values ($1, 'email', 'closed@example.org', $2)`,
    [accountId, groupId],
  );
  let minute = 0;
  const open = (author: string, over: Partial<MessageReceivedInput> = {}) =>
    receive(api, {
      ...{ externalId: `open-${minute}`, author: mailOf(author), sortAt: at(minute++) },
      ...over,
    });
  const closed = async (author: string, over: Partial<MessageReceivedInput> = {}) => {
    minute++;
    if (closedToo) return receive(api, { accountId, author: mailOf(author), sortAt: at(minute), ...over });
    return undefined;
  };
  const order = 'About order 7712345\n\nZora Unusual\n+39 06 1234 5678';
  await closed('ann', { author: mailOf('ann', 'Secret Ann'), subject: 'Secret matter' });
  await closed('zed', { participants: [{ identity: mailOf('cc', 'Secret Cc'), role: 'cc' }] });
  const ann = await open('ann', { facts: { phone: '+39 06 1234 5678' } });
  const file = await api.blobs.put(Readable.from([Buffer.from('file')]));
  await open('bob', {
    author: mailOf('bob', 'Bob Open'),
    participants: [{ identity: mailOf('cc'), role: 'cc' }],
    attachments: [{ blob: file, name: 'open.txt', mediaType: 'text/plain', inline: false }],
  });
  await open('cc');
  await open('zora1', { author: mailOf('zora1', 'Zora Unusual'), text: order, newText: order });
  await open('zora2', { author: mailOf('zora2', 'Zora Unusual'), text: order, newText: order });
  await open('list', { class: 'list', subject: 'Open list' });
  for (const name of ['ann', 'bob', 'cc', 'zora1', 'zora2', 'zora3'])
    await closed(name, {
      ...{ author: mailOf(name, 'Zora Unusual'), text: order, newText: order, subject: 'Secret matter' },
      ...{ facts: { phone: '+39 06 9999999', language: 'it' } },
    });
  await closed('bob', { class: 'auto-reply', subject: 'Secret automatic' });
  if (closedToo) await actInClosed(world, ann.threadId);
  const noted = await outsider.post(
    `/api/v1/threads/${ann.threadId}/notes`,
    { text: 'An open note' },
    { 'idempotency-key': 'note' },
  );
  const typed = await outsider.send('PATCH', `/api/v1/people/${ann.threadId}`, {
    facts: { colour: 'blue', language: 'en' },
  });
  done(noted, typed);
  const { version } = (await outsider.get(`/api/v1/threads/${ann.threadId}`)).body;
  done(
    await outsider.post(
      `/api/v1/threads/${ann.threadId}/replies`,
      { text: 'An open answer', to: ['ann@open.example'], cc: ['cc@open.example'] },
      { 'if-match': `"${version}"`, 'idempotency-key': 'reply' },
    ),
  );
  await listOf(world, ['ann', 'zora3', 'zed', 'new']);
  await bringUpToDate(world);
  return world;
};

/** The outsider asks what a list would do. */
const listOf = async ({ api, outsider }: ClosedWorld, names: readonly string[]): Promise<void> => {
  const form = new FormData();
  const fields = { name: 'A list', mode: 'dry-run', columns: '["mail","mail","phone"]' };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const rows = names.map((name) => `${name}@open.example,${name}2@open.example,+39 06 9999999`);
  form.set('file', new Blob([`one,two,three\n${rows.join('\n')}`]), 'list.csv');
  done(await outsider.post('/api/v1/imports', form));
  const log = createLogger({ service: 'core-worker', level: 'silent' });
  const imports = new RunImports({ dataSource: api.dataSource, blobs: api.blobs, log });
  while (await imports.once());
};

const actInClosed = async ({ insider, api, groupId }: ClosedWorld, threadId: string): Promise<void> => {
  const [{ id: topicId }] = await api.dataSource.query(
    `select t.id from topic t join link l on l.identity_id = t.anchor_identity_id and l.withdrawn_at is null
     where l.person_id = $1 and t.account_group_id = $2 limit 1`,
    [threadId, groupId],
  );
  const path = `/api/v1/threads/${threadId}`;
  done(
    await insider.post(`${path}/notes`, { text: 'Secret note', topicId }, { 'idempotency-key': uuidv7() }),
    await insider.post(`${path}/actions`, { kind: 'close', topicId }),
    await insider.send('PATCH', `/api/v1/people/${threadId}`, {
      facts: { name: 'Secret typed', colour: 'red', size: 'XL' },
    }),
  );
};

/** Every id that both installations have, by what it is the id of. */
const labels = async ({ api }: ClosedWorld): Promise<Map<string, string>> => {
  const rows = (await api.dataSource.query(`
    with open_mail as (
      select m.* from message m where m.account_group_id <> (select id from account_group where name = 'closed'))
    select id, 'identity ' || key as label from identity where key like '%@open.example' and key not in ('zed@open.example', 'zora3@open.example')
    union select l.person_id, 'person ' || i.key from link l join identity i on i.id = l.identity_id
      where i.key like '%@open.example' and exists (select from open_mail m where m.anchor_identity_id = i.id)
    union select m.id, 'message ' || coalesce(g.external_id, m.text) from open_mail m left join ledger g on g.message_id = m.id
    union select t.id, 'topic ' || i.key || coalesce(t.subject, '') from topic t join identity i on i.id = t.anchor_identity_id
      where t.account_group_id <> (select id from account_group where name = 'closed')
    union select id, 'attachment ' || name from attachment
    union select id, 'account ' || address from account where address <> 'closed@example.org'
    union select id, 'import ' || name from import
    union select id, 'agent ' || email from agent`)) as { id: string; label: string }[];
  return new Map(rows.map(({ id, label }) => [id, label]));
};

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const time = /\d{4}-\d\d-\d\d[T ][\d:.]+(Z|\+00)/g;

/**
 * What an answer says, with labels for ids and no times of today. That a merge moves more than the reader sees (`more`) is told to
 * whoever sees the person: decision 0012.
 */
const plain = (body: unknown, known: ReadonlyMap<string, string>): string => {
  const markers = (text: string) =>
    text.replace(/"(next|previous)":"([^"]+)"/g, (_, name: string, marker: string) =>
      JSON.stringify([name, Buffer.from(marker, 'base64url').toString()]),
    );
  return (
    markers(typeof body === 'string' ? body : JSON.stringify(body))
      // That there is more is told, not what (decisions 0012, 0110).
      .replaceAll(/"(more|partial)":(true|false)/g, '"$1":M')
      .replaceAll(uuid, (id) => known.get(id) ?? 'some id')
      .replaceAll(time, (moment) => (moment.startsWith(day) ? moment : 'now'))
      .replaceAll(/"uptime[^,]*|pid":\d+/g, '')
      // Nobody listens in either; how long that is so decides whether it is told as a beginning or as an end.
      .replaceAll(
        /"health":\{"state":"(starting|failed)".*?"why":\[\{"code":"(not-said-yet|connector-silent)"\}\]/g,
        '"health":{"unheard"',
      )
  );
};

/**
 * What tells of everybody: the state of the machine, to whoever runs it; and suggestions, whose weight comes from how many show
 * the same, wherever they do (decision 0014).
 */
const told = new Set(['/metrics', '/api/v1/health', '/api/v1/suggestions']);

const labelled = async (world: ClosedWorld) => {
  const known = await labels(world);
  const ids = [...known].toSorted(([, a], [, b]) => (a < b ? -1 : 1)).map(([id]) => id);
  return { known, ids, people: ids.filter((id) => known.get(id)!.startsWith('person')) };
};

const answersOf = async (world: ClosedWorld, client: Client): Promise<Map<string, string>> => {
  const { known, ids, people } = await labelled(world);
  const routes = (await readRoutes(client)).filter(({ path }) => !told.has(path));
  const words = ['Zora', 'Secret', 'zora3', 'order', 'ann', 'Unusual', '9999999', 'red', 'matter', 'blue'];
  const answers = new Map<string, string>();
  const note = async (asked: string, answering: Promise<Answer>): Promise<void> => {
    const { status, body } = await answering;
    answers.set(plain(asked, known), `${status} ${plain(body, known)}`);
  };
  const asked = requestsOf(routes, { ids, tables: await everyId(world.api.dataSource), words });
  await askEach(asked, (path) => note(path, client.get(path)));
  for (const [n, one] of people.entries())
    for (const other of people.slice(n + 1)) {
      const personIds = [one, other].toSorted((a, b) => (known.get(a)! < known.get(b)! ? -1 : 1));
      await note(`preview ${personIds.join()}`, client.post('/api/v1/merges/preview', { personIds }));
    }
  return answers;
};

it('answers an agent without access as if the closed group had heard and done nothing', async () => {
  const [one, other] = [await answersOf(without, without.outsider), await answersOf(withIt, withIt.outsider)];
  expect(one.size).toBeGreaterThan(500);
  expect([...other.keys()].toSorted()).toEqual([...one.keys()].toSorted());
  const different = [...one].filter(([path, answer]) => other.get(path) !== answer);
  expect(different.map(([path, answer]) => ({ path, answer, other: other.get(path) })).slice(0, 5)).toEqual(
    [],
  );
}, 240_000);

it('does hear and do things: an agent with access is told otherwise of everybody whom both know', async () => {
  const toldOf = async (world: ClosedWorld) => {
    const { known, people } = await labelled(world);
    const routes = ['threads/{id}', 'threads/{id}/messages', 'people/{id}/history'];
    const paths = people.flatMap((id) => routes.map((path) => `/api/v1/${path.replace('{id}', id)}`));
    const answers = paths.map(async (path) => [
      plain(path, known),
      plain((await world.insider.get(path)).body, known),
    ]);
    return new Map((await Promise.all(answers)) as [string, string][]);
  };
  const [one, other] = [await toldOf(without), await toldOf(withIt)];
  expect(one.size).toBe(other.size);
  expect([...one].filter(([path, answer]) => other.get(path) !== answer).length).toBeGreaterThan(10);
}, 60_000);
