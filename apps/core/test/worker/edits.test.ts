import type { MessageReceivedInput } from '@filo/contracts';
import { aMessage, eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { inTransaction } from '../../src/database/in-transaction.js';
import { versionOf } from '../../src/threads/version-of.js';
import { ShowRevisions } from '../../src/edits/show-revisions.js';
import { ApplyKeptEdits } from '../../src/edits/apply-kept-edits.js';
import { groupId, testWorker, type TestWorker } from './test-worker.js';

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
      { text: 'My order is 4712', until: '2026-11-26T09:05:00.000Z' },
      { text: 'My order is 4711', until: '2026-11-26T09:00:00.000Z' },
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
