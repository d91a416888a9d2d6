import { mayWriteFirst, type MessageReceivedInput, type SendInput } from '@filo/contracts';
import type { BoardPage, ThreadPage } from '@filo/contracts/http';
import { Controller, type INestMicroservice } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { deletedMark } from '../../src/deletions/deleted-mark.js';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import type { FollowEvidence } from '../../src/evidence/follow-evidence.js';
import { answerOnBus } from './answer-on-bus.js';
import type { Client } from './client.js';
import { receiveByForm } from './receive-by-form.js';
import { evidenceOf } from './evidence-of.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let evidence: FollowEvidence;
let questions: INestMicroservice;
const account = uuidv7();
let asked: z.output<typeof mayWriteFirst.request>[] = [];
let says: z.input<typeof mayWriteFirst.reply> = { ok: true };

@Controller()
class Questions {
  @MessagePattern(mayWriteFirst.subject('social'))
  mayWriteFirst(@Payload() request: z.output<typeof mayWriteFirst.request>) {
    asked.push(request);
    return says;
  }
}

beforeAll(async () => {
  api = await startTestApi({ FILO_TRUSTED_PROXIES: '127.0.0.1' });
  client = await api.signedIn();
  const { dataSource } = api;
  await dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select $1, 'mastodon', 'shop@social.example', account_group_id from account where channel = 'email' limit 1`,
    [account],
  );
  evidence = evidenceOf(api);
  questions = await answerOnBus(api, 'social', Questions);
}, 120_000);
afterAll(async () => {
  await questions?.close();
  await api.close();
});
beforeEach(() => {
  asked = [];
  says = { ok: true };
});

const follow = async (): Promise<void> => {
  while (await evidence.once());
};
let visitors = 0;
const visit = (path: string, init: RequestInit = {}) =>
  fetch(api.url + path, {
    ...init,
    headers: { 'x-forwarded-for': `10.8.0.${(visitors += 1)}`, origin: 'null', ...init.headers },
  });
const typeIn = (path: string, address: string, language = 'en') =>
  visit(path, {
    method: 'POST',
    headers: { 'accept-language': language },
    body: new URLSearchParams({ address }),
  });
const sendsTo = async (key: string): Promise<SendInput[]> => {
  const rows = (await api.dataSource.query(
    `select payload from outbox where payload -> 'recipient' ->> 'key' = $1 order by id`,
    [key],
  )) as { payload: SendInput }[];
  return rows.map(({ payload }) => payload);
};
const linkIn = ({ text }: SendInput): string => /\/proof\/[\w./-]+/.exec(text)![0];
const direct = ({ messageId }: { messageId: string }) =>
  client.post('/api/v1/invitations', { messageId, directly: true });
const listOf = async (personId: string) =>
  (await client.get(`/api/v1/people/${personId}/invitations`)).body.items;
const personOf = async (id: string): Promise<string> => (await client.get(`/api/v1/threads/${id}`)).body.id;

let names = 0;
/** Somebody who complains in public. */
const complained = async (over: Partial<MessageReceivedInput> = {}) => {
  const name = `loud${names++}`;
  const key = `https://social.example/users/${name}`;
  const author = { kind: 'mastodon', key, handle: `${name}@social.example` };
  const { messageId, threadId } = await receive(api, {
    ...{ channel: 'mastodon', accountId: account, author, replyTo: author, participants: [] },
    ...{
      audience: 'public',
      authorProof: { verdict: 'proven', reason: 'signed in' },
      arrival: { via: 'api' },
    },
    ...{ threadingId: `https://social.example/@${name}/1`, text: 'Hello?', newText: 'Hello?', ...over },
  });
  return { key, author, personId: threadId, messageId };
};
/** And is invited. */
const invited = async (over: Partial<MessageReceivedInput> = {}) => {
  const one = await complained(over);
  const { body } = await client.post('/api/v1/invitations', { messageId: one.messageId });
  return { ...one, id: body.id as string };
};

it('goes by direct message to the public account alone, below what it said, and tells nothing else', async () => {
  const one = await invited();
  const { status, body } = await direct(one);
  expect([status, body.direct]).toEqual([201, expect.objectContaining({ state: 'asked', provenAt: null })]);
  expect(asked).toEqual([{ channel: 'mastodon', accountId: account, recipient: one.author }]);
  const [sent, ...others] = await sendsTo(one.key);
  expect(others).toEqual([]);
  expect(sent).toMatchObject({
    ...{ audience: 'private', automatic: true, recipient: one.author, visibleTo: [one.author] },
    inReplyTo: 'https://social.example/@loud0/1',
  });
  expect(sent!.text).toContain('/proof/direct/');
  expect([...sent!.text].length).toBeLessThanOrEqual(500);
  const { items } = (await client.get(`/api/v1/threads/${one.personId}/messages`)).body;
  expect(JSON.stringify(items)).not.toContain('/proof/direct/');
});

it.each([
  [
    'that stands',
    async ({ messageId }: { messageId: string }) => {
      await client.post('/api/v1/invitations', { messageId });
      return (await direct({ messageId })).status;
    },
  ],
  [
    'that is made by it',
    async ({ messageId }: { messageId: string }) =>
      (await client.post('/api/v1/invitations', { messageId, directly: true })).status,
  ],
])(
  'an invitation %s is our answer: nobody waits, the card is handled, and the list shows it',
  async (_, send) => {
    const one = await complained();
    const waitsFor = async ({ personId, messageId }: { personId: string; messageId: string }) => {
      const rows = (await client.get('/api/v1/threads?view=all&limit=100')).body as ThreadPage;
      const { cards } = (await client.get('/api/v1/board')).body as BoardPage;
      const { state, previewDirection: preview } = rows.items.find(({ id }) => id === personId)!;
      return { state, preview, column: cards.find((card) => card.messageId === messageId)?.column };
    };
    expect(await waitsFor(one)).toEqual({ state: 'open', preview: 'inbound', column: 'watch' });
    expect(await send(one)).toBe(201);
    expect(await waitsFor(one)).toEqual({ state: 'waiting', preview: 'outbound', column: 'handled' });
    await new RebuildProjections(api.dataSource).run();
    expect(await waitsFor(one)).toEqual({ state: 'waiting', preview: 'outbound', column: 'handled' });
  },
);

it('its link proves the account, the mailed one the address: both buttons pressed, they are one person at once', async () => {
  const one = await invited();
  await direct(one);
  const [message] = await sendsTo(one.key);
  const page = linkIn(message!);
  for (const method of ['GET', 'HEAD']) expect((await visit(page, { method })).status).toBe(200);
  expect((await listOf(one.personId))[0].direct).toMatchObject({ provenAt: null });
  const refused = await (await typeIn(page, 'nonsense<', 'it')).text();
  expect(refused).toContain('Questo non è un indirizzo');
  // It stands there to be mended, its fault between its label and itself.
  expect(refused).toMatch(
    /<label for="address">.*\n<p class="fault" id="fault".*\n<input id="address".* value="nonsense&lt;"/,
  );
  const mail = await receive(api, {
    author: { kind: 'mail', key: 'ada@direct.example' },
    authorProof: { verdict: 'proven', reason: 'dkim=pass' },
  });
  expect((await typeIn(page, 'ada@direct.example')).status).toBe(200);
  await follow();
  expect((await listOf(one.personId))[0].direct).toMatchObject({ state: 'proven' });
  expect(await personOf(one.personId)).not.toBe(await personOf(mail.threadId));
  const [mailed] = await sendsTo('ada@direct.example');
  const link = linkIn(mailed!);
  expect((await visit(link)).status).toBe(200);
  expect(await personOf(one.personId)).not.toBe(await personOf(mail.threadId));
  const confirmed = await visit(link, { method: 'POST' });
  expect(await confirmed.text()).toContain('Thank you');
  expect(await personOf(one.personId)).toBe(await personOf(mail.threadId));
  const [shown] = await listOf(await personOf(mail.threadId));
  expect(shown).toMatchObject({ state: 'joined', joined: { messageId: null } });
  const undone = await client.post(`/api/v1/merges/${shown.joined.changeId}/undo`, {});
  expect(undone.status).toBe(200);
  expect(await personOf(one.personId)).not.toBe(await personOf(mail.threadId));
  // It is over: the page behind the direct message, too.
  expect((await visit(page)).status).toBe(410);
});

it('its page holds the form too, and whoever sends that has pressed its button: only the mailed link is left', async () => {
  const one = await invited();
  await direct(one);
  const page = linkIn((await sendsTo(one.key))[0]!);
  const shown = await visit(page);
  const html = await shown.text();
  expect(html).toMatch(/<textarea[^>]* id="w-message" name="message" required/);
  const [, action] = /action="(http[^"]+)\/forms\/contact\/submissions"/.exec(html)!;
  expect(shown.headers.get('content-security-policy')).toContain(
    `form-action 'self' ${new URL(action!).origin};`,
  );
  const [, key] = /name="_invitation" value="([^"]+)"/.exec(html)!;
  expect(page).not.toContain(key);
  const [{ url }] = await listOf(one.personId);
  expect(url).not.toContain(key);
  expect((await visit(`/proof/to/${key}`)).status).toBe(404);

  const { threadId } = await receiveByForm(api, 'form@direct.example', { invitation: key });
  await follow();
  expect((await listOf(one.personId))[0].direct).toMatchObject({ state: 'proven' });
  expect(await personOf(one.personId)).not.toBe(await personOf(threadId));
  const [mailed] = await sendsTo('form@direct.example');
  expect(await (await visit(linkIn(mailed!), { method: 'POST' })).text()).toContain('Thank you');
  expect(await personOf(one.personId)).toBe(await personOf(threadId));
});

it('an address that was typed at the public page still needs the line to be posted', async () => {
  const one = await invited();
  await direct(one);
  const [message] = await sendsTo(one.key);
  await typeIn(linkIn(message!), 'first@direct.example');
  const [{ url }] = await listOf(one.personId);
  await typeIn(new URL(url as string).pathname, 'stranger@direct.example');
  await follow();
  const [mailed] = await sendsTo('stranger@direct.example');
  const answer = await (await visit(linkIn(mailed!), { method: 'POST' })).text();
  expect(answer).toContain('post this line');
  expect((await listOf(one.personId))[0].state).toBe('mail-proven');
});

it('a link of a direct message confirms nothing at the page of other links, and a withdrawn one nothing anywhere', async () => {
  const one = await invited();
  await direct(one);
  const page = linkIn((await sendsTo(one.key))[0]!);
  const elsewhere = page.replace('/direct/', '/');
  for (const path of [elsewhere, `${elsewhere}/not-me`])
    expect((await visit(path, { method: 'POST' })).status).toBe(404);
  const [, invitation] = /name="_invitation" value="([^"]+)"/.exec(await (await visit(page)).text())!;
  await client.send('DELETE', `/api/v1/invitations/${one.id}`);
  expect((await typeIn(page, 'late@direct.example')).status).toBe(410);
  await receiveByForm(api, 'late@direct.example', { invitation });
  await follow();
  expect(await sendsTo('late@direct.example')).toEqual([]);
});

it.each([
  ['cannot-write-first', 'no-direct-messages'],
  ['not-allowed', 'not-written-first'],
])(
  'where the network does not let us (%s) nothing is sent, and the agent reads why',
  async (code, reason) => {
    const one = await invited();
    const why = [{ code, with: { network: 'X' } }];
    says = { ok: false, code, message: 'They take messages only from those whom they follow.', why };
    const look = (await client.get(`/api/v1/messages/${one.messageId}/inviting/direct`)).body;
    expect(look).toEqual({ possible: false, reason, why: says.message, whys: why });
    const { body } = await direct(one);
    expect(body).toMatchObject({ status: 422, code: 'cannot-reply', reason, whys: why });
    expect(body.detail).toContain('only from those whom they follow');
    expect(await sendsTo(one.key)).toEqual([]);
  },
);

describe('whoever only looks how somebody could be invited', () => {
  const count = async (): Promise<number> =>
    (await api.dataSource.query('select count(*)::int as n from invitation'))[0].n;

  it('invites nobody, and sees what is open already', async () => {
    const one = await complained();
    const before = await count();
    const look = () => client.get(`/api/v1/messages/${one.messageId}/inviting`);
    expect((await look()).body).toEqual({ invitation: null, language: null });
    expect((await client.get(`/api/v1/messages/${one.messageId}/inviting/direct`)).body.possible).toBe(true);
    expect(await count()).toBe(before);
    const { body } = await client.post('/api/v1/invitations', { messageId: one.messageId });
    expect((await look()).body).toEqual({ invitation: body, language: null });
  });

  it('and who sends it at once invites by it, or nobody where nothing can be sent', async () => {
    const one = await complained();
    const send = () => client.post('/api/v1/invitations', { messageId: one.messageId, directly: true });
    says = {
      ok: false,
      code: 'not-allowed',
      message: 'They take messages only from those whom they follow.',
    };
    expect((await send()).body).toMatchObject({ status: 422, reason: 'not-written-first' });
    says = { ok: true };
    await api.dataSource.query(`update identity set blocked = true where key = $1`, [one.key]);
    expect((await send()).body).toMatchObject({ reason: 'address-blocked' });
    expect(await listOf(one.personId)).toEqual([]);
    await api.dataSource.query(`update identity set blocked = false where key = $1`, [one.key]);
    const { status, body } = await send();
    expect([status, body.direct.state]).toEqual([201, 'asked']);
    expect(await sendsTo(one.key)).toHaveLength(1);
    // One a day: the next is not sent, and so not made.
    await client.send('DELETE', `/api/v1/invitations/${body.id}`);
    expect((await send()).status).toBe(429);
    expect(await listOf(one.personId)).toMatchObject([{ id: body.id, state: 'withdrawn' }]);
  });
});

it('goes once a day to the same account, and speaks Italian to whoever does', async () => {
  const one = await invited();
  const [identity] = await api.dataSource.query('select id from identity where key = $1', [one.key]);
  await api.dataSource.query(
    `insert into fact (id, identity_id, field, value, source, actor, at) values ($1, $2, 'language', 'it', 'agent', 'test', now())`,
    [uuidv7(), identity.id],
  );
  expect((await direct(one)).status).toBe(201);
  expect((await direct(one)).status).toBe(429);
  const [sent] = await sendsTo(one.key);
  expect(sent!.text).toContain('continuare con lei in privato');
});

/** Somebody who was written to, and the page behind their message. */
const written = async () => {
  const one = await invited();
  await direct(one);
  const [message] = await sendsTo(one.key);
  const [{ url }] = await listOf(one.personId);
  return { ...one, page: linkIn(message!), publicPage: new URL(url as string).pathname };
};
const confirm = async (address: string) => {
  const page = await visit(linkIn((await sendsTo(address)).at(-1)!), { method: 'POST' });
  return page.text();
};
const aDayLater = (invitationId: string) =>
  api.dataSource.query(
    `update proof_request set asked_at = asked_at - interval '25 hours' where invitation_id = $1`,
    [invitationId],
  );
/** What agents read of an invitation that joined nobody, and why the audit says so. */
const refusals = async ({ id, personId }: { id: string; personId: string }) => {
  const shown = (await listOf(personId)).find((one: { id: string }) => one.id === id);
  const audit = (await api.dataSource.query(
    `select data ->> 'reason' as reason from audit where kind = 'invitation-direct-refused' and subject_id = $1 order by id`,
    [id],
  )) as { reason: string }[];
  return { shown: shown.refused, audit: audit.map(({ reason }) => reason) };
};
const noMessage = (reason: string) => ({ reason, messageId: null, at: expect.any(String) as string });

describe('what strangers do at the public page takes nothing from the direct message', () => {
  it('its own address, typed there before, gets one more mail, and joins', async () => {
    const one = await written();
    await typeIn(one.publicPage, 'both@direct.example');
    await follow();
    await typeIn(one.page, 'both@direct.example');
    await follow();
    expect(await sendsTo('both@direct.example')).toHaveLength(2);
    expect(await confirm('both@direct.example')).toContain('Thank you');
    expect((await listOf(one.personId))[0].state).toBe('joined');
  });

  it('nor do as many addresses as the public page may mail in a day', async () => {
    const one = await written();
    for (let stranger = 0; stranger < 21; stranger++) {
      await typeIn(one.publicPage, `stranger${stranger}@crowd.example`);
      await follow();
    }
    expect(await sendsTo('stranger19@crowd.example')).toHaveLength(1);
    expect(await sendsTo('stranger20@crowd.example')).toEqual([]);
    await typeIn(one.page, 'owner@direct.example');
    await follow();
    expect(await sendsTo('owner@direct.example')).toHaveLength(1);
  });

  it('nor do those that wait there for their mail', async () => {
    const one = await written();
    for (let stranger = 0; stranger < 20; stranger++)
      await typeIn(one.publicPage, `waiting${stranger}@crowd.example`);
    await typeIn(one.page, 'patient@direct.example');
    await follow();
    expect(await sendsTo('patient@direct.example')).toHaveLength(1);
  });
});

describe('agents read why both buttons joined nobody', () => {
  it('when the address turned out to be shared', async () => {
    const one = await written();
    await typeIn(one.page, 'kin@direct.example');
    await follow();
    await api.dataSource.query(`update identity set shared = true where key = 'kin@direct.example'`);
    expect(await confirm('kin@direct.example')).toContain('Thank you');
    expect((await listOf(one.personId))[0].state).toBe('open');
    expect(await refusals(one)).toEqual({ shown: noMessage('barred'), audit: ['barred'] });
  });

  it('when an agent took the two apart before', async () => {
    const one = await written();
    await typeIn(one.page, 'apart@direct.example');
    await follow();
    await confirm('apart@direct.example');
    const [{ joined }] = await listOf(await personOf(one.personId));
    await client.post(`/api/v1/merges/${joined.changeId}/undo`, {});
    await aDayLater(one.id);
    const { id } = (await client.post('/api/v1/invitations', { messageId: one.messageId })).body;
    expect(id).not.toBe(one.id);
    expect((await direct(one)).status).toBe(201);
    await typeIn(linkIn((await sendsTo(one.key)).at(-1)!), 'apart@direct.example');
    await follow();
    await confirm('apart@direct.example');
    expect(await refusals({ ...one, id })).toEqual({ shown: noMessage('barred'), audit: ['barred'] });
  });

  it('when the address that was typed got no mail, until one gets it', async () => {
    const one = await written();
    await api.dataSource.query(
      `insert into identity (id, kind, key, shared, shared_by) values ($1, 'mail', 'family@direct.example', true, 'agent')`,
      [uuidv7()],
    );
    const typed = async (address: string) => {
      await typeIn(one.page, address);
      await follow();
      return refusals(one);
    };
    expect((await typed('family@direct.example')).shown).toEqual(noMessage('address-refused'));
    expect((await typed('mine@direct.example')).shown).toBeNull();
    const { shown, audit } = await typed('mine@direct.example');
    expect([shown, audit]).toEqual([noMessage('asked-already'), ['address-refused', 'asked-already']]);
  });
});

it('answers no post that its author has deleted', async () => {
  const one = await invited();
  const { author } = one;
  const later = await receive(api, {
    ...{ channel: 'mastodon', accountId: account, author, replyTo: author, participants: [] },
    ...{ audience: 'public', threadingId: 'https://social.example/@regrets/2', text: 'Oh.', newText: 'Oh.' },
  });
  await api.dataSource.query('update message set marks = marks || $2::jsonb where id = $1', [
    later.messageId,
    JSON.stringify([deletedMark]),
  ]);
  await direct(one);
  const [sent] = await sendsTo(one.key);
  expect(sent!.inReplyTo).toMatch(/^https:\/\/social\.example\/@loud\d+\/1$/);
});

it('a language that was learnt where the agent does not look decides nothing', async () => {
  const one = await invited();
  const [identity] = await api.dataSource.query('select id from identity where key = $1', [one.key]);
  const closed = uuidv7();
  await api.dataSource.query(`insert into account_group (id, name) values ($1, 'Closed')`, [closed]);
  await api.dataSource.query(
    `insert into fact (id, identity_id, field, value, source, actor, at, account_group_id)
     values ($1, $2, 'language', 'it', 'agent', 'test', now(), $3)`,
    [uuidv7(), identity.id, closed],
  );
  await direct(one);
  const [sent] = await sendsTo(one.key);
  expect(sent!.text).not.toContain('continuare con lei');
});

describe('before it leaves', () => {
  const ask = (messageId: string, more: object = {}) =>
    client.post('/api/v1/invitations', { messageId, directly: true, undo: true, ...more });
  const holdBack = (messageId: string) => client.post(`/api/v1/messages/${messageId}/hold-back`, {});

  it('its words are shown in both languages, under our name, with the one that the person reads', async () => {
    await api.dataSource.query(`update workspace set name = 'Town Lamps'`);
    const one = await complained();
    const look = () => client.get(`/api/v1/messages/${one.messageId}/inviting/direct`);
    const { body } = await look();
    expect(body).toMatchObject({ possible: true, words: { language: null } });
    const { texts } = body.words;
    expect(texts.en).toContain('Town Lamps would like to go on with you in private');
    expect(texts.it).toContain('Town Lamps vorrebbe continuare con lei in privato');
    for (const text of [texts.en, texts.it]) expect(text.split('[…]')).toHaveLength(2);
    await api.dataSource.query(
      `insert into fact (id, identity_id, field, value, claimed, at, source, actor)
       select $1, id, 'language', 'it-IT', true, now(), 'message', '{"name":"a form"}' from identity where key = $2`,
      [uuidv7(), one.key],
    );
    expect((await look()).body.words.language).toBe('it');
  });

  it('says what the agent wrote, with a link in its place, and never without one', async () => {
    const one = await complained();
    for (const text of ['No link', '[…] and […]', `${'x'.repeat(400)}[…]`])
      expect((await ask(one.messageId, { text })).status).toBe(400);
    expect(await sendsTo(one.key)).toEqual([]);
    expect((await ask(one.messageId, { text: 'Ciao! $& qui: […]', language: 'it' })).status).toBe(201);
    const [sent] = await sendsTo(one.key);
    expect(sent!.text).toMatch(/^Ciao! \$& qui: http\S+\/proof\/direct\/\S+$/);
    const { items } = (await client.get(`/api/v1/threads/${one.personId}/messages`)).body;
    const [shown] = items.filter(({ text }: { text: string }) => text === 'Ciao! $& qui: […]');
    expect(shown).toMatchObject({ audience: 'private', subject: null });
  });

  it('is held as other answers are, and held back nobody was invited: they wait again, and can be invited anew', async () => {
    const one = await complained();
    const before = Date.now();
    const { body } = await ask(one.messageId);
    const { messageId, heldUntil } = body.direct;
    expect(Date.parse(heldUntil) - before).toBeGreaterThan(5_000);
    const back = await holdBack(messageId);
    expect([back.status, back.body]).toEqual([200, { draft: null }]);
    expect(await sendsTo(one.key)).toEqual([]);
    expect(await listOf(one.personId)).toMatchObject([{ state: 'withdrawn', direct: null }]);
    const rows = (await client.get('/api/v1/threads?view=all&limit=100')).body as ThreadPage;
    expect(rows.items.find(({ id }) => id === one.personId)!.state).toBe('open');
    expect((await holdBack(messageId)).status).toBe(404);
    expect((await ask(one.messageId)).status).toBe(201);
    expect(await sendsTo(one.key)).toHaveLength(1);
  });

  it('held back leaves one that stood before, and one that has left stays', async () => {
    const one = await invited();
    const { body } = await ask(one.messageId);
    await holdBack(body.direct.messageId);
    expect(await listOf(one.personId)).toMatchObject([{ id: one.id, state: 'open', direct: null }]);
    const again = (await ask(one.messageId)).body.direct.messageId;
    await api.dataSource.query(`update delivery set state = 'sending' where message_id = $1`, [again]);
    expect((await holdBack(again)).status).toBe(422);
    expect(await sendsTo(one.key)).toHaveLength(1);
  });

  it('leaves at once where nobody asks to hold it', async () => {
    const one = await complained();
    const { body } = await ask(one.messageId, { undo: false });
    expect(body.direct.heldUntil).toBeNull();
  });
});
