import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readEntry, type SpoolEntry } from './spool-entry.js';

/**
 * Submissions that were accepted, in this service's own data folder, until core has them. An entry is a folder that appears
 * by one rename after all its bytes were fsynced, so that a kill at any moment leaves a whole entry or none.
 */
export class Spool {
  readonly #ready: string;
  readonly #arriving: string;
  #count = 0;

  constructor(dataFolder: string) {
    this.#ready = join(dataFolder, 'spool', 'ready');
    this.#arriving = join(dataFolder, 'spool', 'arriving');
  }

  /** Makes the folders and removes what a killed process had begun and nobody was promised. */
  async prepare(): Promise<void> {
    await rm(this.#arriving, { recursive: true, force: true });
    await mkdir(this.#arriving, { recursive: true });
    await mkdir(this.#ready, { recursive: true });
    this.#count = (await this.list()).length;
  }

  /** A folder of its own for the uploads of one request; on the same disk, so that a rename moves it. */
  async begin(): Promise<string> {
    const folder = join(
      this.#arriving,
      `${Date.now().toString(36).padStart(9, '0')}-${randomBytes(9).toString('hex')}`,
    );
    await mkdir(folder);
    return folder;
  }

  /** Drops a request's folder; never rejects, for nobody was promised anything. */
  async abandon(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }

  /** Makes the entry durable; its files are in the folder already, as `0`, `1`, ... Resolves with its name. */
  async keep(folder: string, entry: SpoolEntry): Promise<string> {
    for (const index of entry.files.keys()) await syncPath(join(folder, String(index)));
    await writeSynced(join(folder, 'entry.json'), JSON.stringify(entry));
    await syncPath(folder);
    const name = basename(folder);
    await rename(folder, join(this.#ready, name));
    await syncPath(this.#ready);
    this.#count += 1;
    return name;
  }

  /** Oldest first. */
  async list(): Promise<string[]> {
    return (await readdir(this.#ready)).filter((name) => !name.startsWith('.')).sort();
  }

  async read(name: string): Promise<SpoolEntry> {
    return readEntry(await readFile(join(this.#ready, name, 'entry.json'), 'utf8'));
  }

  filePath(name: string, index: number): string {
    return join(this.#ready, name, String(index));
  }

  /** Core has it. Removing twice is harmless. */
  async remove(name: string): Promise<void> {
    await rm(join(this.#ready, name), { recursive: true, force: true });
    this.#count = Math.max(0, this.#count - 1);
  }

  /** How many wait, without a look at the disk. */
  get count(): number {
    return this.#count;
  }
}

const writeSynced = async (path: string, text: string): Promise<void> => {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** A file's bytes or a folder's names reach the disk. */
const syncPath = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
