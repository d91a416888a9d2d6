import tseslint from 'typescript-eslint';
import { house } from './packages/presets/eslint/house.mjs';

// What needs types is asked by oxlint, `.oxlintrc.json`: it reads them by the compiler that is no JavaScript.
export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/.turbo/**',
      '.filo/**',
      'packages/api-client/src/schema.ts',
    ],
  },
  {
    files: ['**/*.{ts,tsx,mjs,cjs,js}'],
    plugins: { house },
    rules: {
      'house/file-name': 'error',
      'house/file-length': ['warn', { max: 200 }],
      'house/function-length': ['error', { max: 40, ofComponents: 80 }],
      'house/parameters': ['error', { max: 3, ofConstructors: 5 }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // Nest injects by the runtime type, so those imports are values.
    files: ['apps/core/**/*.ts', 'apps/connector-*/**/*.ts', 'packages/{bus,service,connector}/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    // A contract is a test that lies in src, since every connector runs it.
    files: ['**/*.test.{ts,tsx,mjs}', '**/test/**', 'packages/connector/src/testing/*-contract.ts'],
    rules: {
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'house/file-length': 'off',
      'house/function-length': 'off',
      'house/parameters': 'off',
    },
  },
  {
    // Nothing but tests imports these.
    files: ['apps/e2e/**', 'packages/testing/**'],
    rules: { 'house/function-length': 'off', 'house/parameters': 'off' },
  },
  { files: ['apps/e2e/**'], rules: { 'house/live-page': 'error' } },
  {
    files: ['**/migrations/**'],
    rules: { 'max-lines': 'off', 'house/file-length': 'off', 'house/function-length': 'off' },
  },
  {
    files: ['infra/**', 'apps/e2e/**', '**/*command.ts', '**/corpus/**', '**/*.mjs', 'apps/inbox/scripts/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // Settings are read and checked once, so that all wrong ones are told at the start. vite.config.ts runs before that.
    files: ['apps/*/src/**/*.{ts,tsx}', 'packages/*/src/**/*.{ts,tsx}'],
    ignores: ['**/config.ts', '**/*.test.ts', '**/testing/**', 'apps/e2e/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Settings are read in config.ts alone.' },
      ],
      'no-restricted-imports': [
        'error',
        ...['process', 'node:process'].map((name) => ({
          name,
          importNames: ['env'],
          message: 'Settings are read in config.ts alone.',
        })),
      ],
    },
  },
  { files: ['apps/inbox/src/**/*.{ts,tsx}'], rules: { 'house/no-raw-hex': 'error' } },
  {
    // What agents and customers look at.
    files: [
      'apps/inbox/src/**/*.{ts,tsx}',
      'apps/connector-webform/src/pages/**',
      'apps/core/src/{proofs,privacy}/**',
    ],
    rules: { 'house/logical-sides': 'error' },
  },
);
