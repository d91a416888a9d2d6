import { eventually } from '@filo/testing';
import { recordLive } from '../../src/live/record-live.js';
import { mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
beforeAll(async () => (worker = await testWorker()));
afterAll(() => worker.close());

const event = (messageId: string) =>
  ({ accountGroupId: null, kind: 'message', data: { threadId: null, messageId, change: 'added' } }) as const;

it('gives a late committer a higher number than everything a reader has passed, and wakes readers', async () => {
  const woken: number[] = [];
  const unlisten = await worker.bus.listen('updates.live', (payload) => {
    woken.push((payload as { last: number }).last);
  });
  worker.start();
  worker.start();
  const slow = worker.dataSource.createQueryRunner();
  await slow.startTransaction();
  await recordLive(slow, [event('00000000-0000-7000-8000-000000000001')]);
  await worker.dataSource.transaction((db) =>
    recordLive(db, [event('00000000-0000-7000-8000-000000000002')]),
  );
  const numberOf = async (n: number) =>
    (
      await worker.rows<{ number: string | null }>(
        `select number from live_event where data ->> 'messageId' = '00000000-0000-7000-8000-00000000000' || $1::text`,
        [n],
      )
    )[0]?.number;
  const first = await eventually(async () => (await numberOf(2)) ?? undefined);
  await slow.commitTransaction();
  await slow.release();
  const second = await eventually(async () => (await numberOf(1)) ?? undefined);
  expect(Number(second)).toBeGreaterThan(Number(first));
  await eventually(() => woken.includes(Number(second)));
  await unlisten();
});

it('numbers the events of ingest: one for the message, one for the row of its thread', async () => {
  await worker.take(mail('live@live.example', 0));
  const [thread] = await worker.rows<{ id: string }>(
    `select l.person_id as id from link l join identity i on i.id = l.identity_id where i.key = 'live@live.example'`,
  );
  const numbered = await eventually(async () => {
    const rows = await worker.rows<{ kind: string; data: Record<string, unknown> }>(
      `select kind, data from live_event where number is not null and data ->> 'threadId' = $1 order by kind`,
      [thread!.id],
    );
    return rows.length === 2 && rows;
  });
  expect(numbered).toMatchObject([
    { kind: 'message', data: { threadId: thread!.id, change: 'added' } },
    { kind: 'thread', data: { threadId: thread!.id, version: 1 } },
  ]);
});
