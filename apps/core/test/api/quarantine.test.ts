import { quarantineContent, quarantineItem, quarantinePage, quarantineReplayed } from '@filo/contracts/http';
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
  const why = [{ code: 'mail-without-author' }];
  await connector.bus.publishInbound(aQuarantined({ accountId, raw, envelope, why }));
  return eventually(async () => (await waiting()).find((item) => item.subject === subject));
};
const replay = async (id: string) => {
  const answer = await client.post(`/api/v1/quarantine/${id}/replay`, undefined);
  expect(answer.status).toBe(200);
  return quarantineReplayed.parse(answer.body);
};

describe('before it is released', () => {
  it('is read as plain text with its files by name and its proof, or as raw bytes where nothing could be read', async () => {
    const raw = await connector.bus.blobs.put(Buffer.from('From: eve@example.org\r\n\r\n<b>raw</b>\u0007'));
    const content = {
      text: 'Pay here.',
      cut: false,
      attachments: [{ name: 'bill.pdf', mediaType: 'application/pdf', bytes: 7 }],
      proof: { verdict: 'failed' as const, reason: 'dmarc=fail' },
    };
    const envelope = { to: [], subject: 'with content' };
    await connector.bus.publishInbound({ ...aQuarantined({ accountId, raw, envelope }), content });
    const item = await eventually(async () =>
      (await waiting()).find(({ subject }) => subject === 'with content'),
    );
    const read = await client.get(`/api/v1/quarantine/${item.id}/content`);
    expect(quarantineContent.parse(read.body)).toEqual({ source: 'read', ...content });
    const unread = await arrives('From: eve@example.org\r\n\r\n<b>raw</b>\u0007', 'without content');
    const shown = await client.get(`/api/v1/quarantine/${unread.id}/content`);
    expect(quarantineContent.parse(shown.body)).toMatchObject({
      source: 'raw',
      text: 'From: eve@example.org\n\n<b>raw</b>',
      proof: null,
    });
    for (const { id } of [item, unread]) await client.post(`/api/v1/quarantine/${id}/discard`, undefined);
  });

  it('shows nothing of what core said to itself: an order to send may hold a one-time link', async () => {
    const order = JSON.stringify({ type: 'send', text: 'https://filo.example/proof/secret' });
    const item = await arrives(order, 'an order');
    await api.dataSource.query(
      `update quarantine set envelope = envelope || '{"isEvent": true}' where id = $1`,
      [item.id],
    );
    const shown = await client.get(`/api/v1/quarantine/${item.id}/content`);
    expect(quarantineContent.parse(shown.body)).toMatchObject({ source: 'raw', text: '', attachments: [] });
    await client.post(`/api/v1/quarantine/${item.id}/discard`, undefined);
  });
});

describe('what could not be read', () => {
  it('is read once more on request, becomes a message with its original, and leaves the page', async () => {
    const item = await arrives(rawBytes, 'to be mended');
    expect(item).toMatchObject({ state: 'waiting', cause: 'unreadable', attempts: 0, headers: 'X: 1' });
    // Other languages say it by its code.
    expect(item.why).toEqual([{ code: 'mail-without-author' }]);
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
      // What it was before is not said of the new reason, which has no code.
      item: { state: 'waiting', reason: 'Its header block still never ends.', why: null, attempts: 1 },
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

describe('what is not trusted', () => {
  const author = { kind: 'mail', key: 'forger@bank.example' };
  const forged = async (subject: string) => {
    const raw = await connector.bus.blobs.put(Buffer.from(subject));
    const envelope = { from: author.key, author, to: ['support@localhost'], subject };
    await connector.bus.publishInbound(aQuarantined({ accountId, raw, envelope, cause: 'untrusted' }));
    return eventually(async () => (await waiting()).find((item) => item.subject === subject));
  };
  const act = async (id: string, what: string, body: object) =>
    quarantineItem.parse((await client.post(`/api/v1/quarantine/${id}/${what}`, body)).body);
  const auditOf = async (data: object): Promise<string[]> => {
    const rows = (await api.dataSource.query('select kind from audit where data @> $1', [
      JSON.stringify(data),
    ])) as { kind: string }[];
    return rows.map(({ kind }) => kind);
  };

  it('lets its sender be blocked who never became anybody, on every item, and be let in again', async () => {
    const item = await forged('Your account');
    const other = await forged('Your account again');
    expect(item).toMatchObject({ sender: author, blocked: false });
    expect(await act(item.id, 'block', { blocked: true })).toMatchObject({ blocked: true, state: 'waiting' });
    expect((await waiting()).find(({ id }) => id === other.id)).toMatchObject({ blocked: true });
    const [row] = await api.dataSource.query(
      `select i.blocked, a.name from identity i join agent a on a.id = i.blocked_by where i.key = $1`,
      [author.key],
    );
    expect(row).toEqual({ blocked: true, name: expect.any(String) });
    expect(await auditOf({ blocked: true, quarantineId: item.id })).toEqual(['identity-changed']);
    expect(await act(item.id, 'block', { blocked: false })).toMatchObject({ blocked: false });
  });

  it('has no sender to block where nobody could read one, and never blocks one of our own addresses', async () => {
    const unknown = await arrives('whose?', 'whose?');
    const refused = await client.post(`/api/v1/quarantine/${unknown.id}/block`, { blocked: true });
    expect(refused.body).toMatchObject({ status: 422, code: 'unknown-reference' });
    const [ours] = await api.dataSource.query(`select kind, key from identity where ours limit 1`);
    const raw = await connector.bus.blobs.put(Buffer.from('as if we'));
    const envelope = { author: ours, to: [], subject: 'as if we' };
    const why = [{ code: 'mail-without-author' }];
    await connector.bus.publishInbound(aQuarantined({ accountId, raw, envelope, why }));
    const item = await eventually(async () =>
      (await waiting()).find(({ subject }) => subject === 'as if we'),
    );
    const answer = await client.post(`/api/v1/quarantine/${item.id}/block`, { blocked: true });
    expect(answer.status).toBe(403);
  });

  it('is reported by a mark that the others see and an audit entry; it waits on, and nothing is sent', async () => {
    const item = await forged('Win a prize');
    expect(item.reported).toBeNull();
    expect(await act(item.id, 'report', { as: 'phishing' })).toMatchObject({
      state: 'waiting',
      reported: { as: 'phishing', by: { name: expect.any(String) } },
    });
    expect(await auditOf({ as: 'phishing' })).toEqual(['quarantine-reported']);
    const [sent] = await api.dataSource.query('select count(*)::int as count from outbox');
    expect(sent.count).toBe(0);
    await client.post(`/api/v1/quarantine/${item.id}/discard`, undefined);
    const late = await client.post(`/api/v1/quarantine/${item.id}/report`, { as: 'spam' });
    expect(late.body).toMatchObject({ status: 409, code: 'not-waiting' });
  });
});
