// `node ../../packages/presets/bundle.mjs` in the folder of a package: makes one file in `dist/bundle` of each program that its
// package.json names under `bundle`, out of what transpile.mjs wrote. Node loads one file in a third of the time that thousands take.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { build } from 'esbuild';

/** Stay in node_modules: what is not JavaScript, and what starts threads from files of its own. */
const notBundled = ['@node-rs/argon2', 'piscina'];

/** What dependencies try to load, and do without where it is not installed, as it is not here. */
const notInstalled = [
  '@fastify/view',
  '@nestjs/platform-express',
  '@nestjs/websockets',
  '@grpc/grpc-js',
  '@grpc/proto-loader',
  'amqplib',
  'amqp-connection-manager',
  'class-transformer',
  'class-validator',
  'ioredis',
  'kafkajs',
  'mqtt',
];

/** CommonJS inside asks Node's own modules by `require`, which a module does not have. */
const withRequire = `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`;

/** Nest asks for what it may need, such as the client of the bus, by a `require` of its own making, which esbuild does not see. */
const nestsRequires = {
  name: 'nests-requires',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]@nestjs[\\/].*\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return {
        contents: text.replace(/createRequire\(import\.meta\.url\)\((['"][^'"]+['"])\)/g, 'require($1)'),
      };
    }),
};

const { bundle } = JSON.parse(readFileSync('package.json', 'utf8'));
await build({
  entryPoints: bundle.map((file) => ({ in: file, out: basename(file, '.js') })),
  outdir: 'dist/bundle',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Node's own conditions: without any, packages are taken in a form for bundlers that Node never loads.
  conditions: ['node-addons'],
  mainFields: ['main'],
  // Tables, tokens and logs are named after classes.
  keepNames: true,
  sourcemap: true,
  sourcesContent: false,
  external: [...notBundled, ...notInstalled],
  plugins: [nestsRequires],
  banner: { js: withRequire },
  logLevel: 'warning',
});
