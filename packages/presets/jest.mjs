// One Jest preset for the whole repository: ES modules, TypeScript through swc, packages resolved to source.
import { fileURLToPath } from 'node:url';
import { swc } from './swc.mjs';

const beside = (file) => fileURLToPath(new URL(file, import.meta.url));

/** For packages that test properties: `setupFiles`. */
export const steadyProperties = [beside('test-files/steady-properties.mjs')];

/** @param {Partial<import('jest').Config>} overrides */
export const jestPreset = (overrides = {}) => ({
  testEnvironment: beside('test-files/main-realm-environment.cjs'),
  runtime: beside('test-files/shared-packages-runtime.cjs'),
  // A bound for what hangs, not a measure of speed: tests start real servers, and machines are busy.
  testTimeout: 60_000,
  testEnvironmentOptions: { customExportConditions: ['@filo/source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.tsx?$': ['@swc/jest', { ...swc, sourceMaps: 'inline' }] },
  transformIgnorePatterns: ['/node_modules/', '/(apps|packages)/[^/]+/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  ...overrides,
});
