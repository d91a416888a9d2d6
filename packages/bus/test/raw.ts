import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { testNats, type FreshPrefix } from './testing.js';

/** A connection past the bus, to look and to plant what no bus would send. */
export async function rawConnection() {
  const { servers, user, password } = await testNats();
  return connect({ servers, user, pass: password });
}

/** Messages that the consumer has not settled: not yet delivered, or delivered and unacknowledged. */
export async function pendingOf({ prefix }: FreshPrefix, stream: string, consumer: string): Promise<number> {
  const connection = await rawConnection();
  try {
    const manager = await jetstreamManager(connection);
    const info = await manager.consumers.info(`${prefix}_${stream}`, consumer);
    return info.num_pending + info.num_ack_pending;
  } finally {
    await connection.close();
  }
}
