import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Filo } from './filo.js';

/** For what has no page yet: its own Postgres says in its folder where it listens, and the password lies beside it. */
export const databaseOf = async ({ dataFolder }: Filo): Promise<string> => {
  const folder = join(dataFolder, 'postgres');
  const port = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')[3];
  const password = (await readFile(`${folder}.password`, 'utf8')).trim();
  return `postgres://filo:${password}@127.0.0.1:${port}/filo`;
};
