// A platform of connector-social is a folder: its name is the name of the channel (docs/decisions/0073).
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const usual = fileURLToPath(new URL('../../apps/connector-social/src/platforms/', import.meta.url));

/**
 * The platforms that have a folder, by name.
 *
 * @param {string} [folder]
 * @returns {string[]}
 */
export const platformsIn = (folder = usual) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
