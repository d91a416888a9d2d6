// One Jest preset for the whole repository: ES modules, TypeScript through swc, packages resolved to source.
const commonJsNeeded = '(cookie|content-disposition|content-type)';

const swc = (moduleType) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true, tsx: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
      keepClassNames: true,
    },
    module: { type: moduleType },
    sourceMaps: 'inline',
  },
];

/** @param {Partial<import('jest').Config>} overrides */
export const jestPreset = (overrides = {}) => ({
  testEnvironment: 'node',
  // A bound for what hangs, not a measure of speed: tests start real servers, and machines are busy.
  testTimeout: 60_000,
  testEnvironmentOptions: { customExportConditions: ['@filo/source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    // Jest on Node 20 cannot require() these ES modules, which Fastify's plugins do.
    [`/node_modules/${commonJsNeeded}/.*\\.m?js$`]: swc('commonjs'),
    '^.+\\.tsx?$': swc('es6'),
  },
  transformIgnorePatterns: [
    `/node_modules/(?!(\\.pnpm/[^/]+/node_modules/)?${commonJsNeeded}/)`,
    '/(apps|packages)/[^/]+/dist/',
  ],
  modulePathIgnorePatterns: ['/dist/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  ...overrides,
});
