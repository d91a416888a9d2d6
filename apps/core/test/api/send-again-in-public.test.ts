import { lookForSent } from '@filo/contracts';
import type { MessageView } from '@filo/contracts/http';
import { aReceipt } from '@filo/testing';
import { Controller, type INestMicroservice } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { tokenKeysOf } from '../../src/config.js';
import { StoreDeletions } from '../../src/deletions/store-deletions.js';
import { StartDelivery } from '../../src/deliveries/start-delivery.js';
import { StoreReceipts } from '../../src/deliveries/store-receipts.js';
import { StoreEdits } from '../../src/edits/store-edits.js';
import { ownIds } from '../../src/ingest/own-ids.js';
import { severityWordsOf } from '../../src/severity/severity-words-of.js';
import { anAccount } from './an-account.js';
import { answerOnBus } from './answer-on-bus.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let account: string;
let questions: INestMicroservice;
let says: (asked: z.output<typeof lookForSent.request>) => z.input<typeof lookForSent.reply>;

@Controller()
class Questions {
  @MessagePattern(lookForSent.subject('social'))
  look(@Payload() request: z.output<typeof lookForSent.request>) {
    return says(request);
  }
}

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  account = await anAccount(api, { channel: 'mastodon', address: '@shop@social.example' });
  questions = await answerOnBus(api, 'social', Questions);
}, 120_000);
afterAll(async () => {
  await questions.close();
  await api.close();
});

interface Answered {
  threadId: string;
  messageId: string;
  deliveryId: string;
  externalId: string;
}

let posts = 0;
const answered = async (body: object = {}): Promise<Answered> => {
  posts += 1;
  const author = {
    kind: 'mastodon',
    key: `https://other.example/users/a${posts}`,
    handle: `a${posts}@other.example`,
  };
  const externalId = `https://other.example/${posts}`;
  const text = 'When will it be here?';
  const { threadId, messageId: answersMessageId } = await receive(api, {
    ...{
      channel: 'mastodon',
      accountId: account,
      audience: 'public',
      participants: [],
      arrival: { via: 'api' },
    },
    ...{ author, replyTo: author, subject: undefined, externalId, text, newText: text },
  });
  const headers = { 'if-match': `"${await versionOf(threadId)}"`, 'idempotency-key': uuidv7() };
  const said = await client.post(
    `/api/v1/threads/${threadId}/replies`,
    { text: 'On Tuesday.', answersMessageId, ...body },
    headers,
  );
  expect(said.status).toBe(201);
  const { id: messageId, deliveries } = said.body.message as MessageView;
  return { threadId, messageId, deliveryId: deliveries[0]!.id, externalId };
};
const versionOf = async (threadId: string): Promise<number> =>
  (await client.get(`/api/v1/threads/${threadId}`)).body.version;
const stateOf = async ({ threadId }: Answered): Promise<string> =>
  (await client.get(`/api/v1/threads/${threadId}`)).body.state;
const messageOf = async ({ threadId, messageId }: Answered) =>
  ((await client.get(`/api/v1/threads/${threadId}/messages?limit=50`)).body.items as MessageView[]).find(
    ({ id }) => id === messageId,
  )!;
const deliveryOf = async (one: Answered) => (await messageOf(one)).deliveries[0]!;
const start = ({ deliveryId }: Answered, attempt = 1) =>
  new StartDelivery(api.dataSource).run({ deliveryId, attempt, token: uuidv7() });
const told = ({ deliveryId }: Answered, over: object) =>
  new StoreReceipts(api.dataSource).run([
    aReceipt({ deliveryId, accountId: account, channel: 'mastodon', ...over }) as never,
  ]);
const failed = async (body: object = {}): Promise<Answered> => {
  const one = await answered(body);
  expect(await start(one)).toEqual({ answer: 'go' });
  await told(one, { state: 'failed' });
  return one;
};
const edit = async ({ externalId }: Answered, text: string) => {
  const at = new Date().toISOString();
  await new StoreEdits(api.dataSource, severityWordsOf([]), ownIds(tokenKeysOf(api.settings))).run([
    { channel: 'mastodon', accountId: account, externalId, at, text, newText: text },
  ]);
};
const sendAgain = async ({ threadId, messageId }: Answered, seen?: number) =>
  client.post(`/api/v1/messages/${messageId}/send-again`, undefined, {
    'if-match': `"${seen ?? (await versionOf(threadId))}"`,
  });
const queued = async ({ deliveryId }: Answered): Promise<number> =>
  (await api.dataSource.query('select from outbox where delivery_id = $1 and done_at is null', [deliveryId]))
    .length;

describe('an answer does not leave below what its author changed since it was written', () => {
  it.each([
    ['held for undo', { undo: true }, 1],
    ['put off by its network', {}, 2],
  ])('%s', async (_, body, attempt) => {
    const one = await answered(body);
    if (attempt === 2) {
      await start(one);
      await told(one, { state: 'deferred' });
    }
    const seen = await versionOf(one.threadId);
    await edit(one, 'When will it be here? And it is broken, too.');
    expect(await start(one, attempt)).toEqual({ answer: 'stop', reason: 'edited' });
    expect(await deliveryOf(one)).toMatchObject({ state: 'failed', why: [{ code: 'answered-edited' }] });
    expect([await stateOf(one), await queued(one)]).toEqual(['open', 0]);
    expect((await start(one, attempt)).answer).toBe('stop');
    // Whoever has not read the new words is shown them; whoever has may send it as it is.
    const unread = await sendAgain(one, seen);
    expect([unread.status, unread.body.code]).toEqual([409, 'thread-changed']);
    expect((await sendAgain(one)).status).toBe(200);
    expect(await start(one, attempt + 1)).toEqual({ answer: 'go' });
  });

  it('and is not called failed where an earlier attempt may stand there', async () => {
    const one = await answered();
    await start(one);
    await told(one, { state: 'unknown' });
    await edit(one, 'Never mind, it is here.');
    expect(await start(one, 2)).toEqual({ answer: 'stop', reason: 'edited' });
    expect(await deliveryOf(one)).toMatchObject({ state: 'unknown', why: [{ code: 'answered-edited' }] });
  });

  it('and says of which parts stand there already', async () => {
    const one = await answered();
    await start(one);
    await api.dataSource.query(
      `update delivery set parts = '[{"text": "one"}, {"text": "two"}]' where id = $1`,
      [one.deliveryId],
    );
    await told(one, { state: 'deferred', externalIds: ['ours-a'] });
    await edit(one, 'Never mind.');
    await start(one, 2);
    expect(await deliveryOf(one)).toMatchObject({
      state: 'failed',
      why: [{ code: 'parts-stand', with: { part: 1, of: 2 } }, { code: 'answered-edited' }],
    });
  });

  it('an edit that its author had read does not hold it, nor one that changes nothing', async () => {
    const first = await answered();
    await edit(first, 'When will it be there?');
    const { threadId, externalId } = first;
    const { items } = (await client.get(`/api/v1/threads/${threadId}/messages`)).body as {
      items: MessageView[];
    };
    const answersMessageId = items.find(({ direction }) => direction === 'inbound')!.id;
    const headers = { 'if-match': `"${await versionOf(threadId)}"`, 'idempotency-key': uuidv7() };
    const body = { text: 'On Tuesday.', answersMessageId };
    const { message } = (await client.post(`/api/v1/threads/${threadId}/replies`, body, headers)).body;
    const one = { threadId, externalId, messageId: message.id, deliveryId: message.deliveries[0].id };
    await edit(one, 'When will it be there?');
    expect(await start(one)).toEqual({ answer: 'go' });
  });
});

describe('an answer in public that failed is sent again', () => {
  it('not below a post that is gone, and says so', async () => {
    const one = await failed();
    await new StoreDeletions(api.dataSource).run([
      {
        ...{ v: 1, type: 'deleted', eventId: uuidv7(), at: new Date().toISOString() },
        ...{ channel: 'mastodon', accountId: account, externalId: one.externalId },
      },
    ]);
    const refused = await sendAgain(one);
    expect([refused.status, refused.body.code, refused.body.reason]).toEqual([
      422,
      'cannot-reply',
      'post-gone',
    ]);
    expect([(await deliveryOf(one)).state, await queued(one)]).toEqual(['failed', 0]);
  });

  it('not without the OK that its post asks for by now', async () => {
    const one = await failed();
    await edit(one, 'It exploded and my son got burned');
    const refused = await sendAgain(one);
    expect([refused.status, refused.body.code]).toEqual([422, 'needs-ok']);
    expect(await queued(one)).toBe(0);
  });

  it.each(['paused', 'removed'])('not from an account that is %s', async (state) => {
    const one = await failed();
    await api.dataSource.query('update account set state = $2 where id = $1', [account, state]);
    const refused = await sendAgain(one);
    await api.dataSource.query(`update account set state = 'active' where id = $1`, [account]);
    expect([refused.status, refused.body.reason]).toEqual([422, 'again-account-gone']);
    expect([(await deliveryOf(one)).state, await queued(one)]).toEqual(['failed', 0]);
    expect((await sendAgain(one)).status).toBe(200);
  });

  it('once; where its network finds it already there, that is it, and nothing goes out', async () => {
    const one = await failed();
    expect((await sendAgain(one)).status).toBe(200);
    expect((await sendAgain(one)).body.code).toBe('cannot-send-again');
    const permalink = 'https://social.example/@shop/1';
    await told(one, { state: 'accepted', attempt: 2, externalId: 'ours-1', permalinks: [permalink] });
    expect(await messageOf(one)).toMatchObject({ permalink, deliveries: [{ state: 'sent' }] });
    expect([await start(one, 2), await queued(one)]).toEqual([{ answer: 'stop', reason: 'done' }, 0]);
    expect((await sendAgain(one)).body.code).toBe('cannot-send-again');
  });
});

describe('an answer of which nobody knows whether it arrived', () => {
  const unknown = async (): Promise<Answered> => {
    const one = await answered();
    await start(one);
    await told(one, { state: 'unknown' });
    await start(one, 2);
    await told(one, { state: 'unknown', attempt: 2 });
    expect(await deliveryOf(one)).toMatchObject({ state: 'unknown', lookedAt: null });
    return one;
  };
  const look = ({ messageId }: Answered) =>
    client.post(`/api/v1/messages/${messageId}/look-again`, undefined);
  const looks = ({ messageId }: Answered): Promise<object[]> =>
    api.dataSource.query(`select data from audit where subject_id = $1 and kind = 'reply-looked-for'`, [
      messageId,
    ]);

  it('is sent, with its link, once it is found there', async () => {
    const one = await unknown();
    const permalink = 'https://social.example/@shop/77';
    says = ({ send }) => {
      const { channel, accountId, deliveryId, attempt } = send;
      const receipt = { channel, accountId, deliveryId, attempt, state: 'accepted' as const };
      const at = new Date().toISOString();
      return {
        ok: true,
        is: 'found',
        receipt: { ...receipt, at, externalId: 'ours-77', permalinks: [permalink] },
      };
    };
    const seen = await look(one);
    expect(seen.status).toBe(200);
    expect(seen.body).toMatchObject({ permalink, deliveries: [{ state: 'sent' }] });
    expect(await looks(one)).toEqual([{ data: { found: 1, notFound: 0 } }]);
    expect((await sendAgain(one)).body.code).toBe('cannot-send-again');
    // Nothing is left to look for.
    expect([(await look(one)).status, (await looks(one)).length]).toEqual([200, 1]);
  });

  it('is sent again only after it was looked for and not found, once for two who press', async () => {
    const one = await unknown();
    const early = await sendAgain(one);
    expect([early.status, early.body.reason]).toEqual([422, 'not-looked-for']);
    says = () => ({ ok: true, is: 'absent' });
    expect((await look(one)).body).toMatchObject({
      deliveries: [{ state: 'unknown', lookedAt: expect.any(String) }],
    });
    const both = await Promise.all([sendAgain(one), sendAgain(one)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 422]);
    expect(await deliveryOf(one)).toMatchObject({ state: 'queued', attempt: 3, lookedAt: null });
    expect(await queued(one)).toBe(1);
    // Its attempt that ends the same way has to be looked for anew.
    await start(one, 3);
    await told(one, { state: 'unknown', attempt: 3 });
    expect((await sendAgain(one)).body.reason).toBe('not-looked-for');
  });

  it('stays so while its network cannot be asked', async () => {
    const one = await unknown();
    says = () => ({ ok: false, code: 'unavailable', message: 'social.example does not answer.' });
    const refused = await look(one);
    expect([refused.status, refused.body.detail]).toEqual([503, 'social.example does not answer.']);
    expect(await deliveryOf(one)).toMatchObject({ state: 'unknown', lookedAt: null });
  });
});
