import { fstatSync, readFileSync } from 'node:fs';

/**
 * Resolves with the reason when this process should end: a signal, the death of the process that started us, or, where
 * stdin is a pipe that somebody holds for this purpose, its end. A later signal calls `again`; one that follows at once is
 * the same Ctrl-C, which reaches us from the terminal and once more from npm.
 */
export function untilToldToStop({
  watchStdin = false,
  watchParent = true,
  again = () => {},
  pollMs = 500,
  sameMs = 1000,
} = {}) {
  return new Promise((resolve) => {
    let askedAt;
    const onSignal = (signal) => {
      if (askedAt === undefined) askedAt = performance.now();
      else if (performance.now() - askedAt > sameMs) again();
      resolve(signal);
    };
    for (const signal of signalsToHear()) process.on(signal, onSignal);
    const parent = process.ppid;
    const timer = setInterval(() => {
      if (!watchParent || process.ppid === parent) return;
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

/** A hang-up that was ignored when we were started (nohup) stays ignored. */
function signalsToHear() {
  return hangUpIgnored() ? ['SIGINT', 'SIGTERM'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];
}

function hangUpIgnored() {
  try {
    const mask = /^SigIgn:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1];
    return (BigInt(`0x${mask}`) & 1n) === 1n;
  } catch {
    return false;
  }
}

function stdinIsPipe() {
  try {
    const kind = fstatSync(0);
    return kind.isFIFO() || kind.isSocket();
  } catch {
    return false;
  }
}
