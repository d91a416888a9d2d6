import { draftView, type DraftView } from '@filo/contracts/http';
import { createLogger } from '@filo/service';
import { aMailIdentity, eventually } from '@filo/testing';
import { randomUUID } from 'node:crypto';
import { tokenKeysOf } from '../../src/config.js';
import { StoreEdits } from '../../src/edits/store-edits.js';
import { ownIds } from '../../src/ingest/own-ids.js';
import { OutboxRelay } from '../../src/outbox/outbox-relay.js';
import { LiveSequencer } from '../../src/live/live-sequencer.js';
import { severityWordsOf } from '../../src/severity/severity-words-of.js';
import { workerParts } from '../../src/worker/worker-parts.js';
import type { Answer, Client } from './client.js';
import { EventReader } from './event-reader.js';
import { receive } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

const log = createLogger({ service: 'core', level: 'silent' });
let api: TestApi;
let client: Client;
/** The worker's loop, one round at a time. */
let worker: ReturnType<typeof workerParts>['scheduled'];
const another = () =>
  workerParts({ dataSource: api.dataSource, bus: api.bus, log, settings: api.settings }).scheduled;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  worker = another();
}, 120_000);
afterAll(() => api.close());

let count = 0;
const someone = async (): Promise<{ threadId: string; email: string }> => {
  const email = `person${++count}@later.example`;
  return { ...(await receive(api, { author: aMailIdentity(email, `Person ${count}`) })), email };
};
const versionOf = async (id: string, as = client): Promise<number> =>
  (await as.get(`/api/v1/threads/${id}`)).body.version;
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const schedule = async (
  threadId: string,
  id: string,
  { reply = {}, as = client, ...over }: { reply?: object; as?: Client } & Record<string, unknown> = {},
): Promise<Answer> =>
  as.send('PUT', `/api/v1/drafts/${id}/schedule`, {
    ...{ threadId, base: 0, device: 'desk', seq: 1, content: { text: 'Good morning' } },
    ...{ reply: { text: 'Good morning', ...reply }, seen: await versionOf(threadId, as), sendAt: inHours(2) },
    ...over,
  });
const cancel = (id: string, as = client) => as.send('DELETE', `/api/v1/drafts/${id}/schedule`);
const draft = async (id: string, as = client): Promise<DraftView | undefined> =>
  ((await as.get('/api/v1/drafts')).body.items as DraftView[]).find((one) => one.id === id);
const comesDue = (id: string, late = '1 second') =>
  api.dataSource.query(`update draft set send_at = now() - $2::interval where id = $1`, [id, late]);
const saidTo = async (threadId: string): Promise<string[]> => {
  const { items } = (await client.get(`/api/v1/threads/${threadId}/messages`)).body;
  return items
    .filter((one: { direction: string }) => one.direction === 'outbound')
    .map((one: { newText: string }) => one.newText);
};
const waiting = async (over: Parameters<typeof schedule>[2] = {}) => {
  const [{ threadId, email }, id] = [await someone(), randomUUID()];
  const { status, body } = await schedule(threadId, id, over);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return { threadId, email, id };
};

it('waits for its time, leaves by the way of every reply, and its draft is over', async () => {
  const [{ threadId }, id] = [await someone(), randomUUID()];
  const { status, body } = await schedule(threadId, id, { reply: { close: true } });
  expect(status).toBe(200);
  expect(draftView.parse(body)).toMatchObject({ state: 'scheduled', threadId, closes: true, notice: null });
  expect(await worker.once()).toBe(0);
  expect(await saidTo(threadId)).toEqual([]);

  await comesDue(id);
  expect(await worker.once()).toBe(1);
  expect(await saidTo(threadId)).toEqual(['Good morning']);
  expect(await draft(id)).toBeUndefined();
  expect((await client.get(`/api/v1/threads/${threadId}`)).body.topics).toMatchObject([{ state: 'closed' }]);
  // Nothing holds it: its time has come.
  const relay = new OutboxRelay({ dataSource: api.dataSource, bus: api.bus, blobs: api.blobs, log });
  expect(await relay.once()).toBe(1);
  expect(await worker.once()).toBe(0);
});

it('refuses a time that is over or more than a year away, and a promise that would be due before', async () => {
  const [{ threadId }, id] = [await someone(), randomUUID()];
  const refused = async (over: Record<string, unknown>) => {
    const { status, body } = await schedule(threadId, id, over);
    return [status, body.reason];
  };
  expect(await refused({ sendAt: inHours(-1) })).toEqual([400, 'time-is-past']);
  expect(await refused({ sendAt: inHours(24 * 367) })).toEqual([400, 'later-too-far']);
  const promise = { text: 'Call', dueAt: inHours(1) };
  expect(await refused({ reply: { promise } })).toEqual([400, 'promise-before-send']);
  expect(await draft(id)).toBeUndefined();
});

it('is refused at once for what would refuse it at its time', async () => {
  const [{ threadId }, id] = [await someone(), randomUUID()];
  expect((await schedule(threadId, id, { reply: { text: 'Dear {{name}}' } })).body.code).toBe('blanks-left');
  expect((await schedule(threadId, id, { seen: 99 })).body.code).toBe('thread-changed');
  expect(await draft(id)).toBeUndefined();
});

it('comes back with the reason when the customer has written, and its author is told', async () => {
  const stop = new AbortController();
  const sequencer = new LiveSequencer({ dataSource: api.dataSource, bus: api.bus, log }).run(stop.signal);
  const { threadId, email, id } = await waiting();
  await receive(api, { author: aMailIdentity(email) });
  await comesDue(id);
  const events = await EventReader.open(api.url, client.cookie);
  await eventually(() => events.lastId);
  await worker.once();
  await eventually(() => events.seen.some(({ event }) => event === 'drafts'));
  events.close();
  stop.abort();
  await sequencer;
  expect(await saidTo(threadId)).toEqual([]);
  expect(await draft(id)).toMatchObject({
    ...{ state: 'open', sendAt: null, revision: 2, content: { text: 'Good morning' } },
    notice: { code: 'thread-changed', sendAt: expect.any(String) },
  });
  // It stands before what was begun later, until its author goes on with it.
  await client.send('PUT', `/api/v1/drafts/${randomUUID()}`, {
    ...{ threadId, mode: 'reply', base: 0, device: 'desk', seq: 2, content: { text: 'Newer' } },
  });
  expect((await client.get('/api/v1/drafts')).body.items[0].id).toBe(id);
  const save = { threadId, mode: 'reply', base: 2, device: 'desk', seq: 3, content: { text: 'Well' } };
  expect((await client.send('PUT', `/api/v1/drafts/${id}`, save)).body.notice).toBeNull();
});

it('comes back when a colleague has answered', async () => {
  const { threadId, id } = await waiting();
  const [group] = await api.dataSource.query('select id from account_group limit 1');
  const colleague = await signedInAgent(api, 'colleague', [group.id]);
  await colleague.post(
    `/api/v1/threads/${threadId}/replies`,
    { text: 'Sooner' },
    { 'if-match': String(await versionOf(threadId, colleague)), 'idempotency-key': randomUUID() },
  );
  await comesDue(id);
  await worker.once();
  expect(await saidTo(threadId)).toEqual(['Sooner']);
  expect(await draft(id)).toMatchObject({ state: 'open', notice: { code: 'thread-changed' } });
  // Nobody but its author is shown it.
  expect(await draft(id, colleague)).toBeUndefined();
});

it('leaves once when several workers find it due at the same time', async () => {
  const { threadId, id } = await waiting();
  await comesDue(id);
  await Promise.all([worker, another(), another()].map((one) => one.once()));
  expect(await saidTo(threadId)).toEqual(['Good morning']);
  expect(await draft(id)).toBeUndefined();
});

it('is still due when a worker dies before it commits, and leaves once afterwards', async () => {
  const { threadId, id } = await waiting();
  await comesDue(id);
  await api.dataSource.query(
    `create function die() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`,
  );
  // At the last statement: message, deliveries and outbox are written by then.
  await api.dataSource.query(
    `create trigger die before update on draft for each row when (new.state = 'sent') execute function die()`,
  );
  await worker.once();
  await api.dataSource.query('drop trigger die on draft; drop function die');
  expect([await saidTo(threadId), (await draft(id))?.state]).toEqual([[], 'scheduled']);
  // Tried again after a pause.
  expect(await worker.once()).toBe(0);
  await api.dataSource.query(`update draft set tried_at = now() - interval '1 minute' where id = $1`, [id]);
  await worker.once();
  expect(await saidTo(threadId)).toEqual(['Good morning']);
});

it('is cancelled or sent, never both, when its author cancels at the moment at which it leaves', async () => {
  for (let round = 0; round < 8; round++) {
    const { threadId, id } = await waiting();
    await comesDue(id);
    const [cancelled] = await Promise.all([cancel(id), worker.once()]);
    const sent = await saidTo(threadId);
    expect([cancelled.status, sent.length]).toEqual(cancelled.status === 200 ? [200, 0] : [409, 1]);
    if (cancelled.status === 409) expect(cancelled.body).toMatchObject({ code: 'draft-gone', state: 'sent' });
    else expect(await draft(id)).toMatchObject({ state: 'open', sendAt: null });
  }
});

it('becomes a draft again by cancelling, also twice, and does not leave', async () => {
  const { threadId, id } = await waiting();
  const { items } = (await client.get(`/api/v1/threads/${threadId}/messages`)).body;
  // It answers what it was to answer, not what may come since.
  const content = { answersMessageId: items[0].id };
  expect((await cancel(id)).body).toMatchObject({ state: 'open', sendAt: null, revision: 2, content });
  expect((await cancel(id)).status).toBe(200);
  await comesDue(id);
  expect(await worker.once()).toBe(0);
  expect(await saidTo(threadId)).toEqual([]);
  expect((await cancel(randomUUID())).status).toBe(404);
});

it('does not leave once it was discarded, nor twice when its author sends it at once', async () => {
  const gone = await waiting();
  await client.send('DELETE', `/api/v1/drafts/${gone.id}`);
  const sent = await waiting();
  const first = await client.post(`/api/v1/drafts/${sent.id}/send`, {});
  expect(first.status).toBe(201);
  // As whatever else they send it can be held back for a moment.
  expect(first.body.message.deliveries[0].heldUntil).not.toBeNull();
  const again = await client.post(`/api/v1/drafts/${sent.id}/send`, {});
  expect(again.body.message.id).toBe(first.body.message.id);
  await comesDue(gone.id);
  await comesDue(sent.id);
  await worker.once();
  expect(await saidTo(gone.threadId)).toEqual([]);
  expect(await saidTo(sent.threadId)).toEqual(['Good morning']);
  expect((await client.post(`/api/v1/drafts/${gone.id}/send`, {})).body.reason).toBe('not-scheduled');
});

it('is scheduled once by a repeated request, and a late save neither changes it nor takes its place', async () => {
  const { threadId, id } = await waiting({ seq: 5 });
  expect((await schedule(threadId, id, { seq: 5 })).body).toMatchObject({ state: 'scheduled', revision: 1 });
  const save = { threadId, mode: 'reply', base: 0, device: 'desk', content: { text: 'Half a w' } };
  expect((await client.send('PUT', `/api/v1/drafts/${id}`, { ...save, seq: 4 })).status).toBe(200);
  expect((await client.send('PUT', `/api/v1/drafts/${id}`, { ...save, seq: 6 })).body.code).toBe(
    'draft-changed',
  );
  expect(await draft(id)).toMatchObject({ state: 'scheduled', content: { text: 'Good morning' } });
  await cancel(id);
  expect((await schedule(threadId, id, { seq: 5 })).body.code).toBe('draft-changed');
});

it('leaves after a short outage, and comes back after a long one', async () => {
  const [short, long] = [await waiting(), await waiting()];
  await comesDue(short.id, '3 hours 55 minutes');
  await comesDue(long.id, '4 hours 5 minutes');
  await worker.once();
  expect(await saidTo(short.threadId)).toEqual(['Good morning']);
  expect(await saidTo(long.threadId)).toEqual([]);
  expect(await draft(long.id)).toMatchObject({ notice: { reason: 'sent-too-late' } });
});

it('comes back while all sending is held, since a restored backup may not know that it left', async () => {
  const { threadId, id } = await waiting();
  await comesDue(id);
  await api.dataSource.query('update workspace set sending_held = true');
  await worker.once();
  await api.dataSource.query('update workspace set sending_held = false');
  await worker.once();
  expect([await saidTo(threadId), (await draft(id))?.notice?.reason]).toEqual([[], 'sending-held']);
});

it('is not sent in the name of an agent who was deactivated or may not see the thread any more', async () => {
  const [group] = await api.dataSource.query('select id from account_group limit 1');
  const leaver = await signedInAgent(api, 'leaver', [group.id]);
  const mover = await signedInAgent(api, 'mover', [group.id]);
  const [left, moved] = [await waiting({ as: leaver }), await waiting({ as: mover })];
  await api.dataSource.query(`update agent set disabled_at = now() where email like 'leaver%'`);
  await api.dataSource.query(
    `delete from agent_access where agent_id = (select id from agent where email like 'mover%')`,
  );
  await comesDue(left.id);
  await comesDue(moved.id);
  await worker.once();
  expect([await saidTo(left.threadId), await saidTo(moved.threadId)]).toEqual([[], []]);
  const rows = await api.dataSource.query(
    `select state, notice ->> 'code' as code, notice ->> 'reason' as reason from draft where id = any($1) order by reason`,
    [[left.id, moved.id]],
  );
  expect(rows).toEqual([
    { state: 'open', code: 'cannot-reply', reason: 'author-inactive' },
    { state: 'open', code: 'not-found', reason: null },
  ]);
});

it('comes back when no account of ours can write to the person any more', async () => {
  const { threadId, id } = await waiting();
  await comesDue(id);
  await api.dataSource.query(`update account set state = 'paused' where channel = 'email'`);
  await worker.once();
  await api.dataSource.query(`update account set state = 'active' where channel = 'email'`);
  expect([await saidTo(threadId), (await draft(id))?.notice?.reason]).toEqual([[], 'no-account-to-answer']);
});

it('is held on a public post to what its channel and the rule of two pairs of eyes ask for, now and at its time', async () => {
  const account = randomUUID();
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) select $1, 'bluesky', 'shop.example', id from account_group limit 1`,
    [account],
  );
  const post = (text: string) => {
    count += 1;
    const author = { kind: 'bluesky', key: `did:plc:later${count}`, handle: `later${count}.example` };
    return receive(api, {
      ...{
        channel: 'bluesky',
        accountId: account,
        externalId: `at://later/${count}`,
        author,
        replyTo: author,
      },
      ...{ audience: 'public', participants: [], subject: undefined, text, newText: text },
      arrival: { via: 'api' },
    });
  };
  const [plain, grave] = [await post('Where is my parcel?'), await post('The kettle exploded in my hands')];
  const tooLong = await schedule(plain.threadId, randomUUID(), { reply: { text: 'Hi. '.repeat(100) } });
  expect(tooLong.body.code).toBe('text-too-long');
  const secret = { text: 'We wrote to you at kim@private.example about it' };
  expect((await schedule(plain.threadId, randomUUID(), { reply: secret })).body.code).toBe('private-words');
  expect((await schedule(grave.threadId, randomUUID())).body.code).toBe('needs-ok');

  const [id, other] = [randomUUID(), randomUUID()];
  expect((await schedule(plain.threadId, id)).status).toBe(200);
  await api.dataSource.query('update workspace set sensitive_needs_ok = false');
  expect((await schedule(grave.threadId, other)).status).toBe(200);
  await api.dataSource.query('update workspace set sensitive_needs_ok = true');
  await comesDue(id);
  await comesDue(other);
  await worker.once();
  expect(await saidTo(plain.threadId)).toEqual(['Good morning']);
  expect(await saidTo(grave.threadId)).toEqual([]);
  expect((await draft(other))?.notice?.code).toBe('needs-ok');
});

it('leaves from the account that it was to go from when it was scheduled, whichever answers by itself at its time', async () => {
  const [first, second] = [randomUUID(), randomUUID()];
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id, state, created_at)
     select r.id::uuid, 'mastodon', r.address, g.id, r.state, r.at::timestamptz from (select id from account_group limit 1) g,
       (values ($1, 'a@later.example', 'paused', '2020-01-01'), ($2, 'b@later.example', 'active', '2021-01-01')) r(id, address, state, at)`,
    [first, second],
  );
  const setState = (id: string, state: string) =>
    api.dataSource.query('update account set state = $2 where id = $1', [id, state]);
  const author = { kind: 'mastodon', key: 'https://later.example/users/pin', handle: 'pin@later.example' };
  const { threadId } = await receive(api, {
    ...{ channel: 'mastodon', accountId: first, externalId: 'https://later.example/pinned', author },
    ...{ replyTo: author, audience: 'public', participants: [], subject: undefined },
    ...{ text: 'When do you open?', newText: 'When do you open?', arrival: { via: 'api' } },
  });
  const [id, other] = [randomUUID(), randomUUID()];
  for (const one of [id, other]) expect((await schedule(threadId, one)).status).toBe(200);
  // By itself it is the one that heard the post that answers, once it is active again.
  await setState(first, 'active');
  await comesDue(id);
  await worker.once();
  const [sent] = await api.dataSource.query(
    'select account_id from message where author_agent_id is not null order by id desc limit 1',
  );
  expect(sent.account_id).toBe(second);
  await api.dataSource.query(`update draft set seen = $2 where id = $1`, [other, await versionOf(threadId)]);
  await setState(second, 'paused');
  await comesDue(other);
  await worker.once();
  expect(await draft(other)).toMatchObject({
    ...{ state: 'open', content: { text: 'Good morning', accountId: null } },
    notice: { code: 'cannot-reply', reason: 'later-account-gone' },
  });
  await Promise.all([first, second].map((one) => setState(one, 'removed')));
});

it('comes back where a post was edited since, and leaves where its author saw the edit', async () => {
  const accountId = randomUUID();
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select $1, 'mastodon', '@later@social.example', account_group_id from account where channel = 'email' limit 1`,
    [accountId],
  );
  const place = { channel: 'mastodon', accountId, externalId: 'https://social.example/later/1' };
  const author = { kind: 'mastodon', key: 'https://social.example/users/later', name: 'Ada' };
  const post = { ...place, author, replyTo: author, audience: 'public' as const, participants: [] };
  const said = { text: 'Do you ship to Milan?', newText: 'Do you ship to Milan?' };
  const { threadId } = await receive(api, { ...post, subject: undefined, ...said });
  const edits = new StoreEdits(api.dataSource, severityWordsOf([]), ownIds(tokenKeysOf(api.settings)));
  const edit = (text: string, at: number) =>
    edits.run([{ ...place, at: new Date(at).toISOString(), text, newText: text }]);
  await edit('Do you ship to Rome?', Date.now() - 3_600_000);
  const [baited, seen] = [randomUUID(), randomUUID()];
  await schedule(threadId, baited);
  // What its platform dates before that is heard of after it.
  await edit('Do you vote for the party of hate?', Date.now() - 1_800_000);
  await comesDue(baited);
  await worker.once();
  expect(await saidTo(threadId)).toEqual([]);
  expect(await draft(baited)).toMatchObject({ state: 'open', notice: { code: 'thread-changed' } });
  await schedule(threadId, seen);
  await comesDue(seen);
  await worker.once();
  expect(await saidTo(threadId)).toEqual(['Good morning']);
});

describe('persons who are merged and split meanwhile', () => {
  const merge = async (personIds: string[]) => {
    const versions: Record<string, number> = {};
    for (const id of personIds) versions[id] = await versionOf(id);
    const merged = await client.post('/api/v1/merges', { personIds, versions });
    if (merged.status !== 200) throw new Error(JSON.stringify(merged.body));
    return merged.body;
  };

  it('carry it along: it stands in their thread, and comes back where the other’s words were not seen', async () => {
    const { threadId, id } = await waiting();
    const other = await someone();
    await merge([other.threadId, threadId]);
    const merged = await client.get(`/api/v1/threads/${threadId}`);
    expect(await draft(id)).toMatchObject({ state: 'scheduled', threadId: merged.body.id });
    await comesDue(id);
    await worker.once();
    expect(await draft(id)).toMatchObject({ state: 'open', notice: { code: 'thread-changed' } });
  });

  it('let it leave when a merge was undone: nothing was said that its author did not see', async () => {
    const { threadId, id } = await waiting();
    const other = await someone();
    const { id: changeId } = await merge([threadId, other.threadId]);
    const undone = await client.post(`/api/v1/merges/${changeId}/undo`, {});
    expect(undone.status).toBe(200);
    await comesDue(id);
    await worker.once();
    expect(await saidTo(threadId)).toEqual(['Good morning']);
  });
});
