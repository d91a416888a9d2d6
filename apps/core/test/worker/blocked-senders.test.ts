import { v7 as uuidv7 } from 'uuid';
import { formPost, mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
let agentId: string;
beforeAll(async () => {
  worker = await testWorker();
  agentId = await worker.agent('Ines');
});
afterAll(() => worker.close());

const block = (key: string, blocked = true) =>
  worker.rows(`update identity set blocked = $2, blocked_by = $3 where key = $1`, [key, blocked, agentId]);
const messagesOf = async (key: string): Promise<number> =>
  (
    await worker.rows<{ count: number }>(
      `select count(*)::int as count from message m join identity i on i.id = m.author_identity_id where i.key = $1`,
      [key],
    )
  )[0]!.count;
const waiting = (key: string) =>
  worker.rows<{ id: string; cause: string; reason: string; state: string; envelope: { author: object } }>(
    `select id, cause, reason, state, envelope from quarantine
     where envelope #>> '{author,key}' = $1 order by sort_at`,
    [key],
  );
const letters = async (key: string, minutes: number) => {
  const raw = await worker.bus.blobs.put(Buffer.from(`raw ${key} ${minutes}`));
  return mail(key, minutes, { raw });
};

it('a blocked address bothers nobody: its messages wait in quarantine, by mail and by form, and the doors say yes', async () => {
  const key = 'pest@example.org';
  await worker.take(await letters(key, 1));
  await block(key);
  const [row] = await worker.rows(`select last_at, unread from thread_row`);
  expect(
    await worker.take(await letters(key, 2), formPost(key, 3), await letters('other@example.org', 4)),
  ).toEqual(['done', 'done', 'done']);
  expect([await messagesOf(key), await messagesOf('other@example.org')]).toEqual([1, 1]);
  const held = await waiting(key);
  expect(held).toMatchObject([
    { cause: 'untrusted', state: 'waiting', envelope: { author: { kind: 'mail', key } } },
    { cause: 'untrusted', state: 'waiting' },
  ]);
  expect(held[0]!.reason).toMatch(/^Its sender is blocked by Ines\./);
  const [after] = await worker.rows(
    `select last_at, unread from thread_row r join link l using (person_id) join identity i on i.id = l.identity_id
     where i.key = $1`,
    [key],
  );
  expect(after).toEqual(row);
});

it('what an agent releases becomes a message although its sender stays blocked, and the next one waits again', async () => {
  const key = 'released@example.org';
  await worker.take(await letters(key, 1));
  await block(key);
  const held = await letters(key, 2);
  await worker.take(held);
  await worker.rows(`update quarantine set state = 'replaying' where external_id = $1`, [held.externalId]);
  await worker.take({ ...held, eventId: uuidv7() });
  expect(await messagesOf(key)).toBe(2);
  await worker.take(await letters(key, 3));
  expect(await messagesOf(key)).toBe(2);
  expect((await waiting(key)).map(({ state }) => state)).toEqual(['released', 'waiting']);
});

it('an address that is let in again is heard again', async () => {
  const key = 'forgiven@example.org';
  await worker.take(await letters(key, 1));
  await block(key);
  await worker.take(await letters(key, 2));
  await block(key, false);
  await worker.take(await letters(key, 3));
  expect(await messagesOf(key)).toBe(2);
  expect(await waiting(key)).toHaveLength(1);
});

it('what we wrote to a blocked address ourselves is no message of theirs', async () => {
  const key = 'written-to@example.org';
  await worker.take(await letters(key, 1));
  await block(key);
  await worker.take(
    mail('support@example.com', 2, {
      direction: 'outbound',
      participants: [{ identity: { kind: 'mail', key }, role: 'to' }],
      replyTo: { kind: 'mail', key: 'support@example.com' },
    }),
  );
  expect(
    await worker.rows(
      `select direction from message m join identity i on i.id = m.anchor_identity_id where i.key = $1 order by m.sort_at`,
      [key],
    ),
  ).toEqual([{ direction: 'inbound' }, { direction: 'outbound' }]);
});

it('a blocked domain holds back whoever writes from it or below it, strangers too, but for who is welcome', async () => {
  const [known, stranger, welcome, lookalike] = [
    'known@pests.example',
    'stranger@mail.pests.example',
    'welcome@pests.example',
    'other@notpests.example',
  ];
  await worker.take(await letters(known, 1), await letters(welcome, 1));
  await worker.rows(`insert into blocked_domain (id, domain, blocked_by) values ($1, 'pests.example', $2)`, [
    uuidv7(),
    agentId,
  ]);
  await worker.rows('update identity set welcome_at = now() where key = $1', [welcome]);
  await worker.take(
    ...(await Promise.all([known, stranger, welcome, lookalike].map((key) => letters(key, 2)))),
  );
  expect(await Promise.all([known, stranger, welcome, lookalike].map(messagesOf))).toEqual([1, 0, 2, 1]);
  expect(await waiting(stranger)).toMatchObject([{ cause: 'untrusted', state: 'waiting' }]);
  expect((await waiting(known))[0]!.reason).toMatch(/^Its sender is blocked by Ines\./);
});
