import type { MessageReceivedInput } from '@filo/contracts';
import { aReceipt } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { StoreAccount } from '../../src/accounts/store-account.js';
import { StoreReceipts } from '../../src/deliveries/store-receipts.js';
import { anAccount } from './an-account.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let account: string;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  account = await anAccount(api, { channel: 'sample', address: '@shop' });
}, 120_000);
afterAll(() => api.close());

const post = (
  author: MessageReceivedInput['author'],
  text: string,
  over: Partial<MessageReceivedInput> = {},
) =>
  receive(api, {
    ...{
      channel: 'sample',
      accountId: account,
      author,
      replyTo: author,
      audience: 'public',
      text,
      newText: text,
    },
    authorProof: { verdict: 'proven', reason: 'signed in' },
    ...{ participants: [], subject: undefined, arrival: { via: 'api' } },
    ...over,
  });
const customer = (key: string) => ({ kind: 'sample', key, name: key, handle: key });
const answer = async (threadId: string, answersMessageId: string, body: object = {}) => {
  const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body;
  return client.post(
    `/api/v1/threads/${threadId}/replies`,
    { answersMessageId, text: 'At nine.', sayAnyway: [], ...body },
    { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
  );
};
const standsAs = async (messageId: string, externalId: string) =>
  api.dataSource.query(`update delivery set state = 'sent', external_id = $2 where message_id = $1`, [
    messageId,
    externalId,
  ]);
const accepted = (deliveryId: string, accountId: string, externalId: string) =>
  new StoreReceipts(api.dataSource).run([
    aReceipt({ deliveryId, accountId, channel: 'sample', state: 'accepted', externalId }) as never,
  ]);
const toldGone = async (messageId: string): Promise<number> =>
  (
    await api.dataSource.query(
      `select from live_waiting, jsonb_array_elements(changes) told where told -> 'data' ->> 'messageId' = $1 and told -> 'data' ->> 'change' = 'removed'`,
      [messageId],
    )
  ).length;
const thread = async (
  threadId: string,
): Promise<{ id: string; direction: string; text: string; accountId: string }[]> =>
  (await client.get(`/api/v1/threads/${threadId}/messages`)).body.items;
const onBoard = async (word: string): Promise<number> =>
  (await client.get('/api/v1/board')).body.cards.filter((card: object) => JSON.stringify(card).includes(word))
    .length;
const personOf = (key: string) =>
  api.dataSource.query(
    `select i.ours, l.person_id as person from identity i left join link l on l.identity_id = i.id where i.kind = 'sample' and i.key = $1`,
    [key],
  );

describe('what another account of ours says at its network', () => {
  const helper = { kind: 'sample', key: 'help-id', handle: 'Shop_Help', name: 'Shop help' };

  it('is our answer and nobody’s post, when it names the account that heard it', async () => {
    const help = await anAccount(api, { channel: 'sample', address: '@shop_help' });
    const asked = await post(customer('gina'), 'When do you open? @shop');
    const sent = await answer(asked.threadId, asked.messageId, { accountId: help });
    expect([sent.status, sent.body.detail]).toEqual([201, undefined]);
    await standsAs(sent.body.message.id, 'post-1');
    const back = await post(helper, 'At nine.', { externalId: 'post-1' });
    expect(back.messageId).toBe(sent.body.message.id);
    expect(await onBoard('Shop_Help')).toBe(0);
    expect(await thread(asked.threadId)).toHaveLength(2);
    expect(await personOf('help-id')).toEqual([{ ours: true, person: null }]);
  });

  it('stands once when it comes before the receipt of the very answer, or with it; who answered it answered that', async () => {
    const [help] = await api.dataSource.query(`select id from account where address = '@shop_help'`);
    const asked = await post(customer('hedy'), 'And on Sunday? @shop', { threadingId: 'sample/hedy-1' });
    const { message } = (await answer(asked.threadId, asked.messageId, { accountId: help.id })).body;
    const own = (n: number) =>
      post(helper, 'At nine.', {
        ...{ externalId: `own-${n}`, threadingId: `sample/own-${n}`, inReplyTo: ['sample/hedy-1'] },
        participants: [{ identity: { kind: 'sample', key: 'hedy' }, role: 'mentioned' }],
      });
    const early = await own(1);
    expect(early.messageId).not.toBe(message.id);
    const thanks = await post(customer('hedy'), 'Thanks!', { inReplyTo: ['sample/own-1'] });
    await accepted(message.deliveries[0].id, help.id, 'own-1');
    const items = await thread(asked.threadId);
    expect(items.map(({ text }) => text).toSorted()).toEqual(['And on Sunday? @shop', 'At nine.', 'Thanks!']);
    expect(items.find(({ text }) => text === 'At nine.')).toMatchObject({ id: message.id });
    expect(await toldGone(early.messageId)).toBe(1);
    const [said] = await api.dataSource.query('select answers_message_id as id from message where id = $1', [
      thanks.messageId,
    ]);
    expect(said).toEqual({ id: message.id });
    expect((await own(1)).messageId).toBe(message.id);
    for (let n = 2; n < 8; n += 1) {
      const sent = (await answer(asked.threadId, thanks.messageId, { accountId: help.id })).body.message;
      await Promise.all([own(n), accepted(sent.deliveries[0].id, help.id, `own-${n}`)]);
      expect((await own(n)).messageId).toBe(sent.id);
      expect(await thread(asked.threadId)).toHaveLength(2 + n);
    }
  });

  it('is outbound of that account when a colleague posted it by hand, with whom it answers', async () => {
    const asked = await post(customer('hugo'), 'Are you open? @shop', { threadingId: 'sample/hugo-1' });
    // By its key now: the handle was given to nobody else meanwhile, and is another.
    const by = { ...helper, handle: 'shop_support' };
    const said = await post(by, '@hugo @shop We burn for it.', {
      ...{ externalId: 'post-2', inReplyTo: ['sample/hugo-1'] },
      participants: [{ identity: { kind: 'sample', key: 'hugo' }, role: 'mentioned' }],
    });
    expect(said.threadId).toBe(asked.threadId);
    const [help] = await api.dataSource.query(`select id from account where address = '@shop_help'`);
    expect(await thread(asked.threadId)).toContainEqual(
      expect.objectContaining({ direction: 'outbound', text: '@hugo @shop We burn for it.' }),
    );
    expect(
      await api.dataSource.query('select account_id as id from message where id = $1', [said.messageId]),
    ).toEqual([help]);
    expect(await onBoard('We burn for it')).toBe(0);
  });

  it('stays ours once the account is removed; a customer with its former handle is one', async () => {
    await api.dataSource.query(`update account set state = 'removed' where address = '@shop_help'`);
    const said = await post(helper, '@shop nobody else', { externalId: 'post-3' });
    expect(said.threadId).toBe('');
    const taken = await post({ ...customer('else'), handle: 'shop_help' }, '@shop I am somebody else');
    expect(taken.threadId).not.toBe('');
  });
});

describe('an account that is removed and added again', () => {
  let first: string;
  let again: string;
  const dora = customer('dora');
  beforeAll(async () => {
    first = await anAccount(api, { channel: 'sample', address: '@atelier' });
    again = uuidv7();
  });
  const addAgain = async () => {
    await api.dataSource.query(`update account set state = 'removed' where id = $1`, [first]);
    const [group] = await api.dataSource.query('select account_group_id as id from account where id = $1', [
      first,
    ]);
    const [agent] = await api.dataSource.query('select id from agent limit 1');
    const reader = { agentId: agent.id, accountGroupIds: [group.id] } as never;
    const made = {
      channel: 'sample',
      address: '@atelier',
      name: null,
      settings: {},
      sealedSecrets: undefined,
    };
    await api.app.get(StoreAccount).make(reader, { ...made, id: again, importDays: 30 });
  };

  it('knows its own answers, answers what was said to it in private, and offers what it listened for', async () => {
    const dm = await post(dora, 'My order is late', {
      accountId: first,
      audience: 'private',
      externalId: 'dm-1',
    });
    const asked = await post(dora, 'You never answer', { accountId: first, externalId: 'public-1' });
    const sent = await answer(asked.threadId, asked.messageId);
    expect(sent.status).toBe(201);
    await standsAs(sent.body.message.id, 'ours-1');
    await api.dataSource.query(
      `insert into saved_query (id, account_id, name, words) values ($1, $2, 'Brand', '{lamps}')`,
      [uuidv7(), first],
    );
    await addAgain();
    const us = { kind: 'sample', key: 'atelier-id', handle: 'atelier' };
    const copy = await post(us, 'At nine.', {
      ...{ accountId: again, direction: 'outbound', externalId: 'ours-1' },
      participants: [{ identity: { kind: 'sample', key: 'dora' }, role: 'to' }],
    });
    expect(copy.messageId).toBe(sent.body.message.id);
    const there = await answer(dm.threadId, dm.messageId, { text: 'Here we are.' });
    expect([there.status, there.body.detail]).toEqual([201, undefined]);
    expect(there.body.message.accountId).toBe(again);
    const { items } = (await client.get(`/api/v1/queries?accountId=${again}`)).body;
    expect(items).toMatchObject([{ name: 'Brand', state: 'paused', accountId: again }]);
  });
});

it('a handle that a network gave to somebody else is theirs alone, whatever comes late from before', async () => {
  const at = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const ada = { kind: 'sample', key: 'ada-1', name: 'Ada', handle: 'Ada' };
  const bob = { kind: 'sample', key: 'ada-2', name: 'Bob', handle: 'ada' };
  await post(ada, 'hello', { sortAt: at(9) });
  await api.dataSource.query(
    `update identity set created_at = now() - interval '9 days' where key = 'ada-1'`,
  );
  await post(bob, 'hello too', { sortAt: at(1) });
  await post(ada, 'hello from before', { sortAt: at(5) });
  const borne = await api.dataSource.query(
    `select key, handle from identity where key in ('ada-1', 'ada-2') order by key`,
  );
  expect(borne).toEqual([
    { key: 'ada-1', handle: null },
    { key: 'ada-2', handle: 'ada' },
  ]);
});

it('our own word that another account group heard before the receipt of the very answer is its copy there', async () => {
  const desk = await anAccount(api, { channel: 'sample', address: '@desk' });
  const [group] = await api.dataSource.query(
    `insert into account_group (id, name) values (gen_random_uuid(), 'North') returning id`,
  );
  const north = uuidv7();
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values ($1, 'sample', '@north', $2)`,
    [north, group.id],
  );
  const asked = await post(customer('ivo'), 'Open? @shop', { threadingId: 'sample/ivo-1' });
  const { message } = (await answer(asked.threadId, asked.messageId, { accountId: desk })).body;
  const told = (accountId: string) =>
    post({ kind: 'sample', key: 'desk-id', handle: 'desk' }, 'At nine.', {
      ...{ accountId, externalId: 'desk-1', inReplyTo: ['sample/ivo-1'] },
      participants: [{ identity: { kind: 'sample', key: 'ivo' }, role: 'mentioned' }],
    });
  const there = await told(north);
  await accepted(message.deliveries[0].id, desk, 'desk-1');
  expect(
    await api.dataSource.query(
      'select id, copy_of from message where id = any($1) order by copy_of nulls first',
      [[there.messageId, message.id]],
    ),
  ).toEqual([
    { id: message.id, copy_of: null },
    { id: there.messageId, copy_of: message.id },
  ]);
  expect([(await told(desk)).messageId, (await told(north)).messageId]).toEqual([
    message.id,
    there.messageId,
  ]);
  expect(await thread(asked.threadId)).toHaveLength(2);
});
