import type { SuggestionPage } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import type { StoredEvidence } from '../../src/matching/stored-evidence.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let closedAccount: string;

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  closedAccount = await closedGroupAccount();
}, 120_000);
afterAll(() => api.close());

const closedGroupAccount = async (): Promise<string> => {
  const [groupId, accountId] = [uuidv7(), uuidv7()];
  await api.dataSource.query(`insert into account_group (id, name) values ($1, 'closed')`, [groupId]);
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values ($1, 'email', 'closed@example.org', $2)`,
    [accountId, groupId],
  );
  return accountId;
};

interface Wrote {
  identityId: string;
  threadId: string;
  messageId: string;
}

const from = () => ({ author: { kind: 'mail', key: `${uuidv7()}@example.org` } });
const versionOf = async (id: string): Promise<[string, number]> => [
  id,
  (await client.get(`/api/v1/threads/${id}`)).body.version,
];

/** Somebody new who wrote once. */
const wrote = async (name: string, over: { accountId?: string } = {}): Promise<Wrote> => {
  const key = `${uuidv7()}@example.org`;
  const received = await receive(api, { author: { kind: 'mail', key, name }, ...over });
  const [identity] = (await api.dataSource.query(`select id from identity where key = $1`, [key])) as {
    id: string;
  }[];
  return { ...received, identityId: identity!.id };
};

const phone = (messageIds: string[] = []): StoredEvidence => ({
  code: 'same-phone',
  key: 'p1',
  data: { phone: '+390612345678' },
  bits: 8,
  messageIds,
});
const name: StoredEvidence = {
  code: 'same-name',
  key: 'n1',
  data: { name: 'Ada', other: 'Ada' },
  bits: 4,
  messageIds: [],
};

/** A suggestion as the worker stores it. */
const suggest = async (one: Wrote, other: Wrote, evidence: StoredEvidence[]): Promise<string> => {
  const id = uuidv7();
  const [a, b] = [one.identityId, other.identityId].sort();
  await api.dataSource.query(
    `insert into suggestion (id, a_identity_id, b_identity_id, evidence, confidence) values ($1, $2, $3, $4, 0.9)`,
    [id, a, b, JSON.stringify(evidence)],
  );
  return id;
};

const suggestionsOf = async (threadId: string): Promise<SuggestionPage> =>
  (await client.get(`/api/v1/suggestions?personId=${threadId}`)).body as never;

describe('another address of somebody', () => {
  it.each([
    ['a post of ours in public', 'public', 'public'],
    ['a post of ours by mail', 'public', 'private'],
    ['what was private in public', 'private', 'public'],
  ] as const)('is never seen in who answers %s: anybody may', async (_, asked, answers) => {
    const threadingId = `<${uuidv7()}@suggestions.example>`;
    const first = await receive(api, { ...from(), threadingId, audience: asked });
    const second = await receive(api, { ...from(), inReplyTo: [threadingId], audience: answers });
    const { body } = await client.get(`/api/v1/threads/${first.threadId}/messages`);
    expect(body.pointers).toMatchObject([{ messageId: second.messageId, answeredBy: null }]);
    const versions = Object.fromEntries(
      await Promise.all([first, second].map(({ threadId }) => versionOf(threadId))),
    );
    const order = { personIds: Object.keys(versions), versions, answerMessageId: second.messageId };
    expect(await client.post('/api/v1/merges', order)).toMatchObject({
      status: 422,
      body: { code: 'unknown-reference' },
    });
  });
});

describe('suggestions', () => {
  it('show two persons side by side with what speaks for them being one', async () => {
    const [ada, other] = [await wrote('Ada'), await wrote('Ada')];
    const id = await suggest(ada, other, [name, phone([ada.messageId, other.messageId])]);
    const { items } = await suggestionsOf(ada.threadId);
    expect(items).toEqual([
      expect.objectContaining({
        id,
        confidence: 0.985,
        confidenceWords: 'almost certain',
        evidence: [
          {
            code: 'same-phone',
            words: 'Both give the phone number +390612345678',
            data: { phone: '+390612345678' },
          },
          { code: 'same-name', words: 'Both are called Ada', data: { name: 'Ada', other: 'Ada' } },
        ],
      }),
    ]);
    expect(items[0]!.persons.map((person) => person.id).sort()).toEqual(
      [ada.threadId, other.threadId].sort(),
    );
    expect(items[0]!.persons[0]).toMatchObject({
      version: 1,
      messageCount: 1,
      openTopics: 1,
      name: 'Ada',
      photo: null,
    });
  });

  it('go away when they are rejected, and come back when that is taken back', async () => {
    const [ada, other] = [await wrote('Ada'), await wrote('Ada')];
    const id = await suggest(ada, other, [phone()]);
    const rejected = await client.post(`/api/v1/suggestions/${id}/reject`, { reason: 'Two sisters' });
    expect([rejected.status, rejected.body]).toEqual([200, { id, state: 'rejected' }]);
    expect((await suggestionsOf(ada.threadId)).items).toEqual([]);
    const [kept] = (await api.dataSource.query('select * from suggestion where id = $1', [id])) as never[];
    expect(kept).toMatchObject({ reason: 'Two sisters', decided_on: ['same-phone:p1'] });
    await client.post(`/api/v1/suggestions/${id}/reopen`, undefined);
    expect((await suggestionsOf(ada.threadId)).items).toHaveLength(1);
    await client.post(`/api/v1/suggestions/${id}/later`, undefined);
    expect((await suggestionsOf(ada.threadId)).items).toEqual([]);
  });

  it('are decided by the merge that takes them, and stay so when it is undone', async () => {
    const [ada, other] = [await wrote('Ada'), await wrote('Ada')];
    const id = await suggest(ada, other, [phone()]);
    const { items } = await suggestionsOf(ada.threadId);
    const personIds = items[0]!.persons.map((person) => person.id);
    const versions = Object.fromEntries(items[0]!.persons.map((person) => [person.id, person.version]));
    const merged = await client.post('/api/v1/merges', { personIds, versions, suggestionId: id });
    expect(merged.status).toBe(200);
    const state = async () =>
      (await api.dataSource.query('select state, decided_on from suggestion where id = $1', [id])) as never[];
    expect(await state()).toEqual([{ state: 'joined', decided_on: ['same-phone:p1'] }]);
    expect((await suggestionsOf(personIds.toSorted()[0]!)).items).toEqual([]);
    const undone = await client.post(`/api/v1/merges/${merged.body.id}/undo`, {});
    expect(undone.status).toBe(200);
    for (const personId of personIds) expect((await suggestionsOf(personId)).items).toEqual([]);
  });

  it('stand on every page once, surest first', async () => {
    const one = await wrote('Many');
    for (let n = 0; n < 5; n += 1) await suggest(one, await wrote('Many'), [phone()]);
    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { items, next } = (
        await client.get(
          `/api/v1/suggestions?personId=${one.threadId}&limit=2${cursor && `&cursor=${cursor}`}`,
        )
      ).body as never as SuggestionPage;
      found.push(...items.map((item) => item.id));
      cursor = next;
    }
    expect(found).toHaveLength(5);
    expect(new Set(found).size).toBe(5);
  });

  it('are hidden from who may not see one of the two, and cannot be decided', async () => {
    const [ada, hidden] = [await wrote('Ada'), await wrote('Ada', { accountId: closedAccount })];
    const id = await suggest(ada, hidden, [phone()]);
    expect((await suggestionsOf(ada.threadId)).items).toEqual([]);
    for (const decision of ['reject', 'later', 'reopen'])
      expect((await client.post(`/api/v1/suggestions/${id}/${decision}`, {})).status).toBe(404);
  });

  it('say nothing that was read in a closed account group, and count nothing on it', async () => {
    const [ada, other] = [await wrote('Ada'), await wrote('Ada')];
    const closed = await wrote('Ada', { accountId: closedAccount });
    const strong = { ...name, bits: 7 };
    await suggest(ada, other, [strong, phone([closed.messageId, other.messageId])]);
    const { items } = await suggestionsOf(ada.threadId);
    expect(items.map((item) => item.evidence.map(({ code }) => code))).toEqual([['same-name']]);
    expect(items[0]!.confidence).toBe(0.667);
  });

  it('leave out an address that an agent calls shared', async () => {
    const [ada, other] = [await wrote('Ada'), await wrote('Ada')];
    await suggest(ada, other, [phone()]);
    const changed = await client.send('PATCH', `/api/v1/identities/${ada.identityId}`, { shared: true });
    expect(changed.body).toMatchObject({ id: ada.identityId, shared: true, blocked: false });
    expect((await suggestionsOf(ada.threadId)).items).toEqual([]);
  });
});

describe('an address', () => {
  it('is blocked and let in again by an agent who sees it, and that is written down', async () => {
    const ada = await wrote('Ada');
    const path = `/api/v1/identities/${ada.identityId}`;
    expect((await client.send('PATCH', path, { blocked: true })).body).toMatchObject({ blocked: true });
    expect((await client.send('PATCH', path, { blocked: false })).body).toMatchObject({ blocked: false });
    const audits = await api.dataSource.query(
      `select data from audit where kind = 'identity-changed' and subject_id = $1 order by at`,
      [ada.identityId],
    );
    expect(audits).toEqual([{ data: { blocked: true } }, { data: { blocked: false } }]);
    const hidden = await wrote('Ada', { accountId: closedAccount });
    const refused = await client.send('PATCH', `/api/v1/identities/${hidden.identityId}`, { shared: true });
    expect(refused.status).toBe(404);
  });
});

it('the undo of a merge makes nobody the keeper of a thread whose keeper is hidden', async () => {
  const keeper = (await wrote('Keeper', { accountId: closedAccount })).threadId;
  const personIds = [keeper, (await wrote('One')).threadId, (await wrote('Other')).threadId];
  const [row] = (await api.dataSource.query(
    'insert into agent_access select g.id, a.account_group_id from agent g, account a where a.id = $1 returning account_group_id as id',
    [closedAccount],
  )) as [{ id: string }];
  const versionOf = async (id: string) => [id, (await client.get(`/api/v1/threads/${id}`)).body.version];
  const versions = Object.fromEntries(await Promise.all(personIds.map(versionOf)));
  const merged = await client.post('/api/v1/merges', { personIds, versions });
  const look = async () => (await client.post(`/api/v1/merges/${merged.body.id}/undo-preview`, {})).body;
  expect(await look()).toMatchObject({ hidden: false, people: [{ id: keeper, keeps: true }, {}, {}] });
  await api.dataSource.query('delete from agent_access where account_group_id = $1', [row.id]);
  const { hidden, people } = await look();
  expect({ hidden, people }).toMatchObject({ hidden: true, people: [{ keeps: false }, { keeps: false }] });
});
