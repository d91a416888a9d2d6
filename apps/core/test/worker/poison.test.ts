import { inboundEvent } from '@filo/contracts';
import { aQuarantined, aSend, eventually } from '@filo/testing';
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { ReplayQuarantined } from '../../src/quarantine/replay-quarantined.js';
import { formPost, incoming, mail, mailAccount, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
beforeAll(async () => {
  worker = await testWorker();
  // Something that Postgres refuses and no schema foresees.
  await worker.dataSource.query(
    `create function refuse() returns trigger language plpgsql as $$
     begin if new.text = 'poison' then raise exception 'refused' using errcode = '22000'; end if; return new; end $$`,
  );
  await worker.dataSource.query(
    `create trigger refuse before insert on message for each row execute function refuse()`,
  );
});
afterAll(() => worker.close());

const quarantined = (externalId: string) =>
  worker.rows<Record<string, unknown>>(
    `select q.id, q.cause, q.state, q.reason, q.attempts, q.envelope, l.state as ledger
     from quarantine q join ledger l using (channel, external_id) where external_id = $1`,
    [externalId],
  );
const stored = async (like: string) =>
  (
    await worker.rows<{ n: number }>(
      `select count(*)::int as n from ledger l join message m on m.id = l.message_id where l.external_id like $1`,
      [like],
    )
  )[0]!.n;

it('stores the good ones of a batch and lets only the poisoned one die', async () => {
  const batch = Array.from({ length: 9 }, (_, n) =>
    mail(`x${n}@poison.example`, n, { externalId: `batch-${n}`, ...(n === 4 && { text: 'poison' }) }),
  );
  expect(await worker.take(...batch)).toEqual([...Array(4).fill('done'), 'dead', ...Array(4).fill('done')]);
  expect(await stored('batch-%')).toBe(8);
});

it('brings what could not be stored from the bus into quarantine, and releases it when it can be stored', async () => {
  worker.start();
  const poisoned = mail('dead@poison.example', 0, {
    externalId: 'dead-one',
    text: 'poison',
    subject: 'It hurts',
  });
  await Promise.all(
    [poisoned, mail('fine@poison.example', 0, { externalId: 'fine-one' })].map((event) =>
      worker.bus.publishInbound(event),
    ),
  );
  await eventually(async () => (await quarantined('dead-one')).length === 1);
  expect(await quarantined('dead-one')).toMatchObject([
    {
      state: 'waiting',
      ledger: 'quarantine',
      envelope: { from: 'dead@poison.example', subject: 'It hurts' },
    },
  ]);
  expect(await stored('fine-one')).toBe(1);
  await worker.take({ ...poisoned, eventId: uuidv7(), text: 'cured' });
  expect(await quarantined('dead-one')).toMatchObject([{ state: 'released', ledger: 'message' }]);
}, 20_000);

it('waits for a blob that the bus does not hold, and never stores without it', async () => {
  const raw = { sha256: 'ab'.repeat(32), bytes: 3 };
  expect(
    await worker.take(
      mail('a@blob.example', 0, { raw, externalId: 'blob-1' }),
      mail('b@blob.example', 0, { externalId: 'blob-2' }),
    ),
  ).toEqual(['retry', 'done']);
  expect(await stored('blob-%')).toBe(1);
  const there = await worker.bus.blobs.put(Buffer.from('a raw mail'));
  expect(await worker.take(mail('a@blob.example', 0, { raw: there, externalId: 'blob-1' }))).toEqual([
    'done',
  ]);
  expect(Buffer.from(await worker.parts.blobs.get(there.sha256)).toString()).toBe('a raw mail');
});

it('keeps a message for an account that is not ours in quarantine', async () => {
  expect(await worker.take(mail('a@lost.example', 0, { accountId: uuidv7(), externalId: 'lost' }))).toEqual([
    'done',
  ]);
  expect(await quarantined('lost')).toMatchObject([{ cause: 'no-such-account', state: 'waiting' }]);
});

it('keeps the newest reason of what stays unreadable, and turns no message back into quarantine', async () => {
  const raw = await worker.bus.blobs.put(Buffer.from('half a mail'));
  const unreadable = aQuarantined({ accountId: mailAccount, externalId: 'half', raw, reason: 'first' });
  await worker.take(unreadable);
  await worker.take({ ...unreadable, eventId: uuidv7(), reason: 'second' });
  expect(await quarantined('half')).toMatchObject([{ reason: 'second', state: 'waiting' }]);
  await worker.take(mail('half@poison.example', 0, { externalId: 'half' }));
  await worker.take({ ...unreadable, eventId: uuidv7(), reason: 'third' });
  expect(await quarantined('half')).toMatchObject([
    { reason: 'second', state: 'released', ledger: 'message' },
  ]);
});

it('asks the connector to read again with the raw bytes back on the bus, and waits again when it cannot', async () => {
  const content = Buffer.from('raw bytes of old');
  const raw = await worker.bus.blobs.put(content);
  const arrival = { via: 'imap' as const, folder: 'Sent', uidValidity: '7', uid: 3 };
  await worker.take(
    aQuarantined({ accountId: mailAccount, externalId: 'again', raw, arrival, direction: 'outbound' }),
  );
  const [{ id } = { id: '' }] = await quarantined('again');
  const asked: unknown[] = [];
  const bus = Object.create(worker.bus, {
    ask: {
      value: {
        ask: async ({ subject, request }: { subject: string; request: object }) => {
          asked.push({ subject, ...request });
          return { ok: false, reason: 'still broken' };
        },
      },
    },
  }) as typeof worker.bus;
  const replay = new ReplayQuarantined({
    ...worker,
    bus,
    blobs: worker.parts.blobs,
    connectorOf: (channel) => channel,
  });
  expect(await replay.run(id as string)).toEqual({ ok: false, reason: 'still broken' });
  expect(asked).toMatchObject([
    {
      subject: 'ask.email.read-again',
      externalId: 'again',
      raw,
      accountId: mailAccount,
      arrival,
      direction: 'outbound',
    },
  ]);
  expect(await quarantined('again')).toMatchObject([
    { state: 'waiting', attempts: 1, reason: 'still broken' },
  ]);
});

it('replays by itself what was never raw: a form’s message goes in once its account is there', async () => {
  const accountId = uuidv7();
  const post = formPost('late@form.example', 0, { accountId, externalId: 'form-late', text: 'kept' });
  await worker.take(post);
  const [{ id, cause } = { id: '', cause: '' }] = await quarantined('form-late');
  expect(cause).toBe('no-such-account');
  await worker.dataSource.query(
    `insert into account (id, channel, address, account_group_id)
     select $1, 'webform', 'late', id from account_group limit 1`,
    [accountId],
  );
  const replay = new ReplayQuarantined({
    ...worker,
    blobs: worker.parts.blobs,
    connectorOf: (channel) => channel,
  });
  expect(await replay.run(id as string)).toMatchObject({ ok: true });
  await eventually(async () => (await quarantined('form-late'))[0]?.['state'] === 'released');
  expect(await stored('form-late')).toBe(1);
}, 20_000);

it('gives a command to send that died to the connector again, and to nobody who reads mail', async () => {
  const command = aSend({ accountId: mailAccount });
  const bytes = Buffer.from(JSON.stringify(command));
  const externalId = `dead-${createHash('sha256').update(bytes).digest('hex')}`;
  await worker.bus.publishDead(`outbound.email.${mailAccount}.send`, bytes, 'not read');
  await eventually(async () => (await quarantined(externalId)).length === 1);
  const sent: unknown[] = [];
  const bus = Object.create(worker.bus, {
    publishSend: { value: async (one: unknown) => void sent.push(one) },
  }) as typeof worker.bus;
  const replay = new ReplayQuarantined({
    ...worker,
    bus,
    blobs: worker.parts.blobs,
    connectorOf: (channel) => channel,
  });
  const [{ id } = { id: '' }] = await quarantined(externalId);
  expect(await replay.run(id as string)).toMatchObject({ ok: true });
  expect(sent).toMatchObject([{ deliveryId: command.deliveryId, attempt: command.attempt }]);
  expect(await quarantined(externalId)).toMatchObject([{ state: 'released' }]);
}, 20_000);

it('believes no stranger whose mail looks like an event of ours: only the connector reads it again', async () => {
  const raw = await worker.bus.blobs.put(Buffer.from(JSON.stringify(aSend({ accountId: mailAccount }))));
  const envelope = { from: 'eve@poison.example', to: [], isEvent: true };
  await worker.take(aQuarantined({ accountId: mailAccount, externalId: 'disguised', raw, envelope }));
  const done: string[] = [];
  const does = (what: string) => ({ value: async () => (done.push(what), { ok: false, reason: 'no mail' }) });
  const bus = Object.create(worker.bus, {
    publishSend: does('published'),
    publishInbound: does('published'),
    ask: { value: { ask: does('asked').value } },
  }) as typeof worker.bus;
  const replay = new ReplayQuarantined({
    ...worker,
    bus,
    blobs: worker.parts.blobs,
    connectorOf: (channel) => channel,
  });
  const [{ id } = { id: '' }] = await quarantined('disguised');
  await replay.run(id as string);
  expect(done).toEqual(['asked']);
});

it('judges nothing while Postgres is away, and stores it when it is back', async () => {
  const event = inboundEvent.parse(mail('gone@poison.example', 0));
  const store = worker.dataSource.driver as unknown as { master: { connect(): Promise<unknown> } };
  const real = store.master;
  let knocks = 0;
  store.master = {
    connect: () => (knocks++, Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))),
  };
  const outcomes = worker.parts.inbound.handle([incoming(event)]);
  try {
    await eventually(() => knocks > 2);
  } finally {
    store.master = real;
  }
  expect(await outcomes).toEqual([{ type: 'done' }]);
});
