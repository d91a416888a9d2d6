// The bare minimum of the mail path. In: fetch in chunks, parse and verify in threads, raw mail and event onto the bus, at most a
// window at once. Out: take what is there, copy each raw mail into a file with fsync, one insert a batch, commit, ack. No
// identities, no threads, no attachments of their own, no clean HTML, no API.
import { AckPolicy, DiscardPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { ImapFlow } from 'imapflow';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { ReadingThreads } from './reading-threads.mjs';

const [events, blobs] = ['MAILFLOOR', 'MAILFLOORBLOBS'];
const chunk = 200;
const window = 256;

/** Moves every mail of the mailbox into table and files; resolves with the times of the commits, one a mail. */
export async function runMailFloor({ natsUrl, databaseUrl, folder, mailbox, records, threads = 1 }) {
  const nc = await connect({ servers: natsUrl, noAsyncTraces: true });
  const readers = new ReadingThreads({ threads, records });
  const db = new pg.Client({ connectionString: databaseUrl });
  try {
    await makeStreams(nc);
    await db.connect();
    await db.query('drop table if exists mail_floor');
    await db.query('create table mail_floor (id text primary key, raw text, body jsonb)');
    const files = join(folder, 'mail-floor');
    await mkdir(files, { recursive: true });
    const storing = store(nc, { db, files, count: mailbox.count });
    await Promise.all([receive(nc, mailbox, readers), storing]);
    return await storing;
  } finally {
    await readers.close();
    await db.end();
    await nc.drain();
  }
}

async function makeStreams(nc) {
  const manager = await jetstreamManager(nc);
  for (const name of [events, blobs]) await manager.streams.delete(name).catch(() => {});
  await manager.streams.add({ name: events, subjects: ['mailfloor.>'] });
  await manager.streams.add({
    name: blobs,
    subjects: ['mailfloorblob.>'],
    max_msgs_per_subject: 1,
    discard: DiscardPolicy.New,
    discard_new_per_subject: true,
    allow_direct: true,
  });
  const consumer = { durable_name: 'floor', ack_policy: AckPolicy.Explicit, max_ack_pending: 5000 };
  await manager.consumers.add(events, consumer);
}

async function receive(nc, { server, count }, readers) {
  const js = jetstream(nc, { checkAPI: false });
  const client = new ImapFlow({ ...server, logger: false });
  await client.connect();
  await client.mailboxOpen('INBOX', { readOnly: true });
  const underWay = [];
  for (let from = 1; from <= count; from += chunk) {
    const to = Math.min(from + chunk - 1, count);
    const mails = await client.fetchAll(`${from}:${to}`, { uid: true, source: true });
    // One chunk ahead: the next is fetched while this one is read and published.
    if (underWay.length > 1) await underWay.shift();
    underWay.push(hand(js, mails, readers));
  }
  await Promise.all(underWay);
  await client.logout();
}

async function hand(js, mails, readers) {
  const parts = [];
  for (let at = 0; at < mails.length; at += 25) parts.push(mails.slice(at, at + 25));
  await Promise.all(
    parts.map(async (part) => {
      const read = await readers.read(part.map(({ source }) => source));
      await Promise.all(read.map((mail, n) => publish(js, { ...mail, uid: part[n].uid }, part[n].source)));
    }),
  );
}

/** The raw mail first: an event never names what the bus does not hold. */
async function publish(js, mail, raw) {
  await js.publish(`mailfloorblob.${mail.sha256}`, raw);
  await js.publish('mailfloor.message', JSON.stringify(mail), { msgID: mail.sha256 });
}

async function store(nc, { db, files, count }) {
  const manager = await jetstreamManager(nc, { checkAPI: false });
  const consumer = await jetstream(nc).consumers.get(events, 'floor');
  const queue = [];
  let wake = () => {};
  const messages = await consumer.consume({
    max_messages: 500,
    callback: (message) => (queue.push(message), wake()),
  });
  const committedAt = [];
  while (committedAt.length < count) {
    if (queue.length === 0) await new Promise((resolve) => (wake = resolve));
    const batch = queue.splice(0, 500);
    const rows = batch.map((message) => message.json());
    await Promise.all(rows.map(({ sha256 }) => keep(manager, files, sha256)));
    await db.query({
      name: 'mail-floor',
      text: 'insert into mail_floor select * from unnest($1::text[], $2::text[], $3::jsonb[]) on conflict do nothing',
      values: [
        rows.map((row) => row.messageId),
        rows.map((row) => row.sha256),
        rows.map((row) => JSON.stringify(row)),
      ],
    });
    const now = performance.now();
    for (const message of batch) {
      committedAt.push(now);
      message.ack();
    }
  }
  messages.stop();
  return committedAt;
}

async function keep(manager, files, sha256) {
  const { data } = await manager.direct.getMessage(blobs, { last_by_subj: `mailfloorblob.${sha256}` });
  const file = await open(join(files, sha256), 'w', 0o600);
  try {
    await file.writeFile(data);
    await file.datasync();
  } finally {
    await file.close();
  }
}
