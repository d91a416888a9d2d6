import type { MessageReceivedInput } from '@filo/contracts';
import { aMessage } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { PublicMessages } from '../../src/deletions/public-messages.js';
import { versionOf } from '../../src/threads/version-of.js';
import { groupId, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
const account = uuidv7();
beforeAll(async () => {
  worker = await testWorker();
  await worker.rows(
    `insert into account (id, channel, address, account_group_id) values ($1, 'bluesky', 'shop.example', $2)`,
    [account, groupId],
  );
}, 120_000);
afterAll(() => worker.close());

const place = { channel: 'bluesky', accountId: account } as const;
const post = (externalId: string, over: Partial<MessageReceivedInput> = {}): MessageReceivedInput => {
  const author = { kind: 'bluesky', key: `did:plc:${externalId}` };
  return aMessage({
    ...{ ...place, externalId, author, replyTo: author, audience: 'public', participants: [] },
    permalink: `https://bsky.app/post/${externalId}`,
    ...{ subject: undefined, text: 'My secret is out', newText: 'My secret is out', ...over },
  });
};
const deletion = (externalId: string, over: object = {}) => ({
  ...{ v: 1 as const, type: 'deleted' as const, eventId: uuidv7(), ...place, externalId },
  ...{ at: new Date().toISOString(), ...over },
});
const messageOf = async (externalId: string) =>
  (
    await worker.rows<{
      text: string;
      new_text: string;
      codes: string[];
      preview: string;
      version: string;
      permalink: string | null;
    }>(
      `select m.text, m.new_text, m.permalink, array(select mark->>'code' from jsonb_array_elements(m.marks) mark) as codes,
         r.preview, ${versionOf('t', '$2')} as version
       from ledger g join message m on m.id = g.message_id join link l on l.identity_id = m.anchor_identity_id
       join thread_row r on r.person_id = l.person_id join thread t on t.person_id = l.person_id
       where g.external_id = $1`,
      [externalId, [groupId]],
    )
  )[0]!;
const published = (since = new Date(0)) =>
  new PublicMessages(worker.dataSource).run({ accountId: account, since: since.toISOString() });

it('what its author deleted in public is emptied, once; its place stays, with a mark', async () => {
  expect(await worker.take(post('gone'), post('stays'))).toEqual(['done', 'done']);
  const before = await messageOf('gone');
  expect(await worker.take(deletion('gone'), deletion('gone'))).toEqual(['done', 'done']);
  const after = await messageOf('gone');
  expect(after).toMatchObject({
    text: '',
    new_text: '',
    codes: ['deleted-by-author'],
    preview: '',
    permalink: null,
  });
  expect(Number(after.version)).toBeGreaterThan(Number(before.version));
  expect(await worker.take(deletion('gone'))).toEqual(['done']);
  expect(await messageOf('gone')).toEqual(after);
  // The post comes again, from a cursor that was lost: it stays empty.
  await worker.take(post('gone'));
  expect(await messageOf('gone')).toEqual(after);
  expect(await messageOf('stays')).toMatchObject({
    ...{ text: 'My secret is out', codes: [], permalink: 'https://bsky.app/post/stays' },
  });
  expect(await published()).toEqual({ externalIds: ['stays'], authors: ['did:plc:stays'] });
});

it('an answer of ours stays in the thread, whoever deleted it where it stood', async () => {
  const said = { text: 'We are sorry', newText: 'We are sorry' };
  const asked = post('question');
  const answer = post('answer', {
    direction: 'outbound',
    participants: [{ identity: asked.author!, role: 'to' }],
    ...said,
  });
  expect(await worker.take(asked, answer, deletion('answer'))).toEqual(['done', 'done', 'done']);
  expect(await messageOf('answer')).toMatchObject({ text: 'We are sorry', codes: [] });
});

it('a private message, a message of another account and one that nobody knows stay as they are', async () => {
  await worker.take(post('private', { audience: 'private' }), post('elsewhere'));
  const outcomes = await worker.take(
    deletion('private'),
    deletion('elsewhere', { accountId: uuidv7() }),
    deletion('unknown'),
  );
  expect(outcomes).toEqual(['done', 'done', 'done']);
  for (const id of ['private', 'elsewhere'])
    expect(await messageOf(id)).toMatchObject({ text: 'My secret is out', codes: [] });
  expect((await published()).externalIds).not.toContain('private');
  expect((await published(new Date(Date.now() + 60_000))).externalIds).toEqual([]);
});
