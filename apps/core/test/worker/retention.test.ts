import type { MessageReceivedInput } from '@filo/contracts';
import { aMessage } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { isQuoted } from '../../src/deletions/find-quotes.js';
import { PublicMessages } from '../../src/deletions/public-messages.js';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import { RemoveOldMessages } from '../../src/retention/remove-old-messages.js';
import { groupId, log, mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
const account = uuidv7();
const otherChannel = uuidv7();
const closed = { group: uuidv7(), account: uuidv7() };
beforeAll(async () => {
  worker = await testWorker();
  await worker.rows(`insert into account_group (id, name) values ($1, 'Closed')`, [closed.group]);
  await worker.rows(
    `insert into account (id, channel, address, account_group_id) values
       ($1, 'bluesky', 'shop.example', $4), ($2, 'mastodon', 'shop', $4), ($3, 'bluesky', 'closed.example', $5)`,
    [account, otherChannel, closed.account, groupId, closed.group],
  );
}, 120_000);
afterAll(() => worker.close());
afterEach(() => worker.rows('delete from retention'));

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
let posts = 0;
const post = (age: number, over: Partial<MessageReceivedInput> = {}): MessageReceivedInput => {
  const { channel = 'bluesky' } = over;
  const author = { kind: channel, key: `did:plc:${posts++}` };
  return aMessage({
    ...{
      channel,
      accountId: account,
      externalId: `at://${uuidv7()}`,
      author,
      replyTo: author,
      audience: 'public',
    },
    ...{ participants: [], sortAt: daysAgo(age), subject: undefined, arrival: { via: 'api' } },
    ...{ text: 'My secret is out', newText: 'My secret is out', ...over },
  });
};
const keep = (days: number, channel = 'bluesky', group = groupId) =>
  worker.rows('insert into retention (channel, account_group_id, days) values ($1, $2, $3)', [
    channel,
    group,
    days,
  ]);
const remove = (signal = new AbortController().signal) =>
  new RemoveOldMessages(worker.dataSource, log).once(signal);
const messageOf = async ({ externalId }: MessageReceivedInput) =>
  (
    await worker.rows<{ text: string; codes: string[]; preview: string; id: string; attachments: string }>(
      `select m.id, m.text, array(select mark->>'code' from jsonb_array_elements(m.marks) mark) as codes, r.preview,
         (select count(*) from attachment a where a.message_id = m.id) as attachments
       from ledger g join message m on m.id = g.message_id join link l on l.identity_id = m.anchor_identity_id
       join thread_row r on r.person_id = l.person_id and r.account_group_id = m.account_group_id
       where g.external_id = $1`,
      [externalId],
    )
  )[0]!;
const words = { text: 'My secret is out', codes: [] };
const nothing = { text: '', codes: ['removed-by-retention'], preview: '', attachments: '0' };

it('what is older than its channel keeps is emptied, and its place stays; other channels, groups and mails are as they were', async () => {
  const [old, young] = [post(91), post(89)];
  const direct = post(91, { audience: 'private' });
  const elsewhere = post(200, { channel: 'mastodon', accountId: otherChannel });
  const hidden = post(200, { accountId: closed.account });
  const letter = mail('old@retention.example', 0, { sortAt: daysAgo(400), raw: undefined });
  await worker.take(old, young, direct, elsewhere, hidden, letter);
  await keep(90);
  // Mails and forms are never removed, whatever a row says.
  await keep(1, 'email');
  expect(await remove()).toBe(2);
  for (const gone of [old, direct]) expect(await messageOf(gone)).toMatchObject(nothing);
  for (const stays of [young, elsewhere, hidden, letter]) expect((await messageOf(stays)).codes).toEqual([]);
  expect(await messageOf(young)).toMatchObject(words);
  expect(await remove()).toBe(0);
  const audit = await worker.rows(`select subject_id, data from audit where kind = 'messages-removed'`);
  expect(audit).toEqual([{ subject_id: groupId, data: { channel: 'bluesky', messages: 2 } }]);
});

it('what its author says of it later fills nothing again, and nobody looks for it at its source any more', async () => {
  const old = post(91);
  await worker.take(old);
  await keep(90);
  await remove();
  const place = {
    v: 1 as const,
    eventId: uuidv7(),
    channel: 'bluesky',
    accountId: account,
    externalId: old.externalId,
  };
  const at = new Date().toISOString();
  await worker.take(
    { ...place, type: 'edited', at, text: 'Said anew', newText: 'Said anew' },
    { ...old, eventId: uuidv7() },
  );
  expect(await messageOf(old)).toMatchObject(nothing);
  const asked = { accountId: account, since: new Date(0).toISOString() };
  expect((await new PublicMessages(worker.dataSource).run(asked)).externalIds).not.toContain(old.externalId);
});

it('older words, pictures, the severity and what a send still holds go along', async () => {
  const old = post(91);
  await worker.take(old);
  const { id } = await messageOf(old);
  const sha256 = 'ab'.repeat(32);
  await worker.rows(`insert into blob (sha256, bytes) values ($1, 3)`, [sha256]);
  await worker.rows(
    `insert into attachment (id, message_id, position, sha256, name, media_type, inline) values ($1, $2, 0, $3, 'a.png', 'image/png', false)`,
    [uuidv7(), id, sha256],
  );
  await worker.rows(
    `insert into message_revision (message_id, n, text, at, by) values ($1, 1, 'older', now(), 'author')`,
    [id],
  );
  const [delivery] = await worker.rows<{ id: string }>(
    `insert into delivery (id, message_id, account_id, recipient_identity_id, role, state)
     select $2, m.id, m.account_id, m.anchor_identity_id, 'to', 'sent' from message m where m.id = $1 returning id`,
    [id, uuidv7()],
  );
  await worker.rows(
    `insert into outbox (id, delivery_id, payload, done_at) values ($1, $2, '{"text": "secret"}', now())`,
    [uuidv7(), delivery!.id],
  );
  await keep(90);
  await remove();
  expect(await messageOf(old)).toMatchObject(nothing);
  for (const left of [
    `select from message_revision where message_id = '${id}'`,
    `select from public_post where message_id = '${id}'`,
    `select from outbox where delivery_id = '${delivery!.id}'`,
    `select from blob where sha256 = '${sha256}' and not upload_only`,
  ])
    expect(await worker.rows(left)).toEqual([]);
});

it('it goes on where it was killed, in steps that are bounded, and removes each once', async () => {
  const many = Array.from({ length: 450 }, () => post(100));
  for (let from = 0; from < many.length; from += 100) await worker.take(...many.slice(from, from + 100));
  await worker.rows(`delete from audit`);
  await keep(99);
  const left = async () =>
    Number(
      (
        await worker.rows<{ n: string }>(
          `select count(*) as n from message where text <> '' and sort_at < $1`,
          [daysAgo(99)],
        )
      )[0]!.n,
    );
  const before = await left();
  const killed = new AbortController();
  // The first step is committed; before the second the worker goes.
  const dying = { info: () => killed.abort() };
  expect(await new RemoveOldMessages(worker.dataSource, dying).once(killed.signal)).toBe(200);
  expect(before - (await left())).toBe(200);
  const [one, two] = await Promise.all([remove(), remove()]);
  expect([one + two >= 250, before - (await left())]).toEqual([true, 450]);
  const audit = await worker.rows<{ data: { messages: number } }>(
    `select data from audit where kind = 'messages-removed'`,
  );
  expect(audit.every(({ data }) => data.messages <= 200)).toBe(true);
  expect(audit.reduce((sum, { data }) => sum + data.messages, 0)).toBe(450);
}, 60_000);

it('a rebuild finds threads, rows and topics as they are', async () => {
  const projections = async () => ({
    threads: await worker.rows('select person_id, name, version from thread order by 1'),
    rows: await worker.rows(
      `select to_jsonb(r) - 'moved' as row from thread_row r order by person_id, account_group_id`,
    ),
    topics: await worker.rows('select * from topic order by id'),
    placed: await worker.rows('select id, topic_id from message order by id'),
  });
  const before = await projections();
  await new RebuildProjections(worker.dataSource).run();
  expect(await projections()).toEqual(before);
});

describe('an account that is removed with its words', () => {
  const join = async (channel = 'bluesky') => {
    const id = uuidv7();
    await worker.rows(
      `insert into account (id, channel, address, account_group_id) values ($1::uuid, $3, $1::uuid::text, $2)`,
      [id, groupId, channel],
    );
    return id;
  };
  const erasing = (gone: string, days: number) =>
    worker.rows(
      `update account set state = 'removed', erase_words_at = now() + $2::int * interval '1 day' where id = $1`,
      [gone, days],
    );

  it('leaves none of them once the time has come, whatever their age; what another account heard too stays', async () => {
    const [gone, later] = [await join(), await join()];
    const said = post(0, { accountId: gone });
    const direct = post(0, { accountId: gone, audience: 'private' });
    const shared = post(0, { accountId: gone });
    const waits = post(0, { accountId: later });
    const others = post(0);
    await worker.take(said, direct, shared, waits, others);
    await worker.rows(`insert into arrival (id, message_id, account_id, via) values ($1, $2, $3, 'api')`, [
      uuidv7(),
      (await messageOf(shared)).id,
      account,
    ]);
    await erasing(gone, 0);
    await erasing(later, 2);
    await worker.rows(`delete from audit where kind = 'messages-removed'`);
    expect(await remove(AbortSignal.abort())).toBe(0);
    expect(await remove()).toBe(2);
    for (const one of [said, direct]) expect(await messageOf(one)).toMatchObject(nothing);
    for (const one of [shared, waits, others]) expect(await messageOf(one)).toMatchObject(words);
    const data = { channel: 'bluesky', messages: 2, accountId: gone };
    const audit = `select subject_id, data from audit where kind = 'messages-removed'`;
    expect(await worker.rows(audit)).toEqual([{ subject_id: groupId, data }]);
    // Done once, and not looked for again.
    expect(await remove()).toBe(0);
    const done = `select id from account where words_erased_at is not null`;
    expect(await worker.rows(done)).toEqual([{ id: gone }]);
  });

  it('is erased once by two workers at the same time; one that died before it noted the end changes nothing for the next', async () => {
    const gone = await join();
    const all = Array.from({ length: 3 }, () => post(0, { accountId: gone }));
    await worker.take(...all);
    await erasing(gone, 0);
    await worker.rows(`delete from audit where kind = 'messages-removed'`);
    await Promise.all([remove(), remove()]);
    for (const one of all) expect(await messageOf(one)).toMatchObject(nothing);
    const [{ removed } = { removed: '' }] = await worker.rows<{ removed: string }>(
      `select sum((data ->> 'messages')::int) as removed from audit where kind = 'messages-removed'`,
    );
    expect(Number(removed)).toBe(3);
    await worker.rows('update account set words_erased_at = null where id = $1', [gone]);
    expect(await remove()).toBe(0);
  });

  it('leaves none either of what comes to wait in quarantine after that; a mail, and what has time left, waits on', async () => {
    const [gone, later, mailbox] = [await join(), await join(), await join('email')];
    await erasing(gone, 0);
    await erasing(later, 2);
    await erasing(mailbox, 0);
    await remove();
    const done = 'select words_erased_at is not null as erased from account where id = $1';
    expect(await worker.rows(done, [gone])).toEqual([{ erased: true }]);
    const held = [
      post(0, { accountId: gone }),
      post(0, { accountId: later }),
      mail('late@retention.example', 0, { accountId: mailbox, raw: undefined }),
    ];
    await worker.take(...held);
    const rows = async () =>
      Promise.all(
        held.map(async ({ externalId }) => {
          const [row] = await worker.rows<{ state: string; envelope: object }>(
            'select state, envelope from quarantine where external_id = $1',
            [externalId],
          );
          return { state: row!.state, hasWords: 'content' in row!.envelope };
        }),
      );
    const waits = { state: 'waiting', hasWords: true };
    expect(await rows()).toEqual([waits, waits, waits]);
    expect(await remove()).toBe(1);
    expect(await rows()).toEqual([{ state: 'discarded', hasWords: false }, waits, waits]);
    expect(await remove()).toBe(0);
  });
});

it('whether what was removed is quoted is asked of quotes alone, before the planner knows anything of the table', async () => {
  const plan = await worker.dataSource.transaction(async (db) => {
    // A table of a few pages is read whole, as it should be; one of years is not.
    await db.query('set local enable_seqscan = off');
    return db.query(`explain select from message m where m.id = $1 and ${isQuoted('m')}`, [account]);
  });
  const steps = (plan as Record<'QUERY PLAN', string>[]).map((row) => row['QUERY PLAN']).join('\n');
  expect(steps.match(/using \w+/g)).toEqual(['using message_pkey', 'using message_quotes']);
});

describe('a quote of what one account group keeps no longer', () => {
  const quotedIn = (accountId: string, quoted: string) =>
    post(1, {
      ...{ accountId, newText: 'Look', text: 'Look\n\n> My file', quotedText: 'My file' },
      references: ['at://root', quoted],
    });

  it('goes there and stays in another, also when an account is removed with its words; its author takes it out of both', async () => {
    const leaving = uuidv7();
    await worker.rows(
      `insert into account (id, channel, address, account_group_id) values ($1, 'bluesky', 'leaving.example', $2)`,
      [leaving, groupId],
    );
    const file = { text: 'My file', newText: 'My file' };
    const kinds = ['old', 'left', 'deleted'] as const;
    const [old, left, deleted] = [
      post(91, { ...file, threadingId: 'at://old' }),
      post(1, { ...file, threadingId: 'at://left', accountId: leaving }),
      post(1, { ...file, threadingId: 'at://deleted' }),
    ];
    const here = kinds.map((kind) => quotedIn(account, `at://${kind}`));
    const hidden = kinds.map((kind) => quotedIn(closed.account, `at://${kind}`));
    await worker.take(old, left, deleted, ...here, ...hidden);
    await keep(90);
    await worker.rows(`update account set state = 'removed', erase_words_at = now() where id = $1`, [
      leaving,
    ]);
    expect(await remove()).toBe(2);
    const place = { v: 1 as const, channel: 'bluesky', accountId: account, at: new Date().toISOString() };
    await worker.take({ ...place, type: 'deleted', eventId: uuidv7(), externalId: deleted.externalId });
    const gone = { text: 'Look', codes: ['quote-gone'] };
    const stays = { text: 'Look\n\n> My file', codes: [] };
    for (const one of here) expect(await messageOf(one)).toMatchObject(gone);
    for (const [at, one] of hidden.entries())
      expect(await messageOf(one)).toMatchObject(kinds[at] === 'deleted' ? gone : stays);
    // What one group keeps no longer is looked for while another quotes it, and goes there too once its author deletes it.
    const listed = async () =>
      (await new PublicMessages(worker.dataSource).run({ accountId: account, since: daysAgo(400) }))
        .externalIds;
    expect(await listed()).toContain(old.externalId);
    await worker.take({ ...place, type: 'deleted', eventId: uuidv7(), externalId: old.externalId });
    expect(await messageOf(hidden[0]!)).toMatchObject(gone);
    expect(await listed()).not.toContain(old.externalId);
  });
});
