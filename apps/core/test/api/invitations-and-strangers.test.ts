import type { MessageReceivedInput } from '@filo/contracts';
import { createLogger } from '@filo/service';
import { tokenKeysOf } from '../../src/config.js';
import { ApplyKeptEdits } from '../../src/edits/apply-kept-edits.js';
import { StoreEdits } from '../../src/edits/store-edits.js';
import type { FollowEvidence } from '../../src/evidence/follow-evidence.js';
import { ownIds } from '../../src/ingest/own-ids.js';
import { severityWordsOf } from '../../src/severity/severity-words-of.js';
import { anAccount } from './an-account.js';
import type { Client } from './client.js';
import { evidenceOf } from './evidence-of.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

const { jest } = import.meta;

/** Whoever finds a public invitation tries to be joined with its account, or to keep its account from being joined. */
let api: TestApi;
let client: Client;
let evidence: FollowEvidence;
let account: string;
beforeAll(async () => {
  api = await startTestApi({ FILO_TRUSTED_PROXIES: '127.0.0.1' });
  client = await api.signedIn();
  account = await anAccount(api, { channel: 'sample', address: '@shop' });
  evidence = evidenceOf(api);
}, 120_000);
afterAll(() => api.close());

const follow = async (): Promise<void> => {
  while (await evidence.once());
};
const say = async (key: string, text: string, over: Partial<MessageReceivedInput> = {}) => {
  const said = await receive(api, {
    channel: 'sample',
    accountId: account,
    author: { kind: 'sample', key, name: key },
    authorProof: { verdict: 'proven', reason: 'signed in' },
    audience: 'public',
    participants: [],
    subject: undefined,
    text,
    newText: text,
    arrival: { via: 'api' },
    ...over,
  });
  await follow();
  return said;
};
let visitors = 0;
const visit = (path: string, init: RequestInit = {}, from = `10.8.0.${++visitors}`) =>
  fetch(api.url + path, { ...init, headers: { 'x-forwarded-for': from, ...init.headers } });
const typeIn = async (path: string, address: string, from?: string): Promise<Response> => {
  const answer = await visit(
    path,
    { method: 'POST', headers: { origin: 'null' }, body: new URLSearchParams({ address }) },
    from,
  );
  await follow();
  return answer;
};
const mailTo = async (address: string): Promise<string | undefined> => {
  const [mail] = await api.dataSource.query(
    `select payload ->> 'text' as text from outbox where payload -> 'recipient' ->> 'key' = $1`,
    [address],
  );
  return mail?.text;
};
let names = 0;
const invited = async () => {
  const key = `loud${names++}`;
  const { messageId, threadId } = await say(key, 'Nobody answers me!');
  const { body } = await client.post('/api/v1/invitations', { messageId });
  const page = new URL(body.url).pathname;
  const shown = async () => (await client.get(`/api/v1/people/${threadId}/invitations`)).body.items[0];
  return { key, threadId, id: body.id as string, page, shown };
};
const lineFor = async (page: string, address: string): Promise<string> => {
  await typeIn(page, address);
  const link = /\/proof\/[\w.-]+/.exec((await mailTo(address))!)![0];
  const html = await (await visit(link, { method: 'POST', headers: { origin: 'null' } })).text();
  return /<p class="line"><bdi>([^<]+)</.exec(html)![1]!;
};

describe('what a stranger put into what the account passes on', () => {
  it.each<[where: string, text: (line: string, masked: string) => string]>([
    ['a link', (line, at) => `here is my parcel https://parcel.example/track/${line.slice(0, 9)}?r=${at}`],
    ['a link without its scheme', (line, at) => `see parcel.example/${line.slice(0, 9)}/${at} please`],
    [
      'a link with a letter of no width',
      (line, at) => `parcel.example/\u200B${line.slice(0, 9)}\uFEFF/x ${at}`,
    ],
    ['a link behind words', (line) => `[${line}](https://parcel.example)`],
    ['a link card', (line) => `is this your recall?\n\n[Link: Recall ${line}, https://parcel.example/a]`],
    ['what a picture shows', (line) => `look\n\n[Picture: a box]\n${line} ]`],
    ['the name of somebody', (line, at) => `@${line.slice(0, 9)} @${at}`],
    ['words that read backwards', (line) => `so: \u202E ${line}`],
  ])('joins nobody: %s', async (_, text) => {
    const one = await invited();
    const line = await lineFor(one.page, `m${one.key}@evil.example`);
    await say(one.key, text(line, 'm...@e....example'));
    expect(await one.shown()).toMatchObject({ state: 'mail-proven', joined: null });
  });

  it('joins nobody where its network tells what was typed, and the agent reads why', async () => {
    const one = await invited();
    const line = await lineFor(one.page, 'spaces@evil.example');
    await say(one.key, `track (https://parcel.example/ ${line} )`, { typedText: '\u{FFFC}' });
    expect(await one.shown()).toMatchObject({ state: 'mail-proven', refused: { reason: 'not-typed' } });
    await say(one.key, `@shop ${line} https://parcel.example`, { typedText: `\u{FFFC} ${line} \u{FFFC}` });
    expect(await one.shown()).toMatchObject({ state: 'joined' });
  });
});

describe('a page whose mails strangers used up', () => {
  it('says so to the agent and to whoever reads it, keeps some for those who wrote before, and a new one can be made', async () => {
    const one = await invited();
    await receive(api, { author: { kind: 'mail', key: 'regular@example.org' } });
    expect(await one.shown()).toMatchObject({ pageFullUntil: null });
    for (let n = 0; n < 20; n++) await typeIn(one.page, `victim${n}@elsewhere.example`);
    const { pageFullUntil } = await one.shown();
    expect(Date.parse(pageFullUntil)).toBeGreaterThan(Date.now() + 23 * 3_600_000);

    const page = await (await typeIn(one.page, 'rosa@example.org')).text();
    expect(page).toContain('No more links from this page today');
    expect(page).toContain('href="mailto:');
    expect(await mailTo('rosa@example.org')).toBeUndefined();
    expect(page).toContain('Write to us now instead');
    const same = (html: string) => html.replace(/name="_once" value="[^"]+"/, '');
    expect(same(await (await typeIn(one.page, 'regular@example.org')).text())).toBe(same(page));
    expect(await mailTo('regular@example.org')).toContain('/proof/');

    await client.send('DELETE', `/api/v1/invitations/${one.id}`);
    const { messageId } = await say(one.key, 'Still nobody!');
    const { body } = await client.post('/api/v1/invitations', { messageId });
    await typeIn(new URL(body.url).pathname, 'rosa@example.org');
    expect(await mailTo('rosa@example.org')).toContain('/proof/');
  });

  it('gives one client a part of them', async () => {
    const one = await invited();
    const clock = jest.spyOn(Date, 'now');
    let now = Date.now();
    const said: string[] = [];
    for (let n = 0; n < 10; n++) {
      clock.mockReturnValue((now += 30_000));
      const answer = await typeIn(one.page, `one${n}@elsewhere.example`, '10.99.0.1');
      said.push(`${answer.status} ${/<h1[^>]*>([^<]+)</.exec(await answer.text())![1]!}`);
    }
    clock.mockRestore();
    expect(said.slice(7)).toEqual([
      '200 Look into your mail',
      '429 No more links from here today',
      '429 No more links from here today',
    ]);
    expect(await mailTo('one8@elsewhere.example')).toBeUndefined();
  });
});

describe('the mails of an hour that strangers used up at many pages', () => {
  const flood = async (count: number) => {
    const { id } = await invited();
    const identity = await receive(api, { author: { kind: 'mail', key: 'flooded@elsewhere.example' } });
    await api.dataSource.query(
      `insert into proof_request (id, secret_hash, purpose, identity_id, message_id, asked_at, expires_at, invitation_id)
       select gen_random_uuid(), decode('00', 'hex'), 'invitation', m.author_identity_id, m.id, clock_timestamp() - interval '59 minutes',
         clock_timestamp(), $2 from message m, generate_series(1, $3) where m.id = $1`,
      [identity.messageId, id, count],
    );
  };
  beforeAll(async () => {
    await api.dataSource.query(`update proof_request set asked_at = asked_at - interval '1 day'`);
  });
  afterEach(() =>
    api.dataSource.query('delete from proof_request where secret_hash = decode($1, $2)', ['00', 'hex']),
  );

  it('take nothing from what agents ask, nor the one mail of an address', async () => {
    const one = await invited();
    await receive(api, { author: { kind: 'mail', key: 'asked@example.org' } });
    const [identity] = await api.dataSource.query(`select id from identity where key = 'asked@example.org'`);
    await typeIn(one.page, 'asked@example.org');
    expect(await mailTo('asked@example.org')).toContain('/proof/');
    await flood(200);
    const ask = () => client.post(`/api/v1/identities/${identity.id}/proofs`, { purpose: 'confirm-address' });
    expect((await ask()).status).toBe(201);
    expect((await ask()).body.reason).toBe('asked-already');
  });

  it('are a part of them for one account group: the page says what to do instead, and the agent sees it', async () => {
    const one = await invited();
    expect(await one.shown()).toMatchObject({ mailsPausedUntil: null });
    await flood(60);
    const answer = await typeIn(one.page, 'late@example.org');
    const page = await answer.text();
    expect(answer.status).toBe(429);
    expect(page).toContain('No more links for the moment');
    expect(page).toContain('href="mailto:');
    expect(await mailTo('late@example.org')).toBeUndefined();
    const { mailsPausedUntil, pageFullUntil } = await one.shown();
    expect(Math.abs(Date.parse(mailsPausedUntil) - Date.now())).toBeLessThan(120_000);
    expect(pageFullUntil).toBeNull();
  });
});

describe('a line that its author mends', () => {
  const mend = async (externalId: string, text: string, more: { at?: string; typedText?: string } = {}) => {
    const edits = new StoreEdits(api.dataSource, severityWordsOf([]), ownIds(tokenKeysOf(api.settings)));
    const now = { channel: 'sample', accountId: account, at: new Date().toISOString(), newText: text };
    await edits.run([{ ...now, externalId, text, ...more }]);
    await follow();
  };
  const posted = async () => {
    const one = await invited();
    const line = await lineFor(one.page, `${one.key}@example.org`);
    const externalId = `sample:${one.key}`;
    await say(one.key, `${line.slice(0, 3)}${line.slice(4)}`, { externalId });
    expect(await one.shown()).toMatchObject({ state: 'mail-proven', refused: null });
    return { ...one, line, externalId };
  };

  it('joins as if it had been posted then', async () => {
    const { shown, line, externalId } = await posted();
    await mend(externalId, line);
    expect(await shown()).toMatchObject({ state: 'joined', refused: null });
  });

  it('joins nobody when it was mended too late, or in a link, and the agent reads why', async () => {
    const { shown, line, externalId, id } = await posted();
    await mend(externalId, `track (https://parcel.example/ ${line} )`, { typedText: '\u{FFFC}' });
    expect(await shown()).toMatchObject({ state: 'mail-proven', refused: { reason: 'not-typed' } });
    await api.dataSource.query(
      `update proof_request set code_expires_at = now() - interval '1 second' where invitation_id = $1`,
      [id],
    );
    await mend(externalId, line);
    expect(await shown()).toMatchObject({ joined: null, refused: { reason: 'code-expired' } });
  });

  it('joins nobody by a time of long ago that its author’s server gives to the change', async () => {
    const { shown, line, externalId, id } = await posted();
    await api.dataSource.query(
      `update proof_request set code_expires_at = now() - interval '90 minutes' where invitation_id = $1`,
      [id],
    );
    await mend(externalId, line, { at: new Date(Date.now() - 2 * 3_600_000).toISOString() });
    expect(await shown()).toMatchObject({ joined: null, refused: { reason: 'code-expired' } });
  });

  it('is judged although the edit came before its message', async () => {
    const { shown, line, key } = await posted();
    await mend('sample:early', line, { typedText: '\u{FFFC}' });
    expect(
      await api.dataSource.query(
        `select typed_text as typed from edit_waiting where external_id = 'sample:early'`,
      ),
    ).toEqual([{ typed: '\u{FFFC}' }]);
    await say(key, 'a first word', { externalId: 'sample:early' });
    await new ApplyKeptEdits(
      api.dataSource,
      new StoreEdits(api.dataSource, severityWordsOf([]), ownIds(tokenKeysOf(api.settings))),
      createLogger({ service: 'core-worker', level: 'fatal' }),
    ).once();
    await follow();
    expect(await shown()).toMatchObject({ joined: null, refused: { reason: 'not-typed' } });
  });
});
