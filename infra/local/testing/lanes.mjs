// The lanes of `npm test` and the packages that have something to run in them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../toolchain/root.mjs';

/** In this order. `parallel` packages run at once; `script` is what a package calls its part. */
export const lanes = [
  { name: 'unit', script: 'test:unit', parallel: 2 },
  { name: 'integration', script: 'test:integration', parallel: 2, needsServers: true },
  { name: 'contract', script: 'test:contract', parallel: 2, needsServers: true },
  { name: 'end to end', script: 'test:e2e', parallel: 1, needsServers: true },
  { name: 'torture short', script: 'test:torture', parallel: 1, needsServers: true },
  { name: 'bad builds', script: 'test:bad-builds', parallel: 1, needsServers: true },
  { name: 'fuzz and corpus', script: 'test:fuzz', parallel: 1, needsServers: true },
];

/** Run only when they are named: they install more than everybody needs. */
export const namedLanes = [
  {
    name: 'bluesky network',
    script: 'test:bluesky-network',
    parallel: 1,
    needsServers: true,
    tools: ['redis', 'c++'],
  },
];

export const longLanes = [{ name: 'long', script: 'test:long', parallel: 1, needsServers: true }];

/** `pnpm verify` in its parts. */
export const checks = [
  { name: 'format', command: ['prettier', '--check', '.'] },
  { name: 'types', command: ['turbo', 'run', 'types', '--output-logs=errors-only', '--ui=stream'] },
  { name: 'lint', command: ['eslint', '.'] },
  {
    name: 'boundaries',
    command: [
      'depcruise',
      '--config',
      'packages/presets/dependency-cruiser.cjs',
      'apps',
      'packages',
      'infra',
    ],
  },
  { name: 'unused', command: ['knip'] },
];

/** Packages that have the script, as `{name, folder}`. */
export function packagesWith(script) {
  return ['packages', 'apps', 'infra'].flatMap((group) =>
    readdirSync(join(root, group))
      .sort()
      .map((folder) => join(root, group, folder))
      .filter((folder) => existsSync(join(folder, 'package.json')))
      .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) }))
      .filter(({ manifest }) => manifest.scripts?.[script])
      .map(({ folder, manifest }) => ({ folder, name: manifest.name })),
  );
}
