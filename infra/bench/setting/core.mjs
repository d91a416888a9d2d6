// Core's real processes, from the build, against servers of the bench.
import { join } from 'node:path';
import { freePort } from '../../local/processes/free-port.mjs';
import { runScript, startService } from './service-process.mjs';

export const admin = { email: 'bench@filo.example', password: 'bench-password' };
export const secretKey = Buffer.alloc(32, 7).toString('base64url');

const environment = ({ databaseUrl, natsUrl, folder, prefix = '' }, more) => ({
  PATH: process.env.PATH,
  NODE_ENV: 'production',
  DATABASE_URL: databaseUrl,
  NATS_URL: natsUrl,
  FILO_STREAM_PREFIX: prefix,
  FILO_DATA: join(folder, 'core'),
  FILO_SECRET_KEY: secretKey,
  FILO_LOG_LEVEL: 'warn',
  FILO_HOST: '127.0.0.1',
  FILO_EXIT_WITH_PARENT: 'true',
  FILO_ADMIN_EMAIL: admin.email,
  FILO_ADMIN_PASSWORD: admin.password,
  ...more,
});

/** Migrations and first content. */
export async function migrate(at) {
  const child = runScript('apps/core/dist/migrate.js', environment(at));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`The migrations ended with ${code}.`);
}

/** Starts `start-worker.js` or `start-api.js`; resolves when it says ready. */
export async function startCore(script, at) {
  const httpPort = await freePort();
  const env = environment(at, { FILO_HTTP_PORT: String(httpPort) });
  const service = await startService(`apps/core/dist/${script}`, env);
  return { ...service, url: `http://127.0.0.1:${httpPort}` };
}
