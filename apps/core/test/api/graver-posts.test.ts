import type { MessageReceivedInput } from '@filo/contracts';
import type { BoardCard, BoardPage } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
const account = uuidv7();

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  await api.dataSource.query(
    `insert into account (id, channel, address, account_group_id) select $1, 'mastodon', '@shop@social.example', id from account_group`,
    [account],
  );
}, 120_000);
afterAll(() => api.close());

let posts = 0;
const post = (text: string, over: Partial<MessageReceivedInput> = {}): Partial<MessageReceivedInput> => {
  posts += 1;
  const author = { kind: 'mastodon', key: `https://social.example/users/a${posts}`, name: `Author ${posts}` };
  return {
    ...{ channel: 'mastodon', accountId: account, externalId: `https://social.example/${posts}`, author },
    ...{ replyTo: author, audience: 'public', participants: [], subject: undefined, text, newText: text },
    ...{ sortAt: new Date(Date.now() - 600_000 + posts * 1_000).toISOString(), ...over },
  };
};
const say = (text: string, over: Partial<MessageReceivedInput> = {}) => receive(api, post(text, over));
const cardOf = async (messageId: string): Promise<BoardCard | undefined> =>
  ((await client.get('/api/v1/board')).body as BoardPage).cards.find((card) => card.messageId === messageId);
const actNow = async (): Promise<number> =>
  ((await client.get('/api/v1/board/waiting')).body as { actNow: number }).actNow;

describe('a post that is graver than a card that an agent quieted has its own card under "act now"', () => {
  it.each([
    ['set aside', { level: null, notAboutUs: true }, 'about the tall lamp of the big museum in Rome'],
    [
      'corrected down',
      { level: 'watch' },
      'for the blue kettle of your spring sale, with a scratch on its side',
    ],
  ])('%s', async (_, said, what) => {
    const words = `@shop Two weeks and still no answer from you ${what}, and nobody picks up the phone`;
    const first = await say(`${words}. Never again!`);
    const { id } = (await cardOf(first.messageId))!;
    await client.post(`/api/v1/board/${id}/severity`, { reason: 'Nothing to see to', ...said });
    const before = await actNow();
    const alike = await say(`${words}. Never ever again!`);
    const grave = await say(`${words}. My son got burned by it!`);
    const again = await say(`${words}. My son was burned by it!`);
    expect(await cardOf(grave.messageId)).toBeUndefined();
    const card = await cardOf(again.messageId);
    expect(card).toMatchObject({ column: 'act-now', voices: 2, notAboutUs: null, correction: null });
    expect(await actNow()).toBe(before + 1);
    const quiet = ((await client.get('/api/v1/board')).body as BoardPage).cards.find((one) => one.id === id);
    expect(quiet).toMatchObject({ voices: 2 });
    expect(alike.messageId).not.toBe(grave.messageId);
  });
});
