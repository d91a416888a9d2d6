// `node ../../packages/presets/types.mjs` in the folder of a package: checks its types, by the compiler that is no JavaScript. What reads
// programs by the compiler's JavaScript, which that one has none of, is given TypeScript 6.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.resolve('typescript-7/package.json')));
// Packages are checked beside each other: more than one checker in each reads some of the types twice.
const args = [join(folder, 'bin', 'tsc'), '-p', 'tsconfig.json', '--checkers', '1'];
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
process.exitCode = status ?? 1;
