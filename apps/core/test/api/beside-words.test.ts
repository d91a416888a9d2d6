import type { BesideWord, SendInput } from '@filo/contracts';
import { aPicture } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
const accounts: Record<string, string> = { mastodon: uuidv7(), bluesky: uuidv7() };
const obeyed: Record<string, BesideWord[]> = {
  mastodon: ['readers', 'contentWarning', 'language'],
  bluesky: ['language', 'card'],
};

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  for (const [channel, id] of Object.entries(accounts))
    await api.dataSource.query(
      `insert into account (id, channel, address, account_group_id, beside_words)
       select $1, $2, 'shop', account_group_id, $3 from account where channel = 'email' limit 1`,
      [id, channel, JSON.stringify(obeyed[channel])],
    );
}, 120_000);
afterAll(() => api.close());

interface Post {
  channel?: 'mastodon' | 'bluesky';
  audience?: 'public' | 'private';
  marks?: string[];
  text?: string;
}
const hear = async ({
  channel = 'mastodon',
  audience = 'public',
  marks = [],
  text = 'Broken!',
}: Post = {}) => {
  const author = { kind: channel, key: uuidv7(), handle: 'ada@other.example' };
  const { threadId } = await receive(api, {
    ...{ channel, accountId: accounts[channel]!, audience, author, replyTo: author, participants: [] },
    ...{ subject: undefined, arrival: { via: 'api' }, text, newText: text },
    marks: marks.map((code) => ({ code, text: code })),
  });
  return threadId;
};
const optionsOf = async (post: Post) => {
  const { body } = await client.get(`/api/v1/threads/${await hear(post)}/reply-options`);
  return { readers: body.readers, contentWarning: body.contentWarning, asksLanguage: body.asksLanguage };
};
const answer = async (post: Post, reply: object) => {
  const threadId = await hear(post);
  const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body;
  return client.post(
    `/api/v1/threads/${threadId}/replies`,
    { text: 'Sorry!', ...reply },
    { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
  );
};
const sends = async (): Promise<SendInput[]> =>
  ((await api.dataSource.query('select payload from outbox order by id')) as { payload: SendInput }[]).map(
    ({ payload }) => payload,
  );

it('what may stand beside the words is offered as the network knows it', async () => {
  expect(await optionsOf({ text: 'CW: glass\n\nBroken!', marks: ['content-warning'] })).toEqual({
    readers: { byDefault: 'everybody', fewer: ['unlisted', 'author'] },
    ...{ contentWarning: 'glass', asksLanguage: true },
  });
  expect(await optionsOf({ channel: 'bluesky' })).toEqual({
    ...{ readers: null, contentWarning: null, asksLanguage: true },
  });
});

it.each([
  [['unlisted'], 'public', { byDefault: 'unlisted', fewer: ['author'] }],
  [['followers-only'], 'public', { byDefault: 'author', fewer: [] }],
  [[], 'private', { byDefault: 'author', fewer: [] }],
] as const)(
  'who reads an answer to a message with the marks %j, %s, is never wider',
  async (marks, audience, readers) => {
    expect((await optionsOf({ marks: [...marks], audience })).readers).toEqual(readers);
  },
);

it('more readers than the message had are refused, and nothing leaves', async () => {
  const before = (await sends()).length;
  const refusals = [
    await answer({ marks: ['followers-only'] }, { readers: 'unlisted' }),
    await answer({ marks: ['unlisted'] }, { readers: 'everybody' }),
    await answer({ audience: 'private' }, { readers: 'everybody' }),
  ];
  expect(refusals.map(({ status, body }) => [status, body.reason])).toEqual(
    Array.from({ length: 3 }, () => [422, 'wider-than-theirs']),
  );
  expect(await sends()).toHaveLength(before);
});

it('what was written to be read in private is not told to everybody, whatever is answered by now', async () => {
  const before = (await sends()).length;
  const refused = await answer({}, { writtenFor: 'private' });
  expect([refused.status, refused.body.reason]).toEqual([422, 'wider-than-meant']);
  expect(await sends()).toHaveLength(before);
  const sent = [
    await answer({}, { writtenFor: 'private', readers: 'author' }),
    await answer({ marks: ['followers-only'] }, { writtenFor: 'private' }),
    await answer({ audience: 'private' }, { writtenFor: 'private' }),
    await answer({ audience: 'private' }, { writtenFor: 'public' }),
    await answer({}, { writtenFor: 'public' }),
  ];
  expect(sent.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
});

it('who can read it stands on what we said as it does on what they say, and a warning is no part of the line in the list', async () => {
  const codes = async (post: Post, reply: object) =>
    (await answer(post, reply)).body.message.marks.map(({ code }: { code: string }) => code);
  expect(await codes({}, { readers: 'unlisted' })).toEqual(['unlisted']);
  expect(await codes({ marks: ['unlisted'] }, {})).toEqual(['unlisted']);
  expect(await codes({}, {})).toEqual([]);
  const warned = await answer({}, { contentWarning: 'shop talk', text: 'We are sorry' });
  expect(warned.body.message.marks).toMatchObject([{ code: 'content-warning' }]);
  const { items } = (await client.get('/api/v1/threads?view=all&limit=100')).body;
  const row = items.find(({ id }: { id: string }) => id === warned.body.message.threadId);
  expect(row.preview).toBe('We are sorry');
});

it('fewer readers travel with the answer; for its author alone it is private', async () => {
  const unlisted = await answer({}, { readers: 'unlisted' });
  expect([unlisted.status, unlisted.body.message.audience]).toEqual([201, 'public']);
  // A connector that passes over `readers` must let no more read it.
  expect((await sends()).at(-1)).toMatchObject({ audience: 'private', readers: 'unlisted' });
  // Nobody else reads it: what is private may be said.
  const sent = await answer({}, { readers: 'author', text: 'Is it order 4711812?' });
  expect([sent.status, sent.body.message.audience]).toEqual([201, 'private']);
  expect((await sends()).at(-1)).toMatchObject({ audience: 'private' });
  expect((await sends()).at(-1)).not.toHaveProperty('readers');
});

it('what goes to its author alone by itself is private as well', async () => {
  for (const reply of [{}, { readers: 'author' }]) {
    const sent = await answer({ marks: ['followers-only'] }, { text: 'Is it order 4711812?', ...reply });
    expect([sent.status, sent.body.message?.audience]).toEqual([201, 'private']);
    expect((await sends()).at(-1)).toMatchObject({ audience: 'private' });
  }
  // Where everybody reads the answer whoever read the message, it is public.
  const everybody = { marks: ['followers-only', 'answered-in-public'] };
  expect((await answer(everybody, { text: 'Is it order 4711812?' })).body.code).toBe('private-words');
});

it('a network that knows no such thing refuses it', async () => {
  const refusals = [
    await answer({ channel: 'bluesky' }, { readers: 'author' }),
    await answer({ channel: 'bluesky' }, { contentWarning: 'glass' }),
  ];
  expect(refusals.map(({ body }) => body.reason)).toEqual(['not-known-there', 'not-known-there']);
});

it('a content warning counts, asks before it tells what is private, travels, and stands above the words', async () => {
  expect((await answer({}, { contentWarning: 'glass', text: 'a'.repeat(491) })).body).toMatchObject({
    measure: { used: 501, max: 500 },
  });
  expect((await answer({}, { contentWarning: 'order 4711812' })).body.code).toBe('private-words');
  const sent = await answer({}, { contentWarning: 'glass', language: 'it' });
  expect([sent.status, sent.body.message.text]).toEqual([201, 'CW: glass\n\nSorry!']);
  expect(sent.body.message.marks).toMatchObject([{ code: 'content-warning' }]);
  expect((await sends()).at(-1)).toMatchObject({ text: 'Sorry!', contentWarning: 'glass', language: 'it' });
  const theirs = { text: 'CW: glass\n\nBroken!', marks: ['content-warning'] };
  expect((await answer(theirs, { contentWarning: '', text: 'a'.repeat(495) })).status).toBe(201);
  expect((await sends()).at(-1)).toMatchObject({ contentWarning: '' });
});

it('a warning that is carried over stands above our words in the thread, and one that was taken away does not', async () => {
  const theirs = { text: 'CW: glass\n\nBroken!', marks: ['content-warning'] };
  const carried = (await answer(theirs, {})).body.message;
  expect([carried.text, carried.marks]).toMatchObject(['CW: glass\n\nSorry!', [{ code: 'content-warning' }]]);
  // What stands there when it is posted is carried over, which may be another by then.
  expect((await sends()).at(-1)).not.toHaveProperty('contentWarning');
  expect((await sends()).at(-1)).toMatchObject({ text: 'Sorry!' });
  const bare = (await answer(theirs, { contentWarning: '' })).body.message;
  expect([bare.text, bare.marks]).toEqual(['Sorry!', []]);
});

describe('the first link of an answer', () => {
  const cardOf = async (post: Post, reply: object) => {
    expect((await answer(post, reply)).status).toBe(201);
    return (await sends()).at(-1)!.card;
  };
  const atBluesky = { channel: 'bluesky' } as const;
  const text = 'See https://shop.example/help, or https://other.example';

  it('is shown as a card where the network knows cards, and never one of ours is asked on the way', async () => {
    const ours = `127.0.0.1:${api.settings.FILO_HTTP_PORT}`;
    expect(await cardOf(atBluesky, { text })).toEqual({
      url: 'https://shop.example/help',
      notAt: expect.arrayContaining([ours]),
    });
    expect(await cardOf({}, { text })).toBeUndefined();
    expect(await cardOf(atBluesky, { text: 'Sorry!' })).toBeUndefined();
  });

  it('is not shown as a card where the agent wants none, or pictures are shown', async () => {
    expect(await cardOf(atBluesky, { text, noCard: true })).toBeUndefined();
    const form = new FormData();
    form.append('file', new Blob([aPicture()], { type: 'image/png' }), 'lamp.png');
    const picture = (await client.send('POST', '/api/v1/uploads', form)).body.id as string;
    expect(
      await cardOf(atBluesky, { text, attachments: [picture], alts: { [picture]: '' } }),
    ).toBeUndefined();
  });

  it('is not read by us where it is one of ours, such as an invitation', async () => {
    const invitation = `http://127.0.0.1:${api.settings.FILO_HTTP_PORT}/w/abc`;
    expect(await cardOf(atBluesky, { text: `Write to us: ${invitation}` })).toBeUndefined();
  });
});
