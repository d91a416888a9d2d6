import { connect } from '@nats-io/transport-node';
import { jetstreamManager } from '@nats-io/jetstream';
import { BusNames } from '../connection/bus-names.js';
import { connectionOptions } from '../connection/bus-options.js';
import type { ProvisionOptions } from '../provision.js';

/** Removes every stream and bucket of a prefix. Refuses the empty prefix: that would be the production streams. */
export async function removeProvisioned(
  options: Pick<ProvisionOptions, 'servers' | 'user' | 'password' | 'inboxPrefix'> & { streamPrefix: string },
): Promise<void> {
  const names = new BusNames(options.streamPrefix);
  if (names.prefix === '') throw new Error('Only streams under a prefix can be removed');
  const connection = await connect(connectionOptions({ ...options, service: 'provisioner' }));
  try {
    const manager = await jetstreamManager(connection, { checkAPI: false });
    const mine = ['', 'KV_', 'OBJ_'].map((kind) => `${kind}${names.prefix}_`);
    for await (const name of manager.streams.names()) {
      if (mine.some((start) => name.startsWith(start))) await manager.streams.delete(name);
    }
  } finally {
    await connection.close();
  }
}
