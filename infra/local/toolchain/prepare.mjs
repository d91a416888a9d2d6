// From a fresh clone to something that can be started: pnpm, dependencies, build.
import { join } from 'node:path';
import { takeLock } from '../processes/lock-file.mjs';
import { build } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { findPnpm } from './pnpm.mjs';
import { root } from './root.mjs';

/**
 * Leaves the checkout installed and, when asked, built. Installations that share a checkout prepare it one after the
 * other. Answers the path of pnpm. FILO_PREPARED says that everything is built already, as it is inside `npm test`; then
 * pnpm is not even looked for.
 */
export async function prepare({ say, withBuild = true }) {
  const release = await checkoutLock(say);
  try {
    const isBuilt = Boolean(process.env.FILO_PREPARED);
    if (isBuilt && isInstalled()) return undefined;
    const pnpm = await findPnpm({ say });
    if (!isInstalled()) await install(pnpm, { say });
    if (withBuild && !isBuilt) await build(pnpm, { say });
    return pnpm;
  } finally {
    release();
  }
}

async function checkoutLock(say) {
  for (let told = false; ; told = true) {
    const { release, holder } = takeLock(join(root, '.turbo', 'prepare.lock'));
    if (release) return release;
    if (!told) say(`Waiting for process ${holder}, which is preparing this checkout`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
