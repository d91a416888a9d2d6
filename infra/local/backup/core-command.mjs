// Runs a command of core, which alone knows the database.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../toolchain/root.mjs';

/** The command said why in its own words; they are on the terminal already. */
export class CommandFailed extends Error {
  constructor(exitCode) {
    super('');
    this.exitCode = exitCode;
  }
}

/**
 * Resolves with the JSON that `apps/core/dist/<name>.js` prints. Its complaints go to our terminal. An abort asks it to
 * stop; it takes away what it has begun before it ends.
 */
export function runCoreCommand(name, args, { env, signal }) {
  const kept = Object.entries(process.env).filter(
    ([key]) => !/^(FILO_|PG|DATABASE_URL$|NODE_OPTIONS$|npm_)/.test(key),
  );
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'apps/core/dist', `${name}.js`), ...args], {
      env: { ...Object.fromEntries(kept), ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
      // Ctrl-C reaches us alone, so that the database outlives the command.
      detached: true,
    });
    const stop = () => child.kill('SIGTERM');
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (printed += text));
    child.once('error', reject);
    child.once('close', (code) => {
      signal.removeEventListener('abort', stop);
      if (code !== 0) reject(new CommandFailed(code ?? 1));
      else resolve(JSON.parse(printed));
    });
  });
}
