// One secret per installation, made on the first start; every other one is derived from it.
import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The installation's secret: FILO_SECRET_KEY, else the file `secret-key` in the data folder, made on the first start.
 * Never makes a new one over existing data, which the new key could not open.
 */
export function masterSecret({ dataFolder, given, hasData }) {
  const path = join(dataFolder, 'secret-key');
  if (given) return Buffer.from(given, 'base64url');
  if (!existsSync(path)) {
    if (hasData) throw new Error(missingKey(path));
    makeKey(path);
  }
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
  const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url');
  if (secret.length < 32)
    throw new Error(`${path} is damaged: it must hold 32 bytes as base64url. Restore it.`);
  return secret;
}

/** A service sees its own key alone, and cannot compute another's from it. */
export const serviceKey = (secret, service) => derive(secret, `filo/service/${service}`);

/** Begins with a letter, which the server's configuration language needs. */
export const natsPassword = (secret, user) => `p${derive(secret, `filo/nats/${user}`)}`;

const derive = (secret, purpose) =>
  Buffer.from(hkdfSync('sha256', secret, 'filo', purpose, 32)).toString('base64url');

/** Written whole before it gets its name. */
function makeKey(path) {
  const fresh = `${path}.new`;
  writeFileSync(fresh, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  linkSync(fresh, path);
  rmSync(fresh);
}

const missingKey = (path) =>
  `${path} is missing, but the folder holds data that was sealed with it. Nothing was changed. ` +
  'Put the file back, set FILO_SECRET_KEY to its content, or restore a backup.';
