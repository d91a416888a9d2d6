// `npm run restore -- FILE`: a backup becomes an installation, in an empty data folder.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { blobStorage } from '../installation/blob-storage.mjs';
import { readSettings } from '../installation/settings.mjs';
import { takeLock } from '../processes/lock-file.mjs';
import { runCoreCommand } from './core-command.mjs';
import { readPassphrase } from './passphrase.mjs';
import { contents, fileArgument, runUntilTold, sayLost } from './run.mjs';
import { ownPostgres } from './use-database.mjs';

const say = (line) => console.error(line);

await runUntilTold(async (signal) => {
  const file = resolve(
    process.env.INIT_CWD ?? '.',
    fileArgument('Name the backup to restore: npm run restore -- FILE'),
  );
  if (!existsSync(file)) throw new Error(`There is no ${file}. Nothing was done.`);
  const settings = readSettings();
  requireEmpty(settings.dataFolder);
  const passphrase = await readPassphrase({ confirm: false });
  const order = { file, passphrase, settings, signal };
  const restored = settings.databaseUrl ? await intoDatabase(order) : await intoFolder(order);
  sayLost(restored);
  say(`Restored ${contents(restored)}, as of ${restored.madeAt}, into ${settings.dataFolder}.`);
  say('Sending is held: nothing leaves until an administrator releases it in the inbox.');
  say(`Start it with the same settings: ${sameSettings()}npm start`);
});

const sameSettings = () =>
  ['FILO_DATA', 'DATABASE_URL', 'FILO_BLOBS']
    .filter((name) => process.env[name])
    .map((name) => (name === 'FILO_DATA' ? `${name}=${process.env[name]} ` : `${name}=… `))
    .join('');

/** Into a folder beside the wanted one, with a Postgres of its own; the name comes last, so there is all of it or nothing. */
async function intoFolder(order) {
  const { dataFolder } = order.settings;
  const aside = join(dirname(dataFolder), `${basename(dataFolder)}.restoring`);
  const { release, holder } = takeLock(`${aside}.lock`);
  if (!release)
    throw new Error(`Process ${holder} is restoring into ${dataFolder} already. Nothing was done.`);
  try {
    rmSync(aside, { recursive: true, force: true });
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    const restored = await ownPostgres(join(aside, 'postgres'), (databaseUrl) =>
      restore(order, aside, databaseUrl),
    );
    // An empty folder of that name gives way; a full one makes this fail.
    renameSync(aside, dataFolder);
    return restored;
  } finally {
    rmSync(aside, { recursive: true, force: true });
    release();
  }
}

async function intoDatabase(order) {
  const { dataFolder, databaseUrl } = order.settings;
  const had = existsSync(dataFolder);
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  try {
    return await restore(order, dataFolder, databaseUrl);
  } catch (error) {
    rmSync(join(dataFolder, 'core'), { recursive: true, force: true });
    if (!had) rmSync(dataFolder, { recursive: true, force: true });
    throw error;
  }
}

function restore({ file, passphrase, settings, signal }, folder, databaseUrl) {
  const env = {
    DATABASE_URL: databaseUrl,
    FILO_DATA: join(folder, 'core'),
    ...blobStorage(),
    FILO_BACKUP_PASSPHRASE: passphrase,
    ...(settings.secretKey
      ? { FILO_BACKUP_KEY: settings.secretKey }
      : { FILO_BACKUP_KEY_FILE: join(folder, 'secret-key') }),
  };
  return runCoreCommand('restore-command', [file], { env, signal });
}

function requireEmpty(dataFolder) {
  if (!existsSync(dataFolder)) return;
  if (!statSync(dataFolder).isDirectory() || readdirSync(dataFolder).length > 0) {
    throw new Error(
      `${dataFolder} is not empty. Nothing was done. Restore into another folder: FILO_DATA=.filo-restored npm run restore -- FILE`,
    );
  }
  if (statSync(dataFolder).dev !== statSync(dirname(dataFolder)).dev) {
    throw new Error(
      `${dataFolder} is a mount point, which cannot be replaced in one step. Nothing was done. ` +
        `Restore into a folder in it: FILO_DATA=${join(dataFolder, 'filo')} npm run restore -- FILE`,
    );
  }
}
