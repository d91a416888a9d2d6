import type { SendInput } from '@filo/contracts';
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

const upload = async (type: string, bytes = 4): Promise<string> => {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), 'a-file');
  return (await client.send('POST', '/api/v1/uploads', form)).body.id;
};
const atBluesky = { channel: 'bluesky', accountId: account, author: ada, replyTo: ada };
const adaAtX = { kind: 'x', key: '1001', handle: 'ada' };
const [atXPublic, atXPrivate] = (['public', 'private'] as const).map((audience) => ({
  ...{ channel: 'x', accountId: atX, author: adaAtX, replyTo: adaAtX, audience },
}));
const answer = async (attachments: string[], alts?: Record<string, string>, place: object = atBluesky) => {
  const { threadId } = await receive(api, {
    ...{ audience: 'public', participants: [], ...place },
    ...{ subject: undefined, arrival: { via: 'api' } },
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
  const paper = await upload('application/pdf');
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
  const paper = await upload('application/pdf');
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
