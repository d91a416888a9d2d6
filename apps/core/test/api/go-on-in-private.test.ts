import type { MessageReceivedInput, SendInput } from '@filo/contracts';
import { v7 as uuidv7 } from 'uuid';
import { tokenKeysOf } from '../../src/config.js';
import { StoreEdits } from '../../src/edits/store-edits.js';
import type { FollowEvidence } from '../../src/evidence/follow-evidence.js';
import { ownIds } from '../../src/ingest/own-ids.js';
import { severityWordsOf } from '../../src/severity/severity-words-of.js';
import type { Client } from './client.js';
import { receiveByForm } from './receive-by-form.js';
import { evidenceOf } from './evidence-of.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

const forms = 'https://forms.example.org';
const lobby = uuidv7();
let api: TestApi;
let client: Client;
let evidence: FollowEvidence;
let edits: StoreEdits;
let contact: string;
let mailbox: string;

beforeAll(async () => {
  api = await startTestApi({
    FILO_FORM_URL: forms,
    FILO_TRUSTED_PROXIES: '127.0.0.1',
    FILO_ORGANISATION: 'Town Lamps',
  });
  client = await api.signedIn();
  const { dataSource, settings } = api;
  await dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select $1, 'sample', 'lobby', account_group_id from account where channel = 'email' limit 1`,
    [lobby],
  );
  await dataSource.query(`update workspace set time_zone = 'Asia/Tokyo'`);
  [{ id: contact }] = await dataSource.query(`select id from account where channel = 'webform'`);
  [{ address: mailbox }] = await dataSource.query(`select address from account where channel = 'email'`);
  evidence = evidenceOf(api);
  edits = new StoreEdits(dataSource, severityWordsOf([]), ownIds(tokenKeysOf(settings)));
}, 120_000);
afterAll(() => api.close());

const follow = async (): Promise<void> => {
  while (await evidence.once());
};
let visitors = 0;
const visit = (path: string, init: RequestInit = {}) =>
  fetch(api.url + path, {
    ...init,
    headers: { 'x-forwarded-for': `10.8.0.${++visitors}`, origin: 'null', ...init.headers },
  });
const post = async (key: string, text: string, over: Partial<MessageReceivedInput> = {}) => {
  const said = await receive(api, {
    channel: 'sample',
    accountId: lobby,
    author: { kind: 'sample', key, name: key },
    authorProof: { verdict: 'proven', reason: 'signed in' },
    audience: 'public',
    participants: [],
    text,
    newText: text,
    arrival: { via: 'api' },
    ...over,
  });
  await follow();
  return said;
};
const edit = (externalId: string, text: string) =>
  edits.run([
    {
      ...{ channel: 'sample', accountId: lobby, externalId },
      ...{ at: new Date().toISOString(), text, newText: text },
    },
  ]);
/** As the form service hears it. */
const byForm = async (address: string, text: string, over: Partial<MessageReceivedInput> = {}) => {
  const said = await receiveByForm(api, address, { text, language: 'it', ...over });
  await follow();
  return said;
};
const mailsTo = async (address: string): Promise<SendInput[]> => {
  const rows: { payload: SendInput }[] = await api.dataSource.query(
    `select payload from outbox where payload -> 'recipient' ->> 'key' = $1 order by id`,
    [address],
  );
  return rows.map(({ payload }) => payload);
};
const invitationsOf = async (personId: string) =>
  (await client.get(`/api/v1/people/${personId}/invitations`)).body.items;
const threadOf = async (personId: string): Promise<string[]> => {
  const { body } = await client.get(`/api/v1/threads/${personId}/messages`);
  return body.items.map(({ text }: { text: string }) => text);
};
/** Which messages of a thread name a public account that their author says to be. */
const saidToBe = async (personId: string): Promise<Record<string, unknown>> => {
  const { body } = await client.get(`/api/v1/threads/${personId}/messages`);
  const items: { text: string; saysToBe?: unknown }[] = body.items;
  return Object.fromEntries(items.flatMap(({ text, saysToBe }) => (saysToBe ? [[text, saysToBe]] : [])));
};
const invited = async (key: string) => {
  const { messageId, threadId } = await post(key, 'Nobody answers me!');
  const { body } = await client.post('/api/v1/invitations', { messageId });
  const page = new URL(body.url as string).pathname;
  return { key, personId: threadId, page, slug: page.split('/').at(-1)! };
};
/** Types the address into the page, presses the button of the mail, and resolves with the link and what it showed. */
const proven = async (page: string, address: string, language = 'en') => {
  await visit(page, { method: 'POST', body: new URLSearchParams({ address }) });
  await follow();
  return press(address, language);
};
const press = async (address: string, language = 'en') => {
  const [mail] = await mailsTo(address);
  const link = /\/proof\/[\w.-]+/.exec(mail!.text)![0];
  const pressed = await visit(link, { method: 'POST', headers: { 'accept-language': language } });
  const html = await pressed.text();
  return { link, pressed, html, line: /<p class="line"><bdi>([^<]+)</.exec(html)?.[1] };
};

describe('the page of a public invitation', () => {
  it('holds a form of ours beside the mail, sent to the form service, under the name of the workspace', async () => {
    const { page, slug } = await invited('reads');
    const shown = await visit(page);
    const html = await shown.text();
    expect(html).toContain('<h1>Town Lamps: go on in private</h1>');
    expect(html).not.toContain('Filo');
    expect(html).toContain(`action="${forms}/forms/contact/submissions"`);
    expect(html).toContain(`name="_invitation" value="${slug}"`);
    expect(html).toMatch(
      /<label for="w-message">[^<]+<\/label>\s*<textarea[^>]* id="w-message" name="message" required/,
    );
    expect(html).toMatch(/<input id="address" name="email" type="email" required[^>]* value=""/);
    // One question for the address, whichever button is pressed.
    expect(html.match(/type="email"/g)).toHaveLength(1);
    expect(shown.headers.get('content-security-policy')).toContain(`form-action 'self' ${forms};`);
    // Enter in any field presses the first button of a form: what was written, never the mail of a link.
    expect(/<button type="submit"[^>]*>/.exec(html)![0]).not.toContain('formaction');
    const twice = [html, await (await visit(page)).text()].map(
      (one) => /name="_once" value="([^"]+)"/.exec(one)![1],
    );
    expect(new Set(twice).size).toBe(2);
  });

  it.each([
    ['the address alone was taken', 'typist@example.org', 'Look into your mail'],
    ['the address is none', 'typist', 'This is not a mail address'],
  ])('loses no word of the message when its other button is pressed and %s', async (_, address, said) => {
    const { page } = await invited(`types-${address}`);
    const [, here] = /formaction="([^"]+)"[^>]* formnovalidate/.exec(await (await visit(page)).text())!;
    const typed = { name: 'Tilda', email: address, message: '\nIt <broke>\n"twice"' };
    const answer = await visit(new URL(here!, api.url + page).pathname, {
      method: 'POST',
      body: new URLSearchParams(typed),
    });
    const html = await answer.text();
    expect(html).toContain(said);
    expect(html).toMatch(/<input[^>]* name="name"[^>]* value="Tilda"/);
    // The first line break of a text area is not a part of what is in it.
    expect(html).toMatch(/<textarea[^>]*>\n\nIt &lt;broke&gt;\n&quot;twice&quot;<\/textarea>/);
    expect(html).toMatch(new RegExp(`<input[^>]* name="email"[^>]* value="${address}"`));
    expect(html).toContain(`action="${forms}/forms/contact/submissions"`);
    expect(answer.headers.get('content-security-policy')).toContain(forms);
  });

  it('asks all that the form asks, and says what of it is optional', async () => {
    const { page } = await invited('orders');
    const more = [
      { name: 'order', type: 'text', label: { en: 'Order number', it: 'Numero d’ordine' }, required: false },
      { name: 'news', type: 'consent', label: { en: 'Send me news' }, required: false },
    ];
    const [{ settings }] = await api.dataSource.query('select settings from account where id = $1', [
      contact,
    ]);
    const change = (fields: unknown) =>
      api.dataSource.query(
        `update account set settings = jsonb_set(settings, '{fields}', $2::jsonb) where id = $1`,
        [contact, JSON.stringify(fields)],
      );
    try {
      await change([...settings.fields, ...more]);
      const html = await (await visit(page)).text();
      expect(html).toMatch(
        /<label for="w-order">Order number \(optional\)<\/label>\s*<input type="text"[^>]* name="order"(?! required)/,
      );
      expect(html).toMatch(
        /<input type="checkbox" id="w-news" name="news">Send me news \(optional\)<\/label>/,
      );
      const italian = await (await visit(page, { headers: { 'accept-language': 'it' } })).text();
      expect(italian).toContain('Numero d’ordine (facoltativo)');
    } finally {
      await change(settings.fields);
    }
  });

  it('has no form that asks for a token, is paused, or of another account group', async () => {
    const { page } = await invited('alone');
    const change = (set: string) =>
      api.dataSource.query(`update account set ${set} where id = $1`, [contact]);
    try {
      await change(`settings = settings || '{"requireSiteToken":true}'`);
      expect(await (await visit(page)).text()).not.toContain('/submissions');
      await change(`settings = settings - 'requireSiteToken', state = 'paused'`);
      expect(await (await visit(page)).text()).not.toContain('/submissions');
    } finally {
      await change(`settings = settings - 'requireSiteToken', state = 'active'`);
    }
    expect(await (await visit(page)).text()).toContain('/submissions');
  });

  it('offers the oldest form that asks who writes and what, though an older one asks for less', async () => {
    const { page } = await invited('chooses');
    const older = uuidv7();
    await api.dataSource.query(
      `insert into account (id, channel, address, account_group_id, settings, created_at)
       select $1, channel, 'newsletter', account_group_id, jsonb_set(settings, '{fields}', $3::jsonb),
         created_at - interval '1 day' from account where id = $2`,
      [older, contact, JSON.stringify([{ name: 'email', type: 'email', label: { en: 'E-mail' } }])],
    );
    try {
      expect(await (await visit(page)).text()).toContain(`action="${forms}/forms/contact/submissions"`);
    } finally {
      await api.dataSource.query('delete from account where id = $1', [older]);
    }
  });

  it('joins nobody by what is written there: the address is mailed a link, and only the line of the account joins both', async () => {
    const one = await invited('writes');
    const { threadId } = await byForm('writer@example.org', 'My lamp is broken', { invitation: one.slug });
    expect(threadId).not.toBe(one.personId);
    expect(await invitationsOf(one.personId)).toMatchObject([{ state: 'open' }]);
    const [mail, ...more] = await mailsTo('writer@example.org');
    expect(more).toEqual([]);
    expect(mail!.text).toContain('ha invitato l’account pubblico');
    expect(mail!.text).not.toContain('lamp');
    // Before the link is opened the agent reads already who it says to be.
    expect(await saidToBe(threadId)).toEqual({ 'My lamp is broken': { kind: 'sample', account: 'writes' } });
    expect(await invitationsOf(threadId)).toMatchObject([
      { state: 'open', answers: [], claims: [{ address: 'writer@example.org' }] },
    ]);
    const { line } = await press('writer@example.org');
    expect(await invitationsOf(threadId)).toMatchObject([
      { state: 'mail-proven', answers: [{ address: 'writer@example.org' }] },
    ]);
    await post('stranger', line!);
    expect(await threadOf(one.personId)).not.toContain('My lamp is broken');
    await post('writes', line!);
    expect(await threadOf(one.personId)).toContain('My lamp is broken');
    expect(await saidToBe(one.personId)).toEqual({});
    expect(await invitationsOf(one.personId)).toMatchObject([{ state: 'joined', claims: [] }]);
  });

  it('say who they say to be while the invitation stands, also after the code ended and where no link was mailed', async () => {
    const one = await invited('stands');
    const { threadId } = await byForm('stands@example.org', 'It rattles', { invitation: one.slug });
    await press('stands@example.org');
    const says = { kind: 'sample', account: 'stands' };
    const other = await invited('also-stands');
    // Mailed within a day already, so that this one gets no link.
    await byForm('stands@example.org', 'It howls', { invitation: other.slug });
    const mail = await receive(api, {
      ...{ author: { kind: 'mail', key: 'stands@example.org' }, participants: [] },
      authorProof: { verdict: 'proven', reason: 'dmarc' },
      text: 'By mail',
      newText: 'By mail',
    });
    expect(mail.threadId).toBe(threadId);
    await api.dataSource.query(
      `update proof_request set code_expires_at = now() - interval '1 hour' where code_expires_at is not null
       and invitation_id = (select id from invitation where slug = $1)`,
      [one.slug],
    );
    expect(await saidToBe(threadId)).toEqual({
      'It rattles': says,
      'It howls': { kind: 'sample', account: 'also-stands' },
      'By mail': says,
    });
    expect(await invitationsOf(threadId)).toMatchObject([
      { identity: { key: 'also-stands' }, claims: [{ address: 'stands@example.org' }] },
      { identity: { key: 'stands' }, claims: [{ address: 'stands@example.org' }] },
    ]);
    const apart = (await client.get(`/api/v1/threads/${threadId}`)).body.version;
    const { version } = (await client.get(`/api/v1/threads/${one.personId}`)).body;
    const merged = await client.post('/api/v1/merges', {
      ...{ personIds: [one.personId, threadId], versions: { [one.personId]: version, [threadId]: apart } },
    });
    expect(merged.status).toBe(200);
    // Joined by an agent: no question of who says to be whom is left between these two.
    expect(await saidToBe(one.personId)).toEqual({ 'It howls': { kind: 'sample', account: 'also-stands' } });
    expect(await invitationsOf(one.personId)).toMatchObject([
      { identity: { key: 'also-stands' }, claims: [{ address: 'stands@example.org' }] },
      { identity: { key: 'stands' }, state: 'open', claims: [] },
    ]);
    expect((await client.post(`/api/v1/merges/${merged.body.id}/undo`, {})).status).toBe(200);
    expect(await saidToBe(threadId)).toMatchObject({ 'It rattles': says });
    await api.dataSource.query(
      `update invitation set expires_at = now() - interval '1 minute' where slug = any($1)`,
      [[one.slug, other.slug]],
    );
    expect(await saidToBe(threadId)).toEqual({});
  });

  it('mails nobody for a form that names no invitation, or one that there is not', async () => {
    await byForm('plain@example.org', 'Hello');
    await byForm('made-up@example.org', 'Hello', { invitation: 'a'.repeat(22) });
    expect(await mailsTo('plain@example.org')).toEqual([]);
    expect(await mailsTo('made-up@example.org')).toEqual([]);
  });
});

describe('by a form that asks the owner of each address', () => {
  const asking = (on: boolean) =>
    api.dataSource.query(
      `update account set settings = settings || jsonb_build_object('confirmAddress', $2::boolean) where id = $1`,
      [contact, on],
    );
  beforeAll(() => asking(true));
  afterAll(() => asking(false));
  const purposesAt = async (address: string): Promise<string[]> => {
    const rows: { purpose: string }[] = await api.dataSource.query(
      `select p.purpose from proof_request p join identity i on i.id = p.identity_id where i.key = $1`,
      [address],
    );
    return rows.map(({ purpose }) => purpose);
  };

  it('an invitation that there is not, is over, or has mailed enough keeps no owner from being asked, once', async () => {
    const [over, busy] = [await invited('is-over'), await invited('is-busy')];
    await api.dataSource.query(`update invitation set withdrawn_at = now() where slug = $1`, [over.slug]);
    for (let n = 0; n < 20; n++) await byForm(`busy${n}@example.org`, 'Hello', { invitation: busy.slug });
    for (const [address, invitation] of [
      ['no-such@example.org', 'a'.repeat(22)],
      ['over@example.org', over.slug],
      ['busy@example.org', busy.slug],
    ] as const) {
      await byForm(address, 'Give me the key', { invitation });
      await byForm(address, 'Now!', { invitation });
      expect(await purposesAt(address)).toEqual(['confirm-address']);
      expect(await mailsTo(address)).toHaveLength(1);
    }
  });

  it('an invitation that mails a link asks no second time', async () => {
    const { slug } = await invited('asks-once');
    await byForm('asks-once@example.org', 'Hello', { invitation: slug });
    await byForm('asks-once@example.org', 'Hello?', { invitation: 'b'.repeat(22) });
    expect(await purposesAt('asks-once@example.org')).toEqual(['invitation']);
  });
});

describe('the page of the mailed link', () => {
  it('says how to go on: the mailbox and the form, filled with the address that it proved', async () => {
    const { page } = await invited('goes-on');
    const { html, pressed, link } = await proven(page, 'goes-on@example.org', 'it');
    expect(html).toContain('Può già scriverci');
    expect(html).toContain(`<a href="mailto:${mailbox}">${mailbox}</a>`);
    expect(html).toContain(`action="${forms}/forms/contact/submissions"`);
    expect(html).toContain('value="goes-on@example.org"');
    expect(html).not.toContain('_invitation');
    expect(pressed.headers.get('content-security-policy')).toContain(forms);
    expect(await (await visit(link)).text()).not.toContain('mailto:');
  });

  it('says the end of the line in the time of the workspace', async () => {
    const { page } = await invited('clock');
    const { html } = await proven(page, 'clock@example.org');
    expect(html).toContain('GMT+9');
    expect(html).not.toContain('UTC');
  });

  it('says so still after the line has come, and not to whom it was mailed', async () => {
    const one = await invited('comes-back');
    const { link, line } = await proven(one.page, 'comes-back@example.org');
    await post('comes-back', line!);
    const again = await visit(link);
    const html = await again.text();
    expect(again.status).toBe(410);
    expect(html).toContain('Write to us in private');
    expect(html).toContain(`mailto:${mailbox}`);
    expect(html).not.toContain('comes-back@example.org');
    await byForm('comes-back@example.org', 'Here is the whole story');
    expect(await threadOf(one.personId)).toContain('Here is the whole story');
  });
});

describe('the line, when it joined,', () => {
  const rowOf = async (personId: string) => {
    const { body } = await client.get('/api/v1/threads?view=all&limit=100');
    return body.items.find(({ id }: { id: string }) => id === personId);
  };
  const cardsOf = async (): Promise<string[]> => {
    const { body } = await client.get('/api/v1/board');
    return body.cards.map(({ text }: { text: string }) => text);
  };
  const answeredBy = async (personId: string) =>
    (await client.get(`/api/v1/threads/${personId}/reply-options`)).body;

  it('is a proof and no voice: nobody waits for an answer to it, nothing is unread, and no card shows it', async () => {
    const one = await invited('proves');
    await client.post(`/api/v1/threads/${one.personId}/actions`, { kind: 'close' });
    const { line } = await proven(one.page, 'proves@example.org');
    await post('proves', `Here you are: ${line!}`);
    expect(await invitationsOf(one.personId)).toMatchObject([{ state: 'joined' }]);
    expect(await rowOf(one.personId)).toMatchObject({
      state: 'closed',
      unread: false,
      preview: 'Nobody answers me!',
    });
    expect((await cardsOf()).filter((text) => text.includes(line!))).toEqual([]);
    const { body } = await client.get(`/api/v1/threads/${one.personId}/messages`);
    expect(body.items.at(-1)).toMatchObject({ class: 'proof', audience: 'public' });
  });

  it('stays a word of theirs with more than that in it', async () => {
    const one = await invited('asks-more');
    await client.post(`/api/v1/threads/${one.personId}/actions`, { kind: 'close' });
    const { line } = await proven(one.page, 'asks-more@example.org');
    await post('asks-more', `${line!} and when do I get my lamp, please?`);
    expect(await rowOf(one.personId)).toMatchObject({ state: 'open', unread: true });
  });

  it('stays a word of theirs with a picture, or with more than a greeting, beside it', async () => {
    const blob = await api.blobs.put(Buffer.from('a picture'));
    const picture = { name: 'card.png', mediaType: 'image/png', inline: false, blob };
    for (const { key, before, attachments } of [
      { key: 'shows', before: '', attachments: [picture] },
      { key: 'cries', before: 'my card was stolen! ', attachments: [] },
    ]) {
      const one = await invited(key);
      await client.post(`/api/v1/threads/${one.personId}/actions`, { kind: 'close' });
      const { line } = await proven(one.page, `${key}@example.org`);
      await post(key, before + line!, { attachments });
      expect(await invitationsOf(one.personId)).toMatchObject([{ state: 'joined' }]);
      expect(await rowOf(one.personId)).toMatchObject({ state: 'open', unread: true });
    }
  });

  it.each([
    { where: 'beside others', key: 'beside', closed: false, text: 'My card was stolen, and nobody hears me' },
    { where: 'alone', key: 'alone', closed: true, text: 'The lamp that you repaired has burnt my table' },
  ])(
    'is a word of theirs again, and waits, once its author makes more of it where it stood $where',
    async ({ key, closed, text }) => {
      const one = await invited(key);
      const close = () => client.post(`/api/v1/threads/${one.personId}/actions`, { kind: 'close' });
      if (closed) await close();
      const { line } = await proven(one.page, `${key}@example.org`);
      await post(key, line!, { externalId: key });
      await close();
      const messageOf = async (text: string) => {
        const { body } = await client.get(`/api/v1/threads/${one.personId}/messages`);
        return body.items.find((message: { text: string }) => message.text === text);
      };
      await edit(key, `Grazie! ${line!}`);
      expect(await messageOf(`Grazie! ${line!}`)).toMatchObject({ class: 'proof' });
      expect(await rowOf(one.personId)).toMatchObject({ state: 'closed', unread: false });
      for (const time of ['once', 'told again']) {
        await edit(key, text);
        expect([time, await rowOf(one.personId)]).toMatchObject([
          time,
          { state: 'open', unread: true, preview: text },
        ]);
        expect(await messageOf(text)).toMatchObject({ class: 'human' });
        expect((await cardsOf()).filter((said) => said === text)).toEqual([text]);
      }
    },
  );

  it('lets the answer go to the address that they proved, though they wrote nothing from there yet', async () => {
    const one = await invited('silent');
    const { line } = await proven(one.page, 'silent@example.org');
    await post('silent', line!);
    const options = await answeredBy(one.personId);
    expect(options).toMatchObject({
      ...{ channel: 'email', audience: 'private', accountAddress: mailbox, cannotReply: null },
      answers: { proven: true, isNewest: true, author: { key: 'silent@example.org' } },
      to: [{ identity: { key: 'silent@example.org' } }],
    });
    const [inPrivate, inPublic] = options.places;
    expect([inPrivate, inPublic]).toMatchObject([
      { messageId: options.answersMessageId, channel: 'email', proven: true },
      { channel: 'sample', audience: 'public', proven: false },
    ]);
    const optionsOf = async (messageId: string) =>
      (await client.get(`/api/v1/threads/${one.personId}/reply-options?messageId=${messageId}`)).body;
    expect(await optionsOf(inPublic.messageId)).toMatchObject({ audience: 'public', channel: 'sample' });

    const { body: thread } = await client.get(`/api/v1/threads/${one.personId}`);
    const sent = await client.post(
      `/api/v1/threads/${one.personId}/replies`,
      { text: 'In private now', answersMessageId: options.answersMessageId },
      { 'idempotency-key': uuidv7(), 'if-match': `"${thread.version}"` },
    );
    expect(sent.status).toBe(201);
    const mail = (await mailsTo('silent@example.org')).at(-1)!;
    expect(mail).toMatchObject({ text: 'In private now', audience: 'private', channel: 'email' });
    const [invitation] = await mailsTo('silent@example.org');
    expect(mail.inReplyTo).toBe(invitation!.threadingId);
    expect(await rowOf(one.personId)).toMatchObject({ state: 'waiting' });

    await post('silent', 'And in public once more!');
    expect(await answeredBy(one.personId)).toMatchObject({ audience: 'public' });
    const { items } = (await client.get(`/api/v1/people/${one.personId}/invitations`)).body;
    await client.post(`/api/v1/merges/${items[0].joined.changeId}/undo`, {});
    expect((await optionsOf(options.answersMessageId)).status).toBe(422);
  });

  it('lets the answer go on where they are now: to the newest that they said in private', async () => {
    const one = await invited('moves');
    await byForm('moves@example.org', 'The whole story', {
      sortAt: new Date(Date.now() - 60_000).toISOString(),
    });
    const { line } = await proven(one.page, 'moves@example.org');
    expect(await answeredBy(one.personId)).toMatchObject({ audience: 'public' });
    await post('moves', line!);
    expect(await answeredBy(one.personId)).toMatchObject({ audience: 'private' });
    await post('moves', 'And in public once more!');
    expect(await answeredBy(one.personId)).toMatchObject({ audience: 'public' });
  });
});
