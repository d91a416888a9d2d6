import { openDoor, type Door } from './open-door.js';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
}, 120_000);
afterAll(() => door.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${door.url}${path}`, { headers: { accept: 'text/html', ...headers } });

it('serves a page that needs no script, in the reader’s language', async () => {
  const page = await (await get('/forms/contact', { 'accept-language': 'de-AT,en;q=0.5' })).text();
  expect(page).toContain('<html lang="de"');
  expect(page).toMatch(/<form[^>]*method="post"[^>]*enctype="multipart\/form-data"/);
  expect(page).toContain('href="/forms/contact?lang=en"');
  expect(await (await get('/forms/contact?lang=en', { 'accept-language': 'de' })).text()).toContain(
    'Write to us',
  );
});

it('loads nothing from elsewhere, and may be framed by nobody', async () => {
  const answer = await get('/forms/contact');
  const policy = answer.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  const page = await answer.text();
  expect(page).not.toMatch(/(src|href|action)="(https?:)?\/\//);
  expect(page).not.toMatch(/ on[a-z]+=| style=/);
  for (const [, path] of page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
    const asset = await get(path!);
    expect(asset.status).toBe(200);
    expect(asset.headers.get('cache-control')).toContain('immutable');
  }
});

it('lets the origins of the form frame the embedded page, and no injected policy through', async () => {
  const policy = (await get('/forms/contact/embed')).headers.get('content-security-policy');
  expect(policy).toMatch(/frame-ancestors https:\/\/shop\.example\.com( https:\/\/x\.example)?$/);
  expect(policy).not.toContain('*');
});

it('serves the embed script, and answers preflights of those origins alone', async () => {
  expect((await get('/embed.js')).headers.get('content-type')).toContain('javascript');
  const preflight = (origin: string) =>
    fetch(door.submissions, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
  expect((await preflight('https://shop.example.com')).headers.get('access-control-allow-origin')).toBe(
    'https://shop.example.com',
  );
  expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
});

it('says at an address of no form, in the reader’s language, where forms stand and how to get back', async () => {
  for (const path of ['/', '/forms', '/forms/contact/more']) {
    const answer = await get(path, {
      'accept-language': 'it',
      referer: 'https://shop.example.com/help?a="b',
    });
    expect(answer.status).toBe(404);
    const page = await answer.text();
    expect(page).toContain('A questo indirizzo non c’è nulla');
    expect(page).toContain('/forms/contact');
    expect(page).toContain('href="https://shop.example.com/help?a=&quot;b"');
  }
  expect(await (await get('/forms/nowhere', { referer: 'https://shop.example.com/' })).text()).toContain(
    'href="https://shop.example.com/"',
  );
  expect(await (await get('/', { referer: 'javascript:alert(1)' })).text()).not.toContain('javascript:');
  const program = await fetch(`${door.url}/`);
  expect([program.status, await program.json()]).toEqual([
    404,
    expect.objectContaining({ code: 'not-found' }),
  ]);
});

it('leads from the address of a submission to its form', async () => {
  const answer = await get('/forms/contact/submissions');
  expect([answer.status, new URL(answer.url).pathname]).toEqual([200, '/forms/contact']);
});
