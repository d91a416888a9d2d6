// Gets the one pnpm this repository is written for, without corepack.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';
import { runStep } from './run-step.mjs';

const remembered = join(root, '.turbo', 'pnpm-path');

/** The version in `packageManager`, the single place that names it. */
export function pnpmVersion(manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))) {
  return /^pnpm@(\d+\.\d+\.\d+)/.exec(manifest.packageManager)[1];
}

/**
 * The path of pnpm. npm's own runner fetches it once and says where it lies; later starts remember that and need
 * neither npm nor a network.
 */
export async function findPnpm({ say }) {
  const version = pnpmVersion();
  const known = recall(version);
  if (known) return known;
  say(`Getting pnpm ${version}`);
  const runner = process.env.npm_execpath
    ? [process.execPath, process.env.npm_execpath, 'exec']
    : ['npm', 'exec'];
  // Outside the checkout: npm must not look at our package.json, where workspaces are not its own.
  const printed = await runStep(
    `Getting pnpm ${version}`,
    [...runner, '--yes', `--package=pnpm@${version}`, '-c', 'command -v pnpm'],
    { cwd: dirname(process.execPath), env: plainNpmEnvironment() },
  );
  const path = printed.trim().split('\n').at(-1);
  if (!existsSync(path)) throw new Error(`npm fetched pnpm ${version} but did not say where: ${printed}`);
  mkdirSync(dirname(remembered), { recursive: true });
  writeFileSync(remembered, JSON.stringify({ version, path }));
  return path;
}

function recall(version) {
  try {
    const known = JSON.parse(readFileSync(remembered, 'utf8'));
    return known.version === version && existsSync(known.path) ? known.path : undefined;
  } catch {
    return undefined;
  }
}

/** What `npm start` sets for its script would steer the inner npm to this checkout. */
export function plainNpmEnvironment(environment = process.env) {
  const steering =
    /^(npm_(lifecycle|package|command|config_(local_prefix|prefix|workspace)|execpath|node_execpath)|INIT_CWD)/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !steering.test(name)));
}

/** The environment in which scripts and turbo find this pnpm first. */
export function withPnpm(pnpm, environment = plainNpmEnvironment()) {
  return {
    ...environment,
    PATH: [dirname(pnpm), dirname(process.execPath), environment.PATH].filter(Boolean).join(':'),
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
  };
}
