import type { MessageReceivedInput } from '@filo/contracts';
import { aMessage, eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { inTransaction } from '../../src/database/in-transaction.js';
import { PublicMessages } from '../../src/deletions/public-messages.js';
import { sweeps } from '../../src/housekeeping/sweeps.js';
import { RemoveOldMessages } from '../../src/retention/remove-old-messages.js';
import { versionOf } from '../../src/threads/version-of.js';
import { groupId, log, testWorker, type TestWorker } from './test-worker.js';

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
const published = (since = new Date(0), over: { onlyStored?: boolean; privateToo?: boolean } = {}) =>
  new PublicMessages(worker.dataSource).run({ accountId: account, since: since.toISOString(), ...over });
const waitingForLocks = (count: number) =>
  eventually(async () => {
    const waiting = await worker.rows(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return waiting.length === count;
  });

describe('a post that waits in quarantine, as its author is blocked', () => {
  const held = async (externalId: string) =>
    (await worker.rows(`select state, envelope from quarantine where external_id = $1`, [externalId]))[0] as {
      state: string;
      envelope: { content?: { text: string } };
    };
  const blockedPost = (externalId: string) =>
    post(externalId, {
      author: { kind: 'bluesky', key: 'did:plc:pest' },
      text: `Held words ${externalId}`,
      sortAt: new Date(Date.now() - 3 * 86_400_000).toISOString(),
    });
  beforeAll(async () => {
    await worker.take(post('pest-first', { author: { kind: 'bluesky', key: 'did:plc:pest' } }));
    const agentId = await worker.agent('Ines');
    await worker.rows(`update identity set blocked = true, blocked_by = $1 where key = 'did:plc:pest'`, [
      agentId,
    ]);
    await worker.take(blockedPost('held-gone'), blockedPost('held-stays'));
  });
  afterAll(async () => {
    await worker.take(deletion('pest-first'), deletion('held-stays'));
    await worker.rows('delete from retention');
  });

  it('is looked for at its network like any other, and discarded with its words once it is gone there', async () => {
    expect((await held('held-gone')).envelope.content!.text).toBe('Held words held-gone');
    const { externalIds, authors } = await published();
    expect(externalIds).toEqual(['pest-first', 'held-gone', 'held-stays']);
    expect(new Set(authors)).toEqual(new Set(['did:plc:pest']));
    await worker.take(deletion('held-gone'));
    expect((await held('held-gone')).state).toBe('discarded');
    expect(JSON.stringify(await held('held-gone'))).not.toContain('Held words');
    expect((await published()).externalIds).toEqual(['pest-first', 'held-stays']);
    // It comes again, from a cursor that was lost.
    await worker.take(blockedPost('held-gone'));
    expect((await held('held-gone')).state).toBe('discarded');
    expect(JSON.stringify(await held('held-gone'))).not.toContain('Held words');
    expect((await held('held-stays')).state).toBe('waiting');
  });

  it('is no post whose figures are read anew, and stays as it came when they come all the same', async () => {
    const waits = () =>
      worker.rows(
        `select state, raw_sha256, envelope from quarantine where external_id = 'held-stays' and raw_sha256 is not null`,
      );
    const before = await waits();
    expect(before).toMatchObject([{ state: 'waiting' }]);
    const stored = await published(new Date(0), { onlyStored: true });
    expect(stored).toEqual({ externalIds: ['pest-first'], authors: ['did:plc:pest'] });
    const figures = {
      heard: { as: 'listening' as const, queries: [] },
      reach: { reposts: 40, at: new Date().toISOString() },
    };
    await worker.take({ ...blockedPost('held-stays'), ...figures });
    await worker.take({ ...blockedPost('never-came'), ...figures });
    expect(await waits()).toEqual(before);
    expect((await published()).externalIds).toEqual(['pest-first', 'held-stays']);
  });

  it('keeps what its author changed for when it is released, however long that takes', async () => {
    const at = new Date().toISOString();
    const edited = { v: 1 as const, type: 'edited' as const, eventId: uuidv7(), ...place, at };
    const words = { text: 'Changed words', newText: 'Changed words' };
    const waiting = () => worker.rows('select external_id as id from edit_waiting order by 1');
    await worker.take({ ...edited, externalId: 'held-stays', ...words });
    await worker.take({ ...edited, eventId: uuidv7(), externalId: 'heard-nowhere', ...words });
    await worker.rows(`update edit_waiting set kept_at = now() - interval '3 days'`);
    await worker.rows(sweeps['edits without a message']!, [100]);
    expect(await waiting()).toEqual([{ id: 'held-stays' }]);
  });

  it('is kept no longer than its channel is', async () => {
    const keep = (days: number) =>
      worker.rows(
        `insert into retention (channel, account_group_id, days) values ('bluesky', $1, $2)
         on conflict (channel, account_group_id) do update set days = excluded.days`,
        [groupId, days],
      );
    const remove = () => new RemoveOldMessages(worker.dataSource, log).once(new AbortController().signal);
    await worker.take(blockedPost('held-old'));
    await keep(4);
    expect(await remove()).toBe(0);
    expect((await held('held-old')).state).toBe('waiting');
    await keep(2);
    await remove();
    expect((await held('held-old')).state).toBe('discarded');
    expect(JSON.stringify(await held('held-old'))).not.toContain('Held words');
  });

  it('is not held by a deletion that waits for a thread: whoever has that may want it', async () => {
    await worker.take(blockedPost('held-later'), post('beside'));
    const freed = await inTransaction(worker.dataSource, async (db) => {
      await db.query(
        `select from thread t join link l using (person_id) join message m on m.anchor_identity_id = l.identity_id
         join ledger g on g.message_id = m.id where g.external_id = 'beside' for update of t`,
      );
      const told = worker.take(deletion('held-later'), deletion('beside'));
      await waitingForLocks(1);
      const free = (await db.query(
        `select id from quarantine where external_id = 'held-later' for update skip locked`,
      )) as object[];
      return { told, free };
    });
    expect(freed.free).toHaveLength(1);
    expect(await freed.told).toEqual(['done', 'done']);
    expect((await held('held-later')).state).toBe('discarded');
    expect((await messageOf('beside')).text).toBe('');
  });
});

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

it('what two accounts tell of at once is emptied once, and marked once, and so is what quotes it', async () => {
  const threadingId = 'at://twice';
  await worker.take(
    post('twice', { threadingId }),
    post('quotes-twice', { quotedText: 'My secret is out', references: ['at://root', threadingId] }),
  );
  const { personId } = (
    await worker.rows<{ personId: string }>(
      `select l.person_id as "personId" from ledger g join message m on m.id = g.message_id
       join link l on l.identity_id = m.anchor_identity_id where g.external_id = 'twice'`,
    )
  )[0]!;
  const holder = worker.dataSource.createQueryRunner();
  await holder.startTransaction();
  await holder.query('select from thread where person_id = $1 for update', [personId]);
  const told = [worker.take(deletion('twice')), worker.take(deletion('twice'))];
  await waitingForLocks(2);
  await holder.commitTransaction();
  await holder.release();
  expect(await Promise.all(told)).toEqual([['done'], ['done']]);
  expect((await messageOf('twice')).codes).toEqual(['deleted-by-author']);
  expect((await messageOf('quotes-twice')).codes).toEqual(['quote-gone']);
});

it('whoever quoted it keeps their own words, and the quoted ones are gone', async () => {
  const quoting = (externalId: string, quoted: string) =>
    post(externalId, {
      ...{
        newText: 'Look at this',
        text: 'Look at this\n\n> My medical file',
        quotedText: 'My medical file',
      },
      references: ['at://root', quoted],
    });
  const secret = { text: 'My medical file', newText: 'My medical file', threadingId: 'at://quoted' };
  await worker.take(post('quoted', secret), quoting('bob', 'at://quoted'), quoting('cid', 'at://other'));
  const before = await messageOf('bob');
  await worker.take(deletion('quoted'), deletion('quoted'));
  const after = await messageOf('bob');
  expect(after).toMatchObject({ text: 'Look at this', new_text: 'Look at this', codes: ['quote-gone'] });
  expect(Number(after.version)).toBeGreaterThan(Number(before.version));
  expect((await messageOf('cid')).text).toContain('My medical file');
  const [row] = await worker.rows<{ quoted_text: unknown }>(
    `select m.quoted_text from message m join ledger g on g.message_id = m.id where g.external_id = 'bob'`,
  );
  expect(row!.quoted_text).toBeNull();
});

it('what was quoted goes out of earlier versions too, and an older edit that comes again brings nothing back', async () => {
  const secret = { text: 'My file\n\nis open', newText: 'My file\n\nis open', threadingId: 'at://in-edited' };
  const quote = '> My file\n> \n> is open';
  const first = { newText: '> so they say\nLook', text: `> so they say\nLook\n\n${quote}` };
  await worker.take(
    post('in-edited', secret),
    post('edits', { ...first, quotedText: secret.text, references: ['at://root', 'at://in-edited'] }),
  );
  const edit = (newText: string, at: string) => ({
    ...{ v: 1 as const, type: 'edited' as const, eventId: uuidv7(), ...place, externalId: 'edits', at },
    ...{ text: `${newText}\n\n${quote}`, newText },
  });
  const [second, third] = [
    edit('Look here', '2026-11-26T09:00:00Z'),
    edit('Look there', '2026-11-26T09:05:00Z'),
  ];
  await worker.take(second);
  await worker.take(third);
  await worker.take(deletion('in-edited'));
  await worker.take(second);
  expect(await messageOf('edits')).toMatchObject({ text: 'Look there', new_text: 'Look there' });
  const before = await worker.rows(
    `select v.text from message_revision v join ledger g on g.message_id = v.message_id where g.external_id = 'edits' order by v.n`,
  );
  expect(before).toEqual([{ text: '> so they say\nLook' }, { text: 'Look here' }]);
});

it('an answer of ours stays in the thread with its words, whoever deleted it where it stood, and says that it is gone there', async () => {
  const said = { text: 'We are sorry', newText: 'We are sorry' };
  const asked = post('question');
  const answer = post('answer', {
    direction: 'outbound',
    participants: [{ identity: asked.author!, role: 'to' }],
    ...said,
  });
  expect(await worker.take(asked, answer, deletion('answer'))).toEqual(['done', 'done', 'done']);
  expect(await messageOf('answer')).toMatchObject({ text: 'We are sorry', codes: ['gone-there'] });
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

it('what was said in private is emptied where its network calls that a post, on the word of whoever read it', async () => {
  await worker.take(post('told-in-private', { audience: 'private' }));
  expect((await published(new Date(0), { privateToo: true })).externalIds).toContain('told-in-private');
  await worker.take(deletion('told-in-private', { privateToo: true, accountId: uuidv7() }));
  expect(await messageOf('told-in-private')).toMatchObject({ text: 'My secret is out' });
  await worker.take(deletion('told-in-private', { privateToo: true }));
  expect(await messageOf('told-in-private')).toMatchObject({ text: '', codes: ['deleted-by-author'] });
  expect((await published(new Date(0), { privateToo: true })).externalIds).not.toContain('told-in-private');
});

describe('what a removed account heard', () => {
  /** An account of ours in the group that everybody sees, unless another is named. */
  const join = async (channel: string, over: { group?: string; instance?: string; state?: string } = {}) => {
    const id = uuidv7();
    const { group = groupId, instance, state = 'active' } = over;
    await worker.rows(
      `insert into account (id, channel, address, account_group_id, settings, state)
       values ($1::uuid, $2, $1::uuid::text, $3, case when $4::text is null then '{}'::jsonb else jsonb_build_object('instance', $4::text) end, $5)`,
      [id, channel, group, instance, state],
    );
    return id;
  };
  const lookedAfterBy = async (accountId: string) =>
    (await new PublicMessages(worker.dataSource).run({ accountId, since: new Date(0).toISOString() }))
      .externalIds;
  const heardBy = (accountId: string, channel: string, externalId: string) =>
    post(externalId, {
      accountId,
      channel,
      author: { kind: channel, key: externalId },
      permalink: undefined,
    });
  const remove = (id: string) => worker.rows(`update account set state = 'removed' where id = $1`, [id]);

  it('is looked after by one other account of its network, place and group, on whose word deletions and edits count', async () => {
    const gone = await join('mastodon', { instance: 'https://Social.example/' });
    const beside = await join('mastodon', { instance: 'social.example' });
    const younger = await join('mastodon', { instance: 'https://social.example' });
    const elsewhere = await join('mastodon', { instance: 'https://other.example' });
    const closed = uuidv7();
    await worker.rows(`insert into account_group (id, name) values ($1, 'Closed')`, [closed]);
    const hidden = await join('mastodon', { group: closed, instance: 'social.example' });
    const ids = ['left-1', 'left-2', 'left-3'];
    await worker.take(...ids.map((id) => heardBy(gone, 'mastodon', id)));
    // Somebody who is still there heard it too, and looks for it anyway.
    await worker.rows(
      `insert into arrival (id, message_id, account_id, via, external_id)
       select $2, message_id, $1, 'api', 'left-3' from ledger where external_id = 'left-3'`,
      [younger, uuidv7()],
    );
    expect(await lookedAfterBy(beside)).toEqual([]);
    const told = { channel: 'mastodon', accountId: beside };
    await worker.take(deletion('left-1', told));
    expect((await messageOf('left-1')).text).toBe('My secret is out');
    await remove(gone);
    expect((await lookedAfterBy(beside)).toSorted()).toEqual(['left-1', 'left-2']);
    for (const other of [younger, elsewhere, hidden])
      expect(await lookedAfterBy(other)).not.toContain('left-1');
    for (const stranger of [elsewhere, hidden]) {
      await worker.take(deletion('left-1', { ...told, accountId: stranger }));
      expect((await messageOf('left-1')).text).toBe('My secret is out');
    }
    const at = new Date().toISOString();
    await worker.take(deletion('left-1', told), {
      ...{ v: 1, type: 'edited', eventId: uuidv7(), ...told, externalId: 'left-2', at },
      ...{ text: 'Said otherwise', newText: 'Said otherwise' },
    });
    expect(await messageOf('left-1')).toMatchObject({ text: '', codes: ['deleted-by-author'] });
    expect(await messageOf('left-2')).toMatchObject({ text: 'Said otherwise', codes: ['edited-by-author'] });
    expect(await lookedAfterBy(beside)).toEqual(['left-2']);
    // Whoever looked after it is paused, then gone: the next one does.
    await worker.rows(`update account set state = 'paused' where id = $1`, [beside]);
    expect(await lookedAfterBy(younger)).toContain('left-2');
    await remove(younger);
    expect(await lookedAfterBy(beside)).toContain('left-2');
  });

  it.each(['bluesky', 'x'])(
    'is looked after by whoever heard it too, where the network has one id for all: %s',
    async (channel) => {
      const [gone, beside, too] = [await join(channel), await join(channel), await join(channel)];
      const marks = [{ code: 'followers-only', text: 'Only followers can read this.' }];
      const [both, locked] = [`both-${channel}`, `both-locked-${channel}`];
      for (const accountId of [gone, too])
        await worker.take(heardBy(accountId, channel, both), {
          ...heardBy(accountId, channel, locked),
          marks,
        });
      expect(await lookedAfterBy(too)).toEqual([]);
      await remove(gone);
      // A post for followers as well: it came to this account itself.
      expect((await lookedAfterBy(too)).toSorted()).toEqual([both, locked].toSorted());
      expect(await lookedAfterBy(beside)).toEqual([]);
      await worker.take(deletion(both, { channel, accountId: too }));
      expect(await messageOf(both)).toMatchObject({ text: '', codes: ['deleted-by-author'] });
      expect(await lookedAfterBy(too)).toEqual([locked]);
    },
  );

  it('for followers alone is looked after by nobody: to a stranger it is not there, and stands all the same', async () => {
    const gone = await join('mastodon', { instance: 'locked.example' });
    const beside = await join('mastodon', { instance: 'locked.example' });
    const marks = [{ code: 'followers-only', text: 'Only followers can read this.' }];
    const forFollowers = { ...heardBy(gone, 'mastodon', 'locked'), marks };
    await worker.take(forFollowers, heardBy(gone, 'mastodon', 'for-all'));
    const own = { ...heardBy(beside, 'mastodon', 'locked-own'), marks };
    await worker.take(own);
    expect((await lookedAfterBy(gone)).toSorted()).toEqual(['for-all', 'locked']);
    await remove(gone);
    // What came to an account itself, it can read.
    expect((await lookedAfterBy(beside)).toSorted()).toEqual(['for-all', 'locked-own']);
    const told = { channel: 'mastodon', accountId: beside };
    await worker.take(...['locked', 'for-all', 'locked-own'].map((id) => deletion(id, told)));
    const stands = { text: 'My secret is out', codes: ['followers-only'] };
    expect(await messageOf('locked')).toMatchObject(stands);
    for (const id of ['for-all', 'locked-own']) expect((await messageOf(id)).text).toBe('');
  });
});
