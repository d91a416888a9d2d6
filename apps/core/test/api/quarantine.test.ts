import { quarantinePage, quarantineReplayed } from '@filo/contracts/http';
import { aMailIdentity, aQuarantined, eventually } from '@filo/testing';
import type { Client } from './client.js';
import { startTestApi, type TestApi } from './test-api.js';
import { startMailConnector, type TestMailConnector } from './test-mail-connector.js';

let api: TestApi;
let client: Client;
let connector: TestMailConnector;
let accountId: string;
const rawBytes = 'From: ada@example.org\r\n\r\nmended \u00fcber';
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  connector = await startMailConnector(api, (raw) =>
    raw.includes('mended')
      ? { author: aMailIdentity('ada@example.org'), subject: 'Read at last' }
      : undefined,
  );
  const [account] = await api.dataSource.query(`select id from account where channel = 'email'`);
  accountId = account.id;
}, 120_000);
afterAll(async () => {
  await connector.close();
  await api.close();
});

const waiting = async () => quarantinePage.parse((await client.get('/api/v1/quarantine')).body).items;

/** Something unreadable comes over the bus, as the connector publishes it. */
const arrives = async (content: string, subject: string) => {
  const raw = await connector.bus.blobs.put(Buffer.from(content));
  const envelope = { from: 'ada@example.org', to: ['support@localhost'], subject, headers: 'X: 1' };
  await connector.bus.publishInbound(aQuarantined({ accountId, raw, envelope }));
  return eventually(async () => (await waiting()).find((item) => item.subject === subject));
};
const replay = async (id: string) => {
  const answer = await client.post(`/api/v1/quarantine/${id}/replay`, undefined);
  expect(answer.status).toBe(200);
  return quarantineReplayed.parse(answer.body);
};

describe('what could not be read', () => {
  it('is read once more on request, becomes a message with its original, and leaves the page', async () => {
    const item = await arrives(rawBytes, 'to be mended');
    expect(item).toMatchObject({ state: 'waiting', cause: 'unreadable', attempts: 0, headers: 'X: 1' });
    expect(await replay(item.id)).toMatchObject({ ok: true, item: { attempts: 1 } });
    await eventually(async () => (await waiting()).every(({ id }) => id !== item.id));
    const [thread] = (await client.get('/api/v1/threads?q=Read+at+last')).body.items;
    const [message] = (await client.get(`/api/v1/threads/${thread.id}/messages`)).body.items;
    expect(message).toMatchObject({ subject: 'Read at last', hasOriginal: true });
    const original = await client.get(`/api/v1/messages/${message.id}/original`);
    expect(original.body).toBe(rawBytes);
    expect(original.headers.get('content-disposition')).toMatch(/^attachment; .*\.eml/);
    expect(original.headers.get('x-content-type-options')).toBe('nosniff');
    const again = await client.post(`/api/v1/quarantine/${item.id}/replay`, undefined);
    expect(again.body).toMatchObject({ status: 409, code: 'not-waiting' });
  });

  it('waits on with the new reason when it still cannot be read', async () => {
    const item = await arrives('still broken', 'hopeless');
    expect(await replay(item.id)).toMatchObject({
      ok: false,
      reason: 'Its header block still never ends.',
      item: { state: 'waiting', reason: 'Its header block still never ends.', attempts: 1 },
    });
    expect((await replay(item.id)).item.attempts).toBe(2);
  });

  it('is discarded for good, is audited, and does not come back by itself', async () => {
    const item = await arrives('junk', 'junk');
    const answer = await client.post(`/api/v1/quarantine/${item.id}/discard`, undefined);
    expect(answer.body).toMatchObject({ state: 'discarded' });
    const [row] = await api.dataSource.query('select external_id from quarantine where id = $1', [item.id]);
    const raw = await connector.bus.blobs.put(Buffer.from('junk'));
    await connector.bus.publishInbound(aQuarantined({ accountId, externalId: row.external_id, raw }));
    await arrives('the next', 'the next');
    expect((await waiting()).map(({ id }) => id)).not.toContain(item.id);
    expect(await api.dataSource.query(`select kind from audit where subject_id = $1`, [item.id])).toEqual([
      { kind: 'quarantine-discarded' },
    ]);
    const again = await client.post(`/api/v1/quarantine/${item.id}/discard`, undefined);
    expect(again.body).toMatchObject({ status: 409, code: 'not-waiting' });
  });
});
