// Core's real processes, from the build, against servers of the bench.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../local/processes/free-port.mjs';
import { root } from '../../local/toolchain/root.mjs';

export const admin = { email: 'bench@filo.example', password: 'bench-password' };
const secretKey = Buffer.alloc(32, 7).toString('base64url');

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
  FILO_ADMIN_EMAIL: admin.email,
  FILO_ADMIN_PASSWORD: admin.password,
  ...more,
});

function run(script, env) {
  const path = join(root, 'apps/core/dist', script);
  if (!existsSync(path)) throw new Error(`${path} is missing: run "pnpm build" first.`);
  return spawn(process.execPath, [path], { env, stdio: ['ignore', 'ignore', 'inherit'], cwd: root });
}

/** Migrations and first content. */
export async function migrate(at) {
  const child = run('migrate.js', environment(at));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`The migrations ended with ${code}.`);
}

/** Starts `start-worker.js` or `start-api.js`; resolves when it says ready. */
export async function startCore(script, at) {
  const healthPort = await freePort();
  const httpPort = await freePort();
  const started = performance.now();
  const child = run(
    script,
    environment(at, { FILO_HEALTH_PORT: String(healthPort), FILO_HTTP_PORT: String(httpPort) }),
  );
  await untilReady(`http://127.0.0.1:${healthPort}/health/ready`, child);
  const stop = async () => {
    if (child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  };
  return {
    stop,
    startMs: performance.now() - started,
    url: `http://127.0.0.1:${httpPort}`,
    memoryMb: () => memoryMb(child.pid),
  };
}

async function untilReady(url, child) {
  for (const until = Date.now() + 60_000; Date.now() < until; await delay(50)) {
    if (child.exitCode !== null)
      throw new Error(`A process of core ended with ${child.exitCode} before it was ready.`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error(`A process of core was not ready within a minute (${url}).`);
}

const memoryMb = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
