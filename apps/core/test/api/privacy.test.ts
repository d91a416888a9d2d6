import type { PrivacyJob } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import { fromBufferPromise } from 'yauzl';
import { buffer } from 'node:stream/consumers';
import { RunPrivacyJobs } from '../../src/privacy/run-privacy-jobs.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let worker: RunPrivacyJobs;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  worker = new RunPrivacyJobs({
    ...{ dataSource: api.dataSource, blobs: api.blobs, bus: api.bus },
    log: { info: () => undefined, error: () => undefined },
  });
}, 120_000);
afterAll(() => api.close());

const write = (key: string, over: Parameters<typeof receive>[1] = {}) => {
  const author = { kind: 'mail', key, name: 'Ada "<b>" Lovelace' };
  return receive(api, { author, replyTo: author, participants: [], ...over });
};

const unzip = async (bytes: Uint8Array): Promise<Map<string, string>> => {
  const files = new Map<string, string>();
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString());
  return files;
};

const fetchBytes = async (path: string): Promise<Uint8Array> =>
  new Uint8Array(await (await fetch(api.url + path, { headers: { cookie: client.cookie } })).arrayBuffer());

const done = async (id: string): Promise<PrivacyJob> => {
  while (await worker.once());
  return (await client.get(`/api/v1/privacy/jobs/${id}`)).body;
};

describe('an export', () => {
  const key = 'ada@export.example';
  let threadId: string;
  let job: PrivacyJob;
  beforeAll(async () => {
    const raw = await api.blobs.put(Buffer.from('Subject: Engine\r\n\r\nIt is the raw mail.\r\n'));
    const blob = await api.blobs.put(Buffer.from('the attached plan'));
    ({ threadId } = await write(key, {
      ...{ subject: 'My engine <script>alert(1)</script>', text: 'It stopped on Tuesday.', raw },
      attachments: [{ name: '../../etc/plan.txt', mediaType: 'text/plain', inline: false, blob }],
    }));
    await write(key, { text: 'And again.', newText: 'And again.' });
    await write('somebody@else.example', { text: 'Words of somebody else.' });
    await client.post(`/api/v1/threads/${threadId}/notes`, { text: 'A careful customer.' });
    job = (await client.post(`/api/v1/people/${threadId}/export`, undefined)).body;
  });

  it('says before what it will hold, and is one job however often it is asked for', async () => {
    expect((await client.get(`/api/v1/people/${threadId}/privacy`)).body).toMatchObject({
      ...{ personId: threadId, messages: 2, attachments: 1, notes: 1, partial: false },
      identities: [{ kind: 'mail', key }],
    });
    expect(job).toMatchObject({ kind: 'export', state: 'waiting', person: { id: threadId } });
    expect((await client.post(`/api/v1/people/${threadId}/export`, undefined)).body.id).toBe(job.id);
  });

  it('holds what was said, the originals, the files, what is known and who did what, readable without a program', async () => {
    expect(await done(job.id)).toMatchObject({
      state: 'done',
      report: [
        { store: 'postgres', count: 3 },
        { store: 'blobs', count: 1 },
      ],
    });
    const { path } = (await client.post(`/api/v1/privacy/jobs/${job.id}/link`, undefined)).body;
    const files = await unzip(await fetchBytes(path));
    const names = [...files.keys()];
    expect(names.filter((name) => name.includes('..') || name.startsWith('/'))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(['index.html', 'person.json', 'audit.json']));
    const find = (end: string) => files.get(names.find((name) => name.endsWith(end))!);
    expect(find('.eml')).toContain('It is the raw mail.');
    expect(find('plan.txt')).toBe('the attached plan');
    expect([...files.values()].join()).toContain('It stopped on Tuesday.');
    expect([...files.values()].join()).toContain('A careful customer.');
    expect([...files.values()].join()).not.toContain('somebody else');
    expect(files.get('index.html')).not.toMatch(/<script/i);
    expect(JSON.parse(files.get('person.json')!)).toMatchObject({ identities: [{ key }], partial: false });
    expect(JSON.parse(files.get('audit.json')!)).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'person-exported' })]),
    );
  });

  it('is fetched by each link once, by nobody else, and not for ever', async () => {
    const link = async () => (await client.post(`/api/v1/privacy/jobs/${job.id}/link`, undefined)).body.path;
    const [former, path] = [await link(), await link()];
    expect((await client.get(former)).status).toBe(403);
    expect((await api.client().get(path)).status).toBe(401);
    expect((await client.get(path)).status).toBe(200);
    expect((await client.get(path)).status).toBe(403);
    const late = await link();
    await api.dataSource.query(`update privacy_job set link_expires_at = now() - interval '1 second'`);
    expect((await client.get(late)).status).toBe(403);
    const [{ file }] = await api.dataSource.query(`select file from privacy_job where id = $1`, [job.id]);
    await api.dataSource.query(`update privacy_job set expires_at = now() - interval '1 second'`);
    expect(await done(job.id)).toMatchObject({ state: 'done', bytes: null, expiresAt: null });
    expect(await api.blobs.has(file)).toBe(false);
    expect((await client.post(`/api/v1/privacy/jobs/${job.id}/link`, undefined)).status).toBe(404);
  });

  it('of a worker that died is made by the next, and of somebody who is no more it says so', async () => {
    const asked = (await client.post(`/api/v1/people/${threadId}/export`, undefined)).body;
    await api.dataSource.query(
      `update privacy_job set state = 'running', beat_at = now() - interval '5 minutes' where id = $1`,
      [asked.id],
    );
    expect(await done(asked.id)).toMatchObject({ state: 'done' });
    const fileOf = async (id: string): Promise<string> =>
      (await api.dataSource.query('select file from privacy_job where id = $1', [id]))[0].file;
    const file = await fileOf(asked.id);
    const again = (over: string) =>
      api.dataSource.query(
        `update privacy_job set state = 'running', beat_at = now() - interval '5 minutes', ended_at = null ${over} where id = $1`,
        [asked.id],
      );
    // Made again it is the same file, so that none is left over.
    await again(', file = null');
    await done(asked.id);
    expect(await fileOf(asked.id)).toBe(file);
    const other = (await client.post(`/api/v1/people/${threadId}/export`, undefined)).body;
    await api.dataSource.query('update privacy_job set person_id = $2 where id = $1', [other.id, uuidv7()]);
    expect(await done(other.id)).toMatchObject({ state: 'failed', bytes: null });
  });

  it('that cannot be kept leaves no file, and one that always fails is over at last', async () => {
    const asked = (await client.post(`/api/v1/people/${threadId}/export`, undefined)).body;
    const query = api.dataSource.query.bind(api.dataSource);
    const put = api.blobs.put.bind(api.blobs);
    let file = '';
    api.blobs.put = async (content) => {
      const ref = await put(content);
      file = ref.sha256;
      return ref;
    };
    api.dataSource.query = (sql: string, ...more: unknown[]) =>
      sql.includes('ended_at = now()') ? Promise.reject(new Error('away')) : query(sql, ...(more as [])); // prettier-ignore
    await expect(worker.once()).rejects.toThrow('away');
    api.dataSource.query = query;
    expect([file.length, await api.blobs.has(file)]).toEqual([64, false]);
    api.blobs.put = () => Promise.reject(new Error('full'));
    // An export that is over and cannot be deleted keeps nothing else waiting.
    const remove = api.blobs.delete.bind(api.blobs);
    api.blobs.delete = () => Promise.reject(new Error('read only'));
    await api.dataSource.query(
      `insert into privacy_job (id, kind, state, person_id, agent_id, account_group_ids, file, bytes, expires_at)
       select $1, 'export', 'done', person_id, agent_id, account_group_ids, 'over', 1, now() - interval '1 hour' from privacy_job where id = $2`,
      [uuidv7(), asked.id],
    );
    for (let n = 0; n < 12; n++) {
      await api.dataSource.query(
        `update privacy_job set beat_at = now() - interval '5 minutes' where state = 'running'`,
      );
      await worker.once().catch(() => undefined);
    }
    Object.assign(api.blobs, { put, delete: remove });
    expect((await client.get(`/api/v1/privacy/jobs/${asked.id}`)).body).toMatchObject({ state: 'failed' });
  });

  it('leaves out what stands in an account group that its admin does not see, and says that it is not all', async () => {
    const [group, account] = [uuidv7(), uuidv7()];
    await api.dataSource.query(`insert into account_group (id, name) values ($1, 'Closed')`, [group]);
    await api.dataSource.query(
      `insert into account (id, channel, address, account_group_id) values ($1, 'email', 'closed@example.org', $2)`,
      [account, group],
    );
    await write(key, { text: 'Behind the door.', accountId: account });
    const contentsOf = async (id: string): Promise<string> => {
      const asked = (await client.post(`/api/v1/people/${id}/export`, undefined)).body;
      expect(await done(asked.id)).toMatchObject({ state: 'done', partial: true });
      const { path } = (await client.post(`/api/v1/privacy/jobs/${asked.id}/link`, undefined)).body;
      return [...(await unzip(await fetchBytes(path))).values()].join();
    };
    const all = await contentsOf(threadId);
    expect(all).toContain('This is not all');
    expect(all).not.toContain('Behind the door.');

    // Neither a name that was said there alone, nor what others did, which may have been there.
    const author = { kind: 'mail', key: 'eve@export.example' };
    const said = { author, replyTo: author, participants: [] };
    await receive(api, { ...said, author: { ...author, name: 'Countess Doorway' }, accountId: account });
    const { threadId: evesId } = await receive(api, said);
    await api.dataSource.query(
      `insert into audit (id, kind, actor_agent_id, subject_id, data) values ($1, 'person-merged', null, $2, '{"reason": "Heard at the door"}')`,
      [uuidv7(), evesId],
    );
    const hers = await contentsOf(evesId);
    expect(hers).toContain('person-exported');
    expect(hers).not.toMatch(/Doorway|Heard at the door/);
  });
});

describe('an erasure', () => {
  const key = 'bob@erase.example';
  const seenOf = async (id: string) => (await client.get(`/api/v1/people/${id}/privacy`)).body;
  const ask = (id: string, body: object) => client.post(`/api/v1/people/${id}/erasure`, body);

  it('is refused where the name or the addresses are not those of the person now', async () => {
    const { threadId } = await write(key, { text: 'Forget me.' });
    const { name, identities } = await seenOf(threadId);
    const identityIds = identities.map(({ id }: { id: string }) => id);
    expect(await ask(threadId, { name: 'Somebody', identityIds })).toMatchObject({
      status: 409,
      body: { code: 'not-as-read' },
    });
    expect(await ask(threadId, { name, identityIds: [...identityIds, uuidv7()] })).toMatchObject({
      status: 409,
      body: { code: 'people-changed' },
    });
    // Whoever has no name is asked for by their first address.
    await api.dataSource.query(`update thread set name = ' ' where person_id = $1`, [threadId]);
    expect((await ask(threadId, { name: '', identityIds })).status).toBe(409);
    expect(await api.dataSource.query(`select from privacy_job where kind = 'erase'`)).toEqual([]);
    const { body } = await ask(threadId, { name: key, identityIds });
    expect(await done(body.id)).toMatchObject({ state: 'done', person: null });
  });

  it('of somebody who wrote where the admin sees nothing is refused', async () => {
    const [{ id: hidden }] = await api.dataSource.query(
      `select id from account where address = 'closed@example.org'`,
    );
    const { threadId } = await write(key);
    await write(key, { accountId: hidden });
    const { name, identities } = await seenOf(threadId);
    const answer = await ask(threadId, { name, identityIds: identities.map(({ id }: { id: string }) => id) });
    expect(answer).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
  });

  it('takes the person and the archives of it away, and leaves a job without a name', async () => {
    const { threadId } = await write('carla@erase.example', { text: 'Forget me, too.' });
    const made = (await client.post(`/api/v1/people/${threadId}/export`, undefined)).body;
    await done(made.id);
    const [{ file }] = await api.dataSource.query('select file from privacy_job where id = $1', [made.id]);
    const { name, identities } = await seenOf(threadId);
    const typed = ` ${name.toUpperCase()} `;
    const asked = await ask(threadId, {
      name: typed,
      identityIds: identities.map(({ id }: { id: string }) => id),
    });
    expect(asked.status).toBe(202);
    expect(await done(asked.body.id)).toMatchObject({ state: 'done', person: null });
    expect(await api.blobs.has(file)).toBe(false);
    expect((await client.get(`/api/v1/people/${threadId}`)).status).toBe(404);
    expect((await client.get('/api/v1/people?q=carla')).body.items).toEqual([]);
    const { items } = (await client.get('/api/v1/privacy/jobs')).body;
    expect(JSON.stringify(items.filter(({ kind }: PrivacyJob) => kind === 'erase'))).not.toMatch(/carla|Ada/);
  });
});
