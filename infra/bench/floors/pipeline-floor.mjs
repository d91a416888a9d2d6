// The bare minimum of what core's worker does: take what is there from a JetStream stream (at most 500), insert it in one
// statement, commit, ack. No identities, no threads, no blobs. What the product reaches is measured against this.
import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import pg from 'pg';

const stream = 'FLOOR';

/** An empty stream with one durable consumer. */
export async function makeFloorStream({ natsUrl }) {
  const nc = await connect({ servers: natsUrl });
  const manager = await jetstreamManager(nc);
  await manager.streams.delete(stream).catch(() => {});
  await manager.streams.add({ name: stream, subjects: ['floor.>'] });
  await manager.consumers.add(stream, {
    durable_name: 'floor',
    ack_policy: AckPolicy.Explicit,
    max_ack_pending: 5000,
  });
  await nc.drain();
}

/** Fills the stream with messages; they wait there until {@link runFloor}. */
export async function fillFloor({ natsUrl, messages }) {
  const nc = await connect({ servers: natsUrl });
  const js = jetstream(nc);
  for (let at = 0; at < messages.length; at += 256)
    await Promise.all(messages.slice(at, at + 256).map((message) => publishFloor(js, message)));
  await nc.drain();
}

export const publishFloor = (js, message) => js.publish('floor.0', JSON.stringify(message));

/** Takes and stores until `count` messages are committed; resolves with the time of each one's commit by event id. */
export async function runFloor({ natsUrl, databaseUrl, count, onReady = () => {} }) {
  const nc = await connect({ servers: natsUrl });
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  await db.query('create table if not exists floor (id text primary key, channel text, body jsonb)');
  const consumer = await jetstream(nc).consumers.get(stream, 'floor');
  const queue = [];
  let wake = () => {};
  const messages = await consumer.consume({
    max_messages: 500,
    callback: (message) => (queue.push(message), wake()),
  });
  onReady();
  const committedAt = new Map();
  while (committedAt.size < count) {
    if (queue.length === 0) await new Promise((resolve) => (wake = resolve));
    const batch = queue.splice(0, 500);
    const rows = batch.map((message) => message.json());
    await db.query({
      name: 'floor',
      text: 'insert into floor select * from unnest($1::text[], $2::text[], $3::jsonb[]) on conflict do nothing',
      values: [
        rows.map((row) => row.externalId),
        rows.map((row) => row.channel),
        rows.map((row) => JSON.stringify(row)),
      ],
    });
    const now = performance.now();
    for (const row of rows) committedAt.set(row.eventId, now);
    for (const message of batch) message.ack();
  }
  messages.stop();
  await nc.drain();
  await db.query('drop table floor');
  await db.end();
  return committedAt;
}
