// The bare minimum of what core's worker does: take what is there from a JetStream stream (at most 500), insert it in one
// statement, commit, ack. No identities, no threads, no blobs. What the product reaches is measured against this.
import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import pg from 'pg';

const stream = 'FLOOR';

/** Fills the floor's stream with `count` bodies; they wait there until {@link drainFloor}. */
export async function fillFloor({ natsUrl, bodies }) {
  const nc = await connect({ servers: natsUrl });
  const manager = await jetstreamManager(nc);
  await manager.streams.delete(stream).catch(() => {});
  await manager.streams.add({ name: stream, subjects: ['floor.>'] });
  await manager.consumers.add(stream, {
    durable_name: 'floor',
    ack_policy: AckPolicy.Explicit,
    max_ack_pending: 5000,
  });
  const js = jetstream(nc);
  let open = [];
  for (const [index, body] of bodies.entries()) {
    open.push(js.publish(`floor.${index % 8}`, body));
    if (open.length === 256) {
      await Promise.all(open);
      open = [];
    }
  }
  await Promise.all(open);
  await nc.drain();
}

/** Takes everything out of the stream into a table; returns messages a second from the first to the last commit. */
export async function drainFloor({ natsUrl, databaseUrl, count }) {
  const nc = await connect({ servers: natsUrl });
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  await db.query('drop table if exists floor');
  await db.query('create table floor (id text primary key, channel text, body jsonb)');
  const consumer = await jetstream(nc).consumers.get(stream, 'floor');
  const started = process.hrtime.bigint();
  let stored = 0;
  while (stored < count) {
    const batch = [];
    for await (const message of await consumer.fetch({ max_messages: 500, expires: 1000 }))
      batch.push(message);
    if (batch.length === 0) continue;
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
    for (const message of batch) message.ack();
    stored += batch.length;
  }
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  await nc.drain();
  await db.end();
  return { perSecond: stored / seconds, seconds };
}
