import { blockPage, blockPreview, blockView, quarantinePage } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
}, 120_000);
afterAll(() => api.close());

const wrote = async (key: string) => {
  const { threadId } = await receive(api, { author: { kind: 'mail', key, name: key } });
  const [identity] = (await api.dataSource.query('select id from identity where key = $1', [key])) as [
    { id: string },
  ];
  return { threadId, identityId: identity.id };
};
const listed = async (): Promise<string[]> =>
  (await client.get('/api/v1/threads?view=all&limit=100')).body.items.map(({ id }: { id: string }) => id);
const counted = async (): Promise<number> => {
  const [{ count }] = await api.dataSource.query(
    'select count(*)::int as count from thread_row where not hidden',
  );
  return count;
};
const blocks = async () => blockPage.parse((await client.get('/api/v1/blocks')).body).items;
const preview = async (target: object) =>
  blockPreview.parse((await client.post('/api/v1/blocks/preview', target)).body);
const block = async (wanted: object) => client.post('/api/v1/blocks', wanted);

/** Something of them waits, as ingest holds it back. */
const held = async (key: string): Promise<void> => {
  await api.dataSource.query(
    `insert into quarantine (id, channel, external_id, account_group_id, cause, reason, why, raw_sha256, bytes, envelope, sort_at)
     select $1, 'email', $2, g.id, 'untrusted', 'Its sender is blocked by an agent.', '[{"code":"held-blocked"}]', repeat('a', 64), 3,
       jsonb_build_object('from', $3::text, 'to', '[]'::jsonb, 'author', jsonb_build_object('kind', 'mail', 'key', $3::text)), now()
     from account_group g order by g.id limit 1`,
    [uuidv7(), uuidv7(), key],
  );
};

describe('an address', () => {
  it('is previewed, hides its thread from every list and count, and stands where it stood when let in again', async () => {
    const { threadId, identityId } = await wrote('pest@one.example');
    const before = await counted();
    expect(await preview({ identityId })).toEqual({
      ...{
        key: 'pest@one.example',
        addresses: 1,
        threads: 1,
        openTopics: 1,
        stay: 0,
        ours: false,
        blocked: false,
      },
    });
    const made = await block({ identityId, why: 'Sells watches' });
    expect(made.status).toBe(201);
    expect(blockView.parse(made.body)).toMatchObject({
      ...{ id: identityId, kind: 'mail', key: 'pest@one.example', why: 'Sells watches', held: 0, hides: 1 },
      person: { id: threadId },
    });
    expect([await counted(), (await listed()).includes(threadId)]).toEqual([before - 1, false]);
    expect((await client.get(`/api/v1/threads/${threadId}`)).status).toBe(200);
    expect(await preview({ identityId })).toMatchObject({ threads: 0, blocked: true });
    expect((await client.send('DELETE', `/api/v1/blocks/${identityId}`)).status).toBe(204);
    expect([await counted(), (await listed()).includes(threadId)]).toEqual([before, true]);
    expect((await client.send('DELETE', `/api/v1/blocks/${identityId}`)).status).toBe(404);
  });

  it('hides nobody who writes from another address, too', async () => {
    const [one, other] = [await wrote('both@two.example'), await wrote('both@three.example')];
    const version = async (id: string) => (await client.get(`/api/v1/threads/${id}`)).body.version;
    const versions = {
      [one.threadId]: await version(one.threadId),
      [other.threadId]: await version(other.threadId),
    };
    const merged = await client.post('/api/v1/merges', {
      personIds: [one.threadId, other.threadId],
      versions,
    });
    expect(merged.status).toBe(200);
    expect(await preview({ identityId: one.identityId })).toMatchObject({ threads: 0, stay: 1 });
    await block({ identityId: one.identityId });
    expect(await listed()).toContain(one.threadId);
    await block({ identityId: other.identityId });
    expect(await listed()).not.toContain(one.threadId);
  });
});

describe('a domain', () => {
  it('hides whoever wrote from it, lists what waits apart from the quarantine, and lets one of them in alone', async () => {
    const [pest, nice] = [await wrote('a@mail.four.example'), await wrote('b@four.example')];
    expect(await preview({ domain: 'Four.example' })).toMatchObject({
      key: 'four.example',
      threads: 2,
      ours: false,
    });
    const made = blockView.parse((await block({ domain: 'four.example' })).body);
    expect(made).toMatchObject({ kind: 'domain', key: 'four.example', hides: 2, person: null });
    expect((await listed()).filter((id) => [pest.threadId, nice.threadId].includes(id))).toEqual([]);
    await held('a@mail.four.example');
    const spam = quarantinePage.parse((await client.get('/api/v1/quarantine?spam=true')).body).items;
    expect(spam.find(({ from }) => from === 'a@mail.four.example')).toMatchObject({
      ...{ blocked: true, block: { domain: 'four.example', by: { name: expect.any(String) } } },
    });
    const rest = quarantinePage.parse((await client.get('/api/v1/quarantine?spam=false')).body).items;
    expect(rest.map(({ from }) => from)).not.toContain('a@mail.four.example');
    expect((await blocks()).find(({ id }) => id === made.id)).toMatchObject({ held: 1, hides: 2 });

    const patch = await client.send('PATCH', `/api/v1/identities/${nice.identityId}`, { blocked: false });
    expect(patch.body).toMatchObject({ blocked: false });
    expect(await listed()).toContain(nice.threadId);
    expect(await listed()).not.toContain(pest.threadId);
    expect((await client.send('DELETE', `/api/v1/blocks/${made.id}`)).status).toBe(204);
    expect(await listed()).toContain(pest.threadId);
  });

  it('is refused where it is nobody’s own, and of our own is blocked knowingly alone', async () => {
    const refused = async (domain: string) => (await block({ domain })).body.reason;
    expect([await refused('co.uk'), await refused('gmail.com'), await refused('no domain')]).toEqual([
      'public-suffix',
      'free-mail-host',
      'not-a-domain',
    ]);
    expect(await preview({ domain: 'example.org' })).toMatchObject({ ours: true });
    expect((await block({ domain: 'example.org' })).body).toMatchObject({
      code: 'conflict',
      reason: 'our-domain',
    });
    expect((await block({ domain: 'example.org', sure: true })).status).toBe(201);
    const again = await block({ domain: 'example.org', sure: true });
    expect((await client.send('DELETE', `/api/v1/blocks/${again.body.id}`)).status).toBe(204);
  });
});
