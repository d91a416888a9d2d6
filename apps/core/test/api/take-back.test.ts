import type { Bus } from '@filo/bus';
import { announcedKey, stateBucket, takeBack } from '@filo/contracts';
import type { MessageView, ThreadCounts, ThreadPage, ThreadRow } from '@filo/contracts/http';
import { aReceipt, eventually } from '@filo/testing';
import { Controller, type INestMicroservice } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Reader } from '../../src/access/reader.js';
import { ConnectorNames } from '../../src/accounts/connector-names.js';
import { KnownChannels } from '../../src/channels/known-channels.js';
import { tokenKeysOf } from '../../src/config.js';
import { wordsTakenBack } from '../../src/database/migrations/1769700000412-answers-to-recount.js';
import { RecountTakenBack } from '../../src/deliveries/recount-taken-back.js';
import { StartDelivery } from '../../src/deliveries/start-delivery.js';
import { StoreReceipts } from '../../src/deliveries/store-receipts.js';
import { DeleteThere } from '../../src/deliveries/taking-back/delete-there.js';
import { TakeBackMessage } from '../../src/deliveries/taking-back/take-back-message.js';
import { TakeBackAgain } from '../../src/deliveries/taking-back/take-back-again.js';
import { keepWish, takeWishes } from '../../src/deliveries/taking-back/take-back-wish.js';
import { inTransaction } from '../../src/database/in-transaction.js';
import { notingGone } from '../../src/deletions/note-ours-gone.js';
import { findingCopies } from '../../src/ingest/copies-of-ours.js';
import { PublicMessages, readingPublicMessages } from '../../src/deletions/public-messages.js';
import { StoreDeletions } from '../../src/deletions/store-deletions.js';
import type { EditNow } from '../../src/edits/keep-edits.js';
import { StoreEdits } from '../../src/edits/store-edits.js';
import { ownIds } from '../../src/ingest/own-ids.js';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import { severityWordsOf } from '../../src/severity/severity-words-of.js';
import { ShowMessages } from '../../src/thread-pages/show-messages.js';
import { answerOnBus } from './answer-on-bus.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let questions: INestMicroservice;
const account = uuidv7();
const ada = { kind: 'bluesky', key: 'did:plc:ada', handle: 'ada.example' };
let asked: z.output<typeof takeBack.request>[] = [];
let says: z.input<typeof takeBack.reply> = { ok: true };

@Controller()
class Questions {
  @MessagePattern(takeBack.subject('social'))
  takeBack(@Payload() request: z.output<typeof takeBack.request>) {
    asked.push(request);
    return says;
  }
}

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select $1, 'bluesky', 'shop.example', account_group_id from account where channel = 'email' limit 1`,
    [account],
  );
  questions = await answerOnBus(api, 'social', Questions);
}, 120_000);
afterAll(async () => {
  await questions.close();
  await api.close();
});
beforeEach(() => {
  asked = [];
  says = { ok: true };
});

let posts = 0;
const answered = async (
  state?: 'accepted' | 'unknown' | 'failed',
  externalIds?: string[],
  who: typeof ada = ada,
) => {
  const { threadId } = await receive(api, {
    ...{ channel: 'bluesky', accountId: account, audience: 'public', participants: [] },
    ...{ author: who, replyTo: who, subject: undefined, arrival: { via: 'api' } },
    externalId: `at://ada/${posts++}`,
    text: 'You never answer!',
    newText: 'You never answer!',
  });
  const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body;
  const sent = await client.post(
    `/api/v1/threads/${threadId}/replies`,
    { text: 'Now we do.' },
    { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
  );
  const messageId: string = sent.body.message.id;
  const deliveryId: string = sent.body.message.deliveries[0].id;
  const receipt = aReceipt({
    deliveryId,
    accountId: account,
    channel: 'bluesky',
    state,
    ...(externalIds && { externalId: externalIds[0], externalIds }),
  });
  if (state) {
    await api.dataSource.query(`update delivery set state = 'sending' where id = $1`, [deliveryId]);
    await new StoreReceipts(api.dataSource).run([receipt as never]);
  }
  return { messageId, deliveryId, receipt, threadId };
};
const takeBackOf = (messageId: string) => client.post(`/api/v1/messages/${messageId}/take-back`, undefined);

it('a public answer is deleted where it stands, all parts of it, and says by whom; asked again it asks nobody', async () => {
  const { messageId } = await answered('accepted', ['at://us/1', 'at://us/2']);
  const gone = await takeBackOf(messageId);
  expect(gone.status).toBe(200);
  expect(gone.body).toMatchObject({ id: messageId, text: 'Now we do.' });
  expect(gone.body.deliveries).toEqual([
    expect.objectContaining({ state: 'deleted', deletedBy: expect.any(String) }),
  ]);
  expect(asked).toEqual([
    { channel: 'bluesky', accountId: account, messageId, externalIds: ['at://us/1', 'at://us/2'] },
  ]);
  expect((await takeBackOf(messageId)).status).toBe(200);
  expect(asked).toHaveLength(1);
  expect(
    await api.dataSource.query(`select 1 from audit where kind = 'reply-taken-back' and subject_id = $1`, [
      messageId,
    ]),
  ).toHaveLength(1);
});

it('one that waits for its network is held back instead, and of which an earlier attempt may stand there is tried no more and deleted', async () => {
  const [clean, doubtful, inPart] = [await answered(), await answered(), await answered()];
  const putOff = async ({ deliveryId, receipt }: typeof clean, over: object) => {
    await api.dataSource.query(`update delivery set state = 'sending' where id = $1`, [deliveryId]);
    await new StoreReceipts(api.dataSource).run([{ ...receipt, ...over } as never]);
  };
  await putOff(clean, { state: 'deferred' });
  expect((await takeBackOf(clean.messageId)).body).toMatchObject({ status: 422, reason: 'not-left' });
  await putOff(doubtful, { state: 'unknown' });
  await putOff(inPart, { state: 'deferred', externalIds: ['at://us/half'] });
  for (const { messageId, deliveryId } of [doubtful, inPart]) {
    const gone = await takeBackOf(messageId);
    expect(gone.body.deliveries).toMatchObject([{ state: 'deleted', deletedBy: expect.any(String) }]);
    const again = { deliveryId, attempt: 2, token: uuidv7() };
    expect(await new StartDelivery(api.dataSource).run(again)).toMatchObject({ answer: 'stop' });
  }
  const { messageId } = inPart;
  const more = { mayBeMore: true };
  expect(asked).toMatchObject([more, { messageId, externalIds: ['at://us/half'], ...more }]);
});

const rowOf = async (threadId: string): Promise<ThreadRow> => {
  const { items } = (await client.get('/api/v1/threads?view=all&limit=100')).body as ThreadPage;
  return items.find(({ id }) => id === threadId)!;
};
const counts = async () => (await client.get('/api/v1/threads/counts')).body as ThreadCounts;

it('whoever was answered by nothing but what was taken back waits for us again, since their own word; lists and counts say so', async () => {
  const grace = { kind: 'bluesky', key: 'did:plc:grace', handle: 'grace.example' };
  const { messageId, threadId } = await answered('accepted', undefined, grace);
  const [after, before] = [await rowOf(threadId), await counts()];
  expect(after).toMatchObject({ state: 'waiting', waitingSince: null, preview: 'Now we do.' });
  const told = async (): Promise<number> =>
    (
      await api.dataSource.query('select from live_waiting where changes @> $1::jsonb', [
        JSON.stringify([{ kind: 'thread', data: { threadId } }]),
      ])
    ).length;
  const toldBefore = await told();
  expect((await takeBackOf(messageId)).status).toBe(200);
  const { items } = (await client.get(`/api/v1/threads/${threadId}/messages`)).body as {
    items: MessageView[];
  };
  const said = items.find(({ direction }) => direction === 'inbound')!;
  expect(await rowOf(threadId)).toMatchObject({
    ...{ state: 'open', waitingSince: said.sortAt, preview: 'Now we do.', previewDirection: 'taken-back' },
  });
  expect((await client.get(`/api/v1/threads/${threadId}`)).body.topics).toMatchObject([{ state: 'open' }]);
  await eventually(async () => (await counts()).waiting === before.waiting + 1);
  expect(await told()).toBe(toldBefore + 1);
  await new RebuildProjections(api.dataSource).run();
  expect(await rowOf(threadId)).toMatchObject({
    state: 'open',
    waitingSince: said.sortAt,
    previewDirection: 'taken-back',
  });
});

it('a receipt that comes late does not bring back what was deleted', async () => {
  const { messageId, receipt, deliveryId } = await answered('accepted');
  await takeBackOf(messageId);
  await new StoreReceipts(api.dataSource).run([receipt as never]);
  expect(await api.dataSource.query('select state from delivery where id = $1', [deliveryId])).toEqual([
    { state: 'deleted' },
  ]);
});

const stateOf = async (deliveryId: string) =>
  ((await api.dataSource.query('select state from delivery where id = $1', [deliveryId])) as { state: string }[])[0]!.state; // prettier-ignore
const wishOf = async (threadId: string, messageId: string) => {
  const { items } = (await client.get(`/api/v1/threads/${threadId}/messages?limit=100`)).body as {
    items: MessageView[];
  };
  return items.find(({ id }) => id === messageId)!.deliveries[0]!.takingBack;
};
const worker = () => {
  const { dataSource, bus } = api;
  const deleteThere = new DeleteThere({ dataSource, bus, connectorOf: () => 'social' });
  return new TakeBackAgain({
    dataSource,
    deleteThere,
    log: { info: () => undefined, warn: () => undefined },
  });
};
/** As if so much time had gone by. */
const laterBy = (seconds: number) =>
  api.dataSource.query('update take_back set next_at = next_at - make_interval(secs => $1)', [seconds]);

it('what its platform refuses to delete stays as it was, with its words, and is asked no more', async () => {
  const { messageId, deliveryId, threadId } = await answered('accepted');
  const why = [{ code: 'refused', with: { network: 'Bluesky', said: 'no.' } }];
  says = { ok: false, code: 'refused', message: 'Bluesky says: no.', why };
  const refused = await takeBackOf(messageId);
  expect([refused.status, refused.body.code, refused.body.reason, refused.body.detail]).toEqual([
    ...[422, 'cannot-take-back', 'refused-there', 'Bluesky says: no.'],
  ]);
  expect(refused.body.whys).toEqual(why);
  await laterBy(3_600);
  expect(await worker().once()).toBe(0);
  expect(await stateOf(deliveryId)).toBe('sent');
  expect(await wishOf(threadId, messageId)).toMatchObject({ refused: true, said: 'Bluesky says: no.', why });
  // Asked anew.
  says = { ok: true };
  expect((await takeBackOf(messageId)).body.deliveries[0]).toMatchObject({
    ...{ state: 'deleted', takingBack: null },
  });
});

it('while its network is away an answer waits to be deleted, is asked for less and less often, and is deleted when it is back', async () => {
  const { messageId, deliveryId, threadId } = await answered('accepted');
  says = { ok: false, code: 'unavailable', message: 'Bluesky did not say that it is deleted.' };
  const waits = await takeBackOf(messageId);
  expect(waits.status).toBe(200);
  expect(waits.body.deliveries[0]).toMatchObject({
    state: 'sent',
    takingBack: { refused: false, by: expect.any(String), said: 'Bluesky did not say that it is deleted.' },
  });
  expect(await worker().once()).toBe(0);
  for (const seconds of [6, 11, 21]) {
    await laterBy(seconds);
    expect(await worker().once()).toBe(1);
    expect(await worker().once()).toBe(0);
  }
  expect(asked).toHaveLength(4);
  expect(await stateOf(deliveryId)).toBe('sent');
  says = { ok: true };
  await laterBy(41);
  // Two workers at once ask once.
  expect((await Promise.all([worker().once(), worker().once()])).toSorted()).toEqual([0, 1]);
  expect(await stateOf(deliveryId)).toBe('deleted');
  expect(await wishOf(threadId, messageId)).toBeNull();
  await laterBy(3_600);
  expect(await worker().once()).toBe(0);
});

it('what is refused when it is asked for again is asked no more, and says so in the thread', async () => {
  const { messageId, threadId } = await answered('accepted');
  says = { ok: false, code: 'unavailable', message: 'away' };
  await takeBackOf(messageId);
  says = {
    ok: false,
    code: 'token-revoked',
    message: 'The instance does not take the access token any more.',
  };
  await laterBy(6);
  expect(await worker().once()).toBe(1);
  expect(await wishOf(threadId, messageId)).toMatchObject({ refused: true, said: says.message });
});

it('a wish outlives whoever dies before the asking or before its answer, and a connector that has just started is asked again', async () => {
  const { messageId, deliveryId } = await answered('accepted');
  const [agent] = (await api.dataSource.query('select id from agent limit 1')) as { id: string }[];
  // Killed after the wish was kept.
  await keepWish(api.dataSource, { messageId, agentId: agent!.id });
  expect(await worker().once()).toBe(0);
  // A worker took it and was killed.
  await laterBy(61);
  expect(await takeWishes(api.dataSource, 5)).toMatchObject([{ messageId, attempts: 1 }]);
  await laterBy(61);
  says = { ok: false, code: 'account-not-served', message: 'Its account is not served.' };
  expect(await worker().once()).toBe(1);
  says = { ok: true };
  await laterBy(600);
  expect(await worker().once()).toBe(1);
  expect(await stateOf(deliveryId)).toBe('deleted');
});

it('what is on its way, a mail, and a word of theirs are not taken back, and nobody is asked', async () => {
  const { messageId } = await answered();
  expect((await takeBackOf(messageId)).body.reason).toBe('on-its-way');
  const mail = await receive(api, { author: { kind: 'mail', key: 'ada@example.org' } });
  expect((await takeBackOf(mail.messageId)).body.reason).toBe('only-our-public-words');
  expect(asked).toEqual([]);
});

it('a private answer is deleted where its network calls it a post, and is refused where that would delete our copy alone', async () => {
  const { messageId, deliveryId } = await answered('accepted', ['at://us/private']);
  await api.dataSource.query(`update message set audience = 'private' where id = $1`, [messageId]);
  expect((await takeBackOf(messageId)).body.reason).toBe('only-our-public-words');
  const network = { label: 'Bluesky', glyph: 'M3 3h18v18', colour: { light: '#112233', dark: '#ddeeff' } };
  const abilities = { search: true, directMessages: true, privatePosts: true };
  const bucket = await api.bus.bucket(stateBucket('social'));
  await bucket.put(announcedKey('bluesky'), { ...network, channel: 'bluesky', abilities });
  await eventually(async () => (await client.get('/api/v1/channels')).body.items.length === 1);
  expect((await takeBackOf(messageId)).status).toBe(200);
  expect(asked).toEqual([expect.objectContaining({ messageId, externalIds: ['at://us/private'] })]);
  expect(await stateOf(deliveryId)).toBe('deleted');
});

it('a private answer of which nothing is known yet after a start without the bus is neither refused nor wished away', async () => {
  const { messageId, deliveryId } = await answered('accepted', ['at://us/later']);
  await api.dataSource.query(`update message set audience = 'private' where id = $1`, [messageId]);
  const away = { status: () => ({ connected: false }) } as unknown as Bus;
  const connectors = api.app.get(ConnectorNames);
  const takeBack = new TakeBackMessage(
    ...([api.dataSource, away, connectors, api.app.get(ShowMessages)] as const),
    new KnownChannels(away, connectors),
  );
  const [reader]: [Reader] = await api.dataSource.query(
    `select a.id as "agentId", array(select id from account_group) as "accountGroupIds" from agent a limit 1`,
  );
  await expect(takeBack.run(reader, messageId)).rejects.toMatchObject({ code: 'unavailable' });
  const wishes = 'select from take_back where message_id = $1';
  expect([await api.dataSource.query(wishes, [messageId]), asked]).toEqual([[], []]);
  await api.dataSource.query(`update delivery set state = 'deleted' where id = $1`, [deliveryId]);
  expect(await takeBack.run(reader, messageId)).toMatchObject({ id: messageId });
});

describe('what of ours is gone at its network, by none of us here', () => {
  const published = async (over: { onlyStored?: boolean } = {}) => {
    const asked = { accountId: account, since: new Date(0).toISOString(), ...over };
    const { externalIds, authors } = await new PublicMessages(api.dataSource).run(asked);
    return externalIds.map((id, n) => [id, authors![n]] as const);
  };
  const goneThere = (...externalIds: string[]) =>
    new StoreDeletions(api.dataSource).run(
      externalIds.map((externalId) => ({
        ...{ v: 1, type: 'deleted', eventId: uuidv7(), channel: 'bluesky', accountId: account },
        ...{ externalId, at: new Date().toISOString() },
      })),
    );
  const shown = async (threadId: string, messageId: string) =>
    ((await client.get(`/api/v1/threads/${threadId}/messages?limit=100`)).body.items as MessageView[]).find(
      ({ id }) => id === messageId,
    )!;
  const waiting = async (messageId: string) =>
    (
      await api.dataSource.query(
        `select from waiting_post w join message m on m.answers_message_id = w.message_id where m.id = $1`,
        [messageId],
      )
    ).length;

  it('is looked for like what others said, part by part, and not with what is told anew', async () => {
    await answered('accepted', ['at://us/listed-1', 'at://us/listed-2']);
    await answered('failed', ['at://us/failed']);
    const listed = await published();
    expect(listed).toEqual(
      expect.arrayContaining([
        ['at://us/listed-1', account],
        ['at://us/listed-2', account],
      ]),
    );
    const ids = listed.map(([id]) => id);
    expect(ids).not.toContain('at://us/failed');
    const stored = (await published({ onlyStored: true })).map(([id]) => id);
    expect(stored.some((id) => id.startsWith('at://us/'))).toBe(false);
    expect(stored).toContain('at://ada/0');
  });

  it('stands here with its words as deleted by nobody of ours once its last part is gone, and what it answered waits again', async () => {
    const parts = ['at://us/gone-1', 'at://us/gone-2'] as const;
    const alan = { kind: 'bluesky', key: 'did:plc:alan', handle: 'alan.example' };
    const { messageId, threadId } = await answered('accepted', [...parts], alan);
    expect([await waiting(messageId), (await rowOf(threadId)).state]).toEqual([0, 'waiting']);
    const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body;
    await goneThere(parts[0], 'at://us/never-said');
    expect((await shown(threadId, messageId)).deliveries).toMatchObject([{ state: 'sent' }]);
    expect((await published()).map(([id]) => id)).toEqual(expect.arrayContaining([parts[1]]));
    expect((await published()).map(([id]) => id)).not.toContain(parts[0]);
    await goneThere(parts[0]);
    expect(await waiting(messageId)).toBe(0);
    await goneThere(parts[1]);
    const after = await shown(threadId, messageId);
    expect(after).toMatchObject({
      ...{ text: 'Now we do.', marks: [], deliveries: [{ state: 'deleted', deletedBy: null }] },
    });
    expect(await waiting(messageId)).toBe(1);
    expect(await rowOf(threadId)).toMatchObject({ state: 'open', previewDirection: 'taken-back' });
    await goneThere(...parts);
    expect(await shown(threadId, messageId)).toEqual(after);
    expect((await published()).map(([id]) => id)).not.toContain(parts[1]);
    expect((await client.get(`/api/v1/threads/${threadId}`)).body.version).toBe(version);
    expect((await takeBackOf(messageId)).status).toBe(200);
    expect(asked).toEqual([]);
  });

  it('two parts that are told of at once are both counted', async () => {
    const { messageId, deliveryId } = await answered('accepted', ['at://us/both-1', 'at://us/both-2']);
    await Promise.all([goneThere('at://us/both-1'), goneThere('at://us/both-2')]);
    expect(await stateOf(deliveryId)).toBe('deleted');
    expect(await waiting(messageId)).toBe(1);
  });

  it('is another account’s word about its own posts alone', async () => {
    const { deliveryId } = await answered('accepted', ['at://us/mine']);
    await new StoreDeletions(api.dataSource).run([
      {
        ...{ v: 1, type: 'deleted', eventId: uuidv7(), channel: 'bluesky', accountId: uuidv7() },
        ...{ externalId: 'at://us/mine', at: new Date().toISOString() },
      },
    ]);
    expect(await stateOf(deliveryId)).toBe('sent');
  });

  it('is said to be deleted by whoever wished so, where the network was quicker to show it than to say yes', async () => {
    const { messageId, threadId } = await answered('accepted', ['at://us/wished']);
    says = { ok: false, code: 'unavailable', message: 'Bluesky did not say that it is deleted.' };
    await takeBackOf(messageId);
    await goneThere('at://us/wished');
    expect((await shown(threadId, messageId)).deliveries).toMatchObject([
      { state: 'deleted', deletedBy: expect.any(String) },
    ]);
    await laterBy(3_600);
    await worker().once();
    expect(await api.dataSource.query('select 1 from take_back where message_id = $1', [messageId])).toEqual(
      [],
    );
  });
});

it('what of ours is changed at its network, by none of us here, stands here as it stands there, once, and what was sent is kept', async () => {
  const edit = (externalId: string, text: string, at: string, over: Partial<EditNow> = {}) =>
    new StoreEdits(api.dataSource, severityWordsOf([]), ownIds(tokenKeysOf(api.settings))).run([
      { channel: 'bluesky', accountId: account, externalId, at, text, newText: text, ...over },
    ]);
  const shown = async ({ threadId, messageId }: { threadId: string; messageId: string }) =>
    ((await client.get(`/api/v1/threads/${threadId}/messages?limit=100`)).body.items as MessageView[]).find(
      ({ id }) => id === messageId,
    );
  const [whole, parts] = [
    await answered('accepted', ['at://us/changed']),
    await answered('accepted', ['at://us/changed-1', 'at://us/changed-2']),
  ];
  const half = await answered('failed', ['at://us/changed-half']);
  const inTwo = `update delivery set parts = '[{"text": "Now"}, {"text": "we do."}]' where id = $1`;
  await api.dataSource.query(inTwo, [half.deliveryId]);
  await edit('at://us/changed-half', 'Then', '2026-11-02T00:00:00.000Z');
  expect(await shown(half)).toMatchObject({ text: 'Now we do.', marks: [{ code: 'part-edited-there' }] });
  await edit('at://us/changed', '@ada Now we do', '2026-11-02T00:00:00.000Z');
  await edit('at://us/changed', '@ada Now we do, really.', '2026-11-03T00:00:00.000Z');
  await edit('at://us/changed', 'An older word', '2026-11-02T12:00:00.000Z');
  await edit('at://us/changed-2', 'do.', '2026-11-02T00:00:00.000Z');
  const [now, inParts] = [await shown(whole), await shown(parts)];
  expect(now).toMatchObject({ text: 'Now we do, really.', marks: [{ code: 'edited-there' }] });
  expect(inParts).toMatchObject({ text: 'Now we do.', marks: [{ code: 'part-edited-there' }] });
  const { items } = (await client.get(`/api/v1/messages/${whole.messageId}/revisions`)).body;
  expect(items.map(({ text }: { text: string }) => text)).toEqual(['Now we do', 'Now we do.']);
  await edit('at://us/changed', '@ada Now we do, really.', '2026-11-03T00:00:00.000Z');
  await edit('at://us/changed-2', 'do.', '2026-11-02T00:00:00.000Z');
  expect([await shown(whole), await shown(parts)]).toEqual([now, inParts]);
  // What it quotes and what its pictures show is no word of ours; a warning comes and goes with the words.
  const pictures = '\n\n[Picture: a lamp,\n\nbroken]\n\n[Link: Help, https://shop.example/help]';
  const warned = `CW: lamps\n\n@ada Now we do indeed.${pictures}`;
  const quoting = { text: `${warned}\n\n> it broke`, newText: warned, contentWarning: true };
  await edit('at://us/changed', warned, '2026-11-04T00:00:00.000Z', quoting);
  expect(await shown(whole)).toMatchObject({
    ...{ text: 'CW: lamps\n\nNow we do indeed.', newText: 'CW: lamps\n\nNow we do indeed.' },
    marks: [{ code: 'edited-there' }, { code: 'content-warning' }],
  });
  await edit('at://us/changed', '@ada Now we do.', '2026-11-05T00:00:00.000Z', { contentWarning: false });
  expect(await shown(whole)).toMatchObject({ text: 'Now we do.', marks: [{ code: 'edited-there' }] });
  expect(await api.dataSource.query('select from edit_waiting')).toEqual([]);
});

type Plan = Record<'QUERY PLAN', string>[];
const stepsOf = (plan: unknown) => (plan as Plan).map((row) => row['QUERY PLAN']).join('\n');

it('what of ours is gone at its network is found by its names, and what may be by its account, however much we ever sent', async () => {
  const { deliveryId } = await answered('accepted', ['at://us/planned-1', 'at://us/planned-2']);
  await api.dataSource.query(
    `insert into delivery select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'reply_token', null,
       'external_id', 'at://us/many-' || n, 'external_ids', case when n % 4 = 0 then array['at://us/many-' || n, 'at://us/more-' || n] end))).*
     from delivery d cross join generate_series(1, 20000) n where d.id = $1`,
    [deliveryId],
  );
  await api.dataSource.query('vacuum analyze delivery');
  const noting = await inTransaction(api.dataSource, async (db) => {
    await db.query(`prepare noting (json) as ${notingGone}`);
    const plan = await db.query(
      `explain execute noting ('[{"accountId": "${account}", "externalId": "at://us/many-8"}]')`,
    );
    await db.query('deallocate noting');
    return stepsOf(plan);
  });
  expect(noting).not.toMatch(/Seq Scan on delivery/);
  expect(noting).toMatch(/using delivery_named/);
  expect(noting).toMatch(/Index Scan on delivery_parts_named/);
  const copies = await inTransaction(api.dataSource, async (db) => {
    const asked = [[null], [account], ['at://nobody/knows-it'], ['did:plc:us'], [null]];
    return stepsOf(await db.query(`explain ${findingCopies}`, asked));
  });
  expect(copies).not.toMatch(/Seq Scan on delivery/);
  expect(copies).toMatch(/using delivery_named/);
  expect(copies).toMatch(/Index Scan on delivery_parts_named/);
  const reading = await api.dataSource.transaction(async (db) => {
    // A table of a few pages is read whole, as it should be; one of years is not.
    await db.query('set local enable_seqscan = off');
    const asked = [account, new Date(0), '00000000-0000-0000-0000-000000000000', false];
    return stepsOf(await db.query(`explain ${readingPublicMessages}`, asked));
  });
  expect(reading.match(/using message_said/g)).toHaveLength(2);
});

it('whoever stayed answered by what an earlier version took back waits again, once the worker has looked', async () => {
  const kay = { kind: 'bluesky', key: 'did:plc:kay', handle: 'kay.example' };
  const { messageId, threadId } = await answered('accepted', undefined, kay);
  const asBefore = await rowOf(threadId);
  await api.dataSource.query(`update delivery set state = 'deleted' where message_id = $1`, [messageId]);
  expect(await rowOf(threadId)).toMatchObject({ state: 'waiting', waitingSince: asBefore.waitingSince });
  await api.dataSource.query(`insert into answer_to_recount ${wordsTakenBack}`);
  const recount = new RecountTakenBack(api.dataSource);
  expect(await recount.once()).toBeGreaterThan(0);
  expect(await rowOf(threadId)).toMatchObject({ state: 'open', waitingSince: expect.any(String) });
  expect(await recount.once()).toBe(0);
});
