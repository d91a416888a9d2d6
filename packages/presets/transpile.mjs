// `node ../../packages/presets/transpile.mjs` in the folder of a package: writes `dist` from `src`, file by file, without its tests.
// Types are checked by `pnpm run types`, and not again by everybody who starts Filo.
import { transformFile } from '@swc/core';
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { swc } from './swc.mjs';

const isSource = (name) => name.endsWith('.ts') && !/\.(test|d)\.ts$/.test(name);
const filesIn = async (folder) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

const targetOf = (path) => join('dist', path.slice('src/'.length).replace(/\.ts$/, '.js'));

/** What a source reads beside it. Answers what it wrote. */
async function copy(path) {
  const target = targetOf(path);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(path, target);
  return [target];
}

/** Answers what it wrote. */
async function transpile(path) {
  const target = targetOf(path);
  const sourceFileName = relative(dirname(target), path);
  const options = { ...swc, sourceFileName, sourceMaps: true, inlineSourcesContent: false, swcrc: false };
  const { code, map } = await transformFile(path, options);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, `${code}//# sourceMappingURL=${basename(target)}.map\n`);
  await writeFile(`${target}.map`, map);
  return [target, `${target}.map`];
}

await mkdir('dist', { recursive: true });
const files = (await filesIn('src')).filter((path) => !path.startsWith(join('src', 'testing')));
const writing = [
  ...files.filter(isSource).map(transpile),
  ...files.filter((name) => name.endsWith('.json')).map(copy),
];
const written = new Set((await Promise.all(writing)).flat());
// What is of no source any more; programs that run were loaded from `dist/bundle`.
for (const path of await filesIn('dist'))
  if (!written.has(path) && !path.startsWith(join('dist', 'bundle'))) await rm(path);
