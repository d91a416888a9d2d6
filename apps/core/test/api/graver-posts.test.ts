import type { MessageReceivedInput } from '@filo/contracts';
import type { BoardCard, BoardPage } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import { tokenKeysOf } from '../../src/config.js';
import { StoreEdits } from '../../src/edits/store-edits.js';
import { ownIds } from '../../src/ingest/own-ids.js';
import { FollowStorms } from '../../src/severity/follow-storms.js';
import { severityWordsOf } from '../../src/severity/severity-words-of.js';
import { anAccount } from './an-account.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
let account: string;

beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  account = await anAccount(api, { channel: 'mastodon', address: '@shop@social.example' });
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

describe('a post that becomes grave after it was seen to comes up again', () => {
  const everything = 'ffffffff-ffff-7fff-bfff-ffffffffffff';
  const closed = async (told: Partial<MessageReceivedInput>) => {
    const said = await receive(api, told);
    const card = (await cardOf(said.messageId))!;
    await client.post(`/api/v1/board/${card.id}/close`, { upTo: everything });
    return said;
  };
  const edit = async (externalId: string, text: string) => {
    const edits = new StoreEdits(api.dataSource, severityWordsOf([]), ownIds(tokenKeysOf(api.settings)));
    const at = new Date().toISOString();
    const now = { channel: 'mastodon', accountId: account, externalId, at, text, newText: text };
    await edits.run([{ ...now, contentWarning: null, shows: null } as never]);
    await new FollowStorms(api.dataSource).once();
  };
  const thread = async (id: string) =>
    (await client.get(`/api/v1/threads/${id}`)).body as { state: string; unread: boolean };
  const timeline = async (id: string) =>
    JSON.stringify((await client.get(`/api/v1/threads/${id}/messages`)).body);

  it('by an edit, and not by a small one', async () => {
    const told = post('Lovely green vase, thank you for the quick delivery to Milan');
    const said = await closed(told);
    const before = await actNow();
    await edit(told.externalId!, 'Lovely green vase, thank you for the quick delivery to Turin');
    expect(await cardOf(said.messageId)).toMatchObject({ column: 'handled', open: 0 });
    expect(await thread(said.threadId)).toMatchObject({ state: 'closed' });
    await edit(told.externalId!, 'The green vase exploded and cut my daughter, she is in hospital');
    expect(await cardOf(said.messageId)).toMatchObject({ column: 'act-now', open: 1 });
    expect(await actNow()).toBe(before + 1);
    expect(await thread(said.threadId)).toMatchObject({ state: 'open', unread: true });
    expect(await timeline(said.threadId)).toContain('became grave');
    await client.post(`/api/v1/board/${(await cardOf(said.messageId))!.id}/close`, { upTo: everything });
    expect(await cardOf(said.messageId)).toMatchObject({ column: 'handled', open: 0 });
    expect(await thread(said.threadId)).toMatchObject({ state: 'closed' });
    expect(await actNow()).toBe(before);
  });

  it('by an edit of what was answered, until it is answered as it is now', async () => {
    await client.send('PUT', '/api/v1/ok-rule', { needed: false });
    const answer = async ({ threadId, messageId }: { threadId: string; messageId: string }) => {
      const { version } = (await client.get(`/api/v1/threads/${threadId}`)).body as { version: number };
      const headers = { 'if-match': `"${version}"`, 'idempotency-key': uuidv7() };
      const body = { text: 'We look into it', answersMessageId: messageId };
      expect((await client.post(`/api/v1/threads/${threadId}/replies`, body, headers)).status).toBe(201);
    };
    const told = post('Thank you for the orange carpet, it came on Tuesday to Naples');
    const said = await receive(api, told);
    await answer(said);
    expect(await cardOf(said.messageId)).toMatchObject({ column: 'handled', open: 0 });
    await edit(told.externalId!, 'The orange carpet caught fire, my son is in hospital');
    expect(await cardOf(said.messageId)).toMatchObject({ column: 'act-now', open: 1 });
    expect(await thread(said.threadId)).toMatchObject({ state: 'open', unread: true });
    await answer(said);
    expect(await cardOf(said.messageId)).toMatchObject({ column: 'handled', open: 0 });
    expect(await thread(said.threadId)).toMatchObject({ state: 'waiting' });
  });

  it('also where it was only found, and set aside with its card', async () => {
    const query = uuidv7();
    await api.dataSource.query(
      `insert into saved_query (id, account_id, name, words) values ($1, $2, 'Our name', '{shop}')`,
      [query, account],
    );
    const heard = { as: 'listening' as const, queries: [query] };
    const told = post('Nobody asked, but the brown rug of this shop is rather dull', { heard });
    const said = await closed(told);
    await edit(told.externalId!, 'Nobody asked, but the beige rug of this shop is rather dull');
    expect(await cardOf(said.messageId)).toMatchObject({ column: 'handled', open: 0 });
    const before = await actNow();
    await edit(told.externalId!, 'The rug of this shop caught fire, my daughter is in hospital');
    expect(await cardOf(said.messageId)).toMatchObject({ column: 'act-now', open: 1, heard: 'listening' });
    expect(await actNow()).toBe(before + 1);
  });

  it('by its reach', async () => {
    const told = post('The yellow bowl of last week is not what was on the picture, sad');
    const said = await closed(told);
    const before = await actNow();
    const reach = { followers: 900_000, reposts: 30_000, replies: 4_000, at: new Date().toISOString() };
    await receive(api, { ...told, reach }).catch(() => undefined);
    await new FollowStorms(api.dataSource).once();
    expect(await cardOf(said.messageId)).toMatchObject({ column: 'act-now', open: 1 });
    expect(await actNow()).toBe(before + 1);
    expect(await thread(said.threadId)).toMatchObject({ state: 'open', unread: true });
  });

  it('also where it stood above what we answered at the network itself', async () => {
    const threadingId = `https://social.example/${posts + 1}`;
    const told = post('Thank you for the grey stool, it came on Friday to Bari', { threadingId });
    const said = await receive(api, told);
    const later = post('Is there a matching table?', {
      ...{ author: told.author!, replyTo: told.replyTo!, threadingId: `${threadingId}-b` },
      ...{ inReplyTo: [threadingId], references: [threadingId] },
    });
    const asked = await receive(api, later);
    await receive(
      api,
      post('Yes, from May on.', {
        ...{ author: { kind: 'mastodon', key: 'https://social.example/users/shop' }, direction: 'outbound' },
        ...{ participants: [{ identity: told.author!, role: 'to' }], threadingId: `${threadingId}-c` },
        ...{ inReplyTo: [`${threadingId}-b`], references: [threadingId, `${threadingId}-b`] },
      }),
    );
    for (const one of [said, asked])
      expect(await cardOf(one.messageId)).toMatchObject({ column: 'handled', open: 0 });
    await edit(told.externalId!, 'The grey stool exploded under me, my daughter is in hospital');
    expect(await cardOf(said.messageId)).toMatchObject({ column: 'act-now', open: 1 });
    expect(await cardOf(asked.messageId)).toMatchObject({ column: 'handled', open: 0 });
    expect(await thread(said.threadId)).toMatchObject({ state: 'open', unread: true });
  });

  describe('and leaves the card that an agent quieted', () => {
    const words = (what: string) =>
      `@shop A month and still no answer from you about ${what}, and nobody is there`;
    const quieted = async (what: string, said: object) => {
      const told = [post(`${words(what)}. Never again!`), post(`${words(what)}. Never ever again!`)];
      const voices = [await receive(api, told[0]!), await receive(api, told[1]!)];
      const { id } = (await cardOf(voices[0]!.messageId)) ?? (await cardOf(voices[1]!.messageId))!;
      await client.post(`/api/v1/board/${id}/severity`, { reason: 'Nothing to see to', ...said });
      return { id, told, voices };
    };
    const cardById = async (id: string) =>
      ((await client.get('/api/v1/board')).body as BoardPage).cards.find((card) => card.id === id);

    it.each([
      ['set aside, by an edit of its first voice', 'the purple parasol of the old port', 0],
      ['corrected down, by an edit of a later voice', 'the brown hammock on the north terrace', 1],
    ])('%s', async (_, what, n) => {
      const said = n === 0 ? { level: null, notAboutUs: true } : { level: 'watch' };
      const { id, told, voices } = await quieted(what, said);
      const before = await actNow();
      await edit(told[n]!.externalId!, `${words(what)}. Never, ever again!`);
      expect(await cardById(id)).toMatchObject({ voices: 2 });
      await edit(told[n]!.externalId!, `${words(what)}. My son got burned by it!`);
      expect(await cardOf(voices[n]!.messageId)).toMatchObject({
        ...{ column: 'act-now', voices: 1, open: 1, notAboutUs: null, correction: null },
      });
      expect(await cardById(id)).toMatchObject({ voices: 1 });
      expect(await actNow()).toBe(before + 1);
      expect(await thread(voices[n]!.threadId)).toMatchObject({ state: 'open' });
      // The next one goes where the first went, new or edited.
      await edit(told[1 - n]!.externalId!, `${words(what)}. My son was burned by it!`);
      const third = await say(`${words(what)}. My son got burned by it, too!`);
      const cards = await Promise.all([...voices, third].map(({ messageId }) => cardOf(messageId)));
      expect(cards.filter((card) => card !== undefined)).toMatchObject([{ column: 'act-now', voices: 3 }]);
      expect(await cardById(id)).toBeUndefined();
    });

    it('by its reach', async () => {
      const { id, told, voices } = await quieted('the silver ladder of the little library', {
        level: 'watch',
      });
      const reach = { followers: 900_000, reposts: 30_000, replies: 4_000, at: new Date().toISOString() };
      await receive(api, { ...told[1]!, reach }).catch(() => undefined);
      await new FollowStorms(api.dataSource).once();
      expect(await cardOf(voices[1]!.messageId)).toMatchObject({ column: 'act-now', voices: 1, open: 1 });
      expect(await cardById(id)).toMatchObject({ voices: 1, column: 'watch' });
    });
  });
});
