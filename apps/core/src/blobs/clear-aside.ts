import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Nothing takes that long to be written. */
const leftAfterMs = 24 * 60 * 60_000;

/** Removes what a process that died while it wrote has left aside; resolves with how many files. A folder may be missing. */
export const clearAside = async (folder: string, now = Date.now()): Promise<number> => {
  const names = await readdir(folder).catch(() => []);
  let removed = 0;
  for (const name of names.filter((one) => one.endsWith('.part'))) {
    const path = join(folder, name);
    // Another worker may have removed it a moment ago.
    const age = await stat(path).then(
      ({ mtimeMs }) => now - mtimeMs,
      () => 0,
    );
    if (age < leftAfterMs) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
};
