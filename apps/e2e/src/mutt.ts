import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withMaildir } from './maildir.js';

const run = promisify(execFile);

/** By references alone: mutt would put mails of one subject together too. */
const settings = (folder: string): string =>
  [
    `set folder="${folder}" sort=threads strict_threads=yes hide_thread_subject=no`,
    'set ascii_chars=yes help=no quit=yes',
    'set index_format="MAIL %i %s END"',
    'push q',
    '',
  ].join('\n');

/** How mutt draws the index of these mails: one entry per row, an answer with an arrow from the mail it stands under. */
export const muttIndex = (mails: readonly string[]): Promise<{ messageId: string; drawn: string }[]> =>
  withMaildir(mails, async (folder) => {
    const file = join(folder, 'muttrc');
    await writeFile(file, settings(folder));
    // mutt draws on a terminal alone, which `script` gives it.
    const mutt = `stty rows 50 cols 300; exec mutt -n -R -F ${file} -f ${join(folder, 'mail')}`;
    const { stdout } = await run('script', ['-qec', mutt, '/dev/null'], {
      env: { ...process.env, HOME: folder, TERM: 'vt100', LC_ALL: 'C.UTF-8' },
      timeout: 20_000,
    });
    const screen = stdout.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '\n');
    const rows = [...screen.matchAll(/MAIL (<\S+>) (.*?) END/g)];
    return rows.map(([, messageId = '', drawn = '']) => ({ messageId, drawn }));
  });
