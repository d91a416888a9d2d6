import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { BackupError } from '../backup-error.js';

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);

/** How a sealed file begins: what it is, how its keys come from the passphrase, then a code over all of that. */
const magic = Buffer.from('FILO-BACKUP\n');
const version = 1;
const codeBytes = 32;
const textBytesMax = 4096;

/** The limits keep a forged header from taking all memory before its code is checked. */
const header = z.object({
  version: z.literal(version),
  kdf: z.object({
    name: z.literal('scrypt'),
    N: z.int().max(2 ** 20),
    r: z.int().max(16),
    p: z.int().max(16),
    salt: z.string(),
  }),
  cipher: z.literal('aes-256-gcm'),
  chunkBytes: z
    .int()
    .min(1024)
    .max(16 * 1024 * 1024),
});
type Header = z.output<typeof header>;

/** What seals and opens the chunks: a key, and the code of the header, to which every chunk is bound. */
export interface SealKeys {
  readonly key: Buffer;
  readonly code: Buffer;
  readonly chunkBytes: number;
}

/** Half a second and 128 MB: that is what each guess costs. */
const usualCost = 2 ** 17;

/** A fresh header with a fresh salt. */
export const makeHeader = async (
  passphrase: string,
  cost = usualCost,
): Promise<{ bytes: Buffer; keys: SealKeys }> => {
  const made: Header = {
    version,
    kdf: { name: 'scrypt', N: cost, r: 8, p: 1, salt: randomBytes(32).toString('base64url') },
    cipher: 'aes-256-gcm',
    chunkBytes: 1024 * 1024,
  };
  const text = Buffer.from(JSON.stringify(made));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.byteLength);
  const begin = Buffer.concat([magic, length, text]);
  const keys = await keysOf(made, begin, passphrase);
  return { bytes: Buffer.concat([begin, keys.code]), keys };
};

/**
 * Reads the header from the first bytes of a file.
 *
 * @throws {BackupError} not a backup, a newer kind of backup, cut within its header, or a wrong passphrase
 */
export const readHeader = async (
  start: Buffer,
  passphrase: string,
): Promise<{ bytes: number; keys: SealKeys }> => {
  if (!start.subarray(0, magic.byteLength).equals(magic)) {
    throw new BackupError('This file is not a backup of Filo. Nothing was changed.');
  }
  const textBytes = start.byteLength < magic.byteLength + 4 ? 0 : start.readUInt32BE(magic.byteLength);
  const textEnd = magic.byteLength + 4 + textBytes;
  if (textBytes === 0 || textBytes > textBytesMax || start.byteLength < textEnd + codeBytes)
    throw new BackupError(cut);
  const read = parse(start.subarray(magic.byteLength + 4, textEnd));
  const keys = await keysOf(read, start.subarray(0, textEnd), passphrase);
  if (!timingSafeEqual(keys.code, start.subarray(textEnd, textEnd + codeBytes))) {
    throw new BackupError(
      'The passphrase does not open this backup, or its first bytes are damaged. Nothing was changed.',
    );
  }
  return { bytes: textEnd + codeBytes, keys };
};

/** More than any header has. */
export const headerBytesMax = magic.byteLength + 4 + textBytesMax + codeBytes;

const cut =
  'This backup is damaged or cut off within its first bytes. Nothing was changed; take another copy.';

const parse = (text: Buffer): Header => {
  let value: unknown;
  try {
    value = JSON.parse(text.toString('utf8'));
  } catch (cause) {
    throw new BackupError(cut, { cause });
  }
  const read = header.safeParse(value);
  if (read.success) return read.data;
  const made = (value as { version?: unknown }).version;
  if (typeof made === 'number' && made > version) {
    throw new BackupError(
      'This backup was made by a newer Filo. Nothing was changed; restore it with that version.',
    );
  }
  throw new BackupError(cut);
};

const keysOf = async ({ kdf, chunkBytes }: Header, begin: Buffer, passphrase: string): Promise<SealKeys> => {
  const { N, r, p } = kdf;
  const options = { N, r, p, maxmem: 256 * N * r };
  const both = await derive(passphrase.normalize('NFC'), Buffer.from(kdf.salt, 'base64url'), 64, options);
  const code = createHmac('sha256', both.subarray(0, 32)).update(begin).digest();
  return { key: both.subarray(32), code, chunkBytes };
};
