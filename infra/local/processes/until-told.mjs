import { fstatSync, readFileSync } from 'node:fs';

/**
 * Resolves with the reason when this process should end: a signal, the death of the process that started us, or, where
 * stdin is a pipe that somebody holds for this purpose, its end. A second signal calls `again`.
 */
export function untilToldToStop({
  watchStdin = false,
  watchParent = true,
  again = () => {},
  pollMs = 500,
} = {}) {
  return new Promise((resolve) => {
    let asked = false;
    const onSignal = (signal) => {
      if (asked) again();
      asked = true;
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
