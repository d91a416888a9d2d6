import { runCommand } from './backup/run-command.js';
import { WriteBackup } from './backup/write-backup.js';
import { openBlobStore } from './blobs/open-blob-store.js';
import { loadBackupConfig } from './config.js';

/** Writes database, blobs and secret into one sealed file; prints one line of JSON. Safe while everything runs. */
await runCommand('Name the file to write: backup-command FILE', async (file, signal) => {
  const settings = loadBackupConfig();
  const made = await new WriteBackup().run({
    file,
    signal,
    passphrase: settings.FILO_BACKUP_PASSPHRASE,
    databaseUrl: settings.DATABASE_URL,
    blobs: openBlobStore(settings),
    secretKey: settings.FILO_BACKUP_KEY,
  });
  const { rows, blobs, lostBlobs, holdsKey, bytes } = made;
  return { rows, blobs, lostBlobs, holdsKey, bytes };
});
