import type { InboundEventInput, MessageReceivedInput } from '@filo/contracts';
import { aQuarantined, aSend } from '@filo/testing';
import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { queueSends } from '../../src/outbox/queue-send.js';
import { formPost, groupId, mail, mailAccount, type TestWorker } from '../worker/test-worker.js';

/** Everything that the text form of `copy` has to escape, and some that it has not. */
const nasty = 'tab\there, back\\slash, \\N, \\., "quotes", \r\n\u2028, नमस्ते 👩‍👩‍👧, \u0001 and \u007f';

/** A mail with its raw bytes and two attachments, one of them long, put on the bus as a connector does. */
export const mailWithFiles = async (
  worker: TestWorker,
  address: string,
  over: Partial<MessageReceivedInput> = {},
): Promise<MessageReceivedInput> => {
  const put = (bytes: number) => worker.bus.blobs.put(randomBytes(bytes));
  const [raw, small, large] = await Promise.all([put(2000), put(10), put(5_000_000)]);
  const file = { mediaType: 'application/pdf', inline: false };
  return mail(address, 0, {
    raw,
    attachments: [
      { ...file, name: 'empty\tname.pdf', blob: small },
      { ...file, name: 'large.pdf', blob: large },
    ],
    ...over,
  });
};

/** People on two channels, files, a topic that was answered, an item in quarantine, a send that waits. */
export const fill = async (worker: TestWorker): Promise<{ deliveryId: string }> => {
  const take = async (event: InboundEventInput): Promise<void> => {
    expect(await worker.take(event)).toEqual(['done']);
  };
  for (let n = 0; n < 30; n++) {
    const address = `p${n % 10}@backup.example`;
    await take(mail(address, n, { subject: `Matter ${n % 4}`, text: `${nasty} ${n}`, newText: nasty }));
    if (n % 3 === 0) await take(formPost(address, n + 1));
  }
  await take(await mailWithFiles(worker, 'files@backup.example'));
  await take(aQuarantined({ accountId: mailAccount, raw: await worker.bus.blobs.put(randomBytes(300)) }));
  return answer(worker.dataSource, 'p1@backup.example');
};

/** An agent answers, as the api does it. */
const answer = async (db: DataSource, address: string): Promise<{ deliveryId: string }> => {
  const [agentId, messageId, deliveryId] = [uuidv7(), uuidv7(), uuidv7()];
  await db.query(`insert into agent (id, email, name, role) values ($1, 'a@b.example', 'Agent', 'agent')`, [
    agentId,
  ]);
  const [identity] = (await db.query('select id from identity where key = $1', [address])) as {
    id: string;
  }[];
  await db.query(
    `insert into message (id, channel, account_id, account_group_id, direction, class, anchor_identity_id,
       author_agent_id, audience, text, new_text, sort_at)
     values ($1, 'email', $2, $3, 'outbound', 'human', $4, $5, 'private', 'It left.', 'It left.', now())`,
    [messageId, mailAccount, groupId, identity!.id, agentId],
  );
  await queueSends(db, [
    {
      payload: aSend({
        deliveryId,
        messageId,
        accountId: mailAccount,
        recipient: { kind: 'mail', key: address },
      }),
      recipientIdentityId: identity!.id,
      role: 'to',
    },
  ]);
  return { deliveryId };
};

/** Every row of every table as text, in one order. */
export const dump = async (db: DataSource): Promise<Record<string, string[]>> => {
  const tables = (await db.query(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )) as { name: string }[];
  const rows: Record<string, string[]> = {};
  for (const { name } of tables) {
    const found = (await db.query(`select t::text as row from "${name}" t order by 1`)) as { row: string }[];
    rows[name] = found.map(({ row }) => row);
  }
  return rows;
};
