// A platform of connector-social is a folder: its name is the name of the channel (docs/decisions/0073).
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const usual = fileURLToPath(new URL('../../apps/connector-social/src/platforms/', import.meta.url));

/**
 * The platforms that have a folder with a `platform.ts`, by name.
 *
 * @param {string} [folder]
 * @returns {string[]}
 */
export const platformsIn = (folder = usual) =>
  readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'platform.ts')))
    .sort();
