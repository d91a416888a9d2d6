import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { PermanentError } from '../errors.js';
import type { ConnectorKeyPair } from './connector-key-pair.js';

/** What secrets are bound to while settings are only tried out, before there is an account. */
export const verifyBinding = 'verify-account';

const version = 1;
const publicKeyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/**
 * Seals secrets so that only the owner of `publicKey` opens them, and only for `binding`: the account's id, or
 * {@link verifyBinding}. Layout, base64: version (1), ephemeral public key (32), iv (12), tag (16), ciphertext.
 * X25519 with a fresh key each time, HKDF-SHA256 over both public keys, AES-256-GCM with the binding as associated data.
 */
export function sealSecrets(
  publicKey: string,
  binding: string,
  secrets: Readonly<Record<string, string>>,
): string {
  const ephemeral = generateKeyPairSync('x25519');
  const ephemeralPublic = rawPublicKey(ephemeral.publicKey);
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: importPublicKey(publicKey) });
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', sharedKey(shared, ephemeralPublic, publicKey), iv);
  cipher.setAAD(Buffer.from(binding));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(version), ephemeralPublic, iv, cipher.getAuthTag(), sealed]).toString(
    'base64',
  );
}

/**
 * Opens one box, or several as `<name>:<box>` with spaces between, each for one of the bindings; what they hold becomes one,
 * later boxes win. Throws `PermanentError('sealed-elsewhere')` when a box is for another key or binding, or was changed.
 */
export function openSecrets(
  keys: ConnectorKeyPair,
  bindings: string | readonly [string, ...string[]],
  sealed: string,
): Record<string, string> {
  const wanted = [bindings].flat();
  const opened = sealed.split(' ').map((part) => openFirst(keys, wanted, part.slice(part.indexOf(':') + 1)));
  return Object.assign({}, ...opened) as Record<string, string>;
}

function openFirst(keys: ConnectorKeyPair, bindings: readonly string[], box: string): Record<string, string> {
  const [binding = '', ...others] = bindings;
  try {
    return openBox(keys, binding, box);
  } catch (error) {
    if (others.length === 0) throw error;
    return openFirst(keys, others, box);
  }
}

function openBox(keys: ConnectorKeyPair, binding: string, sealed: string): Record<string, string> {
  const box = Buffer.from(sealed, 'base64');
  const ephemeralPublic = box.subarray(1, 1 + publicKeyBytes);
  const iv = box.subarray(1 + publicKeyBytes, 1 + publicKeyBytes + ivBytes);
  const tag = box.subarray(1 + publicKeyBytes + ivBytes, 1 + publicKeyBytes + ivBytes + tagBytes);
  const ciphertext = box.subarray(1 + publicKeyBytes + ivBytes + tagBytes);
  try {
    if (box[0] !== version) throw new Error(`version ${box[0]}`);
    const publicKey = importPublicKey(ephemeralPublic.toString('base64url'));
    const shared = diffieHellman({ privateKey: keys.privateKey, publicKey });
    const decipher = createDecipheriv('aes-256-gcm', sharedKey(shared, ephemeralPublic, keys.publicKey), iv, {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(binding));
    decipher.setAuthTag(tag);
    const opened = Buffer.concat([decipher.update(ciphertext), decipher.final()]);
    return JSON.parse(opened.toString('utf8')) as Record<string, string>;
  } catch (cause) {
    throw new PermanentError(
      'sealed-elsewhere',
      'The secrets were sealed to another key or account: nothing was sent, type them in again',
      { cause },
    );
  }
}

function sharedKey(shared: Buffer, ephemeralPublic: Buffer, recipient: string): Buffer {
  const salt = Buffer.concat([ephemeralPublic, Buffer.from(recipient, 'base64url')]);
  return Buffer.from(hkdfSync('sha256', shared, salt, 'filo sealed secrets 1', 32));
}

const importPublicKey = (publicKey: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: publicKey }, format: 'jwk' });

const rawPublicKey = (key: KeyObject): Buffer =>
  Buffer.from(key.export({ format: 'jwk' }).x as string, 'base64url');
