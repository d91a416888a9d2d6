// The database and the bus: ours, unless the settings name others.
import { join } from 'node:path';
import { natsConfig } from '../../nats/config.mjs';
import { permissionTable } from '../../nats/permissions.mjs';
import { findNatsServer } from '../nats-server.mjs';
import { natsProcess } from '../servers/nats.mjs';
import { natsPassword } from './secrets.mjs';

/** Starts our Postgres when no DATABASE_URL is given; answers the URL of Filo's database. */
export async function ownDatabase({ settings, ports, supervisor, say }) {
  if (settings.databaseUrl) return settings.databaseUrl;
  say('Starting Postgres');
  // Loaded late: these need the dependencies installed.
  const { postgresProcess } = await import('../servers/postgres.mjs');
  const { ensureDatabase } = await import('./database.mjs');
  const server = await postgresProcess({
    folder: join(settings.dataFolder, 'postgres'),
    port: ports.postgres,
  });
  supervisor.keep(server);
  await supervisor.ready(['postgres']);
  return ensureDatabase(server.url);
}

/** Starts our nats-server when no NATS_URL is given; `notes` holds what the user should know about it. */
export async function ownBus({ settings, ports, secret, supervisor, say }) {
  if (settings.natsUrl) return { url: settings.natsUrl, monitorUrl: settings.natsMonitorUrl, notes: [] };
  const found = await findNatsServer({ log: say });
  say(`Starting nats-server ${found.version}`);
  const users = Object.keys(permissionTable());
  const passwords = Object.fromEntries(users.map((user) => [user, natsPassword(secret, user)]));
  const server = await natsProcess({
    binary: found.path,
    folder: join(settings.dataFolder, 'nats'),
    port: ports.nats,
    monitorPort: ports.natsMonitor,
    config: (at) => natsConfig({ ...at, passwords }),
  });
  supervisor.keep(server);
  await supervisor.ready(['nats-server']);
  const notes = found.degraded
    ? [
        `nats-server ${found.version} is old (degraded): take 2.12.7 or newer, and name it with FILO_NATS_SERVER if need be.`,
      ]
    : [];
  return { url: server.url, monitorUrl: server.monitorUrl, notes };
}
