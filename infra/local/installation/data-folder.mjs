import { chmodSync, existsSync, mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { holderIsOrphan, takeLock } from '../processes/lock-file.mjs';

const neededBytes = 150 * 1024 * 1024;
const comfortableBytes = 1024 * 1024 * 1024;

/** Another launcher works on this folder. */
export class FolderInUse extends Error {}

const lockOf = (folder) => join(folder, 'launcher.lock');

/**
 * As {@link openDataFolder}, but waits for a launcher whose npm was killed: it is ending what it started, in order, and a
 * person who starts again at once need not know.
 */
export async function openDataFolderWhenFree(folder, { say, patienceMs = 30_000 }) {
  const deadline = Date.now() + patienceMs;
  for (let told = false; ; told = true) {
    try {
      return openDataFolder(folder);
    } catch (error) {
      const ending = error instanceof FolderInUse && holderIsOrphan(lockOf(folder));
      if (!ending || Date.now() > deadline) throw error;
    }
    if (!told) say('Waiting for an earlier run over this folder, which is ending');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Makes the data folder for this user alone, and takes its lock. Answers what lets go of it. */
export function openDataFolder(folder) {
  const fresh = !existsSync(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (fresh) chmodSync(folder, 0o700);
  const { release, holder } = takeLock(lockOf(folder));
  if (!release) {
    throw new FolderInUse(
      `Filo already runs over ${folder} (process ${holder}). Stop it first, or give this one a folder and ports of its own: ` +
        'FILO_DATA=.filo-two FILO_HTTP_PORT=4700 FILO_FORM_PORT=4710 FILO_SMTP_PORT=4725 npm start',
    );
  }
  return release;
}

/** Refuses a disk that is about to run full, before anything is half written; warns of one that soon will be. */
export function checkSpace(folder, say) {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const words = `Only ${Math.floor(free / 1024 / 1024)} MB are free on the disk of ${folder}.`;
  if (free < neededBytes)
    throw new Error(`${words} Filo needs 150 MB to start. Free some space and start again.`);
  if (free < comfortableBytes)
    say(`${words} When it is full, doors answer "try again later" and nothing is lost.`);
}
