import { HookBook, hookPath, type Hooked } from './hook-book.js';
import { HookDoor } from './hook-door.js';
import { signatureOf } from './signature.js';

const [appKey, appSecret] = ['key', 'secret of the app'];
const path = hookPath(appKey);
const event = (over: object = {}) =>
  JSON.stringify({
    for_user_id: '12',
    tweet_create_events: [{ id_str: '34', timestamp_ms: String(Date.now()) }],
    ...over,
  });
const kept: Buffer[] = [];
const counted: string[] = [];
let answer: () => Promise<'kept'>;
const hooked: Hooked = {
  ...{ accountId: 'a', userId: '12', appKey, appSecret },
  count: ({ paid }) => void counted.push(...(paid.post ?? []), ...(paid.message ?? [])),
  keep: async (_, body) => {
    kept.push(Buffer.from(body));
    return answer();
  },
};

let book: HookBook;
let now: number;
let door: HookDoor;
beforeEach(async () => {
  kept.length = 0;
  counted.length = 0;
  answer = () => Promise.resolve('kept');
  now = Date.now();
  book = new HookBook(() => now);
  book.loaded();
  book.open('a', hooked);
  door = await HookDoor.open(book, { port: 0, host: '127.0.0.1' });
});
afterEach(() => door.close());

const post = async (body: string | Uint8Array, signature = signatureOf(appSecret, body), at = path) => {
  const headers = { 'x-twitter-webhooks-signature': signature };
  const response = await fetch(`http://127.0.0.1:${door.port}${at}`, {
    method: 'POST',
    headers,
    body: Buffer.from(body),
  });
  await response.arrayBuffer();
  return response;
};
const statusOf = async (...asked: Parameters<typeof post>) => (await post(...asked)).status;

it('answers the challenge of X with the secret of its app', async () => {
  const response = await fetch(`http://127.0.0.1:${door.port}${path}?crc_token=foo&nonce=bar`);
  // HMAC-SHA256 of foo, as openssl says it.
  expect(await response.json()).toEqual({
    response_token: 'sha256=/vW8ZX6XNadfQgOueKgs9Tzqc26fao1oTiiPqommIUk=',
  });
  expect((await fetch(`http://127.0.0.1:${door.port}${path}`)).status).toBe(400);
});

describe('where two accounts of one app have different secrets', () => {
  const said = async () => {
    const response = await fetch(`http://127.0.0.1:${door.port}${path}?crc_token=foo`);
    return ((await response.json()) as { response_token: string }).response_token;
  };
  const other: Hooked = { ...hooked, accountId: 'b', userId: '13', appSecret: 'made anew' };

  it('answers the challenge with the one that was entered last, not with the one that stood there first', async () => {
    const close = book.open('b', { ...other, appSecret });
    close();
    book.open('b', other);
    expect(await said()).toBe(signatureOf('made anew', 'foo'));
  });

  it('answers with the one that X signs with, and not for an account that X refuses', async () => {
    const body = event({ for_user_id: '13' });
    let isRefused = false;
    book.open('b', { ...other, isRefused: () => isRefused });
    book.open('c', { ...hooked, accountId: 'c' });
    expect(await said()).toBe(signatureOf(appSecret, 'foo'));
    expect(await statusOf(body, signatureOf('made anew', body))).toBe(200);
    expect(await said()).toBe(signatureOf('made anew', 'foo'));
    isRefused = true;
    expect(await said()).toBe(signatureOf(appSecret, 'foo'));
  });
});

it('a challenge signs no event', async () => {
  const body = JSON.stringify({ for_user_id: '12', tweet_create_events: [{ id_str: '34' }] });
  for (const token of [body, body.replaceAll('"', "'"), ' ', '[1]', 'x'.repeat(201)]) {
    const response = await fetch(
      `http://127.0.0.1:${door.port}${path}?crc_token=${encodeURIComponent(token)}`,
    );
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({});
  }
});

it('says yes to what is kept, byte by byte as X signed it', async () => {
  const body = event({ more: 'ü ' });
  expect(await statusOf(body)).toBe(200);
  expect(kept).toEqual([Buffer.from(body)]);
});

it('refuses what X did not sign', async () => {
  const body = event();
  expect(await statusOf(body, '')).toBe(403);
  expect(await statusOf(body, signatureOf('another secret', body))).toBe(403);
  expect(await statusOf(`${body} `, signatureOf(appSecret, body))).toBe(403);
  expect(kept).toEqual([]);
});

it('refuses what is too large, whether or not it says so', async () => {
  const body = event({ padding: 'x'.repeat(300_000) });
  expect(await statusOf(body)).toBe(413);
  const stream = new ReadableStream({
    start: (to) => {
      for (let n = 0; n < 30; n += 1) to.enqueue(Buffer.alloc(10_000));
      to.close();
    },
  });
  const headers = { 'x-twitter-webhooks-signature': 'sha256=' };
  const init = { method: 'POST', headers, body: stream, duplex: 'half' } as RequestInit;
  expect((await fetch(`http://127.0.0.1:${door.port}${path}`, init)).status).toBe(413);
  expect(kept).toEqual([]);
});

it('reads no body that nobody signed, or that is for nobody here', async () => {
  const body = 'x'.repeat(300_000);
  expect(await statusOf(body, undefined, '/x/unknown')).toBe(404);
  const unsigned = await fetch(`http://127.0.0.1:${door.port}${path}`, { method: 'POST', body });
  expect(unsigned.status).toBe(403);
});

it('has X come again while the bus is away', async () => {
  answer = () => Promise.reject(new Error('no bus'));
  const response = await post(event());
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('5');
});

it('refuses what happened more than a day ago, or will', async () => {
  const at = (time: number) => event({ tweet_create_events: [{ id_str: '34', timestamp_ms: String(time) }] });
  const dayMs = 86_400_000;
  expect(await statusOf(at(Date.now() - dayMs - 60_000))).toBe(403);
  expect(await statusOf(at(Date.now() + dayMs + 60_000))).toBe(403);
  expect(await statusOf(at(Date.now() - dayMs + 60_000))).toBe(200);
});

it('knows no other address, and says "come again" until it knows all accounts', async () => {
  expect(await statusOf(event(), undefined, '/x/unknown')).toBe(404);
  const letGo = book.hold('b');
  expect(await statusOf(event(), undefined, '/x/unknown')).toBe(503);
  expect(await statusOf(event({ for_user_id: '13' }))).toBe(503);
  letGo();
  // Of somebody who is no account here any more.
  expect(await statusOf(event({ for_user_id: '13' }))).toBe(200);
  expect(await statusOf('{"not": "json"')).toBe(200);
  expect(kept).toEqual([]);
});

it('says yes at once to what holds no word, whatever is the matter with another account', async () => {
  book.hold('b');
  const none = { tweet_create_events: undefined };
  expect(await statusOf(event({ ...none, favorite_events: [{ id: 'liked' }] }))).toBe(200);
  const shared = { id_str: '35', timestamp_ms: String(Date.now()), retweeted_status: { id_str: '34' } };
  expect(await statusOf(event({ tweet_create_events: [shared] }))).toBe(200);
  expect(kept).toEqual([]);
  expect(await statusOf(event())).toBe(200);
  expect(kept).toHaveLength(1);
});

describe('as the X Activity API tells', () => {
  const activity = (userId: string, at: number) =>
    JSON.stringify({
      data: {
        ...{ event_uuid: '-1', event_type: 'post.mention.create', filter: { user_id: userId } },
        payload: { id: '34', author_id: '56', created_at: new Date(at).toISOString() },
      },
    });

  it('says yes to what is kept, and counts what X takes money for', async () => {
    const body = activity('12', Date.now());
    expect(await statusOf(body, signatureOf('another secret', body))).toBe(403);
    expect(counted).toEqual([]);
    expect(await statusOf(body)).toBe(200);
    expect(kept).toEqual([Buffer.from(body)]);
    expect(counted).toEqual(['post.mention.create 34']);
  });

  it('keeps nothing of a stranger, and refuses what is older than a day', async () => {
    expect(await statusOf(activity('13', Date.now()))).toBe(200);
    expect(await statusOf(activity('12', Date.now() - 25 * 3_600_000))).toBe(403);
    expect(await statusOf(activity('12', Date.now() + 25 * 3_600_000))).toBe(403);
    expect(kept).toEqual([]);
  });
});

it('waits a minute for an account that does not open, and again for one whose door is opened anew', async () => {
  book.hold('b');
  const ofSomebody = event({ for_user_id: '13' });
  expect(await statusOf(ofSomebody)).toBe(503);
  now += 61_000;
  expect(await statusOf(ofSomebody)).toBe(200);
  const close = book.open('b', { ...hooked, accountId: 'b', userId: '13' });
  expect(await statusOf(ofSomebody)).toBe(200);
  expect(kept).toHaveLength(1);
  close();
  expect(await statusOf(ofSomebody)).toBe(503);
});
