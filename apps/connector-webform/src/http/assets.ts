import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

interface Asset {
  type: string;
  body: Buffer;
}

/** What the pages load, all from this service; `version` changes with any byte of it. */
export interface Assets {
  version: string;
  files: ReadonlyMap<string, Asset>;
}

// The same place from src and from dist.
const publicFolder = new URL('../../public/', import.meta.url);
const font =
  '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2';

const sources: Readonly<Record<string, { type: string; url: () => string | URL }>> = {
  'form.css': { type: 'text/css; charset=utf-8', url: () => new URL('form.css', publicFolder) },
  'form.js': { type: 'text/javascript; charset=utf-8', url: () => new URL('form.js', publicFolder) },
  'solve.js': { type: 'text/javascript; charset=utf-8', url: () => new URL('solve.js', publicFolder) },
  'embed.js': { type: 'text/javascript; charset=utf-8', url: () => new URL('embed.js', publicFolder) },
  'icon.svg': { type: 'image/svg+xml', url: () => new URL('icon.svg', publicFolder) },
  'hyperlegible.woff2': { type: 'font/woff2', url: () => import.meta.resolve(font) },
};

/** Reads all of it once, at start; some 60 kB. */
export const loadAssets = async (): Promise<Assets> => {
  const files = new Map<string, Asset>();
  const hash = createHash('sha256');
  for (const [name, { type, url }] of Object.entries(sources)) {
    const body = await readFile(fileURLToPath(url()));
    files.set(name, { type, body });
    hash.update(name).update(body);
  }
  return { version: hash.digest('hex').slice(0, 12), files };
};
