import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Why what asks notmuch is left out; undefined when it is here. With `CI=true` a missing one is an error. */
export const withoutNotmuch = (): string | undefined => {
  try {
    execFileSync('notmuch', ['--version']);
    return undefined;
  } catch {
    const why = 'notmuch is missing (Debian: notmuch)';
    if (process.env['CI'] === 'true') throw new Error(`CI=true allows no left-out test: ${why}`);
    return why;
  }
};

/** One mail and those that stand under it, as notmuch threads them. */
export type Threaded = [{ id: string } | null, Threaded[]];

/** How another mail program threads these mails: one entry per thread, each with the mails at its top. */
export const threadsOf = async (mails: readonly string[]): Promise<Threaded[][]> => {
  const folder = await mkdtemp(join(tmpdir(), 'filo-notmuch-'));
  try {
    for (const part of ['cur', 'new', 'tmp']) await mkdir(join(folder, 'mail', part), { recursive: true });
    for (const [n, raw] of mails.entries()) await writeFile(join(folder, 'mail', 'cur', `${n}.mail:2,`), raw);
    const config = join(folder, 'config');
    await writeFile(
      config,
      `[database]\npath=${join(folder, 'mail')}\n[user]\nname=Test\nprimary_email=test@localhost\n`,
    );
    const env = { ...process.env, NOTMUCH_CONFIG: config, HOME: folder };
    await run('notmuch', ['new', '--quiet'], { env });
    const { stdout } = await run(
      'notmuch',
      ['show', '--format=json', '--body=false', '--entire-thread', '*'],
      {
        env,
      },
    );
    return JSON.parse(stdout) as Threaded[][];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
