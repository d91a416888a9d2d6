import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

const root = fileURLToPath(new URL('../../../..', import.meta.url));

const sources = new Set(['src', 'test', 'coverage', '.turbo']);

/** One line of the built product, and what a careless change would have made of it. */
export interface Patch {
  /** Relative to the root, below a `dist` folder. */
  file: string;
  find: string;
  replace: string;
}

/** A patch no longer fits: the product changed, and the bad build must be thought through again. */
export class PatchMissed extends Error {}

/**
 * Copies what was built, without sources, and spoils it. The copy shares the installed dependencies; links between the
 * workspace's packages are relative and lead into the copy.
 */
export const copyBuild = async (
  patches: readonly Patch[],
): Promise<{ folder: string; remove(): Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'filo-bad-build-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const file of ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml']) {
      await cp(join(root, file), join(folder, file));
    }
    await cp(join(root, 'infra'), join(folder, 'infra'), { recursive: true, verbatimSymlinks: true });
    for (const group of ['apps', 'packages']) {
      for (const name of await readdir(join(root, group))) await copyPackage(join(group, name), folder);
    }
    await mustBeInstalled(folder);
    for (const patch of patches) await apply(patch, folder);
    await bundleAgain(patches, folder);
    return { folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
};

/** A copy that its launcher would install first must not be started: it would move the links that it shares with us. */
const mustBeInstalled = async (folder: string): Promise<void> => {
  const ask = `import('./infra/local/toolchain/install.mjs').then((one) => console.log(one.isInstalled()))`;
  const { stdout } = await run(process.execPath, ['--eval', ask], { cwd: folder });
  if (stdout.trim() !== 'true')
    throw new Error(
      'The installed dependencies are older than the lockfile: run "npm test" or "npm start" once.',
    );
};

const copyPackage = async (path: string, folder: string): Promise<void> => {
  await mkdir(join(folder, path), { recursive: true });
  for (const part of await readdir(join(root, path))) {
    if (sources.has(part)) continue;
    const options = { recursive: true, verbatimSymlinks: true };
    await cp(join(root, path, part), join(folder, path, part), options);
  }
};

interface Manifest {
  name: string;
  bundle?: string[];
  dependencies?: Record<string, string>;
}

/** What is started are bundles: those with something in them that was spoilt are made anew. */
const bundleAgain = async (patches: readonly Patch[], folder: string): Promise<void> => {
  const spoilt = new Set(patches.map(({ file }) => file.split('/').slice(0, 2).join('/')));
  const names = await Promise.all(
    [...spoilt].map(async (path) => (await manifestOf(join(folder, path))).name),
  );
  for (const group of ['apps', 'packages'])
    for (const name of await readdir(join(folder, group))) {
      const cwd = join(folder, group, name);
      const { bundle, dependencies = {}, name: own } = await manifestOf(cwd);
      if (!bundle || !names.some((one) => one === own || one in dependencies)) continue;
      await run(process.execPath, ['../../packages/presets/bundle.mjs'], { cwd });
    }
};

const manifestOf = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;

const apply = async ({ file, find, replace }: Patch, folder: string): Promise<void> => {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  if (text.split(find).length !== 2) {
    throw new PatchMissed(
      `${file} does not hold this exactly once, so the bad build cannot be made: ${find}`,
    );
  }
  await writeFile(
    path,
    text.replace(find, () => replace),
  );
};
