// `npm run backup -- FILE`: database, blobs and secret in one sealed file, without a stop.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { masterSecret } from '../installation/secrets.mjs';
import { blobStorage } from '../installation/blob-storage.mjs';
import { readSettings } from '../installation/settings.mjs';
import { runCoreCommand } from './core-command.mjs';
import { readPassphrase } from './passphrase.mjs';
import { contents, fileArgument, runUntilTold, sayLost } from './run.mjs';
import { useDatabase } from './use-database.mjs';

const say = (line) => console.error(line);

await runUntilTold(async (signal) => {
  const file = resolve(
    process.env.INIT_CWD ?? '.',
    fileArgument('Name the file to write: npm run backup -- FILE'),
  );
  if (existsSync(file)) throw new Error(`${file} exists already and stays as it is. Choose another name.`);
  const settings = readSettings();
  const { dataFolder } = settings;
  const passphrase = await readPassphrase({ confirm: true });
  const made = await useDatabase({ settings, say }, (databaseUrl) => {
    const secret = masterSecret({ dataFolder, given: settings.secretKey, hasData: true });
    const env = {
      DATABASE_URL: databaseUrl,
      FILO_DATA: join(dataFolder, 'core'),
      ...blobStorage(),
      FILO_BACKUP_PASSPHRASE: passphrase,
      FILO_BACKUP_KEY: secret.toString('base64url'),
    };
    return runCoreCommand('backup-command', [file], { env, signal });
  });
  sayLost(made);
  say(
    `${file} holds ${contents(made)} (${(made.bytes / 1024 / 1024).toFixed(1)} MB), and the secret of this installation.`,
  );
});
