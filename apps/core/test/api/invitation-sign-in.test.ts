import { connectorKeyPair, openSecrets, publicKeyKey } from '@filo/bus';
import { proveFinish, proveOffer, proveStart, stateBucket, type SendInput } from '@filo/contracts';
import { Controller, type INestMicroservice } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { FollowEvidence } from '../../src/evidence/follow-evidence.js';
import { answerOnBus } from './answer-on-bus.js';
import type { Client } from './client.js';
import { evidenceOf } from './evidence-of.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

const keys = connectorKeyPair(Buffer.alloc(32, 9).toString('base64url'));
const begun = new Map<string, z.output<typeof proveStart.request>>();
/** The network makes a state of its own for each. */
const theirStateOf = (state: string) => `theirs-${state}`;
/** A connector of a release before this one does not tell core that state, and the address does not hold it. */
let tellsState = true;
const lastBegun = () => [...begun.keys()].at(-1) ?? '';
/** What the browser brought back last. */
let answered: Record<string, string> = {};
/** Who is signed in at the network in this browser. */
let signedInAs = '';

/** Stands in for the connector of a network: the code names who signed in, and works once for each state. */
@Controller()
class NetworkConnector {
  @MessagePattern(proveOffer.subject('sample'))
  offer() {
    return { label: 'Sample', directMessages: true };
  }
  @MessagePattern(proveStart.subject('sample'))
  start(@Payload() given: unknown) {
    const request = proveStart.request.parse(given);
    begun.set(request.state, request);
    const url = `https://network.example/authorize?a=1&b=2`;
    return { ok: true, url, ...(tellsState && { theirState: theirStateOf(request.state) }) };
  }
  @MessagePattern(proveFinish.subject('sample'))
  finish(@Payload() { state, sealedAnswer }: z.output<typeof proveFinish.request>) {
    const request = begun.get(state);
    begun.delete(state);
    answered = openSecrets(keys, [state], sealedAnswer);
    const { code } = answered;
    if (request === undefined || code === undefined)
      return { ok: false, code: 'state-invalid', message: 'No.' };
    return { ok: true, key: code, note: request.note };
  }
}

let api: TestApi;
let client: Client;
let evidence: FollowEvidence;
let connector: INestMicroservice;
const account = uuidv7();
beforeAll(async () => {
  api = await startTestApi({
    FILO_TRUSTED_PROXIES: '127.0.0.1',
    FILO_PUBLIC_URL: 'https://filo.example.org',
  });
  client = await api.signedIn();
  const { dataSource } = api;
  await dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select $1, 'sample', 'lobby', account_group_id from account where channel = 'email' limit 1`,
    [account],
  );
  evidence = evidenceOf(api);
  connector = await answerOnBus(api, 'sample', NetworkConnector);
  await (await api.bus.bucket(stateBucket('sample'))).put(publicKeyKey, keys.publicKey);
}, 120_000);
afterAll(async () => {
  await connector.close();
  await api.close();
});

let visitors = 0;
/** One browser: it keeps its cookies. */
class Browser {
  readonly cookies = new Map<string, string>();
  readonly #from = `10.8.0.${(visitors += 1)}`;

  async visit(path: string, init: RequestInit = {}): Promise<{ status: number; html: string }> {
    const answer = await fetch(api.url + path, {
      ...init,
      redirect: 'manual',
      headers: { 'x-forwarded-for': this.#from, origin: 'null', cookie: this.#sent(), ...init.headers },
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (set.includes('Expires=Thu, 01 Jan 1970')) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return { status: answer.status, html: await answer.text() };
  }

  press(path: string, language = 'en') {
    return this.visit(path, { method: 'POST', headers: { 'accept-language': language } });
  }

  /** The network sends it back, signed in as whoever is signed in there: from the last sign-in, unless another is named. */
  comeBack(over: Record<string, string> = {}, state = lastBegun()) {
    const said = { code: signedInAs, state: theirStateOf(state), ...over };
    return this.visit(`/proof/signed-in?${new URLSearchParams(said)}`);
  }

  #sent(): string {
    return Array.from(this.cookies, ([name, value]) => `${name}=${value}`).join('; ');
  }
}

let names = 0;
/** Somebody who complains in public is invited, and gives an address, whose mailed link has been confirmed. */
const confirmed = async () => {
  const key = `loud${(names += 1)}`;
  const { messageId, threadId } = await receive(api, {
    ...{ channel: 'sample', accountId: account, author: { kind: 'sample', key, name: key } },
    ...{ authorProof: { verdict: 'proven', reason: 'signed in' }, audience: 'public', participants: [] },
    ...{ text: 'Nobody answers!', newText: 'Nobody answers!', arrival: { via: 'api' } },
  });
  const { body } = await client.post('/api/v1/invitations', { messageId });
  return { key, personId: threadId, id: body.id as string, page: new URL(body.url).pathname };
};
type Invited = Awaited<ReturnType<typeof confirmed>>;
const linkFor = async ({ page }: Invited, address: string): Promise<string> => {
  await new Browser().visit(page, { method: 'POST', body: new URLSearchParams({ address }) });
  while (await evidence.once());
  const [{ payload }] = (await api.dataSource.query(
    `select payload from outbox where payload -> 'recipient' ->> 'key' = $1 order by id desc limit 1`,
    [address],
  )) as [{ payload: SendInput }];
  return /\/proof\/[\w.-]+/.exec(payload.text)![0];
};
/** Whether the public account and the mail address are of one person now. */
const areOne = async (key: string, address: string): Promise<boolean> => {
  const rows = (await api.dataSource.query(
    `select from link l join identity i on i.id = l.identity_id
     where l.withdrawn_at is null and i.key = any($1::text[]) group by l.person_id having count(*) = 2`,
    [[key, address]],
  )) as unknown[];
  return rows.length === 1;
};
const audited = async (id: string, kind: string): Promise<object[]> => {
  const rows = (await api.dataSource.query(
    'select data from audit where subject_id = $1 and kind = $2 order by id',
    [id, kind],
  )) as { data: object }[];
  return rows.map(({ data }) => data);
};

it('who signs in as the account that was invited ends as one person with the mail address, without posting a line', async () => {
  const invited = await confirmed();
  const link = await linkFor(invited, 'one@customer.example');
  const browser = new Browser();
  const { html } = await browser.press(link);
  expect(html).toContain(`action="${link.split('/').at(-1)}/sign-in"`);
  expect(html).toContain('Sign in with Sample instead');
  expect(html).toContain('post this line, or send it to us');
  expect(html).toContain('to @lobby as a direct message');
  expect((await browser.press(link, 'it')).html).toContain('a @lobby come messaggio diretto');
  const leaving = await browser.press(`${link}/sign-in`);
  expect(leaving.html).toContain('href="https://network.example/authorize?a=1&amp;b=2"');
  expect(leaving.html).toContain('o…@c….example');
  expect([...begun.values()].at(-1)).toMatchObject({
    key: invited.key,
    accountId: account,
    redirectUri: 'https://filo.example.org/proof/signed-in',
  });
  signedInAs = invited.key;
  const back = await browser.comeBack();
  expect([back.status, back.html]).toEqual([200, expect.stringContaining('both are yours')]);
  expect(await areOne(invited.key, 'one@customer.example')).toBe(true);
  expect(await audited(invited.id, 'invitation-joined')).toMatchObject([{ signedInAt: 'sample' }]);
  // Link and answer are over now.
  expect((await browser.press(`${link}/sign-in`)).status).toBe(410);
  expect((await browser.comeBack()).status).toBe(400);
});

it('a stranger who opens the link first and signs in as somebody else joins nobody, and the page says so', async () => {
  const invited = await confirmed();
  const link = await linkFor(invited, 'stranger@elsewhere.example');
  const browser = new Browser();
  await browser.press(link);
  await browser.press(`${link}/sign-in`);
  signedInAs = 'stranger';
  const { status, html } = await browser.comeBack();
  expect([status, html]).toEqual([403, expect.stringContaining('This is not the account that was invited')]);
  expect(await areOne(invited.key, 'stranger@elsewhere.example')).toBe(false);
  expect(await audited(invited.id, 'invitation-sign-in-refused')).toMatchObject([
    { reason: 'another-identity' },
  ]);
  // The one invited can still come.
  const own = await linkFor(invited, 'owner@customer.example');
  const theirs = new Browser();
  await theirs.press(own);
  await theirs.press(`${own}/sign-in`);
  signedInAs = invited.key;
  expect((await theirs.comeBack()).status).toBe(200);
  expect(await areOne(invited.key, 'owner@customer.example')).toBe(true);
});

it('an account that turned out to be shared joins nobody, and the agent reads why', async () => {
  const invited = await confirmed();
  const link = await linkFor(invited, 'kin@customer.example');
  const browser = new Browser();
  await browser.press(link);
  await browser.press(`${link}/sign-in`);
  await api.dataSource.query('update identity set shared = true where key = $1', [invited.key]);
  signedInAs = invited.key;
  await browser.comeBack();
  expect(await areOne(invited.key, 'kin@customer.example')).toBe(false);
  const { body } = await client.get(`/api/v1/people/${invited.personId}/invitations`);
  expect(body.items).toMatchObject([
    { state: 'mail-proven', refused: { reason: 'barred', messageId: null } },
  ]);
});

it('the answer counts in the browser that went out, for the link that it was begun from, and once', async () => {
  const [invited, other] = [await confirmed(), await confirmed()];
  const [link, otherLink] = [
    await linkFor(invited, 'two@customer.example'),
    await linkFor(other, 'three@customer.example'),
  ];
  const browser = new Browser();
  for (const one of [link, otherLink]) await browser.press(one);
  await browser.press(`${link}/sign-in`);
  signedInAs = invited.key;
  // Another browser has no part in it.
  expect((await new Browser().comeBack()).status).toBe(400);
  // A cookie that somebody mended for another link: the state is of this one.
  const [[name, kept]] = [...browser.cookies] as [[string, string]];
  const tokenOf = (one: string) => encodeURIComponent(one.split('/').at(-1)!);
  const mended = kept.replace(tokenOf(link), tokenOf(otherLink));
  expect(mended).not.toBe(kept);
  const state = lastBegun();
  browser.cookies.set(name, mended);
  expect((await browser.comeBack({}, state)).status).toBe(400);
  browser.cookies.set(name, kept);
  expect((await browser.comeBack({}, state)).status).toBe(400);
  expect(await areOne(invited.key, 'two@customer.example')).toBe(false);
  expect(await areOne(other.key, 'three@customer.example')).toBe(false);
});

it('the connector hears all that names who answers, and nothing that strangers add', async () => {
  const invited = await confirmed();
  const link = await linkFor(invited, 'hears@customer.example');
  const browser = new Browser();
  await browser.press(link);
  await browser.press(`${link}/sign-in`);
  const who = { at: 'social.example', iss: 'https://social.example' };
  await browser.comeBack({ ...who, scope: 'admin' });
  expect(answered).toEqual({ code: signedInAs, state: expect.any(String), ...who });
});

it('two sign-ins begun in two tabs of one browser do not end each other', async () => {
  const [first, second] = [await confirmed(), await confirmed()];
  const browser = new Browser();
  const states: string[] = [];
  for (const [invited, address] of [
    [first, 'tab-one@customer.example'],
    [second, 'tab-two@customer.example'],
  ] as const) {
    const link = await linkFor(invited, address);
    await browser.press(link);
    await browser.press(`${link}/sign-in`);
    states.push(lastBegun());
  }
  signedInAs = first.key;
  expect((await browser.comeBack({}, states[0])).status).toBe(200);
  signedInAs = second.key;
  expect((await browser.comeBack({}, states[1])).status).toBe(200);
  expect(await areOne(first.key, 'tab-one@customer.example')).toBe(true);
  expect(await areOne(second.key, 'tab-two@customer.example')).toBe(true);
  expect(browser.cookies.size).toBe(0);
});

it('where an older connector does not tell what comes back, who signs in is joined all the same', async () => {
  const invited = await confirmed();
  const link = await linkFor(invited, 'older@customer.example');
  const browser = new Browser();
  await browser.press(link);
  tellsState = false;
  await browser.press(`${link}/sign-in`).finally(() => (tellsState = true));
  signedInAs = invited.key;
  expect((await new Browser().comeBack()).status).toBe(400);
  expect((await browser.comeBack()).status).toBe(200);
  expect(await areOne(invited.key, 'older@customer.example')).toBe(true);
  expect(browser.cookies.size).toBe(0);
});

it('the browser keeps a few sign-ins, however often somebody presses the button, and the newest works', async () => {
  const invited = await confirmed();
  const link = await linkFor(invited, 'again@customer.example');
  const browser = new Browser();
  await browser.press(link);
  for (let press = 0; press < 9; press += 1) await browser.press(`${link}/sign-in`);
  expect(browser.cookies.size).toBe(8);
  signedInAs = invited.key;
  expect((await browser.comeBack()).status).toBe(200);
});

it.each([
  ['withdrawn', 'withdrawn_at = now()', 410],
  ['expired', `expires_at = now() - interval '1 second'`, 410],
] as const)(
  'an invitation that is %s while somebody is away to sign in joins nobody',
  async (name, change, status) => {
    const invited = await confirmed();
    const address = `${name}@customer.example`;
    const link = await linkFor(invited, address);
    const browser = new Browser();
    await browser.press(link);
    await browser.press(`${link}/sign-in`);
    await api.dataSource.query(`update invitation set ${change} where id = $1`, [invited.id]);
    signedInAs = invited.key;
    expect((await browser.comeBack()).status).toBe(status);
    expect(await areOne(invited.key, address)).toBe(false);
  },
);

it('nobody signs in from a link that was not confirmed, and neither a look nor a denial begins or joins anything', async () => {
  const invited = await confirmed();
  const link = await linkFor(invited, 'four@customer.example');
  const browser = new Browser();
  const asked = begun.size;
  expect((await browser.press(`${link}/sign-in`)).status).toBe(404);
  await browser.press(link);
  expect((await browser.visit(`${link}/sign-in`)).status).toBe(303);
  expect((await browser.visit(link)).html).not.toContain('network.example');
  expect(begun.size).toBe(asked);
  await browser.press(`${link}/sign-in`);
  signedInAs = invited.key;
  expect((await browser.comeBack({ error: 'access_denied' })).status).toBe(400);
  expect(await areOne(invited.key, 'four@customer.example')).toBe(false);
});

it('the pages speak Italian, and hold no script', async () => {
  const invited = await confirmed();
  const link = await linkFor(invited, 'five@customer.example');
  const browser = new Browser();
  const first = await browser.press(link, 'it');
  const leaving = await browser.press(`${link}/sign-in`, 'it');
  expect(first.html).toContain('Acceda invece con Sample');
  expect(leaving.html).toContain('Sta per passare a Sample');
  expect(first.html + leaving.html).not.toContain('<script');
});

it('the page asks nobody to send the line to an account whose direct messages we may not read', async () => {
  const at = new Date().toISOString();
  const word = {
    ...{ v: 1, accountId: account, state: 'degraded', since: at, checkedAt: at },
    ...{ reason: 'Direct messages are not read, mentions are.', why: [{ code: 'messages-not-read' }] },
  };
  const bucket = await api.bus.bucket(stateBucket('sample'));
  const link = await linkFor(await confirmed(), 'unread@example.org');
  await bucket.put(`health.${account}.one`, word);
  await eventually(async () => {
    const { html } = await new Browser().press(link);
    return !html.includes('as a direct message') && html.includes('post this line');
  });
  await bucket.put(`health.${account}.one`, { ...word, state: 'ok', why: [] });
  await eventually(async () =>
    (await new Browser().press(link)).html.includes('to @lobby as a direct message'),
  );
});
