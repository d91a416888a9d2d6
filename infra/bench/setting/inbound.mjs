// One round's own streams and database, and a way to fill INBOUND while no worker runs.
import { connectBus, provision, removeProvisioned } from '@filo/bus';
import { randomBytes } from 'node:crypto';
import { freshDatabase, sql } from './databases.mjs';

export async function freshRound(servers, template) {
  const prefix = `b${randomBytes(4).toString('hex')}`;
  const at = { servers: servers.natsUrl, monitorUrl: servers.monitorUrl, streamPrefix: prefix };
  await provision(at);
  const databaseUrl = await freshDatabase(servers.databaseUrl, `round_${prefix}`, template);
  const [account] = await sql(databaseUrl, `select id from account where channel = 'email'`);
  const bus = await connectBus({ servers: servers.natsUrl, service: 'bench', streamPrefix: prefix });
  return {
    ...servers,
    prefix,
    databaseUrl,
    accountId: account.id,
    publish: (messages) => Promise.all(messages.map((message) => bus.publishInbound(message))),
    publishOne: (message) => bus.publishInbound(message),
    end: async () => {
      await bus.drain();
      await removeProvisioned(at);
      await sql(servers.databaseUrl, `drop database if exists round_${prefix} with (force)`);
    },
  };
}
