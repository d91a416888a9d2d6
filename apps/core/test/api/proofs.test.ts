import { aMailIdentity, eventually } from '@filo/testing';
import type { SendInput } from '@filo/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { Answer, Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
}, 120_000);
afterAll(() => api.close());

interface Somebody {
  personId: string;
  identityId: string;
  address: string;
}
let people = 0;
const somebody = async (over: object = {}): Promise<Somebody> => {
  const author = aMailIdentity(`someone${people++}@proofs.example`, 'Some One');
  const authorProof = { verdict: 'claimed', reason: 'no record' } as const;
  const { threadId } = await receive(api, { author, authorProof, ...over });
  const { body } = await client.get(`/api/v1/people/${threadId}`);
  return { personId: threadId, identityId: body.identities[0].id, address: author.key };
};
const ask = (identityId: string, body: object): Promise<Answer> =>
  client.post(`/api/v1/identities/${identityId}/proofs`, body);
const mailTo = async (address: string): Promise<SendInput[]> => {
  const rows = (await api.dataSource.query(
    `select payload from outbox where payload -> 'recipient' ->> 'key' = $1 order by id`,
    [address],
  )) as { payload: SendInput }[];
  return rows.map((row) => row.payload);
};
const linkIn = (mail: SendInput): string => /\/proof\/[\w.-]+/.exec(mail.text)![0];
const linkTo = async ({ address }: Somebody): Promise<string> => linkIn((await mailTo(address))[0]!);
/** A browser without a session. A page without referrer posts with this origin. */
const visit = (path: string, method = 'GET', headers: Record<string, string> = {}) =>
  fetch(api.url + path, { method, headers: method === 'POST' ? { origin: 'null', ...headers } : headers });
const personOf = async (id: string): Promise<string> => (await client.get(`/api/v1/threads/${id}`)).body.id;
const linksOf = ({ identityId }: Somebody): Promise<{ grade: string; evidence: { type: string } }[]> =>
  api.dataSource.query('select grade, evidence from link where identity_id = $1 and withdrawn_at is null', [
    identityId,
  ]);

describe('a one-time link', () => {
  it('confirms the address it was mailed to by its button, and the link of the address is proven', async () => {
    const owner = await somebody();
    expect(await ask(owner.identityId, { purpose: 'confirm-address' })).toMatchObject({
      status: 201,
      body: { purpose: 'confirm-address', identityId: owner.identityId },
    });
    const before = await client.get(`/api/v1/people/${owner.personId}`);
    expect(before.body.identities[0].proof).toBe('claimed');
    const link = await linkTo(owner);
    const page = await visit(link);
    expect(page.status).toBe(200);
    const words = await page.text();
    expect(words).toContain(`Is ${owner.address} your address?`);
    expect(words).toMatch(/It is about the message of \d+ \w+ \d{4}, to /);
    expect(words).not.toMatch(/Some One|<script/);
    const done = await visit(link, 'POST');
    expect(done.status).toBe(200);
    expect(await done.text()).toContain('Thank you');
    const after = await client.get(`/api/v1/people/${owner.personId}`);
    expect(after.body.identities[0].proof).toBe('proven');
    expect(await linksOf(owner)).toMatchObject([{ grade: 'proven', evidence: { type: 'one-time-link' } }]);
    expect(await personOf(owner.personId)).toBe(owner.personId);
  });

  it('makes one person of two when the owner says so, and can be undone as any merge', async () => {
    const [first, second] = [await somebody(), await somebody()];
    await ask(second.identityId, { purpose: 'is-this-you', personId: first.personId });
    await visit(await linkTo(second), 'POST');
    expect(await personOf(second.personId)).toBe(first.personId);
    expect(await linksOf(second)).toMatchObject([{ grade: 'proven', evidence: { type: 'one-time-link' } }]);
    const [change] = (await api.dataSource.query(
      `select id from link_change where kind = 'merge' and identity_ids @> array[$1::uuid]`,
      [second.identityId],
    )) as { id: string }[];
    expect((await client.post(`/api/v1/merges/${change!.id}/undo`, {})).status).toBe(200);
    expect(await personOf(second.personId)).toBe(second.personId);
  });

  it('ends when its reader says that it was not them: nothing is joined, agents see it, and the page tells nothing', async () => {
    const [first, second] = [await somebody(), await somebody()];
    await ask(second.identityId, { purpose: 'is-this-you', personId: first.personId });
    const link = await linkTo(second);
    const looked = await visit(`${link}/not-me`);
    expect([looked.status, looked.url.endsWith(link)]).toEqual([200, true]);
    const said = await visit(`${link}/not-me`, 'POST', { 'accept-language': 'it' });
    expect([said.status, await said.text()]).toEqual([
      200,
      expect.stringContaining('Grazie di avercelo detto'),
    ]);
    for (const path of [link, `${link}/not-me`]) expect((await visit(path, 'POST')).status).toBe(410);
    expect(await (await visit(link)).text()).not.toMatch(/example|Some One/);
    expect(await personOf(second.personId)).toBe(second.personId);
    const { body } = await client.get(`/api/v1/people/${second.personId}/proofs`);
    expect(body.items).toMatchObject([
      { state: 'denied', confirmedAt: null, deniedAt: expect.any(String) as string },
    ]);
  });

  it('joins nobody when robots look at it, however often', async () => {
    const [first, second] = [await somebody(), await somebody()];
    await ask(second.identityId, { purpose: 'is-this-you', personId: first.personId });
    const link = await linkTo(second);
    for (const method of ['GET', 'HEAD', 'GET', 'HEAD']) {
      const seen = await visit(link, method, { 'user-agent': 'LinkPreview/1.0' });
      expect(seen.status).toBe(200);
      expect(seen.headers.get('cache-control')).toBe('no-store');
      expect(seen.headers.get('referrer-policy')).toBe('no-referrer');
      expect(seen.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    expect(await personOf(second.personId)).toBe(second.personId);
    expect(await (await visit(link, 'POST')).text()).toContain('Thank you');
    expect(await personOf(second.personId)).toBe(first.personId);
  });

  it('works once: of many at the same moment one confirms', async () => {
    const [first, second] = [await somebody(), await somebody()];
    await ask(second.identityId, { purpose: 'is-this-you', personId: first.personId });
    const link = await linkTo(second);
    const answers = await Promise.all([1, 2, 3, 4].map(() => visit(link, 'POST')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410, 410, 410]);
    const changes = await api.dataSource.query(
      'select from link_change where identity_ids @> array[$1::uuid]',
      [second.identityId],
    );
    expect(changes).toHaveLength(1);
    expect(await (await visit(link)).text()).toContain('was used already');
  });

  it('does nothing when it has expired, or a character of it is wrong', async () => {
    const [first, second] = [await somebody(), await somebody()];
    await ask(second.identityId, { purpose: 'is-this-you', personId: first.personId });
    const link = await linkTo(second);
    const wrong = link.slice(0, -2) + (link.endsWith('AA') ? 'BB' : 'AA');
    for (const path of [wrong, '/proof/nothing', `/proof/${uuidv7()}.${'a'.repeat(43)}`]) {
      expect((await visit(path)).status).toBe(404);
      expect((await visit(path, 'POST')).status).toBe(404);
    }
    await api.dataSource.query(
      `update proof_request set expires_at = now() - interval '1 second' where identity_id = $1`,
      [second.identityId],
    );
    const late = await visit(link, 'POST', { 'accept-language': 'it-IT,it;q=0.9' });
    expect(late.status).toBe(410);
    expect(await late.text()).toContain('scaduto');
    expect(await personOf(second.personId)).toBe(second.personId);
  });

  it('is kept as a hash, and shown to no agent', async () => {
    const owner = await somebody();
    await ask(owner.identityId, { purpose: 'confirm-address' });
    const secret = (await linkTo(owner)).split('.')[1]!;
    const { body } = await client.get(`/api/v1/threads/${owner.personId}/messages`);
    const shown = body.items.find((one: { class: string }) => one.class === 'auto-reply');
    expect(shown).toMatchObject({ direction: 'outbound', topicId: null });
    expect(JSON.stringify(body)).not.toContain(secret);
    const [row] = await api.dataSource.query('select p::text from proof_request p where identity_id = $1', [
      owner.identityId,
    ]);
    expect(row.p).not.toContain(secret);
    expect(row.p).not.toContain(Buffer.from(secret, 'base64url').toString('hex'));
  });
});

describe('the mail with a one-time link', () => {
  it('is written though somebody else writes the first one of an account at the same moment', async () => {
    const owner = await somebody();
    const [{ id: accountId, address }] = (await api.dataSource.query(
      `select id, address from account where channel = 'email' limit 1`,
    )) as [{ id: string; address: string }];
    const addressIs = (now: string) =>
      api.dataSource.query('update account set address = $2 where id = $1', [accountId, now]);
    await addressIs('first-of-all@shop.example');
    const held = api.dataSource.createQueryRunner();
    await held.startTransaction();
    await held.query(
      `insert into identity (id, kind, key, ours) values ($1, 'mail', 'first-of-all@shop.example', true)`,
      [uuidv7()],
    );
    const asking = ask(owner.identityId, { purpose: 'confirm-address' });
    await eventually(async () => {
      const waiting = (await api.dataSource.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%insert into identity%'`,
      )) as object[];
      return waiting.length > 0;
    });
    await held.commitTransaction();
    await held.release();
    expect((await asking).status).toBe(201);
    await addressIs(address);
    const [mail] = await mailTo(owner.address);
    expect(await api.dataSource.query('select class from message where id = $1', [mail!.messageId])).toEqual([
      { class: 'auto-reply' },
    ]);
  });

  it('is automatic, one per address and 24 hours, and leaves the thread as it was', async () => {
    const owner = await somebody();
    const before = await client.get(`/api/v1/threads/${owner.personId}`);
    const answers = await Promise.all(
      [1, 2, 3].map(() => ask(owner.identityId, { purpose: 'confirm-address' })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 429, 429]);
    const refused = answers.find(({ status }) => status === 429)!;
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(86_000);
    const mails = await mailTo(owner.address);
    expect(mails).toMatchObject([{ automatic: true, visibleTo: [{ key: owner.address }] }]);
    const after = await client.get(`/api/v1/threads/${owner.personId}`);
    expect([after.body.topics[0].state, after.body.version]).toEqual([
      before.body.topics[0].state,
      before.body.version,
    ]);
  });

  it('holds no word, name or full address of anybody', async () => {
    const first = await somebody({
      author: aMailIdentity('mary.secret@hidden.example', 'Mary Hidden'),
      subject: 'Secret subject',
      text: 'Secret text',
      newText: 'Secret text',
    });
    const second = await somebody();
    await ask(second.identityId, { purpose: 'is-this-you', personId: first.personId });
    const [mail] = await mailTo(second.address);
    const sent = JSON.stringify(mail);
    for (const word of ['Mary', 'mary.', 'hidden', 'Secret', 'Some One', first.identityId, first.personId])
      expect(sent).not.toContain(word);
    expect(mail!.text).toContain('m…@h….example');
  });

  it('is refused to addresses that cannot answer for one person', async () => {
    const [first, second] = [await somebody(), await somebody()];
    const asked = { purpose: 'is-this-you', personId: first.personId };
    expect((await ask(first.identityId, asked)).body.code).toBe('nothing-to-merge');
    expect((await ask(second.identityId, { purpose: 'is-this-you' })).body.code).toBe('invalid-request');
    expect((await ask(uuidv7(), asked)).status).toBe(404);
    await client.send('PATCH', `/api/v1/identities/${second.identityId}`, { shared: true });
    expect((await ask(second.identityId, asked)).body.code).toBe('recipient-refused');
    await client.send('PATCH', `/api/v1/identities/${second.identityId}`, { shared: false, blocked: true });
    expect((await ask(second.identityId, asked)).body.code).toBe('recipient-refused');
    expect(await mailTo(second.address)).toEqual([]);
    // Whoever reads our mailbox could open the link.
    const ours = await somebody({ author: aMailIdentity('support+desk@localhost', 'Desk') });
    const refused = (await ask(ours.identityId, { purpose: 'confirm-address' })).body;
    expect(refused).toMatchObject({ code: 'recipient-refused', reason: 'our-own-address' });
  });

  it('joins nobody when an address turned out to be shared meanwhile', async () => {
    const [first, second] = [await somebody(), await somebody()];
    await ask(second.identityId, { purpose: 'is-this-you', personId: first.personId });
    await client.send('PATCH', `/api/v1/identities/${first.identityId}`, { shared: true });
    await visit(await linkTo(second), 'POST');
    expect(await personOf(second.personId)).toBe(second.personId);
  });

  it('is no proof of one human when the asked address turned out to be shared meanwhile', async () => {
    const owner = await somebody();
    await ask(owner.identityId, { purpose: 'confirm-address' });
    await client.send('PATCH', `/api/v1/identities/${owner.identityId}`, { shared: true });
    await visit(await linkTo(owner), 'POST');
    expect(await linksOf(owner)).toMatchObject([{ grade: 'claimed' }]);
  });

  it('neither asks nor names an address that says itself that several write from it', async () => {
    const one = await somebody();
    const desk = await somebody({ author: aMailIdentity('info@proofs.example', 'The Desk') });
    const asked = { purpose: 'is-this-you', personId: desk.personId };
    expect((await ask(desk.identityId, { purpose: 'confirm-address' })).body.code).toBe('recipient-refused');
    expect((await ask(one.identityId, asked)).body.code).toBe('recipient-refused');
    await client.send('PATCH', `/api/v1/identities/${desk.identityId}`, { shared: false });
    expect((await ask(one.identityId, asked)).status).toBe(201);
  });
});

describe('what became of one-time links', () => {
  const shown = async ({ personId }: Somebody) =>
    (await client.get(`/api/v1/people/${personId}/proofs`)).body.items as { state: string }[];
  const deliver = (state: string, { address }: Somebody) =>
    api.dataSource.query(
      `update delivery d set state = $1 from identity i where i.id = d.recipient_identity_id and i.key = $2`,
      [state, address],
    );

  it('is shown with both persons, from the question to the answer', async () => {
    const [first, second] = [await somebody(), await somebody()];
    await ask(second.identityId, { purpose: 'is-this-you', personId: first.personId });
    const asked = {
      purpose: 'is-this-you',
      identity: { id: second.identityId, key: second.address },
      other: { id: first.identityId, key: first.address },
      by: { name: expect.any(String) },
    };
    for (const who of [first, second]) expect(await shown(who)).toMatchObject([{ ...asked, state: 'asked' }]);
    await deliver('sent', second);
    expect(await shown(first)).toMatchObject([{ state: 'waiting' }]);
    await deliver('bounced', second);
    expect(await shown(first)).toMatchObject([{ state: 'failed' }]);
    await visit(await linkTo(second), 'POST');
    expect(await shown(first)).toMatchObject([
      { ...asked, state: 'confirmed', confirmedAt: expect.any(String) },
    ]);
  });

  it('is expired when nobody answered in time', async () => {
    const owner = await somebody();
    await ask(owner.identityId, { purpose: 'confirm-address' });
    await api.dataSource.query(
      `update proof_request set expires_at = now() - interval '1 second' where identity_id = $1`,
      [owner.identityId],
    );
    expect(await shown(owner)).toMatchObject([{ purpose: 'confirm-address', state: 'expired', other: null }]);
  });
});

describe('guesses', () => {
  it('are stopped after some in a minute', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 130; n++) statuses.push((await visit('/proof/guess')).status);
    expect(new Set(statuses)).toEqual(new Set([404, 429]));
  });
});
