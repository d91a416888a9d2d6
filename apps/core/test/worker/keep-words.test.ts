import { v7 as uuidv7 } from 'uuid';
import { eventually } from '@filo/testing';
import { MessageWords1765200000000 } from '../../src/database/migrations/1765200000000-message-words.js';
import { FindMessages } from '../../src/search/finding/find-messages.js';
import { parseSearch } from '../../src/search/words/parse-search.js';
import { KeepWords, wordsLock } from '../../src/search/writing/keep-words.js';
import { groupId, log, mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
beforeEach(async () => {
  worker = await testWorker();
});
afterEach(() => worker.close());

const said = (text: string, minutes = 0, over = {}) =>
  mail(`${text.split(' ')[0]}@words.example`, minutes, { text, newText: text, ...over });
const reader = { agentId: uuidv7(), accountGroupIds: [groupId] };
const found = async (typed: string, groups = [groupId]): Promise<string[]> => {
  const find = new FindMessages(worker.dataSource);
  const page = await find.run({ ...reader, accountGroupIds: groups } as never, parseSearch(typed), {
    limit: 50,
  });
  return page.messages.map(({ snippet }) => snippet.map(({ text }) => text).join(''));
};
const keeper = () => new KeepWords({ dataSource: worker.dataSource, log });
const writeAll = async (words = keeper()): Promise<number> => {
  for (let batches = 0; ; batches++) if ((await words.once()) === 0) return batches;
};
const count = async (table: string): Promise<number> =>
  (await worker.rows<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n;

describe('the words of messages', () => {
  it('are found within moments of the message', async () => {
    worker.start();
    // What compares has nothing more to do: the news of the message alone leads to it.
    await eventually(async () => (await count('words_compared where below is null')) === 1);
    await worker.bus.publishInbound(said('zebras are striped'));
    await eventually(async () => (await found('striped')).length === 1);
  });

  it('of everything stored before are written in the background, newest first, each once, also after a kill', async () => {
    const messages = Array.from({ length: 250 }, (_, n) => said(`history ${n}`, n % 60));
    for (let at = 0; at < messages.length; at += 50) await worker.take(...messages.slice(at, at + 50));
    expect(await found('history')).toEqual([]);
    await keeper().once();
    expect(await count('message_words')).toBe(100);
    const [newest] = await worker.rows<{ n: number }>(
      `select count(*)::int as n from (select id from message order by id desc limit 100) m
       join message_words w on w.message_id = m.id`,
    );
    expect(newest!.n).toBe(100);
    // A worker that is killed in the middle of a batch leaves what was before it.
    await killInTheMiddle();
    expect(await count('message_words')).toBe(100);
    await writeAll();
    expect(await count('message_words')).toBe(250);
    expect(await found('"history 249"')).toEqual(['history 249']);
  });

  it('are those of people: what an account says by itself to everybody is found by nobody', async () => {
    await worker.take(said('teapot broken'), said('teapot received'));
    await worker.rows(`update message set class = 'acknowledgement' where new_text = 'teapot received'`);
    // Neither by its news nor by a comparison.
    await worker.rows('insert into words_waiting (message_id) select id from message');
    await writeAll();
    await writeAll(keeper());
    expect(await found('teapot')).toEqual(['teapot broken']);
    expect(await count('words_compared where below is null')).toBe(1);
  });

  it('wait while mail is taken in at full speed, and no longer', async () => {
    const taking = worker.take(...Array.from({ length: 100 }, (_, n) => said(`burst ${n}`, n % 60)));
    expect(worker.parts.inbound.busy).toBe(true);
    await taking;
    await eventually(() => !worker.parts.inbound.busy);
  });

  it('are written by one worker at a time, and by the other as soon as it is free', async () => {
    await worker.take(said('either of two'));
    const runner = worker.dataSource.createQueryRunner();
    await runner.query('begin');
    await runner.query('select pg_advisory_xact_lock($1)', [wordsLock]);
    expect(await writeAll()).toBe(0);
    await runner.query('rollback');
    await runner.release();
    await writeAll();
    expect(await found('either')).toEqual(['either of two']);
  });

  it('of a message that committed late are written, though newer ones were compared long before', async () => {
    const [early] = await worker.rows<{ id: string }>('select gen_random_uuid() as id');
    const runner = worker.dataSource.createQueryRunner();
    await worker.take(said('newer ones'));
    await runner.query('begin');
    await runner.query(
      `insert into message (id, channel, account_id, account_group_id, direction, class, anchor_identity_id, author_identity_id,
         audience, text, new_text, sort_at)
       select overlay($1::uuid::text placing substr(id::text, 1, 14) from 1)::uuid, channel, account_id, account_group_id,
         direction, class, anchor_identity_id, author_identity_id, audience, 'committed late', 'committed late', sort_at
       from message`,
      [early!.id],
    );
    const words = keeper();
    await writeAll(words);
    await runner.query('commit');
    await runner.release();
    // Nobody told of it: what compares at the next start finds it.
    await writeAll(words);
    expect(await found('late')).toEqual([]);
    await writeAll();
    expect(await found('late')).toEqual(['committed late']);
  });

  it('change with the text, and leave with the message, also one whose words are being written', async () => {
    await worker.take(said('a first wording'), said('second one'));
    await writeAll();
    await worker.rows(`update message set text = 'changed wording' where text = 'a first wording'`);
    await writeAll();
    expect([await found('first'), await found('changed')]).toEqual([[], ['changed wording']]);

    const [gone] = await worker.rows<{ id: string }>(`select id from message where text = 'second one'`);
    const words = await worker.rows<object>('select * from message_words where message_id = $1', [gone!.id]);
    await worker.rows('delete from participant where message_id = $1', [gone!.id]);
    await worker.rows('delete from message where id = $1', [gone!.id]);
    expect(await count(`message_words where message_id = '${gone!.id}'`)).toBe(0);
    // Whoever had read it before the deletion writes it after.
    await worker.rows(
      'insert into message_words select * from jsonb_populate_record(null::message_words, $1::jsonb)',
      [JSON.stringify(words[0])],
    );
    expect(await found('second')).toEqual([]);
    await writeAll();
    expect(await count(`message_words where message_id = '${gone!.id}'`)).toBe(0);
  });

  it('are found by those who see another copy of the message, from when it arrives', async () => {
    const [other, account] = [uuidv7(), uuidv7()];
    await worker.rows(`insert into account_group (id, name) values ($1, 'Other')`, [other]);
    await worker.rows(
      `insert into account (id, channel, address, account_group_id) values ($1, 'email', 'other@example.com', $2)`,
      [account, other],
    );
    const message = said('two mailboxes');
    worker.start();
    await worker.bus.publishInbound(message);
    await eventually(async () => (await found('mailboxes')).length === 1);
    expect(await found('mailboxes', [other])).toEqual([]);
    await worker.take({ ...message, eventId: uuidv7(), accountId: account });
    await eventually(async () => (await found('mailboxes', [other])).length === 1);
  });

  it('of a message that Postgres refuses do not hold up the others', async () => {
    await worker.take(said('good words'), said('poison'));
    await worker.rows(
      `create function refuse() returns trigger language plpgsql as $$ begin
         if new.words @@ '''poison'''::tsquery then raise exception using errcode = '54000'; end if; return new; end $$`,
    );
    await worker.rows(
      'create trigger refuse before insert on message_words for each row execute function refuse()',
    );
    await writeAll();
    expect(await found('good')).toEqual(['good words']);
    expect(await count('message_words')).toBe(2);
  });
});

it('the migration can be taken back and run again', async () => {
  await worker.take(said('kept words'));
  const [migration, runner] = [new MessageWords1765200000000(), worker.dataSource.createQueryRunner()];
  await migration.down(runner);
  await migration.up(runner);
  await runner.release();
  await writeAll();
  expect(await found('kept')).toEqual(['kept words']);
});

/** Ends the connection that writes words while a row is being written: the row waits for us, so that there is a middle. */
const killInTheMiddle = async (): Promise<void> => {
  const { rows } = worker;
  const ours = 7;
  const runner = worker.dataSource.createQueryRunner();
  await runner.query('select pg_advisory_lock($1)', [ours]);
  await rows(
    `create function wait_for_us() returns trigger language plpgsql as $$ begin
       perform pg_advisory_xact_lock_shared(${ours}); return new; end $$`,
  );
  await rows(
    'create trigger wait_for_us before insert on message_words for each row execute function wait_for_us()',
  );
  const killed = expect(keeper().once()).rejects.toThrow();
  await eventually(async () => {
    const [one] = await rows<{ done: boolean | null }>(
      `select bool_or(pg_terminate_backend(w.pid)) as done from pg_locks w
       join pg_locks l on l.pid = w.pid and l.locktype = 'advisory' and l.objid = $1 and l.granted
       where w.locktype = 'advisory' and w.objid = $2 and not w.granted`,
      [wordsLock, ours],
    );
    return one!.done === true;
  });
  await killed;
  await runner.query('select pg_advisory_unlock($1)', [ours]);
  await runner.release();
  await rows('drop trigger wait_for_us on message_words');
};
