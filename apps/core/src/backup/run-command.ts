import { ConfigError } from '@filo/service';
import { BackupError } from './backup-error.js';

/**
 * Runs a backup or restore as a command: one line of JSON on success, a sentence and exit code 1 on failure, 130 when it
 * was stopped. The signal aborts at SIGINT, SIGTERM and SIGHUP; whatever was begun is taken away before the process ends.
 */
export const runCommand = async (
  usage: string,
  work: (file: string, signal: AbortSignal) => Promise<object>,
): Promise<void> => {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  const [file, ...more] = process.argv.slice(2);
  if (file === undefined || more.length > 0 || file.startsWith('-')) return fail(usage, 2);
  try {
    process.stdout.write(`${JSON.stringify(await work(file, stop.signal))}\n`);
  } catch (error) {
    if (stop.signal.aborted) return fail('Stopped. What had been begun was taken away again.', 130);
    fail(sentenceOf(error), 1);
  }
};

const fail = (sentence: string, code: number): void => {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = code;
};

const sentenceOf = (error: unknown): string => {
  if (error instanceof BackupError || error instanceof ConfigError) return error.message;
  const { message } = error as Error;
  const code = codeOf(error) ?? codeOf((error as Error).cause);
  if (code === 'ENOSPC' || code === '53100')
    return 'The disk is full. What had been begun was taken away again; free some space and try again.';
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') return `${message}. Nothing was changed.`;
  return `It failed, and what had been begun was taken away again: ${message}`;
};

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | undefined)?.code;
