import { publicProfile, readProfile, type PublicProfileInput } from '@filo/contracts';
import { profileShown } from '@filo/contracts/http';
import { Controller, type INestMicroservice } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { sweeps } from '../../src/housekeeping/sweeps.js';
import { KeepProfile } from '../../src/public-profiles/keep-profile.js';
import { FetchPublic } from '../../src/outbound/fetch-public.js';
import { answerOnBus } from './answer-on-bus.js';
import type { Client } from './client.js';
import { startPictureServer, type PictureServer } from './picture-server.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

const { jest } = import.meta;
let api: TestApi;
let client: Client;
let pictures: PictureServer;
let questions: INestMicroservice;
const account = uuidv7();
const closedAccount = uuidv7();
let asked: z.output<typeof readProfile.request>[] = [];
let says: z.input<typeof readProfile.reply>;

@Controller()
class Questions {
  @MessagePattern(readProfile.subject('social'))
  readProfile(@Payload() request: z.output<typeof readProfile.request>) {
    asked.push(request);
    return says;
  }
}

const listen = async () => {
  questions = await answerOnBus(api, 'social', Questions);
};

beforeAll(async () => {
  pictures = await startPictureServer();
  const lookup = (_: unknown, { all }: { all?: boolean }, done: (...answer: unknown[]) => void) =>
    all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);
  api = await startTestApi(
    {},
    new FetchPublic({ ca: pictures.ca, allow: ['127.0.0.1'], lookup: lookup as never }),
  );
  client = await api.signedIn();
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select $1, 'bluesky', 'shop.example', account_group_id from account where channel = 'email' limit 1`,
    [account],
  );
  await api.dataSource.query(
    `with closed as (insert into account_group (id, name) values ($2, 'Closed') returning id)
     insert into account (id, channel, address, account_group_id) select $1, 'bluesky', 'hidden.example', id from closed`,
    [closedAccount, uuidv7()],
  );
  await listen();
}, 120_000);
afterAll(async () => {
  await questions.close();
  await api.close();
  await pictures.close();
});

const png = Buffer.from('\x89PNG\r\n\x1a\nher face', 'latin1');
const told = (over: Partial<PublicProfileInput> = {}): PublicProfileInput => ({
  ...{
    name: 'Ada',
    handle: 'ada.example',
    bio: 'Lamps',
    followers: 12,
    avatarUrl: `${pictures.url}/ada.png`,
  },
  recentPosts: [
    { text: 'Hello', at: '2026-01-02T00:00:00Z', permalink: 'https://bsky.app/profile/x/post/y' },
  ],
  ...over,
});
beforeEach(() => {
  asked = [];
  says = { ok: true, profile: publicProfile.parse(told()) };
});

let people = 0;
const somebody = async (over: object = {}, accountId = account) => {
  const author = { kind: 'bluesky', key: `did:plc:${people++}`, handle: 'old.example', ...over };
  const { threadId, messageId } = await receive(api, {
    ...{ channel: 'bluesky', accountId, audience: 'public', participants: [], author, replyTo: author },
    ...{ externalId: `at://${author.key}/${uuidv7()}`, arrival: { via: 'api' }, subject: undefined },
    authorProof: { verdict: 'proven', reason: 'bluesky-repository' },
    sortAt: '2026-01-01T00:00:00Z',
  });
  const [row] = (await api.dataSource.query('select anchor_identity_id as id from message where id = $1', [
    messageId,
  ])) as { id: string }[];
  return { identityId: row!.id, threadId, author };
};
const shown = async (identityId: string) => {
  const { status, body } = await client.post(`/api/v1/identities/${identityId}/profile`, undefined);
  return { status, body: status === 200 ? profileShown.parse(body) : body };
};
const handleOf = async (identityId: string) => {
  const [row] = await api.dataSource.query('select handle from identity where id = $1', [identityId]);
  return row.handle;
};

it('a profile is asked for when somebody looks and not before, once for all who look, and is theirs with its age', async () => {
  const { identityId, threadId, author } = await somebody();
  await client.get(`/api/v1/people/${threadId}`);
  await client.get('/api/v1/threads?view=all');
  expect(asked).toEqual([]);
  const answers = await Promise.all([1, 2, 3].map(() => shown(identityId)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(asked).toEqual([
    {
      channel: 'bluesky',
      accountId: account,
      identity: { kind: 'bluesky', key: author.key, handle: 'old.example' },
    },
  ]);
  const { profile, channel, absent } = answers[0]!.body;
  expect([channel, absent]).toEqual(['bluesky', null]);
  expect(profile).toMatchObject({
    name: 'Ada',
    handle: 'ada.example',
    bio: 'Lamps',
    followers: 12,
    posts: null,
  });
  expect(profile.recentPosts).toEqual([expect.objectContaining({ text: 'Hello', pictures: 0 })]);
  expect(Date.now() - Date.parse(profile.readAt)).toBeLessThan(60_000);
});

it('who saw that none is kept just before one was, does not ask again', async () => {
  const { identityId } = await somebody();
  const keep = api.app.get(KeepProfile);
  const fresh = keep.fresh.bind(keep);
  let first: Promise<unknown> = Promise.resolve();
  const slow = jest.spyOn(keep, 'fresh').mockImplementation(async (...of) => {
    const seen = await fresh(...of);
    if (slow.mock.calls.length > 1) await first;
    return seen;
  });
  first = shown(identityId);
  await Promise.all([first, shown(identityId)]);
  slow.mockRestore();
  expect(asked).toHaveLength(1);
});

it('it is asked for anew after a quarter of an hour, and nothing of it is kept for longer than an hour', async () => {
  const { identityId } = await somebody();
  const later = (span: string) =>
    api.dataSource.query(
      `update public_profile set read_at = read_at - $2::interval where identity_id = $1`,
      [identityId, span],
    );
  await shown(identityId);
  await later('14 minutes');
  await shown(identityId);
  expect(asked).toHaveLength(1);
  await later('2 minutes');
  says = { ok: true, profile: publicProfile.parse(told({ bio: 'Other lamps' })) };
  expect((await shown(identityId)).body.profile).toMatchObject({ bio: 'Other lamps' });
  await later('61 minutes');
  await api.dataSource.query(sweeps['public profiles']!, [1_000]);
  expect(
    await api.dataSource.query('select from public_profile where identity_id = $1', [identityId]),
  ).toEqual([]);
});

it('its picture comes from our own origin, and so does that of the person', async () => {
  const { identityId, threadId } = await somebody();
  pictures.answer = (_, response) => void response.end(png);
  const { photo } = (await shown(identityId)).body.profile;
  const picture = await client.get(`/api/v1/identities/${identityId}/photo?v=${photo}`);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(picture.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  expect((await client.get(`/api/v1/people/${threadId}`)).body.photo).toBe(photo);
});

it('a handle that changed is the identity’s own from then on, by a profile and by a newer post, and no older word changes it', async () => {
  const { identityId, threadId, author } = await somebody();
  await shown(identityId);
  expect(await handleOf(identityId)).toBe('ada.example');
  expect((await client.get(`/api/v1/people/${threadId}`)).body.identities[0].handle).toBe('ada.example');
  await receiveAgain(author, 'older.example', '2026-01-01T10:00:00Z');
  expect(await handleOf(identityId)).toBe('ada.example');
  await receiveAgain(author, 'newest.example', new Date(Date.now() + 1_000).toISOString());
  expect(await handleOf(identityId)).toBe('newest.example');
  await receiveAgain(author, 'claimed.example', new Date(Date.now() + 2_000).toISOString(), 'claimed');
  expect(await handleOf(identityId)).toBe('newest.example');
});

const receiveAgain = (
  author: { kind: string; key: string },
  handle: string,
  sortAt: string,
  verdict: 'proven' | 'claimed' = 'proven',
) => somebodyAgain({ ...author, handle }, sortAt, verdict);

const somebodyAgain = (author: object, sortAt: string, verdict: 'proven' | 'claimed') =>
  receive(api, {
    ...{
      channel: 'bluesky',
      accountId: account,
      audience: 'public',
      participants: [],
      author,
      replyTo: author,
    },
    ...{ externalId: `at://${uuidv7()}`, arrival: { via: 'api' }, subject: undefined, sortAt },
    authorProof: { verdict, reason: 'test' },
  } as never);

it.each([
  ['a network that is away', 'unavailable'],
  ['a ceiling of costs that is reached', 'costs-reached'],
  ['somebody who is not there any more', 'no-such-profile'],
])('of %s it says so in its words, shows nothing old, and the page stands', async (_, code) => {
  const { identityId, threadId } = await somebody();
  await shown(identityId);
  await api.dataSource.query(`update public_profile set read_at = now() - interval '20 minutes'`);
  says = { ok: false, code, message: 'Not now.' };
  const { status, body } = await shown(identityId);
  expect([status, body]).toEqual([
    200,
    { identityId, channel: 'bluesky', profile: null, absent: { code, message: 'Not now.' } },
  ]);
  expect((await client.get(`/api/v1/people/${threadId}`)).status).toBe(200);
});

it('without a connector, and with one that answers nonsense, it says that nobody answers', async () => {
  const { identityId } = await somebody();
  says = { ok: true, profile: { bio: 'x'.repeat(500_000) } } as never;
  expect((await shown(identityId)).body.absent).toMatchObject({ code: 'no-connector' });
  await questions.close();
  expect((await shown(identityId)).body).toMatchObject({ profile: null, absent: { code: 'no-connector' } });
  await listen();
});

it('who is seen by nobody of ours is asked for by nobody, and by an account that the agent sees alone', async () => {
  const hidden = await somebody({}, closedAccount);
  expect((await shown(hidden.identityId)).status).toBe(404);
  expect((await client.get(`/api/v1/identities/${hidden.identityId}/photo`)).status).toBe(404);
  const { identityId, author } = await somebody();
  await somebody(author, closedAccount);
  await shown(identityId);
  expect(asked.map(({ accountId }) => accountId)).toEqual([account]);
  await api.dataSource.query(`update account set state = 'paused' where id = $1`, [account]);
  expect((await shown(identityId)).body).toMatchObject({ channel: null, absent: { code: 'no-account' } });
  await api.dataSource.query(`update account set state = 'active' where id = $1`, [account]);
});

it('what a profile says is text: markup stays what it is, and no address of the network reaches the page', async () => {
  const { identityId } = await somebody();
  const bio = '<img src="https://evil.example/x.png" onerror="alert(1)"> javascript:alert(1)';
  const recentPosts = [
    { text: '<script>alert(1)</script>', at: '2026-01-02T00:00:00Z', permalink: 'javascript:alert(1)' },
  ];
  says = { ok: true, profile: told({ bio, recentPosts, avatarUrl: 'http://evil.example/x.png' }) as never };
  const { profile } = (await shown(identityId)).body;
  expect(profile).toMatchObject({ bio, photo: null });
  expect(profile.recentPosts[0]).toMatchObject({ text: '<script>alert(1)</script>', permalink: null });
});
