import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives `work` a folder of its own with these mails in the maildir `mail`; removes it afterwards. */
export const withMaildir = async <Answer>(
  mails: readonly string[],
  work: (folder: string) => Promise<Answer>,
): Promise<Answer> => {
  const folder = await mkdtemp(join(tmpdir(), 'filo-maildir-'));
  try {
    for (const part of ['cur', 'new', 'tmp']) await mkdir(join(folder, 'mail', part), { recursive: true });
    for (const [n, raw] of mails.entries()) await writeFile(join(folder, 'mail', 'cur', `${n}.mail:2,`), raw);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
