import type { FoundMessage, MarkedText, SearchPage } from '@filo/contracts/http';
import { createLogger } from '@filo/service';
import { aMailIdentity } from '@filo/testing';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { KeepWords } from '../../src/search/writing/keep-words.js';
import type { Client } from './client.js';
import { receive } from './receive.js';
import { startTestApi, type TestApi } from './test-api.js';

let api: TestApi;
let client: Client;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
});
afterAll(() => api.close());

let words = 0;
const said = (text: string, over: Parameters<typeof receive>[1] = {}) =>
  receive(api, { author: aMailIdentity(`writer${words++}@search.example`), text, newText: text, ...over });
const written = (parts: MarkedText | null) =>
  (parts ?? []).map(({ text, marked }) => (marked ? `[${text}]` : text)).join('');
const search = async (q: string, more = ''): Promise<SearchPage> => {
  const log = createLogger({ service: 'core-worker', level: 'silent' });
  const keeper = new KeepWords({ dataSource: api.dataSource, log });
  for (let left = 1; left > 0;) left = await keeper.once();
  const answer = await client.get(`/api/v1/search?q=${encodeURIComponent(q)}${more}`);
  expect(answer.status).toBe(200);
  return answer.body;
};
const messages = ({ items }: SearchPage): FoundMessage[] =>
  items.flatMap((item) => (item.type === 'message' ? [item.message] : []));
const snippets = async (q: string) => messages(await search(q)).map(({ snippet }) => written(snippet));

describe('the search', () => {
  it('finds a message by words of its text, with the place where they stand, its thread and its person', async () => {
    const { threadId, messageId } = await said('Dear shop, my order of walnuts never came. Greetings', {
      author: { kind: 'mail', key: 'nadia@search.example', name: 'Nadia' },
      subject: 'Where is it?',
    });
    const page = await search('order walnut');
    expect(page).toMatchObject({ next: null, capped: false });
    expect(messages(page)).toEqual([
      {
        id: messageId,
        threadId,
        personName: 'Nadia',
        authorName: 'Nadia',
        channel: 'email',
        direction: 'inbound',
        subject: [{ text: 'Where is it?', marked: false }],
        snippet: expect.anything(),
        files: [],
        sortAt: expect.any(String),
      },
    ]);
    expect(await snippets('order walnut')).toEqual([
      'Dear shop, my [order] of [walnuts] never came. Greetings',
    ]);
    expect(await snippets('order walnut ')).toEqual([]);
  });

  it('finds people first, by name and address, then what they wrote', async () => {
    await said('nothing of note', { author: { kind: 'mail', key: 'zoltan@search.example', name: 'Zoltán' } });
    const { items } = await search('zoltan');
    expect(items.map(({ type }) => type)).toEqual(['person', 'message']);
    expect(items[0]).toMatchObject({ person: { name: 'Zoltán' } });
  });

  it.each([
    ['a phrase', '"blue kettle"', ['one [blue kettle] here']],
    ['both words in any order', 'kettle blue', ['a kettle, and it is [blue]', 'one [blue] [kettle] here']],
    ['no accents', 'uber', ['[Über] den Preis']],
    ['an umlaut spelled out', 'ueber', ['[Über] den Preis']],
    ['Japanese without spaces', '払い戻し', ['商品の[払い戻し]をお願いします']],
    ['a single letter of it', '払', ['商品の[払い]戻しをお願いします']],
    ['what a note says', 'secretly', ['told us [secretly]']],
  ])('finds %s', async (_, q, expected) => {
    if (words < 100) {
      words = 100;
      await said('one blue kettle here');
      await said('a kettle, and it is blue');
      await said('Über den Preis');
      await said('商品の払い戻しをお願いします');
      const { threadId } = await said('hello');
      await client.post(`/api/v1/threads/${threadId}/notes`, { text: 'told us secretly' });
    }
    expect((await snippets(q)).map((text) => text.replace('a [kettle]', 'a kettle'))).toEqual(
      expect.arrayContaining(expected.map((text) => text)),
    );
    expect(await snippets(q)).toHaveLength(expected.length);
  });

  it('finds subjects, authors and names of attachments, and each alone when asked to', async () => {
    const { sha256, bytes } = await api.blobs.put(Buffer.from('scan'));
    await said('see below', {
      subject: 'Warranty of a lamp',
      author: { kind: 'mail', key: 'olga@search.example', name: 'Olga Lamp' },
      attachments: [
        { name: 'lamp-receipt.pdf', mediaType: 'application/pdf', inline: false, blob: { sha256, bytes } },
      ],
    });
    await said('my lamp and my receipt, says olga');
    expect(messages(await search('lamp'))).toHaveLength(2);
    for (const q of ['from:lamp', 'subject:lamp', 'file:lamp', 'file:receipt from:olga@search.example'])
      expect([q, messages(await search(q)).length]).toEqual([q, 1]);
    const [found] = messages(await search('file:receipt'));
    expect(found!.files.map(written)).toEqual(['lamp-[receipt].pdf']);
    expect(written(found!.subject)).toBe('Warranty of a lamp');
    expect(messages(await search('lamp channel:webform'))).toEqual([]);
    expect(messages(await search('lamp channel:email'))).toHaveLength(2);
  });

  it('pages through everything once, newest first, over days, months and years', async () => {
    const ages = [0, 0, 1, 2, 3, 10, 40, 200, 300, 500, 900, 3000];
    const now = Date.now();
    const ids: string[] = [];
    for (const [n, days] of ages.entries()) {
      const sortAt = new Date(now - days * 86_400_000 - n * 1000).toISOString();
      ids.push((await said('pagination everywhere', { sortAt })).messageId);
    }
    const seen: string[] = [];
    for (let next = '', pages = 0; pages < 20; pages++) {
      const page = await search('pagination', `&limit=2${next && `&cursor=${next}`}`);
      seen.push(...messages(page).map(({ id }) => id));
      if (page.next === null) break;
      next = page.next;
    }
    expect(seen).toEqual(ids);
  });

  it('finds nothing of a closed group, whatever the index says', async () => {
    const [group, account] = [uuidv7(), uuidv7()];
    await api.dataSource.query(`insert into account_group (id, name) values ($1, 'Closed')`, [group]);
    await api.dataSource.query(
      `insert into account (id, channel, address, account_group_id) values ($1, 'email', 'closed@example.org', $2)`,
      [account, group],
    );
    await said('a hidden xylophone', { accountId: account, subject: 'xylophone' });
    expect((await search('xylophone')).items).toEqual([]);
    // Words that were written wrongly show nothing either.
    await api.dataSource.query(
      `update message_words w set account_group_ids = array(select id from account_group),
         words = words || array_to_tsvector(array(select '@g' || right(id::text, 12) from account_group))`,
    );
    expect((await search('xylophone')).items).toEqual([]);
  });

  it('says that it is capped when a word stands in more messages than it reads', async () => {
    await said('commonplace');
    await search('commonplace');
    await api.dataSource.query(
      `insert into message_words select gen_random_uuid(), w.sort_at, w.account_group_ids, w.words
       from message_words w cross join generate_series(1, 10100)
       where w.words @@ '''commonplace'''::tsquery`,
    );
    expect((await search('commonplace')).capped).toBe(true);
    await api.dataSource.query(
      `delete from message_words w where not exists (select from message m where m.id = w.message_id)`,
    );
  });

  it('answers any input', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (q) => {
        const { status } = await client.get(
          `/api/v1/search?q=${encodeURIComponent(q.replace(/\p{Surrogate}/gu, ''))}`,
        );
        expect([q, status]).toEqual([q, 200]);
      }),
      {
        numRuns: 300,
        examples: [
          `"`,
          `'`,
          `''`,
          `\\`,
          `a:*`,
          `!a`,
          `((`,
          `a & | b`,
          `<->`,
          `from:`,
          `"a" <2> b`,
          '\u0000',
          '%',
        ].map((q) => [q] as [string]),
      },
    );
    for (const more of ['&cursor=x', '&limit=0', '&limit=51', '&what=1', '&q=2'])
      expect((await client.get(`/api/v1/search?q=a${more}`)).status).toBe(400);
    expect((await client.get(`/api/v1/search?q=${'a'.repeat(201)}`)).status).toBe(400);
  });
});
