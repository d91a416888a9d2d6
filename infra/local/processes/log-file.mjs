import { copyFileSync, mkdirSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';

const limitBytes = 50 * 1024 * 1024;

/** Opens a log for appending. The child writes into it directly, so nothing is lost when the launcher dies. */
export function openLog(path) {
  mkdirSync(dirname(path), { recursive: true });
  keepSmall(path);
  return openSync(path, 'a');
}

/** Keeps one former log beside the current one. Children append, so cutting the file under them is safe. */
export function keepSmall(path) {
  if (sizeOf(path) < limitBytes) return;
  copyFileSync(path, `${path}.1`);
  truncateSync(path, 0);
}

export function sizeOf(path) {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/** The last lines written since `from`, to say why a service ended. Stack traces stay in the log; fields of JSON
 * lines are read for people. */
export function tailOf(path, { from = 0, lines = 8 } = {}) {
  const text = readFileSync(path).subarray(from).toString('utf8');
  const told = text.split('\n').filter((line) => line.trim() && !/^\s+at /.test(line));
  return told.slice(-lines).map(readable).join('\n');
}

function readable(line) {
  if (!line.startsWith('{')) return line;
  try {
    const { msg, err, reason } = JSON.parse(line);
    return [msg, err?.message, reason].filter(Boolean).join(': ') || line;
  } catch {
    return line;
  }
}
