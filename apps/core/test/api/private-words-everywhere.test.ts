import type { MessageReceivedInput, SendInput } from '@filo/contracts';
import type { PrivateWords, ReplyCreate } from '@filo/contracts/http';
import { aPicture } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import type { Answer, Client } from './client.js';
import { receive } from './receive.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

const channels = ['bluesky', 'mastodon', 'x'] as const;
type Network = (typeof channels)[number];

let api: TestApi;
let client: Client;
let colleague: Client;
const accounts: Record<Network, string> = { bluesky: uuidv7(), mastodon: uuidv7(), x: uuidv7() };

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  const [group] = (await api.dataSource.query('select id from account_group')) as [{ id: string }];
  for (const channel of channels)
    await api.dataSource.query(
      `insert into account (id, channel, address, account_group_id, beside_words) values ($1, $2, 'shop', $3, $4)`,
      [accounts[channel], channel, group.id, JSON.stringify(['readers', 'contentWarning', 'language'])],
    );
  colleague = await signedInAgent(api, 'colleague', [group.id]);
}, 120_000);
afterAll(() => api.close());

const subject = 'My divorce papers and the broken lamp';
const mailed = 'It was a gift from my late aunt Rosa. Please call me soon.';
const secrets: readonly [what: string, kind: PrivateWords['found'][number]['kind'], words: string][] = [
  ['a line quoted of their mail', 'quote', '> a gift from my late aunt Rosa'],
  ['a passage of their mail', 'quote', 'it was a gift from my late aunt'],
  ['the subject of their mail', 'quote', 'my divorce papers and the broken lamp'],
  ['a mail address', 'address', 'jo@private.example'],
  ['a phone number', 'phone', '+39 347 123 4567'],
  ['a phone number with dashes of print', 'phone', '347‑123–4567'],
  ['a number of an order', 'number', 'AB-77812'],
];

let people = 0;
/** Who wrote a mail, and then in public; one person, joined by an agent. */
const somebody = async (channel: Network, said = 'You never answer!') => {
  const n = (people += 1);
  const mail = await receive(api, {
    ...{ author: { kind: 'mail', key: `rosa${n}@example.org` }, subject, text: mailed, newText: mailed },
  });
  const author = { kind: channel, key: `rosa${n}`, handle: `rosa${n}.example` };
  const post: Partial<MessageReceivedInput> = {
    ...{
      channel,
      accountId: accounts[channel],
      audience: 'public',
      participants: [],
      author,
      replyTo: author,
    },
    ...{ subject: undefined, arrival: { via: 'api' }, text: said, newText: said },
  };
  const loud = await receive(api, post);
  const versions = Object.fromEntries(
    await Promise.all(
      [mail, loud].map(async ({ threadId }) => [
        threadId,
        (await client.get(`/api/v1/threads/${threadId}`)).body.version,
      ]),
    ),
  );
  await client.post('/api/v1/merges', { personIds: [mail.threadId, loud.threadId], versions });
  return { threadId: mail.threadId, answersMessageId: loud.messageId };
};
const headersFor = async (threadId: string) => ({
  'if-match': `"${(await client.get(`/api/v1/threads/${threadId}`)).body.version}"`,
  'idempotency-key': uuidv7(),
});
const post = async (
  { threadId, answersMessageId }: Awaited<ReturnType<typeof somebody>>,
  body: Partial<ReplyCreate>,
  way = 'replies',
): Promise<Answer> =>
  client.post(
    `/api/v1/threads/${threadId}/${way}`,
    { text: 'Sorry!', answersMessageId, ...body },
    await headersFor(threadId),
  );
const picture = async (): Promise<string> => {
  const form = new FormData();
  form.append('file', new Blob([aPicture()], { type: 'image/png' }), 'lamp.png');
  return (await client.send('POST', '/api/v1/uploads', form)).body.id as string;
};
const sends = async (): Promise<SendInput[]> =>
  ((await api.dataSource.query('select payload from outbox order by id')) as { payload: SendInput }[]).map(
    ({ payload }) => payload,
  );
const foundIn = ({ status, body }: Answer) => [
  status,
  body.code,
  body.found?.map((one: { kind: string }) => one.kind),
];
const filler = 'We are sorry for what happened to you. ';

/** Every way in which words of an agent reach everybody. */
const ways: readonly [
  way: string,
  channels: readonly Network[],
  body: (words: string) => Promise<Partial<ReplyCreate>>,
][] = [
  ['an answer', channels, async (text) => ({ text })],
  ['an answer that closes the topic', channels, async (text) => ({ text, close: true })],
  [
    'the last part of a numbered thread',
    channels,
    async (words) => ({ text: `${filler.repeat(20)}\n${words}`, split: true }),
  ],
  [
    'HTML beside the text',
    channels,
    async (words) => ({
      html: `<p>${words.startsWith('>') ? `<blockquote>${words.slice(2)}</blockquote>` : words}</p>`,
    }),
  ],
  [
    'what is said of a picture',
    channels,
    async (words) => {
      const id = await picture();
      return { attachments: [id], alts: { [id]: words } };
    },
  ],
  ['a content warning', ['mastodon'], async (contentWarning) => ({ contentWarning })],
  ['an answer that is in no list', ['mastodon'], async (text) => ({ text, readers: 'unlisted' as const })],
  [
    'an answer with the words of an invitation',
    channels,
    async (words) => ({ text: `Write to us in private: https://shop.example/w/abc ${words}` }),
  ],
];
const table = ways.flatMap(([way, on, body]) => on.map((channel) => ({ way, channel, body })));

it.each(table)(
  '$way at $channel asks before anything private leaves, and leaves when the agent says so',
  async ({ channel, body }) => {
    const who = await somebody(channel);
    const before = (await sends()).length;
    for (const [what, kind, words] of secrets) {
      const wanted = await body(words);
      const refused = await post(who, wanted);
      expect([what, ...foundIn(refused)]).toEqual([
        what,
        422,
        'private-words',
        expect.arrayContaining([kind]),
      ]);
    }
    expect(await sends()).toHaveLength(before);
    const wanted = await body('jo@private.example');
    const other = await post(who, { ...wanted, sayAnyway: ['ada@private.example'] });
    expect(other.body.code).toBe('private-words');
    expect((await post(who, { ...wanted, sayAnyway: ['jo@private.example'] })).status).toBe(201);
    expect((await sends()).length).toBeGreaterThan(before);
  },
);

describe.each(channels)('an answer that a colleague reads first, at %s', (channel) => {
  const grave = () => somebody(channel, `The lamp exploded in my hands, number ${people}`);

  it.each(secrets)(
    'asks for no OK with %s, when it is written or when it is edited',
    async (_, kind, words) => {
      const who = await grave();
      expect(foundIn(await post(who, { text: words }, 'ok-requests'))).toEqual([
        ...[422, 'private-words', expect.arrayContaining([kind])],
      ]);
      const asked = await post(who, { text: 'We are so sorry.' }, 'ok-requests');
      expect(asked.status).toBe(201);
      const edited = await client.send(
        ...(['PUT', `/api/v1/ok-requests/${asked.body.id}`, { text: words }] as const),
        await headersFor(who.threadId),
      );
      expect(foundIn(edited)).toEqual([422, 'private-words', expect.arrayContaining([kind])]);
    },
  );

  it('is looked through again when the OK is given', async () => {
    const who = await grave();
    const text = 'Your daughter Mina waits for you at the station.';
    const asked = await post(who, { text }, 'ok-requests');
    expect(asked.status).toBe(201);
    const n = people;
    await receive(api, {
      ...{ author: { kind: 'mail', key: `rosa${n}@example.org` }, subject: 'Later', text, newText: text },
    });
    const given = await colleague.post(
      `/api/v1/ok-requests/${asked.body.id}/ok`,
      { digest: asked.body.digest },
      await headersFor(who.threadId),
    );
    expect(foundIn(given)).toEqual([422, 'private-words', ['quote']]);
  });
});

describe('of somebody who may be the same person, and is not joined,', () => {
  /** A public account, and a mail address whose thread is another one. */
  const twoThreads = async (name: string) => {
    const mail = await receive(api, {
      ...{ author: { kind: 'mail', key: `${name}@example.org` }, subject, text: mailed, newText: mailed },
    });
    const author = { kind: 'bluesky', key: name, handle: `${name}.example` };
    const loud = await receive(api, {
      ...{ channel: 'bluesky', accountId: accounts.bluesky, audience: 'public', participants: [], author },
      ...{ replyTo: author, subject: undefined, arrival: { via: 'api' } },
      ...{ text: 'You never answer!', newText: 'You never answer!' },
    });
    expect(loud.threadId).not.toBe(mail.threadId);
    return { mail, threadId: loud.threadId, answersMessageId: loud.messageId };
  };
  const [passage] = mailed.split('.');
  const anchorOf = (n: number) => `(select anchor_identity_id from message where id = $${n})`;

  it.each([
    [
      'wrote by the form of the invitation',
      `insert into invitation_claim (message_id, invitation_id, identity_id, said_at)
      select id, $1, author_identity_id, sort_at from message where id = $2`,
    ],
    [
      'was named on the page of the invitation',
      `insert into proof_request (id, secret_hash, purpose, identity_id, message_id, expires_at, invitation_id)
      values (gen_random_uuid(), '\\x00', 'invitation', ${anchorOf(2)}, $2, now(), $1)`,
    ],
  ])('a passage of theirs asks before it is public while the invitation stands: who %s', async (way, sql) => {
    const they = await twoThreads(`claims-${way.length}`);
    const invitation = (await client.post('/api/v1/invitations', { messageId: they.answersMessageId })).body;
    await api.dataSource.query(sql, [invitation.id, they.mail.messageId]);
    expect(foundIn(await post(they, { text: `You wrote: ${passage}` }))).toEqual([
      422,
      'private-words',
      ['quote'],
    ]);
    await client.send('DELETE', `/api/v1/invitations/${invitation.id}`);
    expect((await post(they, { text: `You wrote: ${passage}` })).status).toBe(201);
  });

  it('a passage of whoever pressed the mailed button asks, however many strangers wrote by the form of the invitation since', async () => {
    const they = await twoThreads('pressed');
    const invitation = (await client.post('/api/v1/invitations', { messageId: they.answersMessageId })).body;
    await api.dataSource.query(
      `insert into proof_request (id, secret_hash, purpose, identity_id, message_id, asked_at, expires_at, used_at, invitation_id)
       values (gen_random_uuid(), '\\x01', 'invitation', ${anchorOf(2)}, $2, now() - interval '1 hour', now(), now(), $1)`,
      [invitation.id, they.mail.messageId],
    );
    for (let n = 0; n < 31; n += 1) {
      const author = { kind: 'mail', key: `stranger${n}@example.net` };
      const { messageId } = await receive(api, { author, text: 'It is me', newText: 'It is me' });
      await api.dataSource.query(
        `insert into invitation_claim (message_id, invitation_id, identity_id, said_at)
         select id, $1, author_identity_id, now() from message where id = $2`,
        [invitation.id, messageId],
      );
    }
    expect(foundIn(await post(they, { text: `You wrote: ${passage}` }))).toEqual([
      422,
      'private-words',
      ['quote'],
    ]);
    const { items } = (await client.get(`/api/v1/people/${they.threadId}/invitations`)).body;
    expect(items[0].claims).toHaveLength(20);
    expect(items[0].claims[0].address).toBe('pressed@example.org');
  });

  it('a passage of theirs asks before it is public while both are suggested as one person', async () => {
    const they = await twoThreads('suggested');
    await api.dataSource.query(
      `insert into suggestion (id, a_identity_id, b_identity_id, evidence, confidence)
       select $1, least(a.id, b.id), greatest(a.id, b.id), '[]', 0.5
       from (select ${anchorOf(2)} as id) a, (select ${anchorOf(3)} as id) b`,
      [uuidv7(), they.answersMessageId, they.mail.messageId],
    );
    expect(foundIn(await post(they, { text: `You wrote: ${passage}` }))).toEqual([
      422,
      'private-words',
      ['quote'],
    ]);
    await api.dataSource.query(`update suggestion set state = 'rejected'`);
    expect((await post(they, { text: `You wrote: ${passage}` })).status).toBe(201);
  });
});
