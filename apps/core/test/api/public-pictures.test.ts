import type { SendInput } from '@filo/contracts';
import { aMessage, aPicture } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
const [account, atX] = [uuidv7(), uuidv7()];
const ada = { kind: 'bluesky', key: 'did:plc:ada', handle: 'ada.example' };

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select $1, 'bluesky', 'shop.example', account_group_id from account where channel = 'email' limit 1`,
    [account],
  );
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select $1, 'x', 'shop', account_group_id from account where channel = 'email' limit 1`,
    [atX],
  );
}, 120_000);
afterAll(() => api.close());

const uploadAs = async (type: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
  const form = new FormData();
  form.append('file', new Blob([bytes], { type }), 'a-file');
  return (await client.send('POST', '/api/v1/uploads', form)).body.id;
};
const upload = (type: 'image/png' | 'image/jpeg', bytes = 100): Promise<string> =>
  uploadAs(type, aPicture(type, bytes));
const atBluesky = { channel: 'bluesky', accountId: account, author: ada, replyTo: ada };
const adaAtX = { kind: 'x', key: '1001', handle: 'ada' };
const [atXPublic, atXPrivate] = (['public', 'private'] as const).map((audience) => ({
  ...{ channel: 'x', accountId: atX, author: adaAtX, replyTo: adaAtX, audience },
}));
const mail = { kind: 'mail', key: 'ada@mail.example' };
const byMail = { author: mail, replyTo: mail, audience: 'private', arrival: aMessage().arrival };
const answer = async (attachments: string[], alts?: Record<string, string>, place: object = atBluesky) => {
  const { threadId } = await receive(api, {
    ...{ subject: undefined, arrival: { via: 'api' } },
    ...{ audience: 'public', participants: [], ...place },
    text: 'It looks broken!',
    newText: 'It looks broken!',
  });
  const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body;
  return client.post(
    `/api/v1/threads/${threadId}/replies`,
    { text: 'Like this?', attachments, ...(alts && { alts }) },
    { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() },
  );
};
const sends = async (): Promise<SendInput[]> =>
  ((await api.dataSource.query('select payload from outbox order by id')) as { payload: SendInput }[]).map(
    ({ payload }) => payload,
  );

it('a picture goes out in public with what it shows, or with the word that there is nothing to say', async () => {
  const [one, other] = [await upload('image/png'), await upload('image/jpeg')];
  const sent = await answer([one, other], { [one]: ' The lamp ', [other]: '' });
  expect(sent.status).toBe(201);
  expect((await sends()).at(-1)!.attachments).toMatchObject([
    { alt: 'The lamp' },
    { mediaType: 'image/jpeg' },
  ]);
  expect((await sends()).at(-1)!.attachments![1]).not.toHaveProperty('alt');
  // Whoever reads the thread sees what was said of each.
  const shown = sent.body.message.attachments as { alt: string | null }[];
  expect(shown.map(({ alt }) => alt)).toEqual(['The lamp', null]);
});

it('what the network does not take, or nobody has described, is refused with the reason, and nothing leaves', async () => {
  const before = (await sends()).length;
  const picture = await upload('image/png');
  const five = await Promise.all(Array.from({ length: 5 }, () => upload('image/png')));
  const said = Object.fromEntries(five.map((id) => [id, 'x']));
  const paper = await uploadAs('application/pdf', new Uint8Array(4));
  const large = await upload('image/png', 1_000_001);
  const refusals = [
    await answer([picture]),
    await answer(five, said),
    await answer([paper], { [paper]: 'A paper' }),
    await answer([large], { [large]: 'Large' }),
  ];
  expect(refusals.map(({ status, body }) => [status, body.reason])).toEqual([
    [422, 'alt-missing'],
    [422, 'too-many-pictures'],
    [422, 'no-files-in-public'],
    [422, 'picture-too-large'],
  ]);
  expect(await sends()).toHaveLength(before);
});

it('what a camera wrote into a picture leaves to no network and is in no size, and goes by mail as it is', async () => {
  const words = 'GPS 52.5163 N 13.3777 E, owner Ada';
  const picture = await uploadAs('image/png', aPicture('image/png', 1_000_000 + 12 + words.length, words));
  const said = { [picture]: '' };
  // As a file of another kind it is what its bytes say.
  const jpeg = await uploadAs('image/png', aPicture('image/jpeg', 200, words));
  expect((await answer([picture], said)).status).toBe(201);
  expect((await answer([picture], said, atXPrivate)).status).toBe(201);
  expect((await answer([jpeg], { [jpeg]: '' }, atXPublic)).status).toBe(201);
  const [atB, dm, other] = (await sends()).slice(-3).map(({ attachments }) => attachments![0]!);
  expect([atB!.blob.bytes, dm!.blob]).toEqual([1_000_000, atB!.blob]);
  expect(other).toMatchObject({ mediaType: 'image/jpeg', blob: { bytes: 200 - 4 - words.length } });
  for (const { blob } of [atB!, other!])
    expect(Buffer.from(await api.bus.blobs.get(blob)).includes(words)).toBe(false);
  expect((await answer([picture], undefined, byMail)).status).toBe(201);
  const { blob } = (await sends()).at(-1)!.attachments![0]!;
  expect(Buffer.from(await api.bus.blobs.get(blob)).includes(words)).toBe(true);
});

it('a picture that cannot be read to its end goes to no network: nobody knows what is in it', async () => {
  const before = (await sends()).length;
  const whole = aPicture('image/jpeg', 200, 'owner Ada');
  const broken = await uploadAs('image/jpeg', whole.slice(0, 150));
  for (const place of [atBluesky, atXPublic, atXPrivate])
    expect(await answer([broken], { [broken]: 'A lamp' }, place)).toMatchObject({
      status: 422,
      body: { reason: 'picture-broken' },
    });
  expect(await sends()).toHaveLength(before);
});

it('what is said of a picture is public too: what is private in it asks first', async () => {
  const picture = await upload('image/png');
  const refused = await answer([picture], { [picture]: 'The label says ada@mail.example' });
  expect(refused.body.found).toEqual([{ kind: 'address', text: 'ada@mail.example' }]);
});

it('at X a post carries four pictures of five megabytes and what they show, and a message one', async () => {
  const pictures = await Promise.all([1, 2, 3, 4].map(() => upload('image/png', 1_000_001)));
  const said = Object.fromEntries(pictures.map((id) => [id, 'a'.repeat(1_000)]));
  expect((await answer(pictures, said, atXPublic)).status).toBe(201);
  const [picture, large] = [await upload('image/png'), await upload('image/png', 5_000_001)];
  const paper = await uploadAs('application/pdf', new Uint8Array(4));
  const refusals = [
    await answer([picture], undefined, atXPublic),
    await answer([picture], { [picture]: 'a'.repeat(1_001) }, atXPublic),
    await answer([large], { [large]: 'Large' }, atXPublic),
    await answer(pictures.slice(0, 2), said, atXPrivate),
    await answer([paper], { [paper]: 'A paper' }, atXPrivate),
  ];
  expect(refusals.map(({ status, body }) => [status, body.reason])).toEqual([
    [422, 'alt-missing'],
    [422, 'alt-too-long'],
    [422, 'picture-too-large'],
    [422, 'too-many-pictures'],
    [422, 'no-files-in-public'],
  ]);
  expect((await answer([picture], { [picture]: 'The lamp' }, atXPrivate)).status).toBe(201);
  expect((await sends()).at(-1)).toMatchObject({ audience: 'private', attachments: [{ alt: 'The lamp' }] });
});
