import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const passedOver = new Set(['node_modules', 'dist', '.turbo']);

const sourcesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !passedOver.has(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sourcesIn(path);
      return /\.[cm]?tsx?$/.test(entry.name) ? [path] : [];
    });

/** The folders and files that a package's check of types reads, each with all beneath it. */
const includedBy = (folder) =>
  JSON.parse(readFileSync(join(folder, 'tsconfig.json'), 'utf8')).include.map((name) => join(folder, name));

const packages = ['apps', 'packages', 'infra'].flatMap((group) =>
  readdirSync(join(root, group))
    .map((name) => join(root, group, name))
    .filter((folder) => statSync(folder).isDirectory()),
);

it('every TypeScript file is one that the check of types and the linter’s typed rules read', () => {
  const unread = packages.flatMap((folder) => {
    const sources = sourcesIn(folder);
    const included = sources.length === 0 ? [] : includedBy(folder);
    return sources.filter((path) => !included.some((one) => path === one || path.startsWith(`${one}/`)));
  });
  expect(unread).toEqual([]);
});
