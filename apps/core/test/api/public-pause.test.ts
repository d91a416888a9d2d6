import { publicPauseChanged, type DraftView } from '@filo/contracts/http';
import { createLogger } from '@filo/service';
import { aMailIdentity } from '@filo/testing';
import { randomUUID } from 'node:crypto';
import { tokenKeysOf } from '../../src/config.js';
import { StoreDeletions } from '../../src/deletions/store-deletions.js';
import { StoreEdits } from '../../src/edits/store-edits.js';
import { ownIds } from '../../src/ingest/own-ids.js';
import { severityWordsOf } from '../../src/severity/severity-words-of.js';
import { workerParts } from '../../src/worker/worker-parts.js';
import { anAccount } from './an-account.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

const log = createLogger({ service: 'core', level: 'silent' });
let api: TestApi;
let sam: Client;
let ada: Client;
let account: string;
/** The worker's loop, one round at a time. */
let worker: ReturnType<typeof workerParts>['scheduled'];
beforeAll(async () => {
  api = await startTestApi();
  sam = await api.signedIn();
  const [group] = await api.dataSource.query('select id from account_group');
  ada = await signedInAgent(api, 'ada', [group.id]);
  await api.dataSource.query(`update agent set role = 'social' where name = 'ada'`);
  account = await anAccount(api, { channel: 'bluesky', address: 'shop.example' });
  worker = workerParts({ dataSource: api.dataSource, bus: api.bus, log, settings: api.settings }).scheduled;
}, 120_000);
afterAll(() => api.close());
afterEach(async () => {
  await api.dataSource.query('delete from public_pause');
  await api.dataSource.query(`delete from draft where state = 'scheduled'`);
});

const path = '/api/v1/public-pause';
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const pause = (until: string | null, { as = sam, undoes }: { as?: Client; undoes?: string } = {}) =>
  as.send('PUT', path, { until }, undoes ? { 'if-match': undoes } : {});
const resume = ({ as = sam, undoes }: { as?: Client; undoes?: string } = {}) =>
  as.send('DELETE', path, undefined, undoes ? { 'if-match': undoes } : {});
const shown = async (as = sam) => (await as.get(path)).body;

let count = 0;
const post = async () => {
  count += 1;
  const externalId = `at://paused/${count}`;
  const author = { kind: 'bluesky', key: `did:plc:paused${count}`, handle: `paused${count}.example` };
  const received = await receive(api, {
    ...{ channel: 'bluesky', accountId: account, externalId, author, replyTo: author },
    ...{ audience: 'public', participants: [], subject: undefined, arrival: { via: 'api' } },
    ...{ text: 'Where is my parcel?', newText: 'Where is my parcel?' },
  });
  return { ...received, externalId };
};
const mail = () => receive(api, { author: aMailIdentity(`paused${++count}@mail.example`) });

/** An answer whose time has come. */
const due = async (threadId: string, { late = '1 second', reply = {} } = {}) => {
  const id = randomUUID();
  const { version } = (await sam.get(`/api/v1/threads/${threadId}`)).body;
  const { status, body } = await sam.send('PUT', `/api/v1/drafts/${id}/schedule`, {
    ...{ threadId, base: 0, device: 'desk', seq: 1, content: { text: 'It left today' } },
    ...{ reply: { text: 'It left today', ...reply }, seen: version, sendAt: inHours(2) },
  });
  if (status !== 200) throw new Error(JSON.stringify(body));
  await api.dataSource.query(`update draft set send_at = now() - $2::interval where id = $1`, [id, late]);
  return id;
};
const draft = async (id: string) =>
  ((await sam.get('/api/v1/drafts')).body.items as DraftView[]).find((one) => one.id === id);
const sent = async (...ids: string[]): Promise<boolean[]> => {
  const rows = await api.dataSource.query(`select id from draft where id = any($1) and state = 'sent'`, [
    ids,
  ]);
  return ids.map((id) => rows.some((row: { id: string }) => row.id === id));
};

it('holds what is scheduled for everybody to read, and nothing else', async () => {
  const [open, closed, other] = [await post(), await mail(), await post()];
  const answers = [await due(open.threadId), await due(closed.threadId)] as const;
  const { status, body } = await pause(inHours(1));
  expect(status).toBe(200);
  expect(publicPauseChanged.parse(body)).toMatchObject({
    ...{ pause: { by: { name: expect.any(String) } }, replaced: null, scheduled: 1, waiting: 1 },
  });
  await worker.once();
  expect(await sent(...answers)).toEqual([false, true]);
  expect(await draft(answers[0])).toMatchObject({ state: 'scheduled', inPublic: true, notice: null });
  // What is sent now leaves, scheduled before or not.
  const now = await due(other.threadId);
  expect((await sam.post(`/api/v1/drafts/${now}/send`, {})).status).toBe(201);
  // And another worker, or the same after a restart, asks the database again.
  const restarted = workerParts({ dataSource: api.dataSource, bus: api.bus, log, settings: api.settings });
  await restarted.scheduled.once();
  expect(await sent(answers[0])).toEqual([false]);
  await resume();
  await worker.once();
  expect(await sent(answers[0])).toEqual([true]);
});

it('ends at its time by itself, and what waited leaves in the order of its times, however long that was', async () => {
  const late = [await due((await post()).threadId, { late: '20 hours' })];
  late.push(await due((await post()).threadId, { late: '19 hours' }));
  const outage = await due((await post()).threadId, { late: '26 hours' });
  await pause(inHours(1));
  await api.dataSource.query(
    `update public_pause set at = now() - interval '21 hours', until = now() - interval '1 second'`,
  );
  expect(await shown()).toMatchObject({ pause: null, waiting: 3 });
  await worker.once();
  // Of the last one five hours were no pause.
  expect(await sent(...late, outage)).toEqual([true, true, false]);
  expect(await draft(outage)).toMatchObject({ state: 'open', notice: { reason: 'sent-too-late' } });
  const left = await api.dataSource.query(
    `select i.key from idempotency i join message m on m.id = i.message_id where i.key = any($1) order by m.id`,
    [late],
  );
  expect(left.map((row: { key: string }) => row.key)).toEqual(late);
});

it('leaves nothing below what was deleted or edited while it waited: it comes back with the reason', async () => {
  const [gone, kept, as] = [await post(), await post(), await post()];
  const answers = [await due(gone.threadId), await due(kept.threadId), await due(as.threadId)];
  await pause(null);
  await worker.once();
  await new StoreDeletions(api.dataSource).run([
    {
      ...{ v: 1, type: 'deleted', eventId: randomUUID(), at: new Date().toISOString() },
      ...{ channel: 'bluesky', accountId: account, externalId: gone.externalId },
    },
  ]);
  const edits = new StoreEdits(api.dataSource, severityWordsOf([]), ownIds(tokenKeysOf(api.settings)));
  await edits.run([
    {
      ...{ v: 1, type: 'edited', eventId: randomUUID(), at: new Date().toISOString() },
      ...{ channel: 'bluesky', accountId: account, externalId: kept.externalId },
      ...{ text: 'Where is my money?', newText: 'Where is my money?' },
    },
  ]);
  await resume();
  await worker.once();
  expect(await sent(...answers)).toEqual([false, false, true]);
  const notices = await Promise.all(answers.map(async (id) => (await draft(id))?.notice?.code));
  expect(notices).toEqual(['cannot-reply', 'thread-changed', undefined]);
});

it('of two who pause at once the last one counts, and is told what the first one chose', async () => {
  const [three, five] = [inHours(3), inHours(5)];
  await pause(three, { as: ada });
  expect((await pause(five)).body).toMatchObject({
    pause: { until: five },
    replaced: { by: { name: 'ada' }, until: three },
  });
  expect((await shown(ada)).pause).toMatchObject({ until: five });
  // Said once more it is no change of its own.
  expect((await pause(five)).headers.get('etag')).toBeNull();
});

it('is undone to what held before, and not over what a colleague said since', async () => {
  const [three, five] = [inHours(3), inHours(5)];
  const first = (await pause(three, { as: ada })).headers.get('etag')!;
  const second = (await pause(five)).headers.get('etag')!;
  expect((await resume({ as: ada, undoes: first })).body).toMatchObject({
    ...{ code: 'changed-since', what: 'pause', now: five, cleared: false },
  });
  expect((await resume({ undoes: second })).body).toMatchObject({ pause: { until: three } });
  expect((await resume({ as: ada, undoes: first })).body).toMatchObject({ pause: null });
  const resumed = (await pause(five), await resume({ as: ada })).headers.get('etag')!;
  expect((await pause(null, { as: ada, undoes: resumed })).body).toMatchObject({ pause: { until: five } });
  const kinds = await api.dataSource.query(
    `select kind, count(*)::int as n from audit where kind like 'public-answers-%' group by 1 having count(*) > 2 order by 1`,
  );
  expect(kinds.map(({ kind }: { kind: string }) => kind)).toEqual([
    'public-answers-paused',
    'public-answers-resumed',
  ]);
});

it('takes no time that is over, counts only what the reader sees, and is none of an agent’s without the role', async () => {
  expect((await pause(inHours(-1))).body.reason).toBe('time-is-past');
  const stranger = await signedInAgent(api, 'stranger', []);
  await due((await post()).threadId);
  await pause(null);
  expect(await shown(stranger)).toMatchObject({ pause: { until: null }, scheduled: 0, waiting: 0 });
  expect((await resume({ as: stranger })).body.reason).toBe('needs-role');
});
