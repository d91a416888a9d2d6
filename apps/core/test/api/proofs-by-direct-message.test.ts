import type { MessageReceivedInput, SendInput } from '@filo/contracts';
import { aMailIdentity } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
const accounts = [uuidv7(), uuidv7()] as const;

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  for (const id of accounts)
    await api.dataSource.query(
      `insert into account (id, channel, address, account_group_id)
       select $1::uuid, 'sample', 'Lobby-' || $1::text, account_group_id from account where channel = 'email' limit 1`,
      [id],
    );
}, 120_000);
afterAll(() => api.close());

const personOf = async (id: string): Promise<string> => (await client.get(`/api/v1/threads/${id}`)).body.id;

/** Somebody on a platform, by its own id, who says this. */
const onPlatform = async (key: string, over: Partial<MessageReceivedInput>) => {
  const { threadId } = await receive(api, {
    channel: 'sample',
    accountId: accounts[0],
    author: { kind: 'sample', key, name: key, handle: `@${key}` },
    authorProof: { verdict: 'proven', reason: 'signed in' },
    arrival: { via: 'api' },
    ...over,
  });
  const { body } = await client.get(`/api/v1/people/${threadId}`);
  return { personId: threadId, identityId: (body.identities as { id: string }[])[0]!.id };
};
const byMail = async (address: string) =>
  receive(api, {
    author: aMailIdentity(address, 'Ada'),
    authorProof: { verdict: 'proven', reason: 'dkim=pass' },
  });
const sendsTo = async (key: string): Promise<SendInput[]> => {
  const rows = (await api.dataSource.query(
    `select payload from outbox where payload -> 'recipient' ->> 'key' = $1 order by id`,
    [key],
  )) as { payload: SendInput }[];
  return rows.map(({ payload }) => payload);
};
const ask = (identityId: string, personId: string) =>
  client.post(`/api/v1/identities/${identityId}/proofs`, { purpose: 'is-this-you', personId });

describe('a one-time link to somebody who wrote to us in private on a platform', () => {
  it('goes out by direct message from the account they wrote to, and its button makes one person of the two', async () => {
    const mail = await byMail('ada@direct.example');
    const { identityId, personId } = await onPlatform('ada-direct', { audience: 'private' });
    await onPlatform('ada-direct', { audience: 'public', accountId: accounts[1] });
    expect((await ask(identityId, mail.threadId)).status).toBe(201);
    const [sent, ...others] = await sendsTo('ada-direct');
    expect(others).toEqual([]);
    const she = { kind: 'sample', key: 'ada-direct', handle: '@ada-direct' };
    expect(sent).toMatchObject({
      channel: 'sample',
      accountId: accounts[0],
      audience: 'private',
      recipient: she,
      visibleTo: [she],
      from: { kind: 'sample', key: `Lobby-${accounts[0]}` },
      automatic: true,
    });
    expect(sent!.text).not.toContain('ada@direct.example');
    expect(await personOf(personId)).not.toBe(await personOf(mail.threadId));
    const path = /\/proof\/[\w.-]+/.exec(sent!.text)![0];
    expect((await fetch(api.url + path)).status).toBe(200);
    expect(await personOf(personId)).not.toBe(await personOf(mail.threadId));
    expect((await fetch(api.url + path, { method: 'POST', headers: { origin: 'null' } })).status).toBe(200);
    expect(await personOf(personId)).toBe(await personOf(mail.threadId));
  });

  it.each(['en', 'it'])('fits into the 500 characters of the tightest platform, in %s', async (language) => {
    const mail = await byMail(`long-address-of-somebody-${language}@a-rather-long-domain.direct.example`);
    const { identityId } = await onPlatform(`brief-${language}`, { audience: 'private' });
    await api.dataSource.query(
      `insert into fact (id, identity_id, field, value, source, actor, at) values ($1, $2, 'language', $3, 'agent', 'test', now())`,
      [uuidv7(), identityId, language],
    );
    expect((await ask(identityId, mail.threadId)).status).toBe(201);
    const [sent] = await sendsTo(`brief-${language}`);
    expect([...sent!.text].length).toBeLessThanOrEqual(500);
    expect(sent!.text).toContain(language === 'it' ? 'prema il pulsante' : 'press its button');
  });

  it('is refused to whoever has only written in public, and nothing is sent', async () => {
    const mail = await byMail('bea@direct.example');
    const { identityId } = await onPlatform('bea-direct', { audience: 'public' });
    expect(await ask(identityId, mail.threadId)).toMatchObject({
      status: 422,
      body: { code: 'cannot-reply', detail: expect.stringContaining('in private') as string },
    });
    expect(await sendsTo('bea-direct')).toEqual([]);
  });
});
