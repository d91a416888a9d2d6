import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { runStep } from './run-step.mjs';
import { withPnpm } from './pnpm.mjs';

const stamp = join(root, 'node_modules', '.filo-installed');

/** Whether node_modules holds what the lockfile and the manifests ask for. */
export const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted();

/** Installs exactly the lockfile. Safe to be killed: the stamp is written last. */
export async function install(pnpm, { say }) {
  say('Installing the dependencies (about half a minute the first time)');
  const command = [pnpm, 'install', '--frozen-lockfile', '--config.confirm-modules-purge=false'];
  await runStep('Installing the dependencies', [...command, '--reporter=append-only'], {
    cwd: root,
    env: withPnpm(pnpm),
  });
  writeFileSync(stamp, wanted());
}

function wanted() {
  const hash = createHash('sha256');
  hash.update(`${process.platform} ${process.arch} ${process.versions.node.split('.')[0]}\n`);
  for (const file of ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', ...manifests()]) {
    hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** Every workspace package lies two folders deep. */
function manifests() {
  return ['apps', 'packages', 'infra'].flatMap((group) =>
    readdirSync(join(root, group))
      .sort()
      .map((name) => join(group, name, 'package.json'))
      .filter((file) => existsSync(join(root, file))),
  );
}
