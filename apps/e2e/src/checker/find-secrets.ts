import { open, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { admin } from '../filo.js';

/** Where a secret stands that should stand nowhere. */
export interface FoundSecret {
  /** What it is the secret of. */
  of: string;
  file: string;
}

const shortest = 8;
const chunkBytes = 1 << 20;

/**
 * Looks for secrets in every file below a folder: as they are, and inside of base64, however they lie in it (as `AUTH
 * PLAIN` and Basic authorisation carry them). What is compressed is not opened.
 *
 * @throws RangeError for a secret of less than eight letters: it would be found by chance
 */
export const findSecrets = async (
  folder: string,
  secrets: ReadonlyMap<string, string>,
): Promise<FoundSecret[]> => {
  const needles = [...secrets].flatMap(([secret, of]) => {
    if (secret.length < shortest) throw new RangeError(`The secret of ${of} is too short to be looked for`);
    return spellings(secret).map((needle) => ({ of, needle }));
  });
  const found: FoundSecret[] = [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name);
    for (const of of await inFile(file, needles)) found.push({ of, file: relative(folder, file) });
  }
  return found;
};

/**
 * The same of a whole installation. What is no secret must be found there.
 *
 * @throws Error when it was not: then it was looked for in the wrong place, or in the wrong way
 */
export const secretsIn = async (
  dataFolder: string,
  secrets: ReadonlyMap<string, string>,
): Promise<FoundSecret[]> => {
  const all = await findSecrets(dataFolder, new Map([...secrets, [admin.email, known]]));
  const where = all.filter(({ of }) => of === known).map(({ file }) => file);
  if (!where.some((file) => file.startsWith('postgres')))
    throw new Error(`What surely stands in ${dataFolder} was not found there: ${where.join(', ')}`);
  return all.filter(({ of }) => of !== known);
};

const known = 'the control';

/** A secret in base64 is one of three texts by where it begins; what its neighbours decide is cut off. */
const spellings = (secret: string): Buffer[] => [
  Buffer.from(secret),
  ...[0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]).toString('base64');
    const known = before + Buffer.byteLength(secret);
    return Buffer.from(encoded.slice(Math.ceil((before * 8) / 6), Math.floor((known * 8) / 6)));
  }),
];

const inFile = async (path: string, needles: { of: string; needle: Buffer }[]): Promise<Set<string>> => {
  const found = new Set<string>();
  const overlap = Math.max(...needles.map(({ needle }) => needle.length)) - 1;
  // A database and a bus at work rename and remove files meanwhile.
  const handle = await open(path).catch(() => undefined);
  if (!handle) return found;
  try {
    const buffer = Buffer.alloc(overlap + chunkBytes);
    for (let kept = 0; ;) {
      const { bytesRead } = await handle.read(buffer, kept, buffer.length - kept);
      if (bytesRead === 0) return found;
      const part = buffer.subarray(0, kept + bytesRead);
      for (const { of, needle } of needles) if (part.includes(needle)) found.add(of);
      kept = Math.min(overlap, part.length);
      buffer.copy(buffer, 0, part.length - kept, part.length);
    }
  } finally {
    await handle.close();
  }
};
