import { fstatSync } from 'node:fs';

/**
 * Resolves with the reason when this process should end: a signal, the death of the process that started us,
 * or, where stdin is a pipe that somebody holds for this purpose, its end.
 */
export function untilToldToStop({ watchStdin = false, pollMs = 500 } = {}) {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve(signal));
    const parent = process.ppid;
    const timer = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(timer);
      resolve('the process that started this one is gone');
    }, pollMs);
    if (watchStdin && stdinIsPipe()) {
      process.stdin.on('end', () => resolve('stdin ended'));
      process.stdin.on('error', () => resolve('stdin ended'));
      process.stdin.resume();
    }
  });
}

function stdinIsPipe() {
  try {
    const kind = fstatSync(0);
    return kind.isFIFO() || kind.isSocket();
  } catch {
    return false;
  }
}
