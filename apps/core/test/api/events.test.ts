import { aMailIdentity, eventually } from '@filo/testing';
import type { Logger } from '@filo/service';
import { LiveSequencer } from '../../src/live/live-sequencer.js';
import { recordLive } from '../../src/live/record-live.js';
import type { Client } from './client.js';
import { EventReader } from './event-reader.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  fatal() {},
  child: () => silent,
} as unknown as Logger;

let api: TestApi;
let client: Client;
const stop = new AbortController();
let sequencer: Promise<void>;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  sequencer = new LiveSequencer({ dataSource: api.dataSource, bus: api.bus, log: silent }).run(stop.signal);
}, 120_000);
afterAll(async () => {
  stop.abort();
  await sequencer;
  await api.close();
});

const connect = (lastEventId?: string, from: Client = client) =>
  EventReader.open(api.url, from.cookie, lastEventId);
const texts = (events: EventReader) =>
  events.seen.filter(({ event }) => event === 'message').map(({ data }) => data['messageId']);

describe('live events', () => {
  it('tell of a message and its thread, with the row as the list shows it', async () => {
    const events = await connect();
    const { threadId, messageId } = await receive(api, { subject: 'live' });
    await eventually(() => texts(events).includes(messageId));
    const thread = await eventually(() =>
      events.seen.find(({ data }) => data['row'] && data['threadId'] === threadId),
    );
    const listed = (await client.get('/api/v1/threads?view=all')).body.items.find(
      (row: { id: string }) => row.id === threadId,
    );
    expect(thread.data['row']).toEqual(listed);
    expect(events.seen.every(({ id }) => /^\d+$/.test(id))).toBe(true);
    events.close();
  });

  it('tell of tags and saved views that were made, and of a thread whose tags changed, with its row', async () => {
    const { threadId } = await receive(api, { subject: 'tagged' });
    const events = await connect();
    await eventually(() => events.lastId);
    const { id } = (await client.post('/api/v1/tags', { name: 'Live', colour: null })).body;
    await client.post('/api/v1/views', { name: 'Live', view: 'all', filter: { tag: id } });
    await eventually(() =>
      ['tags', 'views'].every((kind) => events.seen.some(({ event }) => event === kind)),
    );
    const tagsTold = () =>
      events.seen
        .filter(({ event, data }) => event === 'thread' && data['threadId'] === threadId)
        .map(({ data }) => (data['row'] as { tagIds: string[] }).tagIds);
    await client.post(`/api/v1/threads/${threadId}/tags`, { add: [id] });
    await eventually(() => tagsTold().at(-1)?.includes(id));
    await client.post(`/api/v1/threads/${threadId}/tags`, { remove: [id] });
    await eventually(() => tagsTold().at(-1)?.length === 0);
    events.close();
  });

  it('tell whoever is merely in Cc of the pointer in their thread, and nobody twice', async () => {
    const inCc = aMailIdentity('in-cc@example.org');
    const { threadId: theirs } = await receive(api, { author: inCc });
    const events = await connect();
    await eventually(() => events.lastId);
    const participants = [
      { identity: aMailIdentity('support@localhost'), role: 'to' as const },
      { identity: inCc, role: 'cc' as const },
      { identity: aMailIdentity('nobody-yet@example.org'), role: 'cc' as const },
    ];
    const { threadId, messageId } = await receive(api, {
      author: aMailIdentity('wrote@example.org'),
      participants,
    });
    const told = () =>
      events.seen.filter(({ data }) => data['messageId'] === messageId).map(({ data }) => data['threadId']);
    await eventually(() => told().length >= 2);
    const { messageId: last } = await receive(api);
    await eventually(() => texts(events).includes(last));
    expect(told().toSorted()).toEqual([threadId, theirs].toSorted());
    events.close();
  });

  it('resume without a gap and without a repetition after a cut, whatever happened meanwhile', async () => {
    const expected: string[] = [];
    let last: string | undefined;
    const got: unknown[] = [];
    for (let round = 0; round < 4; round++) {
      const events = await connect(last);
      expected.push((await receive(api)).messageId, (await receive(api)).messageId);
      if (round < 3) await eventually(() => texts(events).length > 0);
      else await eventually(() => got.length + texts(events).length >= expected.length);
      events.close();
      got.push(...texts(events));
      last = events.seen.at(-1)?.id ?? last;
      expected.push((await receive(api)).messageId);
    }
    const final = await connect(last);
    await eventually(() => new Set([...got, ...texts(final)]).size === expected.length);
    final.close();
    expect([...got, ...texts(final)].toSorted()).toEqual(expected.toSorted());
  });

  it('give a number to resume from before the first event', async () => {
    const events = await connect();
    const id = await eventually(() => events.lastId);
    events.close();
    const { messageId } = await receive(api);
    const again = await connect(id);
    await eventually(() => texts(again).includes(messageId));
    again.close();
  });

  it('say resync when the number is too old or not ours', async () => {
    const events = await connect('999999999');
    await eventually(() => events.seen.some(({ event }) => event === 'resync'));
    events.close();
  });

  it('tell nothing of a closed account group', async () => {
    const events = await connect();
    await api.dataSource.transaction((db) =>
      recordLive(db, [
        { accountGroupId: '01900000-0000-7000-8000-00000000dead', kind: 'outbox', data: {} },
        {
          accountGroupId: null,
          kind: 'account',
          data: { accountId: '01900000-0000-7000-8000-000000000001' },
        },
      ]),
    );
    await eventually(() => events.seen.some(({ event }) => event === 'account'));
    expect(events.seen.filter(({ event }) => event === 'outbox')).toEqual([]);
    events.close();
  });

  it('end when the session ends', async () => {
    const other = await api.signedIn();
    const events = await connect(undefined, other);
    await eventually(() => events.lastId);
    expect((await other.send('DELETE', '/api/v1/session')).status).toBe(204);
    await eventually(() => events.ended);
  });
});
