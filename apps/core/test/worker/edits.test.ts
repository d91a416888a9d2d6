import type { MessageReceivedInput } from '@filo/contracts';
import { aMessage, eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { inTransaction } from '../../src/database/in-transaction.js';
import { versionOf } from '../../src/threads/version-of.js';
import { ShowRevisions } from '../../src/edits/show-revisions.js';
import { ApplyKeptEdits } from '../../src/edits/apply-kept-edits.js';
import { FreeBlobs } from '../../src/housekeeping/free-blobs.js';
import { groupId, log, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
const account = uuidv7();
beforeAll(async () => {
  worker = await testWorker();
  await worker.rows(
    `insert into account (id, channel, address, account_group_id) values ($1, 'mastodon', 'shop@social.example', $2)`,
    [account, groupId],
  );
}, 120_000);
afterAll(() => worker.close());

const place = { channel: 'mastodon', accountId: account } as const;
const post = (externalId: string, over: Partial<MessageReceivedInput> = {}): MessageReceivedInput => {
  const author = { kind: 'mastodon', key: `https://other.example/users/${externalId}` };
  return aMessage({
    ...{ ...place, externalId, author, replyTo: author, audience: 'public', participants: [] },
    ...{ subject: undefined, text: 'My order is 4711', newText: 'My order is 4711', ...over },
  });
};
const edit = (externalId: string, text: string, at: string, over: object = {}) => ({
  ...{ v: 1 as const, type: 'edited' as const, eventId: uuidv7(), ...place, externalId },
  ...{ at, text, newText: text, ...over },
});
const deletion = (externalId: string) => ({
  ...{ v: 1 as const, type: 'deleted' as const, eventId: uuidv7(), ...place, externalId },
  at: new Date().toISOString(),
});
const messageOf = async (externalId: string) =>
  (
    await worker.rows<{
      text: string;
      new_text: string;
      codes: string[];
      before: string[];
      preview: string;
      version: string;
    }>(
      `select m.text, m.new_text, array(select mark->>'code' from jsonb_array_elements(m.marks) mark) as codes,
         array(select v.text from message_revision v where v.message_id = m.id order by v.n) as before,
         r.preview, ${versionOf('t', '$2')} as version
       from ledger g join message m on m.id = g.message_id join link l on l.identity_id = m.anchor_identity_id
       join thread_row r on r.person_id = l.person_id join thread t on t.person_id = l.person_id
       where g.external_id = $1`,
      [externalId, [groupId]],
    )
  )[0]!;

const [early, late] = ['2026-11-26T09:00:00Z', '2026-11-26T09:05:00Z'];

it('an edit shows the new words, keeps the old ones as a revision, and comes again without a change', async () => {
  await worker.take(post('edited'), post('other'));
  const before = await messageOf('edited');
  expect(await worker.take(edit('edited', 'My order is 4712', early))).toEqual(['done']);
  const after = await messageOf('edited');
  expect(after).toMatchObject({
    ...{ text: 'My order is 4712', new_text: 'My order is 4712', preview: 'My order is 4712' },
    ...{ codes: ['edited-by-author'], before: ['My order is 4711'] },
  });
  expect(Number(after.version)).toBeGreaterThan(Number(before.version));
  expect(await worker.take(edit('edited', 'My order is 4712', early))).toEqual(['done']);
  expect(await messageOf('edited')).toEqual(after);
  expect(await messageOf('other')).toMatchObject({ text: 'My order is 4711', codes: [], before: [] });
});

it('who sees the message sees what it said before, the newest first, and of what was deleted nothing', async () => {
  await worker.take(post('read'));
  await worker.take(edit('read', 'My order is 4712', early));
  await worker.take(edit('read', 'My order is 4713', late));
  const [{ id }] = (await worker.rows<{ id: string }>(
    `select message_id as id from ledger where external_id = 'read'`,
  )) as [{ id: string }];
  const shown = new ShowRevisions(worker.dataSource);
  const reader = { accountGroupIds: [groupId] };
  expect(await shown.run(reader, id)).toEqual({
    items: [
      { text: 'My order is 4712', wordsStayed: false, until: '2026-11-26T09:05:00.000Z' },
      { text: 'My order is 4711', wordsStayed: false, until: '2026-11-26T09:00:00.000Z' },
    ],
  });
  await expect(shown.run({ accountGroupIds: [uuidv7()] }, id)).rejects.toThrow('no message with this id');
  await worker.take(deletion('read'));
  expect(await shown.run(reader, id)).toEqual({ items: [] });
});

it('the time of the platform decides, in whatever order edits come', async () => {
  await worker.take(post('twice'));
  await worker.take(edit('twice', 'third', late));
  await worker.take(edit('twice', 'second', early));
  expect(await messageOf('twice')).toMatchObject({ text: 'third', before: ['My order is 4711'] });
  await worker.take(post('together'));
  await worker.take(edit('together', 'third', late), edit('together', 'second', early));
  expect(await messageOf('together')).toMatchObject({ text: 'third', codes: ['edited-by-author'] });
});

it('an edit from a time to come is not the last word for good', async () => {
  await worker.take(post('ahead'));
  await worker.take(edit('ahead', 'second', '2099-01-01T00:00:00Z'));
  await worker.take(edit('ahead', 'third', new Date().toISOString()));
  expect(await messageOf('ahead')).toMatchObject({ text: 'third', before: ['My order is 4711', 'second'] });
});

it('a content warning comes and goes with an edit, and stays where its connector does not say', async () => {
  const codesAfter = async (text: string, at: string, over: object) => {
    await worker.take(edit('warned', text, at, over));
    return (await messageOf('warned')).codes.toSorted();
  };
  await worker.take(post('warned', { marks: [{ code: 'unlisted', text: 'Unlisted.' }] }));
  const [bare, warned] = [
    ['edited-by-author', 'unlisted'],
    ['content-warning', 'edited-by-author', 'unlisted'],
  ];
  expect(await codesAfter('CW: glass\n\n4711', early, { contentWarning: true })).toEqual(warned);
  expect(await codesAfter('CW: glass\n\n4712', late, { contentWarning: true })).toEqual(warned);
  expect(await codesAfter('CW: glass\n\n4713', '2026-11-26T09:06:00Z', {})).toEqual(warned);
  expect(await codesAfter('4713', '2026-11-26T09:07:00Z', { contentWarning: false })).toEqual(bare);
});

it('what was deleted stays empty, its revisions go, and nothing is changed on the word of an account that never heard it', async () => {
  await worker.take(post('gone'));
  await worker.take(edit('gone', 'better not', early));
  await worker.take(deletion('gone'), edit('gone', 'once more', late));
  await worker.take(edit('gone', 'once more', '2026-11-26T09:10:00Z'));
  expect(await messageOf('gone')).toMatchObject({ text: '', before: [] });
  await worker.take(post('elsewhere'));
  const outcomes = await worker.take(
    edit('elsewhere', 'not mine', late, { accountId: uuidv7() }),
    edit('unknown', 'nobody', late),
  );
  expect(outcomes).toEqual(['done', 'done']);
  expect(await messageOf('elsewhere')).toMatchObject({ text: 'My order is 4711', codes: [] });
});

const waiting = (count: number) =>
  eventually(async () => {
    const rows = await worker.rows(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows.length === count;
  });

it('what is deleted while an edit of it is under way stays empty', async () => {
  await worker.take(post('both'));
  const both = await inTransaction(worker.dataSource, async (db) => {
    await db.query(
      `select m.id from message m join ledger g on g.message_id = m.id where g.external_id = $1 for update of m`,
      ['both'],
    );
    // The deletion holds the thread and waits for the message; the edit has found the message as it was, and waits for the thread.
    const deleting = worker.take(deletion('both'));
    await waiting(1);
    const editing = worker.take(edit('both', 'better not', late));
    await waiting(2);
    return [deleting, editing];
  });
  expect(await Promise.all(both)).toEqual([['done'], ['done']]);
  expect(await messageOf('both')).toMatchObject({
    ...{ text: '', new_text: '', before: [], preview: '', codes: ['deleted-by-author'] },
  });
});

describe('what a post shows', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const picture = async (name: string, source?: string) => ({
    blob: await worker.bus.blobs.put(Buffer.concat([png, Buffer.from(name)])),
    ...{ name: 'picture-1.png', mediaType: 'image/png', inline: false, ...(source && { source }) },
  });
  const shownBy = async (externalId: string) => {
    const rows = await worker.rows<{ sha256: string; upload_only: boolean }>(
      `select a.sha256, b.upload_only from ledger g join attachment a on a.message_id = g.message_id join blob b using (sha256)
       where g.external_id = $1 order by a.position`,
      [externalId],
    );
    expect(rows.filter((row) => row.upload_only)).toEqual([]);
    return rows.map(({ sha256 }) => sha256);
  };
  const letGo = async ({ sha256 }: { sha256: string }) =>
    (await worker.rows('select from blob where sha256 = $1 and upload_only', [sha256])).length === 1;
  const idOf = async (externalId: string) =>
    (
      await worker.rows<{ id: string }>('select message_id as id from ledger where external_id = $1', [
        externalId,
      ])
    )[0]!.id;

  it('follows its author: what they took away goes with its bytes, what they added comes, the rest stays', async () => {
    const [stays, goes, comes] = [
      await picture('stays', 's1'),
      await picture('my passport', 's2'),
      await picture('new'),
    ];
    const unfetched = await picture('unfetched', 's3');
    await worker.take(post('shows', { attachments: [goes, stays, unfetched] }));
    const shows = { attachments: [comes, { ...stays, source: undefined }], unfetched: ['s3'] };
    expect(await worker.take(edit('shows', 'My order is 4711', early, { shows }))).toEqual(['done']);
    expect(await shownBy('shows')).toEqual([comes, stays, unfetched].map(({ blob }) => blob.sha256));
    expect(await letGo(goes.blob)).toBe(true);
    // The words are as they were: the mark says that it was changed, and no version repeats them.
    expect(await messageOf('shows')).toMatchObject({ codes: ['edited-by-author'], before: [null] });
    const revisions = await new ShowRevisions(worker.dataSource).run(
      { accountGroupIds: [groupId] },
      await idOf('shows'),
    );
    expect(revisions.items).toMatchObject([{ wordsStayed: true, text: '' }]);
    // It comes again, and an older one comes late.
    const before = await messageOf('shows');
    await worker.take(edit('shows', 'My order is 4711', early, { shows }));
    await worker.take(edit('shows', 'old', '2026-11-26T08:00:00Z', { shows: { attachments: [goes] } }));
    expect([await messageOf('shows'), await letGo(goes.blob)]).toEqual([before, true]);
  });

  it('stays where a connector of an older release says nothing of it', async () => {
    const held = await picture('held');
    await worker.take(post('silent', { attachments: [held] }));
    await worker.take(edit('silent', 'My order is 4712', early));
    expect(await shownBy('silent')).toEqual([held.blob.sha256]);
  });

  it('what stands there and cannot be fetched is said, and what came without a name of its network goes then', async () => {
    const nameless = await picture('nameless');
    await worker.take(post('lacking', { attachments: [nameless] }));
    await worker.take(
      edit('lacking', 'My order is 4711', early, { shows: { attachments: [], unfetched: ['new'] } }),
    );
    expect(await shownBy('lacking')).toEqual([]);
    expect((await messageOf('lacking')).codes.toSorted()).toEqual([
      'edited-by-author',
      'picture-not-fetched',
    ]);
    await worker.take(edit('lacking', 'My order is 4711', late, { shows: { attachments: [nameless] } }));
    expect((await messageOf('lacking')).codes).toEqual(['edited-by-author']);
    expect(await shownBy('lacking')).toEqual([nameless.blob.sha256]);
  });

  it('is marked as sensitive when its author says so, and no more when they say so', async () => {
    const held = await picture('covered', 'c1');
    await worker.take(post('covered', { attachments: [held] }));
    const covered = async (at: string, sensitive?: boolean) => {
      await worker.take(
        edit('covered', 'My order is 4711', at, { shows: { attachments: [held], sensitive } }),
      );
      return (await messageOf('covered')).codes;
    };
    expect(await covered(early, false)).toEqual([]);
    expect(await covered(early, true)).toEqual(['edited-by-author', 'sensitive']);
    expect(await covered(late)).toEqual(['edited-by-author', 'sensitive']);
    expect(await covered('2026-11-26T09:06:00Z', false)).toEqual(['edited-by-author']);
  });

  it('is exchanged by an edit that overtook its message; what no message took is cleared away', async () => {
    const [goes, comes, nobodys] = [
      await picture('goes too', 'g1'),
      await picture('came'),
      await picture('no'),
    ];
    await worker.take(edit('early', 'My order is 4711', early, { shows: { attachments: [comes] } }));
    await worker.take(edit('nobody', 'nobody', early, { shows: { attachments: [nobodys] } }));
    const { dataSource, bus, parts } = worker;
    const freeBlobs = new FreeBlobs({ dataSource, bus, blobs: parts.blobs, log });
    const cleared = () => freeBlobs.once();
    const age = () => worker.rows(`update blob set stored_at = now() - interval '2 days'`);
    await age();
    expect(await cleared()).not.toContain(comes.blob.sha256);
    await worker.take(post('early', { attachments: [goes] }));
    expect(await worker.parts.keptEdits.once()).toBe(1);
    expect(await shownBy('early')).toEqual([comes.blob.sha256]);
    await worker.rows('delete from edit_waiting');
    await age();
    const freed = await cleared();
    expect(freed).toEqual(expect.arrayContaining([goes.blob.sha256, nobodys.blob.sha256]));
    expect(freed).not.toContain(comes.blob.sha256);
  });
});

describe('an edit that overtakes its message', () => {
  beforeEach(() => worker.rows('delete from edit_waiting'));
  const kept = () =>
    worker.rows<{ external_id: string; text: string }>(
      'select external_id, text from edit_waiting order by at',
    );

  it('is kept, the newest of several, and changes the message once that has come', async () => {
    const [first, second] = [edit('overtaken', 'second', early), edit('overtaken', 'third', late)];
    expect(await worker.take(second, first)).toEqual(['done', 'done']);
    await worker.take(edit('overtaken', 'second', early));
    expect(await worker.parts.keptEdits.once()).toBe(0);
    expect(await kept()).toEqual([{ external_id: 'overtaken', text: 'third' }]);
    await worker.take(post('overtaken'));
    expect(await worker.parts.keptEdits.once()).toBe(1);
    const after = await messageOf('overtaken');
    expect(after).toMatchObject({ text: 'third', before: ['My order is 4711'], codes: ['edited-by-author'] });
    expect(await kept()).toEqual([]);
    expect(await worker.parts.keptEdits.once()).toBe(0);
    expect(await messageOf('overtaken')).toEqual(after);
  });

  it.each([
    ['its data', Object.assign(new Error('bad'), { code: '22021' }), false],
    ['keys that others took', Object.assign(new Error('taken'), { code: '23505' }), true],
    ['anything else', new Error('ill'), true],
  ])('holds no other when it is refused for %s', async (_, error, stays) => {
    const [refused, ...others] = ['refused', 'before-it', 'after-it'].map(
      (name) => `${name}-${error.message}`,
    );
    const names = [others[0]!, refused!, others[1]!];
    for (const name of names) await worker.take(edit(name, `now ${name}`, late));
    await worker.take(...names.map((name) => post(name)));
    const applied: string[] = [];
    const edits = {
      run: (some: readonly { externalId: string }[]) => {
        const ids = some.map(({ externalId }) => externalId);
        if (ids.includes(refused!)) return Promise.reject(error);
        applied.push(...ids);
        return Promise.resolve();
      },
    };
    const told: object[] = [];
    const logged = { warn: (fields: object) => void told.push(fields) };
    await new ApplyKeptEdits(worker.dataSource, edits, logged).once().catch(() => undefined);
    expect(applied).toEqual(others);
    expect(told).toEqual(stays ? [] : [{ ...place, err: error, externalId: refused }]);
    expect((await kept()).map(({ external_id: id }) => id)).toEqual(stays ? [refused] : []);
  });

  it('is not lost when its message is committed while it is looked at', async () => {
    const taken = await inTransaction(worker.dataSource, async (db) => {
      // The message is under way in another batch: its key is taken, and nobody else sees it yet.
      await db.query('lock table ledger in share mode');
      const storing = worker.take(post('raced'));
      await waiting(1);
      expect(await worker.take(edit('raced', 'second', early))).toEqual(['done']);
      return [storing];
    });
    await Promise.all(taken);
    worker.start();
    await eventually(async () => (await messageOf('raced')).text === 'second');
  });

  it('leaves no words behind of what was deleted, of what never comes, or of accounts that are not ours', async () => {
    await worker.take(edit('regretted', 'better not', early), deletion('regretted'));
    await worker.take(edit('foreign', 'not ours', early, { accountId: uuidv7() }));
    await worker.take(post('emptied'));
    await worker.take(deletion('emptied'));
    await worker.take(edit('emptied', 'once more', late));
    expect(await kept()).toEqual([]);
    await worker.take(edit('never', 'nobody', early));
    await worker.rows(`update edit_waiting set kept_at = now() - interval '25 hours'`);
    await worker.parts.house.once(new AbortController().signal);
    expect(await kept()).toEqual([]);
  });

  it('is one of so many of an account, of which the oldest go', async () => {
    const many = Array.from({ length: 520 }, (_, n) => edit(`many-${n}`, 'words', late));
    for (const some of [many.slice(0, 300), many.slice(300)]) await worker.take(...some);
    const left = (await kept()).map(({ external_id }) => external_id);
    expect(left).toHaveLength(500);
    expect(left).toContain('many-519');
  });
});
