import { takeBack } from '@filo/contracts';
import { aReceipt } from '@filo/testing';
import { Controller, type INestMicroservice } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { StoreReceipts } from '../../src/deliveries/store-receipts.js';
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
const answered = async (state?: 'accepted' | 'unknown' | 'failed', externalIds?: string[]) => {
  const { threadId } = await receive(api, {
    ...{ channel: 'bluesky', accountId: account, audience: 'public', participants: [] },
    ...{ author: ada, replyTo: ada, subject: undefined, arrival: { via: 'api' } },
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

it('a receipt that comes late does not bring back what was deleted', async () => {
  const { messageId, receipt, deliveryId } = await answered('accepted');
  await takeBackOf(messageId);
  await new StoreReceipts(api.dataSource).run([receipt as never]);
  expect(await api.dataSource.query('select state from delivery where id = $1', [deliveryId])).toEqual([
    { state: 'deleted' },
  ]);
});

it('what the connector could not delete stays as it was, with its words', async () => {
  const { messageId, deliveryId } = await answered('accepted');
  says = { ok: false, code: 'unavailable', message: 'Bluesky did not say that it is deleted.' };
  const refused = await takeBackOf(messageId);
  expect([refused.status, refused.body.code, refused.body.reason]).toEqual([
    422,
    'cannot-take-back',
    'refused-there',
  ]);
  expect(refused.body.detail).toBe('Bluesky did not say that it is deleted.');
  expect(await api.dataSource.query('select state from delivery where id = $1', [deliveryId])).toEqual([
    { state: 'sent' },
  ]);
});

it('what is on its way, a mail, and a word of theirs are not taken back, and nobody is asked', async () => {
  const { messageId } = await answered();
  expect((await takeBackOf(messageId)).body.reason).toBe('on-its-way');
  const mail = await receive(api, { author: { kind: 'mail', key: 'ada@example.org' } });
  expect((await takeBackOf(mail.messageId)).body.reason).toBe('only-our-public-words');
  expect(asked).toEqual([]);
});
