// Child processes that do not outlive us.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';

/**
 * The command in front of another that makes the kernel signal it when we die, even by kill -9.
 * Empty where util-linux is missing: then the next start ends what is left (see leftovers.mjs).
 */
export function dieWithParent(signal = 'TERM') {
  return hasTool('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', signal] : [];
}

export function hasTool(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Spawns `[command, ...args]` in a process group of its own, so that Ctrl-C reaches us alone and we stop in order. */
export function startChild(commandLine, options = {}) {
  const [command, ...args] = commandLine;
  return spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...options });
}

/** Resolves when the child is gone; at once when it already is. */
function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', resolve);
  });
}

/** Asks with `signal`, waits, then kills. */
export async function stopChild(child, { signal = 'SIGTERM', graceMs = 10_000 } = {}) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = ended(child);
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await gone;
  clearTimeout(timer);
}

/** Keeps the last lines a child wrote, to say why it ended. */
export function lastWords(child, lines = 12) {
  const kept = [];
  const keep = (chunk) => {
    kept.push(...String(chunk).split('\n').filter(Boolean));
    kept.splice(0, Math.max(0, kept.length - lines));
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => kept.join('\n');
}

/** Polls `check` until it answers something; throws `message()` after the deadline or when the child ends. */
export async function waitUntil(check, { child, timeoutMs = 30_000, message }) {
  const deadline = Date.now() + timeoutMs;
  let failed;
  child?.once('error', (error) => (failed = error));
  for (;;) {
    const answer = await check();
    if (answer) return answer;
    const dead = failed || (child && (child.exitCode !== null || child.signalCode !== null));
    if (dead || Date.now() > deadline) throw new Error(message(), { cause: failed });
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
