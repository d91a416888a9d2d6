import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withMaildir } from './maildir.js';

const run = promisify(execFile);

/** One mail and those that stand under it, as notmuch threads them. */
export type Threaded = [{ id: string } | null, Threaded[]];

/** How notmuch threads these mails: one entry per thread, each with the mails at its top. */
export const notmuchThreads = (mails: readonly string[]): Promise<Threaded[][]> =>
  withMaildir(mails, async (folder) => {
    const config = join(folder, 'config');
    await writeFile(
      config,
      `[database]\npath=${join(folder, 'mail')}\n[user]\nname=Test\nprimary_email=test@localhost\n`,
    );
    const env = { ...process.env, NOTMUCH_CONFIG: config, HOME: folder };
    await run('notmuch', ['new', '--quiet'], { env });
    const show = ['show', '--format=json', '--body=false', '--entire-thread', '*'];
    return JSON.parse((await run('notmuch', show, { env })).stdout) as Threaded[][];
  });
