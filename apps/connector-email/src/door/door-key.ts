import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { EmailConfig } from '../config.js';
import { selfSigned, type KeyAndCertificate } from './self-signed.js';

type DoorKeyConfig = Pick<
  EmailConfig,
  'FILO_DATA' | 'FILO_MAIL_NAME' | 'FILO_DOOR_CERTIFICATE_FILE' | 'FILO_DOOR_KEY_FILE' | 'FILO_DOOR_STARTTLS'
>;

/** Key and certificate of the door: the configured ones, else a pair made on first start and kept in the data folder. */
export const doorKey = async (config: DoorKeyConfig): Promise<KeyAndCertificate | undefined> => {
  if (!config.FILO_DOOR_STARTTLS) return undefined;
  const { FILO_DOOR_CERTIFICATE_FILE: certFile, FILO_DOOR_KEY_FILE: keyFile } = config;
  if (certFile !== undefined && keyFile !== undefined) {
    return { cert: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8') };
  }
  const file = join(config.FILO_DATA, 'door-key.pem');
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (kept !== undefined) return { key: kept, cert: kept };
  const made = selfSigned(config.FILO_MAIL_NAME ?? hostname());
  await mkdir(config.FILO_DATA, { recursive: true });
  await writeFile(`${file}.new`, made.key + made.cert, { mode: 0o600 });
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
  return made;
};
