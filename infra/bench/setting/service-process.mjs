// One real process of Filo, from the build.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../local/processes/free-port.mjs';
import { root } from '../../local/toolchain/root.mjs';

/** Runs a script of the build in the environment given, and nothing of ours. */
export function runScript(script, env) {
  const path = join(root, script);
  if (!existsSync(path)) throw new Error(`${path} is missing: run "pnpm build" first.`);
  return spawn(process.execPath, [path], { env, stdio: ['ignore', 'ignore', 'inherit'], cwd: root });
}

/** Starts a service; resolves when it says ready. */
export async function startService(script, env) {
  const healthPort = await freePort();
  const started = performance.now();
  const child = runScript(script, { ...env, FILO_HEALTH_PORT: String(healthPort) });
  const stop = async () => {
    if (child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  };
  try {
    await untilReady(`http://127.0.0.1:${healthPort}/health/ready`, child, script);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    stop,
    startMs: performance.now() - started,
    memoryMb: () => memoryMb(child.pid),
    cpuMs: () => cpuMs(child.pid),
  };
}

async function untilReady(url, child, script) {
  for (const until = Date.now() + 60_000; Date.now() < until; await delay(50)) {
    if (child.exitCode !== null)
      throw new Error(`${script} ended with ${child.exitCode} before it was ready.`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error(`${script} was not ready within a minute (${url}).`);
}

const memoryMb = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** User and system time of all its threads; the kernel counts in hundredths of a second. */
function cpuMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
