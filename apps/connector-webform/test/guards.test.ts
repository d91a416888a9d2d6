import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { good } from './contact-form.js';
import { openDoor, postForm, postJson, type Door } from './open-door.js';

let door: Door;
beforeAll(async () => {
  door = await openDoor({ rate: 3, trusted: ['127.0.0.1'] });
}, 120_000);
afterAll(() => door.close());

const from = (address: string) => ({ 'x-forwarded-for': address });
const exceed = async (address: string) => {
  for (let sent = 0; sent < 3; sent++)
    expect((await postJson(door.submissions, good, from(address))).status).toBe(201);
};

it('asks one address above the rate for a proof of work, takes it once, and leaves others alone', async () => {
  await exceed('203.0.113.1');
  const refused = await postJson(door.submissions, good, from('203.0.113.1'));
  expect(refused.status).toBe(403);
  const { code, challenge } = (await refused.json()) as { code: string; challenge: Challenge };
  expect(code).toBe('proof-of-work-required');
  expect((await postJson(door.submissions, good, from('203.0.113.2'))).status).toBe(201);
  const solution = await solveChallenge({ challenge, deriveKey });
  const _altcha = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
  expect((await postJson(door.submissions, { ...good, _altcha }, from('203.0.113.1'))).status).toBe(201);
  expect((await postJson(door.submissions, { ...good, _altcha }, from('203.0.113.1'))).status).toBe(403);
}, 60_000);

it('gives a browser the page again with the challenge, a status for screen readers and a word without scripts', async () => {
  await exceed('203.0.113.3');
  const answer = await postForm(door.submissions, good, from('203.0.113.3'));
  expect(answer.status).toBe(403);
  const page = await answer.text();
  expect(page).toContain('value="Ada Lovelace"');
  expect(page).toMatch(/role="status"/);
  expect(page).toMatch(/<noscript>[\s\S]*wait a minute/);
  const given = /data-challenge="([^"]+)"/.exec(page)![1]!.replaceAll('&quot;', '"');
  // The page's own solver, run as its worker runs it.
  const challenge = JSON.parse(given) as Challenge;
  const posted: unknown[] = [];
  const scope = {
    postMessage: (message: unknown) => posted.push(message),
    onmessage: undefined as ((event: object) => void) | undefined,
  };
  runInNewContext(readFileSync(new URL('../public/solve.js', import.meta.url), 'utf8'), scope);
  scope.onmessage!({ data: challenge.parameters });
  const _altcha = Buffer.from(JSON.stringify({ challenge, solution: posted[0] })).toString('base64');
  expect((await postForm(door.submissions, { ...good, _altcha }, from('203.0.113.3'))).status).toBe(201);
}, 60_000);

it('asks who answers faster than a human for a proof of work', async () => {
  const page = await (await fetch(`${door.url}/forms/contact`)).text();
  const _page = /name="_page" value="([^"]+)"/.exec(page)![1]!;
  expect((await postForm(door.submissions, { ...good, _page }, from('203.0.113.4'))).status).toBe(403);
});

it('refuses what fills in the field that people cannot see', async () => {
  const answer = await postForm(
    door.submissions,
    { ...good, _website: 'https://spam.example' },
    from('203.0.113.5'),
  );
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('A field that people cannot see was filled in');
});
