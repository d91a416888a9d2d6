// The lanes of `npm test` and the packages that have something to run in them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../toolchain/root.mjs';

/** `pnpm verify` in its parts: the longest first, so that none is left over to run alone. */
const checks = [
  { name: 'lint', command: ['eslint', '.'] },
  { name: 'promises', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'format', command: ['prettier', '--check', '.'] },
  { name: 'types', command: ['turbo', 'run', 'types', '--output-logs=errors-only', '--ui=stream'] },
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

/** Only computes: as many at once as there are cores. */
const source = { parallel: 2, pool: 'source' };
/** Waits for part of its time, for servers and for what it ends on purpose: a third has work for the cores meanwhile. */
const servers = { parallel: 3, pool: 'servers', needsServers: true };
/** Holds times of a product under load against limits, so that no third one takes its processor. */
const torture = { parallel: 2, pool: 'torture', needsServers: true };

/**
 * In this order; neighbours of one `pool` run beside each other. `parallel` packages run at once; `script` is what a package calls its
 * part, `commands` are a lane of no package. A package with more than `filesAtOnce` test files is run in pieces, so that no core of the
 * machine waits for one large package at the end. End to end is one piece, which itself runs two files at once: its first product is
 * made only once. `secondLook`: one or two files that fail there may run again, see second-look.mjs. `inTurn`: the largest package, which
 * computes, and the others, which wait for a part of their time, take turns.
 */
export const lanes = [
  { name: 'checks', commands: checks, ...source },
  {
    ...{ name: 'unit', script: 'test:unit', ...source, filesAtOnce: 40, folders: ['src', 'test'] },
    secondLook: true,
  },
  // Before integration, whose smallest pieces fill what is left at the end; a contract takes up to two minutes.
  { name: 'contract', script: 'test:contract', ...servers, secondLook: true },
  {
    ...{ name: 'integration', script: 'test:integration', ...servers, filesAtOnce: 20 },
    ...{ inTurn: true, secondLook: true },
  },
  { name: 'end to end', script: 'test:e2e', parallel: 1, needsServers: true, secondLook: true },
  { name: 'bad builds', script: 'test:bad-builds', ...torture },
  { name: 'torture short', script: 'test:torture', ...torture },
  { name: 'fuzz and corpus', script: 'test:fuzz', ...torture },
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

/** Neighbours of one pool together, in their order. */
export function pooled(some) {
  const groups = [];
  for (const one of some) {
    const last = groups.at(-1);
    if (one.pool !== undefined && last?.[0].pool === one.pool) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** So many pieces of work at once; the others wait their turn. @returns {<T>(work: () => Promise<T>) => Promise<T>} */
export function placesFor(count) {
  const waiting = [];
  let free = count;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** Packages that have the script, as `{name, folder, config}`: the configuration where it names another than Jest's own. */
export function packagesWith(script) {
  return ['packages', 'apps', 'infra'].flatMap((group) =>
    readdirSync(join(root, group))
      .sort()
      .map((folder) => join(root, group, folder))
      .filter((folder) => existsSync(join(folder, 'package.json')))
      .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) }))
      .filter(({ manifest }) => manifest.scripts?.[script])
      .map(({ folder, manifest }) => ({
        ...{ folder, name: manifest.name },
        config: /jest -c (\S+)/.exec(manifest.scripts[script])?.[1],
      })),
  );
}

/** What a lane runs, the largest first: packages, or `{piece, pieces}` of one, by the test files in its `folders`. */
export function piecesOf({ script, filesAtOnce = Infinity, folders = ['test'], inTurn = false }) {
  const pieces = packagesWith(script)
    .map((one) => ({
      ...one,
      files: folders.reduce((sum, name) => sum + testFilesIn(join(one.folder, name)), 0),
    }))
    .flatMap((one) => {
      const pieces = Math.max(1, Math.ceil(one.files / filesAtOnce));
      return Array.from({ length: pieces }, (_, n) => ({
        ...one,
        files: one.files / pieces,
        ...(pieces > 1 ? { piece: n + 1, pieces } : {}),
      }));
    })
    .sort((a, b) => b.files - a.files);
  return inTurn ? turnsOf(pieces) : pieces;
}

/** A piece of the first one's package, one of another, and so on. */
function turnsOf(pieces) {
  const same = pieces.filter(({ name }) => name === pieces[0]?.name);
  const others = pieces.filter((one) => !same.includes(one));
  const turns = Array.from({ length: Math.max(same.length, others.length) }, (_, n) => [same[n], others[n]]);
  return turns.flat().filter((one) => one !== undefined);
}

const testFilesIn = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true }).filter((name) => /\.test\.[a-z]+$/.test(name)).length
    : 0;
