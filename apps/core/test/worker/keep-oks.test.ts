import { v7 as uuidv7 } from 'uuid';
import { KeepHouse } from '../../src/housekeeping/keep-house.js';
import { log, mail, mailAccount, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
let house: KeepHouse;
const agentId = uuidv7();
const { signal } = new AbortController();
beforeAll(async () => {
  worker = await testWorker();
  const { dataSource, bus, parts } = worker;
  house = new KeepHouse({ dataSource, bus, blobs: parts.blobs, log, aside: [] });
  await worker.rows(`insert into agent (id, email, name, role) values ($1, 'a@b.example', 'A', 'agent')`, [
    agentId,
  ]);
  await worker.take(mail('gone@example.org', 0), mail('stays@example.org', 1));
  await worker.rows(
    `update message m set marks = '[{"code": "deleted-by-author"}]' from identity i
     where i.id = m.author_identity_id and i.key = 'gone@example.org'`,
  );
});
beforeEach(() => worker.rows('delete from ok_request'));
afterAll(() => worker.close());

/** An answer that a colleague was asked to read `asked` ago. */
const answer = (
  to: 'gone@example.org' | 'stays@example.org',
  { state = 'waiting', asked = '90 days', decided = '1 day', file = null as string | null },
) =>
  worker.rows(
    `insert into ok_request (id, account_group_id, answers_message_id, agent_id, key, request_hash, reply, account_id, digest, why, state, asked_at, decided_at)
     select gen_random_uuid(), m.account_group_id, m.id, $1, concat_ws(' ', $2::text, $3::text, $4::text, $5::text), 'x',
       jsonb_build_object('attachments', array_remove(array[$6::text], null)), $7, 'x', '[]', $3, now() - $4::interval,
       case when $3 <> 'waiting' then now() - $5::interval end
     from message m join identity i on i.id = m.author_identity_id where i.key = $2`,
    [agentId, to, state, asked, decided, file, mailAccount],
  );
const keys = async (where: string): Promise<string[]> =>
  (await worker.rows<{ key: string }>(`select key from ok_request where ${where} order by key`)).map(
    ({ key }) => key,
  );

it('takes back what waits for long for an OK to a post that is gone, and nothing that can still leave', async () => {
  for (const to of ['gone@example.org', 'stays@example.org'] as const)
    for (const asked of ['29 days', '31 days']) await answer(to, { asked });
  await house.once(signal);
  expect(await keys(`state = 'withdrawn'`)).toEqual(['gone@example.org waiting 31 days 1 day']);
  expect(await keys(`state = 'waiting'`)).toHaveLength(3);
});

it('forgets answers that were decided long ago, and none that waits', async () => {
  for (const state of ['waiting', 'returned', 'sent', 'withdrawn'])
    for (const decided of ['29 days', '31 days']) await answer('stays@example.org', { state, decided });
  await house.once(signal);
  const left = ['returned', 'sent', 'withdrawn'].map((state) => `stays@example.org ${state} 90 days 29 days`);
  expect(await keys(`state <> 'waiting'`)).toEqual(left);
  expect(await keys(`state = 'waiting'`)).toHaveLength(2);
});

it('keeps the files of an answer that waits for an OK or came back, and of none that is over', async () => {
  const files = new Map<string, string>();
  for (const state of ['waiting', 'returned', 'sent', 'withdrawn']) {
    const { sha256, bytes } = await worker.parts.blobs.put(Buffer.from(`goes with what is ${state}`));
    const file = uuidv7();
    await worker.rows(
      `with stored as (
         insert into blob (sha256, bytes, upload_only, stored_at) values ($1, $2, true, now() - interval '8 days'))
       insert into upload (id, agent_id, sha256, name, media_type, at) values ($3, $4, $1, 'a.txt', 'text/plain', now() - interval '8 days')`,
      [sha256, bytes, file, agentId],
    );
    await answer('stays@example.org', { state, file });
    files.set(state, sha256);
  }
  const deleted = await house.once(signal);
  expect(deleted.toSorted()).toEqual(['sent', 'withdrawn'].map((state) => files.get(state)).toSorted());
});
