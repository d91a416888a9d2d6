import { RestoreBackup } from './backup/restore/restore-backup.js';
import { runCommand } from './backup/run-command.js';
import { openBlobPlace } from './backup/restore/open-blob-place.js';
import { loadBackupConfig } from './config.js';

/** Restores a sealed file into an empty database and an empty folder or bucket; prints one line of JSON. */
await runCommand('Name the backup to restore: restore-command FILE', async (file, signal) => {
  const settings = loadBackupConfig();
  const { manifest, ending } = await new RestoreBackup().run({
    file,
    signal,
    passphrase: settings.FILO_BACKUP_PASSPHRASE,
    databaseUrl: settings.DATABASE_URL,
    folder: settings.FILO_DATA,
    blobs: openBlobPlace(settings),
    secretKey: settings.FILO_BACKUP_KEY,
    secretKeyFile: settings.FILO_BACKUP_KEY_FILE,
  });
  const { rows, blobs, lostBlobs, holdsKey } = ending;
  return { madeAt: manifest.madeAt, rows, blobs, lostBlobs, holdsKey };
});
