import { aQuarantined } from '@filo/testing';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { blobFolder } from '../../src/blobs/open-blob-store.js';
import { FreeBlobs } from '../../src/housekeeping/free-blobs.js';
import { KeepHouse } from '../../src/housekeeping/keep-house.js';
import { retention } from '../../src/housekeeping/retention.js';
import { queueSends } from '../../src/outbox/queue-send.js';
import { aSend } from '@filo/testing';
import { log, mail, mailAccount, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
let house: KeepHouse;
const agentId = uuidv7();
const { signal } = new AbortController();
beforeAll(async () => {
  worker = await testWorker();
  const { dataSource, bus, parts } = worker;
  house = new KeepHouse({ dataSource, bus, blobs: parts.blobs, log, aside: [blobFolder(worker.folder)] });
  await worker.rows(`insert into agent (id, email, name, role) values ($1, 'a@b.example', 'A', 'agent')`, [
    agentId,
  ]);
});
afterAll(() => worker.close());

const count = async (table: string): Promise<number> =>
  (await worker.rows<{ count: number }>(`select count(*)::int as count from ${table}`))[0]!.count;
const bytes = (text: string) => worker.parts.blobs.put(Buffer.from(text));
const has = (sha256: string) => worker.parts.blobs.has(sha256);
const upload = async (text: string, age: string): Promise<string> => {
  const { sha256, bytes: size } = await bytes(text);
  await worker.rows(
    `with stored as (
       insert into blob (sha256, bytes, upload_only, stored_at) values ($3, $4, true, now() - $5::interval) on conflict do nothing)
     insert into upload (id, agent_id, sha256, name, media_type, at)
     values ($1, $2, $3, 'a.txt', 'text/plain', now() - $5::interval)`,
    [uuidv7(), agentId, sha256, size, age],
  );
  return sha256;
};

describe('housekeeping', () => {
  it('clears away what is over, however much it is, and leaves what still counts', async () => {
    await worker.rows(
      `insert into session (id_hash, agent_id, expires_at) select sha256(n::text::bytea), $1,
         now() + case when n <= 2500 then interval '-1 second' else '1 hour' end from generate_series(1, 2501) n`,
      [agentId],
    );
    await worker.rows(
      `insert into sign_in_failure (email, address, at) select 'a@b.example', '::1', now() - age
       from unnest(array['10 minutes', '${retention.signInFailures}']::interval[]) age`,
    );
    await worker.rows(
      `insert into idempotency (agent_id, key, request_hash, at) select $1, age::text, 'x', now() - age
       from unnest(array['1 day', '${retention.idempotencyKeys}']::interval[]) age`,
      [agentId],
    );
    await worker.rows(
      `insert into acknowledged (message_id, identity_id, account_group_id, at) select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now() - age
       from unnest(array['2 days', '${retention.acknowledged}']::interval[]) age`,
    );
    await house.once(signal);
    const tables = ['session', 'sign_in_failure', 'idempotency', 'acknowledged'];
    expect(await Promise.all(tables.map(count))).toEqual([1, 1, 1, 1]);
  });

  it('clears away sends that are finished for long, and none that is still to leave', async () => {
    await worker.take(mail('sent@example.org', 0));
    const [message] = await worker.rows<{ id: string; identity: string }>(
      `select id, anchor_identity_id as identity from message limit 1`,
    );
    const sends = ['31 days', '29 days', ''].map((age) => ({ age, deliveryId: uuidv7() }));
    for (const { deliveryId, age } of sends) {
      const payload = aSend({ deliveryId, messageId: message!.id, accountId: mailAccount });
      await worker.dataSource.transaction((db) =>
        queueSends(db, [{ payload, recipientIdentityId: message!.identity, role: 'to' }]),
      );
      await worker.rows(
        'update outbox set done_at = now() - nullif($2, $3)::interval where delivery_id = $1',
        [deliveryId, age, ''],
      );
    }
    await house.once(signal);
    const left = await worker.rows<{ id: string }>('select delivery_id as id from outbox');
    expect(left.map(({ id }) => id).toSorted()).toEqual(
      sends
        .slice(1)
        .map(({ deliveryId }) => deliveryId)
        .toSorted(),
    );
  });

  it('deletes uploads that no reply took, with their bytes, unless something else holds the same bytes', async () => {
    const unused = await upload('nobody took me', '8 days');
    const fresh = await upload('still in a draft', '1 hour');
    const twice = await upload('chosen twice', '8 days');
    await upload('chosen twice', '1 hour');
    const received = await upload('also came by mail', '8 days');
    const again = await bytes('also came by mail');
    await worker.bus.blobs.put(Buffer.from('also came by mail'));
    const attachment = { name: 'a.txt', mediaType: 'text/plain', inline: false, blob: again };
    expect(await worker.take(mail('ada@example.org', 1, { attachments: [attachment, attachment] }))).toEqual([
      'done',
    ]);

    expect(await house.once(signal)).toEqual([unused]);
    expect(await Promise.all([unused, fresh, twice, received].map(has))).toEqual([false, true, true, true]);
    expect(await count(`blob where sha256 = '${unused}'`)).toBe(0);
    expect(await count('upload')).toBe(2);
  });

  it('keeps a blob that an attachment names, whatever its mark says, and deletes the others all the same', async () => {
    const marked = await upload('marked by mistake', '9 days');
    await worker.rows(`delete from upload where sha256 = $1`, [marked]);
    await worker.rows(
      `insert into attachment (id, message_id, position, sha256, name, media_type, inline)
       select $1, id, 9, $2, 'a.txt', 'text/plain', false from message limit 1`,
      [uuidv7(), marked],
    );
    const unused = await upload('nobody took me either', '8 days');
    expect(await house.once(signal)).toEqual([unused]);
    expect(await Promise.all([marked, unused].map(has))).toEqual([true, false]);
  });

  it('keeps the photo that a person has, and deletes one that was let go a day after it came', async () => {
    const photo = async (text: string): Promise<string> => {
      const { sha256, bytes: size } = await bytes(text);
      await worker.rows(
        `insert into blob (sha256, bytes, upload_only, stored_at) values ($1, $2, true, now() - interval '25 hours')`,
        [sha256, size],
      );
      return sha256;
    };
    const [shown, named, gone] = [await photo('shown'), await photo('of a channel'), await photo('let go')];
    await worker.rows(
      `insert into fact (id, identity_id, field, value, source, actor, at, photo_sha256)
       select $1, id, 'photo', 'image/png', 'agent', 'agent:x', now(), $2 from identity limit 1`,
      [uuidv7(), shown],
    );
    await worker.rows(
      `insert into channel_photo (identity_id, version, url, said_at, photo_sha256, media_type)
       select id, $1, 'https://x.example', now(), $2, 'image/png' from identity limit 1`,
      [uuidv7(), named],
    );
    expect(await house.once(signal)).toEqual([gone]);
    expect(await Promise.all([shown, named, gone].map(has))).toEqual([true, true, false]);
  });

  it('removes the file of an import and the rows that it quotes thirty days after its end, and what an undo needs stays', async () => {
    const list = async (text: string, state: string, age: string | null): Promise<string> => {
      const { sha256, bytes: size } = await bytes(text);
      const id = uuidv7();
      await worker.rows(
        `insert into blob (sha256, bytes, upload_only, stored_at) values ($1, $2, true, now() - interval '40 days')`,
        [sha256, size],
      );
      await worker.rows(
        `insert into import (id, name, file_name, file_sha256, columns, mode, agent_id, state, finished_at)
         values ($1, 'crm', 'c.csv', $2, '{mail}', 'run', $3, $4, now() - $5::interval)`,
        [id, sha256, agentId, state, age],
      );
      await worker.rows(`insert into import_fault (import_id, line, reason) values ($1, 2, 'quoted')`, [id]);
      await worker.rows('insert into import_change (import_id, change_id) values ($1, $1)', [id]);
      return sha256;
    };
    const gone = [await list('done', 'done', '31 days'), await list('undone', 'undone', '31 days')];
    const kept = [
      await list('fresh', 'done', '29 days'),
      await list('at work', 'running', null),
      await list('taken back', 'undoing', null),
    ];
    expect((await house.once(signal)).toSorted()).toEqual(gone.toSorted());
    expect(await Promise.all([...gone, ...kept].map(has))).toEqual([false, false, true, true, true]);
    expect([await count('import_fault'), await count('import_change')]).toEqual([3, 5]);
  });

  it('deletes the raw bytes of discarded mails also while uploads cannot be cleared away', async () => {
    const raw = await bytes('raw while uploads fail');
    await worker.bus.blobs.put(Buffer.from('raw while uploads fail'));
    await worker.take({ ...aQuarantined({ accountId: mailAccount }), raw });
    await worker.rows(`update quarantine set state = 'discarded' where raw_sha256 = $1`, [raw.sha256]);
    await worker.rows('alter table blob rename column upload_only to away');
    try {
      expect(await house.once(signal)).toEqual([raw.sha256]);
    } finally {
      await worker.rows('alter table blob rename column away to upload_only');
    }
  });

  it('removes what a process that died has left half written, and nothing that is being written', async () => {
    const blobs = blobFolder(worker.folder);
    const [left, fresh] = ['left.part', 'fresh.part'].map((name) => join(blobs, name)) as [string, string];
    await Promise.all([left, fresh].map((path) => writeFile(path, 'half')));
    const old = new Date(Date.now() - 25 * 60 * 60_000);
    await utimes(left, old, old);
    await house.once(signal);
    expect((await readdir(blobs)).filter((name) => name.endsWith('.part'))).toEqual(['fresh.part']);
  });

  it('tries again to put back what is named again, until the bus has it', async () => {
    const { dataSource, bus, parts } = worker;
    const freeBlobs = new FreeBlobs({ dataSource, bus, blobs: parts.blobs, log });
    const sha256 = await upload('named again', '1 hour');
    await parts.blobs.delete(sha256);
    expect(await freeBlobs.putBack([sha256])).toEqual([sha256]);
    await bus.blobs.put(Buffer.from('named again'));
    expect(await freeBlobs.putBack([sha256])).toEqual([]);
    expect(await has(sha256)).toBe(true);
  });

  it('deletes the raw bytes of a discarded mail, and keeps those that wait or became a message', async () => {
    const [discarded, waiting, message] = await Promise.all(
      ['a', 'b', 'c'].map((text) => bytes(`raw ${text}`)),
    );
    const item = (raw: typeof discarded) => ({ ...aQuarantined({ accountId: mailAccount }), raw: raw! });
    for (const text of ['a', 'b', 'c']) await worker.bus.blobs.put(Buffer.from(`raw ${text}`));
    await worker.take(item(discarded), item(waiting), item(message));
    await worker.take(mail('became@example.org', 2, { raw: message! }));
    await worker.rows(`update quarantine set state = 'discarded' where raw_sha256 = any($1)`, [
      [discarded!.sha256, message!.sha256],
    ]);
    expect(await house.once(signal)).toEqual([discarded!.sha256]);
    expect(await Promise.all([discarded, waiting, message].map((one) => has(one!.sha256)))).toEqual([
      false,
      true,
      true,
    ]);
    expect(await house.once(signal)).toEqual([]);
  });
});
