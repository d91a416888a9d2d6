import { aMultipartPost, anAccount, eventually, postSlowly } from '@filo/testing';
import type { MessageReceived } from '@filo/contracts';
import { createHash, createHmac } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { contactForm, good } from './contact-form.js';
import { openDoor, postForm, postJson, type Door } from './open-door.js';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
}, 120_000);
afterAll(() => door.close());
beforeEach(() => {
  door.core.ledger.clear();
  door.core.arrived.length = 0;
});

const stored = () => [...door.core.ledger.values()] as MessageReceived[];

describe('a submission', () => {
  it('is answered 201 with a reference after core has committed it', async () => {
    const answer = await postJson(door.submissions, { ...good, topic: 'order', terms: true });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({
      reference: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/) as string,
      state: 'stored',
      thanks: 'We have your message and answer soon.',
    });
    expect(stored()).toEqual([
      expect.objectContaining({
        channel: 'webform',
        accountId: door.account.accountId,
        author: { kind: 'mail', key: 'ada@example.org', name: 'Ada Lovelace', handle: 'Ada@Example.org' },
        authorProof: { verdict: 'claimed', reason: 'typed into a form' },
        newText: 'Where is my order?\n\nWhat is it about?: My order\n[x] You may use my data to answer me.',
        facts: { name: 'Ada Lovelace' },
        arrival: { via: 'api' },
      }),
    ]);
    expect(await readdir(`${door.folder}/spool/ready`)).toEqual([]);
  });

  it('is one message when its idempotency key comes twice, with the same reference', async () => {
    const headers = { 'idempotency-key': 'order-7' };
    const answers = await Promise.all([
      postJson(door.submissions, good, headers),
      postJson(door.submissions, good, headers),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([201, 201]);
    const references = await Promise.all(
      answers.map(async (answer) => ((await answer.json()) as { reference: string }).reference),
    );
    expect(new Set(references).size).toBe(1);
    expect(stored()).toHaveLength(1);
    const other = await postJson(door.submissions, { ...good, message: 'Something else' }, headers);
    expect(other.status).toBe(422);
    expect(await other.json()).toMatchObject({ code: 'idempotency-key-reused' });
  });

  it('from a page elsewhere that holds the form is one message when it is sent twice, and names the invitation of that page', async () => {
    const page = { ...good, _once: 'c0ffee-1', _invitation: 'a'.repeat(22) };
    const answers = await Promise.all([postForm(door.submissions, page), postForm(door.submissions, page)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(stored()).toMatchObject([{ invitation: 'a'.repeat(22), authorProof: { verdict: 'claimed' } }]);
    await postForm(door.submissions, { ...page, message: 'One more thing' });
    expect(stored()).toHaveLength(2);
    const refused = await postForm(door.submissions, { ...page, email: 'nobody' });
    expect(await refused.text()).toContain(`name="_invitation" value="${'a'.repeat(22)}"`);
    expect((await postForm(door.submissions, { ...good, _invitation: 'x"><script>' })).status).toBe(201);
    expect(stored().at(-1)!.invitation).toBeUndefined();
  });

  it('is another message each time without a key', async () => {
    await postJson(door.submissions, good);
    await postJson(door.submissions, good);
    expect(stored()).toHaveLength(2);
  });

  it('comes in as an ordinary form post and is thanked on a page', async () => {
    const answer = await postForm(door.submissions, good);
    expect(answer.status).toBe(201);
    expect(await answer.text()).toMatch(/Thank you[\s\S]*[0-9A-Z]{4}-[0-9A-Z]{4}/);
    expect(stored()[0]?.arrival.via).toBe('form');
  });

  it('carries files by content, typed by their bytes, with harmless names', async () => {
    const body = new FormData();
    for (const [name, value] of Object.entries(good)) body.set(name, value);
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2_000_000, 1)]);
    body.append('photo', new Blob([bytes], { type: 'image/png' }), '../../etc/invoice.pdf');
    body.append('photo', new Blob(['hi'], { type: 'text/plain' }), 'note.txt');
    const answer = await fetch(door.submissions, { method: 'POST', body });
    expect(answer.status).toBe(201);
    const [first, second] = stored()[0]!.attachments;
    expect(first).toMatchObject({
      name: 'invoice.pdf',
      mediaType: 'application/pdf',
      blob: { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.byteLength },
    });
    expect(second).toMatchObject({ name: 'note.txt', mediaType: 'text/plain' });
    expect(Buffer.from(await door.core.bus.blobs.get(first!.blob)).equals(bytes)).toBe(true);
  });

  it('is proven as a user of the site by a signed token', async () => {
    const account = await door.put('members', contactForm({ requireSiteToken: true }), {
      secrets: { siteTokenSecret: 'shared' },
    });
    const url = `${door.url}/forms/members/submissions`;
    const head = Buffer.from('{"alg":"HS256"}').toString('base64url');
    const claims = Buffer.from(JSON.stringify({ sub: 'u-7', exp: Date.now() / 1_000 + 60 })).toString(
      'base64url',
    );
    const token = `${head}.${claims}.${createHmac('sha256', 'shared').update(`${head}.${claims}`).digest('base64url')}`;
    expect((await postJson(url, good)).status).toBe(401);
    expect((await postJson(url, good, { authorization: `Bearer ${token}x` })).status).toBe(401);
    expect(stored()).toHaveLength(0);
    expect((await postJson(url, good, { authorization: `Bearer ${token}` })).status).toBe(201);
    expect(stored()[0]).toMatchObject({
      author: { kind: 'site', key: `form:${account.accountId}:u-7` },
      authorProof: { verdict: 'proven' },
      replyTo: { kind: 'mail', key: 'ada@example.org' },
    });
  });

  it('asks a signed-in user for nothing that the token says, and shows it on the page', async () => {
    await door.put('users', contactForm(), { secrets: { siteTokenSecret: 'shared' } });
    const url = `${door.url}/forms/users/submissions`;
    const rest = { message: good.message, terms: good.terms };
    const withToken = (claims: Record<string, string>) => ({ authorization: `Bearer ${siteToken(claims)}` });
    const said = { email: 'grace@example.org', name: 'Grace Hopper' };
    expect((await postJson(url, rest, withToken(said))).status).toBe(201);
    expect(stored()[0]).toMatchObject({
      author: { kind: 'site', key: expect.stringMatching(/:u-7$/) as string, name: 'Grace Hopper' },
      replyTo: { kind: 'mail', key: 'grace@example.org' },
    });
    const asked = await postJson(url, rest, withToken({ name: 'Grace Hopper' }));
    expect(await asked.json()).toMatchObject({ code: 'invalid-submission', errors: [{ path: 'email' }] });
    const broken = await postJson(url, rest, { authorization: `Bearer ${siteToken(said)}x` });
    expect(await broken.json()).toMatchObject({ status: 401, code: 'site-token-wrong-signature' });
    const page = async (token: string) => (await fetch(`${door.url}/forms/users?token=${token}`)).text();
    const shown = await page(siteToken(said));
    expect(shown).toMatch(/id="f-email"[^>]*value="grace@example.org"/);
    expect(shown).toMatch(/id="f-name"[^>]*value="Grace Hopper"/);
    expect(shown).toContain('name="_token"');
    const plain = await page(`${siteToken(said)}x`);
    expect(plain).not.toContain('grace@example.org');
    expect(plain).not.toContain('name="_token"');
  });

  it('forgets a token that was refused, keeps a good one in another language, and takes none of another site', async () => {
    const secrets = { siteTokenSecret: 'shared' };
    await door.put('both', contactForm({ languages: ['en', 'it'] }), { secrets });
    const page = async (path: string) => (await fetch(`${door.url}/forms/${path}`)).text();
    const token = siteToken({ name: 'Grace Hopper' });
    expect(await page(`both?token=${token}`)).toContain(`href="/forms/both?lang=it&amp;token=${token}"`);
    const posted = { ...good, _token: `${token}x` };
    const refused = await postForm(`${door.url}/forms/both/submissions`, posted);
    expect([refused.status, await refused.text()]).toEqual([401, expect.not.stringContaining('_token')]);
    await door.put('shop', contactForm({ site: 'shop-a', requireSiteToken: true }), { secrets });
    expect(await page(`shop?token=${siteToken({ iss: 'shop-b' })}`)).not.toContain('name="_token"');
    expect(await page(`shop?token=${siteToken({ iss: 'shop-a' })}`)).toContain('name="_token"');
  });
});

const siteToken = (claims: Record<string, string>): string => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${part({ alg: 'HS256' })}.${part({ sub: 'u-7', exp: Date.now() / 1_000 + 60, ...claims })}`;
  return `${body}.${createHmac('sha256', 'shared').update(body).digest('base64url')}`;
};

describe('bad input', () => {
  it('names every faulty field as problem details', async () => {
    const answer = await postJson(door.submissions, { email: 'ada', topic: 'nonsense', extra: 1 });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const problem = (await answer.json()) as { code: string; errors: { path: string; message: string }[] };
    expect(problem.code).toBe('invalid-submission');
    expect(problem.errors.map((error) => error.path)).toEqual([
      'name',
      'email',
      'topic',
      'message',
      'terms',
      'extra',
    ]);
    expect(problem.errors[1]?.message).toBe('Email: please enter a mail address, such as ada@example.org');
  });

  it('shows the page again with what was typed, and a linked list of faults', async () => {
    const answer = await postForm(door.submissions, {
      ...good,
      email: 'ada',
      message: '</textarea><script>x</script>',
      _lang: 'de',
    });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('lang="de"');
    expect(page).toContain('href="#f-email"');
    expect(page).toContain('value="Ada Lovelace"');
    expect(page).toContain('&lt;/textarea&gt;&lt;script&gt;');
    expect(page).not.toContain('<script>x');
    expect(page).toMatch(/id="f-email"[^>]*aria-invalid="true"/);
  });

  it.each([
    ['no JSON', 'application/json', '{', 400],
    ['a JSON list', 'application/json', '[]', 400],
    ['another type', 'text/xml', '<a/>', 415],
    [
      'a multipart post cut short',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nAda',
      400,
    ],
    ['a huge JSON body', 'application/json', JSON.stringify({ message: 'x'.repeat(1_100_000) }), 413],
  ])('answers %s with a problem', async (_, type, body, status) => {
    const answer = await fetch(door.submissions, { method: 'POST', body, headers: { 'content-type': type } });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ status, detail: expect.any(String) as string });
  });

  it('refuses a 200 MB upload with 413 while it is being sent, and keeps none of it', async () => {
    const chunk = new Uint8Array(1024 * 1024);
    const head =
      '--x\r\nContent-Disposition: form-data; name="photo"; filename="a.bin"\r\nContent-Type: application/octet-stream\r\n\r\n';
    const body = new ReadableStream({
      async start(controller) {
        controller.enqueue(new TextEncoder().encode(head));
        for (let sent = 0; sent < 200; sent++) {
          controller.enqueue(chunk);
          await new Promise((resolve) => setImmediate(resolve));
        }
        controller.enqueue(new TextEncoder().encode('\r\n--x--\r\n'));
        controller.close();
      },
    });
    const before = process.memoryUsage().rss;
    const answer = await fetch(door.submissions, {
      method: 'POST',
      body,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: 'too-large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
    expect(stored()).toHaveLength(0);
    await eventually(async () => (await readdir(`${door.folder}/spool/arriving`)).length === 0);
    expect((await postJson(door.submissions, good)).status).toBe(201);
  }, 60_000);

  it.each(['keep-alive', 'close'])(
    'shows a browser that sends 200 MB the page again, with all that was typed, on a line that is to %s',
    async (connection) => {
      const { parts, bytes, type } = aMultipartPost('photo', 200, {
        before: { name: 'Ada Lovelace', _lang: 'de' },
        behind: { message: 'Typed behind the file' },
      });
      const answer = await postSlowly(door.submissions, parts, {
        connection,
        accept: 'text/html',
        'content-type': type,
        'content-length': String(bytes),
      });
      expect(answer.status).toBe(413);
      expect(answer.body).toContain('Die Dateien sind zu groß: höchstens 25 MB je Datei');
      expect(answer.body).toContain('value="Ada Lovelace"');
      expect(answer.body).toContain('Typed behind the file');
      await eventually(async () => (await readdir(`${door.folder}/spool/arriving`)).length === 0);
    },
    60_000,
  );

  it('refuses files that are too large only together, and text that is, once all is sent', async () => {
    const { parts, type } = aMultipartPost('photo', 24);
    const five = [...Array.from({ length: 5 }, () => parts.slice(0, -1)).flat(), parts.at(-1)!];
    const together = await postSlowly(door.submissions, five, { 'content-type': type });
    expect(together).toMatchObject({ status: 413, body: { code: 'too-large' } });
    const text = Array.from({ length: 40 }, () => Buffer.alloc(1024 * 1024, 'x'));
    const long = await postSlowly(door.submissions, text, { 'content-type': 'application/json' });
    expect(long).toMatchObject({ status: 413, body: { code: 'too-large' } });
  });

  it('says so when a form is paused or unknown', async () => {
    const paused = await door.put('orders', contactForm(), { state: 'paused' });
    expect(paused.state).toBe('paused');
    expect((await postJson(`${door.url}/forms/orders/submissions`, good)).status).toBe(410);
    const page = await fetch(`${door.url}/forms/orders`, {
      headers: { accept: 'text/html', 'accept-language': 'de' },
    });
    expect(page.status).toBe(410);
    expect(await page.text()).toContain('Dieses Formular ist geschlossen');
    const framed = await fetch(`${door.url}/forms/orders/embed`, { headers: { accept: 'text/html' } });
    expect(framed.headers.get('content-security-policy')).toContain(
      'frame-ancestors https://shop.example.com',
    );
    expect((await fetch(`${door.url}/forms/nowhere`)).status).toBe(404);
  });

  it('asks who writes by a form of ours that is broken to come again, and takes the message once it is mended', async () => {
    const broken = anAccount({ channel: 'webform', address: 'claims', settings: { title: 'no form' } });
    await door.core.putAccount('webform', broken);
    const claims = `${door.url}/forms/claims`;
    const refused = await eventually(async () => {
      const answer = await postJson(`${claims}/submissions`, good);
      return answer.status !== 404 && answer;
    });
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetch(claims, { headers: { accept: 'text/html' } })).status).toBe(503);
    await door.core.putAccount('webform', { ...broken, version: 2, settings: { ...contactForm() } });
    await eventually(async () => (await postJson(`${claims}/submissions`, good)).status === 201);
  });
});
