import type { MessageReceivedInput, SendInput } from '@filo/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { FollowEvidence } from '../../src/evidence/follow-evidence.js';
import type { Answer, Client } from './client.js';
import { evidenceOf } from './evidence-of.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let evidence: FollowEvidence;
const account = uuidv7();
const [otherAccount, thirdAccount, farAccount] = [uuidv7(), uuidv7(), uuidv7()];
beforeAll(async () => {
  api = await startTestApi({ FILO_TRUSTED_PROXIES: '127.0.0.1' });
  client = await api.signedIn();
  const { dataSource } = api;
  for (const [id, address] of [
    [account, 'lobby'],
    [otherAccount, 'cellar'],
    [thirdAccount, 'attic'],
    [farAccount, 'abroad'],
  ])
    await dataSource.query(
      `insert into account (id, channel, address, account_group_id)
       select $1, 'sample', $2, account_group_id from account where channel = 'email' limit 1`,
      [id, address],
    );
  await dataSource.query(
    `with far as (insert into account_group (id, name) values ($1, 'Far') returning id)
     update account set account_group_id = far.id from far where account.id = $2`,
    [uuidv7(), farAccount],
  );
  evidence = evidenceOf(api);
}, 120_000);
afterAll(() => api.close());

const follow = async (): Promise<void> => {
  while (await evidence.once());
};
const post = (key: string, text: string, over: Partial<MessageReceivedInput> = {}) =>
  receive(api, {
    channel: 'sample',
    accountId: account,
    author: { kind: 'sample', key, name: key },
    authorProof: { verdict: 'proven', reason: 'signed in' },
    audience: 'public',
    participants: [],
    text,
    newText: text,
    arrival: { via: 'api' },
    ...over,
  });
let visitors = 0;
/** A browser of its own without a session. */
const visit = (path: string, init: RequestInit = {}) => {
  const from = `10.9.${Math.floor(visitors / 250)}.${(visitors++ % 250) + 1}`;
  return fetch(api.url + path, { ...init, headers: { 'x-forwarded-for': from, ...init.headers } });
};
const typeIn = (path: string, address: string, language = 'en') =>
  visit(path, {
    method: 'POST',
    headers: { origin: 'null', 'accept-language': language },
    body: new URLSearchParams({ address }),
  });
const invite = (messageId: string): Promise<Answer> => client.post('/api/v1/invitations', { messageId });
const mailsTo = async (address: string): Promise<SendInput[]> => {
  const rows = (await api.dataSource.query(
    `select payload from outbox where payload -> 'recipient' ->> 'key' = $1 order by id`,
    [address],
  )) as { payload: SendInput }[];
  return rows.map(({ payload }) => payload);
};
const count = async (): Promise<{ persons: number; links: number; changes: number }> => {
  const [row] = await api.dataSource.query(
    `select (select count(*)::int from person) as persons,
       (select count(*)::int from link where withdrawn_at is null) as links,
       (select count(*)::int from link_change where kind <> 'confirm') as changes`,
  );
  return row;
};
const refusals = async (invitationId: string): Promise<string[]> => {
  const rows = (await api.dataSource.query(
    `select data ->> 'reason' as reason from audit where kind = 'invitation-code-refused' and subject_id = $1 order by id`,
    [invitationId],
  )) as { reason: string }[];
  return rows.map(({ reason }) => reason);
};
const listOf = async (personId: string) =>
  (await client.get(`/api/v1/people/${personId}/invitations`)).body.items;

let names = 0;
/** Somebody who complains in public, and is invited. */
const invited = async () => {
  const key = `loud${names++}`;
  const { messageId, threadId } = await post(key, 'Nobody answers me!');
  const { body } = await invite(messageId);
  return { key, messageId, personId: threadId, id: body.id as string, page: new URL(body.url).pathname };
};
type Invited = Awaited<ReturnType<typeof invited>>;
/** Goes through the page with an address and resolves with the line to post. */
const lineFor = async ({ page }: Invited, address: string): Promise<string> => {
  expect((await typeIn(page, address)).status).toBe(200);
  await follow();
  const [mail] = await mailsTo(address);
  const link = /\/proof\/[\w.-]+/.exec(mail!.text)![0];
  const html = await (await visit(link, { method: 'POST', headers: { origin: 'null' } })).text();
  return /<p class="line"><bdi>([^<]+)</.exec(html)![1]!;
};
const say = async (key: string, text: string, over: Partial<MessageReceivedInput> = {}) => {
  const said = await post(key, text, over);
  await follow();
  return said;
};

describe('an invitation', () => {
  it('is made once for an author and an account, and sends nothing', async () => {
    const { messageId } = await post('once', 'Hello?');
    const [first, again] = await Promise.all([invite(messageId), invite(messageId)]);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(first.body).toMatchObject({ state: 'open', answers: [], joined: null, refused: null });
    expect(first.body.text).toContain(first.body.url);
    const look = async () => (await client.get(`/api/v1/messages/${messageId}/inviting`)).body;
    expect(await look()).toMatchObject({ invitation: { id: first.body.id }, language: null });
    const wordsIn = async (language?: string) =>
      (await client.post('/api/v1/invitations', { messageId, language })).body.text as string;
    expect(await wordsIn('it')).toBe(`Continuiamo in privato, dove leggiamo solo noi: ${first.body.url}`);
    expect(await wordsIn()).toMatch(/^Let us go on/);
    await api.dataSource.query(
      `insert into fact (id, identity_id, field, value, source, actor, at) values ($1, $2, 'language', 'it-CH', 'agent', 'test', now())`,
      [uuidv7(), first.body.identity.id],
    );
    expect(await look()).toMatchObject({ language: 'it' });
    expect(await wordsIn()).toMatch(/^Continuiamo/);
    expect(await wordsIn('en')).toMatch(/^Let us go on/);
    const later = await post('once', 'Still there?');
    expect((await invite(later.messageId)).body.id).toBe(first.body.id);
    const elsewhere = await post('once', 'And here?', { accountId: otherAccount });
    expect((await invite(elsewhere.messageId)).body.id).not.toBe(first.body.id);
  });

  it('is for whoever wrote a public message, and for nobody else', async () => {
    const letter = await receive(api, { author: { kind: 'mail', key: 'quiet@example.org' } });
    expect((await invite(letter.messageId)).body.code).toBe('recipient-refused');
    expect((await invite(uuidv7())).status).toBe(404);
  });

  it.each([
    ['withdrawn', ({ id }: Invited) => client.send('DELETE', `/api/v1/invitations/${id}`)],
    [
      'expired',
      ({ id }: Invited) =>
        api.dataSource.query(`update invitation set expires_at = now() - interval '1 s' where id = $1`, [id]),
    ],
    ['joined', ({ key }: Invited, line: string) => say(key, line)],
  ])(
    'is over once it is %s: its page says so and mails nobody, and its codes join nobody',
    async (state, end) => {
      const one = await invited();
      const line = await lineFor(one, `${state}@example.org`);
      await end(one, line);
      expect((await listOf(one.personId))[0].state).toBe(state);
      const before = await count();
      for (const method of ['GET', 'HEAD']) expect((await visit(one.page, { method })).status).toBe(410);
      const stranger = `stranger-of-${state}@example.org`;
      expect((await typeIn(one.page, stranger)).status).toBe(410);
      await say(one.key, line);
      expect(await mailsTo(stranger)).toEqual([]);
      expect(await count()).toEqual(before);
      expect(await refusals(one.id)).toEqual([state === 'joined' ? 'used' : 'invitation-over']);
      expect((await invite(one.messageId)).body.id).not.toBe(one.id);
    },
  );
});

describe('the page of an invitation', () => {
  it('changes nothing when it is opened, by whatever opens it', async () => {
    const one = await invited();
    const rows = () =>
      api.dataSource.query(
        `select (select json_agg(v) from invitation v) as v, (select count(*) from proof_request) as p,
           (select count(*) from evidence_waiting) as w, (select count(*) from audit) as a, (select count(*) from identity) as i`,
      );
    const before = await rows();
    for (const method of ['GET', 'HEAD'])
      for (const agent of ['Slackbot-LinkExpanding 1.0', 'Twitterbot/1.0', 'Mozilla/5.0']) {
        const seen = await visit(one.page, { method, headers: { 'user-agent': agent, purpose: 'prefetch' } });
        expect(seen.status).toBe(200);
        expect(seen.headers.get('cache-control')).toBe('no-store');
        expect(seen.headers.get('x-robots-tag')).toBe('noindex');
        expect(seen.headers.get('referrer-policy')).toBe('no-referrer');
        expect(seen.headers.get('content-security-policy')).toContain("default-src 'none'");
        expect(seen.headers.getSetCookie()).toEqual([]);
      }
    expect(await rows()).toEqual(before);
  });

  it('answers the same to an address that we know, one that we do not, and one that may not be written to', async () => {
    await receive(api, { author: { kind: 'mail', key: 'known@example.org' } });
    await receive(api, { author: { kind: 'mail', key: 'blocked@example.org' } });
    await api.dataSource.query(`update identity set blocked = true where key = 'blocked@example.org'`);
    const one = await invited();
    const addresses = [
      'known@example.org',
      'unknown@example.org',
      'blocked@example.org',
      'info@example.org',
      'known@example.org',
    ];
    const answers: string[] = [];
    for (const address of addresses) {
      const answer = await typeIn(one.page, address);
      answers.push(`${answer.status} ${await answer.text()}`);
      await follow();
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('Look into your mail');
    expect(await Promise.all(addresses.slice(0, 4).map(async (one) => (await mailsTo(one)).length))).toEqual([
      1, 1, 0, 0,
    ]);
  });

  it('says in the language of its reader what is no address, and sends nothing', async () => {
    const one = await invited();
    for (const typed of ['', 'nobody', 'a@b', `${'x'.repeat(330)}@example.org`, 'a@x.org, b@x.org']) {
      const answer = await typeIn(one.page, typed, 'it-IT');
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('Questo non è un indirizzo');
    }
    expect(await api.dataSource.query('select from evidence_waiting')).toEqual([]);
    expect((await visit('/proof/to/nothing')).status).toBe(404);
    expect((await visit(`/proof/to/${'a'.repeat(22)}`)).status).toBe(404);
  });

  it('lets one client ask for a few mails a minute, and one invitation for twenty a day', async () => {
    const one = await invited();
    const statuses: number[] = [];
    for (let n = 0; n < 8; n++) {
      const answer = await visit(one.page, {
        method: 'POST',
        headers: { 'x-forwarded-for': '10.200.0.1', origin: 'null' },
        body: new URLSearchParams({ address: `many${n}@example.org` }),
      });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    for (let n = 0; n < 25; n++) {
      await typeIn(one.page, `more${n}@example.org`);
      await follow();
    }
    const [mailed] = await api.dataSource.query(
      'select count(*)::int as n from proof_request where invitation_id = $1',
      [one.id],
    );
    expect(mailed.n).toBe(20);
  });

  it('makes us mail no word of its visitor, nor the account in full', async () => {
    const { messageId } = await post('Win-Money-Now', 'Look at http://bad.example');
    const { body } = await invite(messageId);
    await typeIn(new URL(body.url).pathname, 'third@example.org', 'it');
    await follow();
    const [mail] = await mailsTo('third@example.org');
    expect(mail).toMatchObject({ automatic: true, visibleTo: [{ key: 'third@example.org' }] });
    expect(mail!.text).toContain('l’account pubblico W…');
    for (const word of ['Win-Money', 'bad.example', 'Look at'])
      expect(JSON.stringify(mail)).not.toContain(word);
  });
});

describe('the code', () => {
  it('joins the account that posts it and the address that was shown it, proven, and an agent can undo that', async () => {
    const one = await invited();
    const before = await count();
    const line = await lineFor(one, 'right@example.org');
    expect(line).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4} r… at e….org$/);
    expect(await count()).toEqual(before);
    expect(await listOf(one.personId)).toMatchObject([
      { state: 'mail-proven', answers: [{ address: 'right@example.org', used: false }] },
    ]);
    const { messageId } = await say(one.key, `Here it is: ${line}`);
    const [shown] = await listOf(one.personId);
    expect(shown).toMatchObject({ state: 'joined', joined: { messageId }, refused: null });
    const person = (await client.get(`/api/v1/people/${one.personId}`)).body;
    expect(person.identities.map(({ key }: { key: string }) => key).toSorted()).toEqual([
      one.key,
      'right@example.org',
    ]);
    const [change] = await api.dataSource.query(
      'select grade, evidence, actor from link_change where id = $1',
      [shown.joined.changeId],
    );
    expect(change).toMatchObject({
      grade: 'proven',
      evidence: { type: 'public-invitation', invitationId: one.id, messageId },
      actor: 'public invitation',
    });
    const history = (await client.get(`/api/v1/people/${one.personId}/history`)).body;
    expect(JSON.stringify(history)).toContain('the public account itself posted the code');
    const of = ({ identity }: { identity: { key: string } }) => identity.key === one.key;
    expect(history.links.find(of).identity.handle).toBe(
      person.identities.find(({ key }: { key: string }) => key === one.key).handle,
    );

    await say(one.key, `Once more: ${line}`);
    expect(await refusals(one.id)).toEqual(['used']);
    expect((await client.post(`/api/v1/merges/${shown.joined.changeId}/undo`, {})).status).toBe(200);
    expect((await listOf(one.personId))[0].state).toBe('undone');
    await say(one.key, `And again: ${line}`);
    expect((await client.get(`/api/v1/people/${one.personId}`)).body.identities).toHaveLength(1);
  });

  it('joins nobody when anybody else posts it, in another place, unproven, quoted, or too late', async () => {
    const one = await invited();
    const line = await lineFor(one, 'mallory@example.org');
    const stranger = await post('stranger', 'I am here as well');
    const before = await count();
    await say('stranger', line);
    await say(one.key, line, { accountId: otherAccount });
    await say(one.key, line, { authorProof: { verdict: 'claimed', reason: 'a relay' } });
    await say(one.key, `> ${line}\nWhat is this?`);
    await say(one.key, line, { history: true });
    await api.dataSource.query(
      `update proof_request set code_expires_at = now() - interval '1 minute' where invitation_id = $1`,
      [one.id],
    );
    await say(one.key, line);
    expect(await count()).toEqual(before);
    expect(await refusals(one.id)).toEqual([
      'another-identity',
      'another-account',
      'unproven',
      'code-expired',
    ]);
    expect(await listOf(stranger.threadId)).toEqual([]);
    expect((await listOf(one.personId))[0]).toMatchObject({
      state: 'open',
      refused: { reason: 'code-expired' },
    });
  });

  it('joins as well when the account sends it to us in private, for whoever would not post it', async () => {
    const one = await invited();
    const line = await lineFor(one, 'discreet@example.org');
    const { messageId } = await say(one.key, `As you asked: ${line}`, { audience: 'private' });
    const [shown] = await listOf(one.personId);
    expect(shown).toMatchObject({ state: 'joined', joined: { messageId }, refused: null });
    const history = (await client.get(`/api/v1/people/${one.personId}/history`)).body;
    expect(JSON.stringify(history)).toContain('the public account itself sent the code in private');
    await say(one.key, `Once more: ${line}`, { audience: 'private' });
    expect(await refusals(one.id)).toEqual(['used']);
  });

  it('joins nobody in private either when anybody else sends it, elsewhere, unproven, without its address, or too late', async () => {
    const one = await invited();
    const line = await lineFor(one, 'mallory2@example.org');
    const before = await count();
    const send = (key: string, text: string, over: Partial<MessageReceivedInput> = {}) =>
      say(key, text, { audience: 'private', ...over });
    await send('whisperer', line);
    await send(one.key, line, { accountId: otherAccount });
    await send(one.key, line, { authorProof: { verdict: 'claimed', reason: 'a relay' } });
    await send(one.key, `They said I get a refund for ${line.slice(0, 9)}`);
    await api.dataSource.query(
      `update proof_request set code_expires_at = now() - interval '1 minute' where invitation_id = $1`,
      [one.id],
    );
    await send(one.key, line);
    expect((await count()).links - before.links).toBe(1);
    expect((await count()).changes).toBe(before.changes);
    expect(await refusals(one.id)).toEqual([
      'another-identity',
      'another-account',
      'unproven',
      'address-not-named',
      'code-expired',
    ]);
  });

  it('in a mail or a form says nothing of a public account, and is not looked at', async () => {
    const one = await invited();
    const line = await lineFor(one, 'letters@example.org');
    await receive(api, { author: { kind: 'mail', key: 'letters@example.org' }, text: line, newText: line });
    await follow();
    expect(await refusals(one.id)).toEqual([]);
    expect((await listOf(one.personId))[0].state).toBe('mail-proven');
  });

  describe('in a post that several accounts of ours hear', () => {
    const inAll = (externalId: string, over: Partial<MessageReceivedInput> = {}) => ({ externalId, ...over });

    it('joins whichever of them is told first, and is judged again when the invited one hears it later', async () => {
      const one = await invited();
      const line = await lineFor(one, 'both@example.org');
      const told = inAll('sample:both');
      await say(one.key, line, { ...told, accountId: otherAccount });
      expect((await listOf(one.personId))[0].refused).toMatchObject({ reason: 'another-account' });
      const { messageId } = await say(one.key, line, told);
      expect((await listOf(one.personId))[0]).toMatchObject({
        ...{ state: 'joined', joined: { messageId }, refused: null },
      });
      // As the next comparison tells it.
      for (const accountId of [account, otherAccount, thirdAccount])
        await say(one.key, line, { ...told, accountId });
      expect(await refusals(one.id)).toEqual(['another-account']);
    });

    it('joins nobody at any other, however many hear it, and that is written down once', async () => {
      const one = await invited();
      const line = await lineFor(one, 'neither@example.org');
      for (const accountId of [otherAccount, thirdAccount])
        await say(one.key, line, inAll('sample:neither', { accountId }));
      expect(await refusals(one.id)).toEqual(['another-account']);
    });

    it('joins when a saved query of another one found it first', async () => {
      const one = await invited();
      const line = await lineFor(one, 'found@example.org');
      const heard = { as: 'listening' as const, queries: [] };
      await say(one.key, line, inAll('sample:found', { accountId: otherAccount, heard }));
      await say(one.key, line, inAll('sample:found'));
      expect((await listOf(one.personId))[0].state).toBe('joined');
    });

    it('is judged in the account group that invited, and refused in none', async () => {
      const one = await invited();
      const line = await lineFor(one, 'groups@example.org');
      await say(one.key, line, inAll('sample:groups'));
      await say(one.key, line, inAll('sample:groups', { accountId: farAccount }));
      expect((await listOf(one.personId))[0]).toMatchObject({ state: 'joined', refused: null });
      expect(await refusals(one.id)).toEqual([]);
    });
  });

  it('joins nobody when the account does not say whose address it is: nobody is talked into posting eight characters', async () => {
    const one = await invited();
    const line = await lineFor(one, 'zed@attacker.example');
    const before = await count();
    await say(one.key, `They said I get a refund for ${line.slice(0, 9)}`);
    expect(await count()).toEqual(before);
    expect(await refusals(one.id)).toEqual(['address-not-named']);
    await say(one.key, line);
    expect((await listOf(one.personId))[0].state).toBe('joined');
  });

  it('counts when it was posted in time and came late', async () => {
    const one = await invited();
    const line = await lineFor(one, 'late@example.org');
    await api.dataSource.query(
      `update proof_request set code_expires_at = now() - interval '1 minute' where invitation_id = $1`,
      [one.id],
    );
    await say(one.key, line, { sortAt: new Date(Date.now() - 120_000).toISOString() });
    expect((await listOf(one.personId))[0].state).toBe('joined');
  });

  it('joins nobody by an address that several share', async () => {
    const one = await invited();
    const line = await lineFor(one, 'kin@example.org');
    await api.dataSource.query(`update identity set shared = true where key = 'kin@example.org'`);
    const before = await count();
    await say(one.key, line);
    expect(await count()).toEqual(before);
    expect(await refusals(one.id)).toEqual(['barred']);
  });

  it('is not shown to an address that turned out to be shared, and the agent reads why nothing goes on', async () => {
    const one = await invited();
    expect((await typeIn(one.page, 'desk@example.org')).status).toBe(200);
    await follow();
    const [mail] = await mailsTo('desk@example.org');
    await api.dataSource.query(`update identity set shared = true where key = 'desk@example.org'`);
    const link = /\/proof\/[\w.-]+/.exec(mail!.text)![0];
    const page = await (await visit(link, { method: 'POST', headers: { origin: 'null' } })).text();
    // Whoever reads there learns nothing of it.
    expect(page).toContain('Your confirmation has reached us');
    expect((await listOf(one.personId))[0]).toMatchObject({
      state: 'open',
      refused: { reason: 'barred', messageId: null },
    });
  });

  it('is of one mail address: of two who answer one invitation the account chooses one', async () => {
    const one = await invited();
    const theirs = await lineFor(one, 'theirs@example.org');
    const mine = await lineFor(one, 'mine@example.org');
    await say(one.key, mine);
    await say(one.key, theirs);
    const person = (await client.get(`/api/v1/people/${one.personId}`)).body;
    expect(person.identities.map(({ key }: { key: string }) => key).toSorted()).toEqual([
      one.key,
      'mine@example.org',
    ]);
    expect(await refusals(one.id)).toEqual(['used']);
  });

  it('is shown again by the link in the mail while it holds, and to nobody who only looks', async () => {
    const one = await invited();
    const line = await lineFor(one, 'again@example.org');
    const [mail] = await mailsTo('again@example.org');
    const link = /\/proof\/[\w.-]+/.exec(mail!.text)![0];
    const look = await (await visit(link)).text();
    expect(look).not.toContain(line.slice(0, 9));
    const again = await visit(link, { method: 'POST', headers: { origin: 'null' } });
    expect(await again.text()).toContain(line);
    await say(one.key, line);
    expect((await visit(link, { method: 'POST', headers: { origin: 'null' } })).status).toBe(410);
  });
});

it('the line is heard by the account that it was asked for, removed and added again', async () => {
  const one = await invited();
  const line = await lineFor(one, 'added-again@example.org');
  const again = uuidv7();
  await api.dataSource.query(`update account set state = 'removed' where id = $1`, [account]);
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) select $2, channel, address, account_group_id from account where id = $1`,
    [account, again],
  );
  await say(one.key, line, { accountId: again });
  expect(await listOf(one.personId)).toMatchObject([{ state: 'joined', refused: null }]);
});
